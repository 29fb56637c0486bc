// Which files may have become wrong since the state before: what has changed, and what refers to that. Where it cannot be
// told, all must be checked; the reason why is thrown as a CheckAll.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';

/** Says as a sentence's end why nothing less than all files must be checked. */
export class CheckAll extends Error {}

/** When one of these changes, or refers to what does, any file may have become wrong. */
const RULES = /\.(?:rng|rnc|sch|isosch|xsd|dtd|ent|mod|odd)$|(?:^|\/)(?:catalog\.xml|teigram\.config\.json)$/i;
/** When one of these changes, files may be called for, installed or read in another way. */
const SETTINGS =
  /(?:^|\/)(?:action\.ya?ml|package(?:-lock)?\.json|yarn\.lock|pnpm-lock\.yaml|\.gitattributes|\.gitmodules)$|(?:^|\/)\.github\/workflows\//i;
const INSTALLED = /(?:^|\/)(?:node_modules|\.[^/]+)\//;
/** Never read to see whether they refer to something. */
const NO_TEXT = /\.(?:png|jpe?g|tiff?|gif|webp|jp2|pdf|zip|t?gz|xz|7z|mp[34]|wav|mov|woff2?|ttf|otf)$/i;
/** More names are not looked for. */
const MOST_NAMES = 200;
/** In bytes; what is longer is checked unread. */
const LONGEST_READ = 50_000_000;
const [FILE, PROGRAM, NOTHING] = ['100644', '100755', '000000'];

/**
 * Absolute paths of all files that may have become wrong; more than the call means, which selects among them.
 *
 * @param event what GitHub says of the pull request or push.
 * @param named what the call names beside the files: schemas, catalogs, values of options.
 */
export function filesToCheck(event, named) {
  const top = git('.', 'rev-parse', '--show-toplevel')?.replace(/\r?\n$/, '');
  if (top === undefined) throw new CheckAll('this is no Git repository, or Git cannot read it');
  const before = stateBefore(event, top);
  // What Git does not keep may be new each time, but for what is installed by what it does keep.
  const loose = names(top, 'ls-files', '-z', '--others').filter((name) => !INSTALLED.test(name));
  const changed = [...changesSince(before, top), ...loose];
  const known = [...names(top, 'ls-files', '-z'), ...loose];
  refuseNamed(named, new Set(changed), new Set(known), top);
  return [...withReferring(changed, known, top)].map((name) => join(top, name));
}

/** The commit that a pull request goes to, or that a push came after; it is fetched where a shallow clone has not got it. */
function stateBefore(event, top) {
  if (event?.forced === true) throw new CheckAll('the push has rewritten the history (a forced push)');
  const before = event?.pull_request?.base?.sha ?? event?.merge_group?.base_sha ?? event?.before;
  if (typeof before !== 'string' || !/^[0-9a-f]{40,64}$/.test(before) || /^0+$/.test(before)) {
    throw new CheckAll('the event names no state before, as with a new branch');
  }
  const has = () => git(top, 'cat-file', '-e', `${before}^{commit}`) !== undefined;
  if (!has()) git(top, 'fetch', '--quiet', '--depth=1', '--no-tags', '--no-recurse-submodules', 'origin', before);
  if (!has()) throw new CheckAll(`the state before, ${before}, is not there and cannot be fetched`);
  const head = git(top, 'rev-parse', '--verify', 'HEAD^{commit}')?.trim();
  if (head === undefined) throw new CheckAll('Git cannot say which commit is checked out');
  // A pull request that was not checked out at all, for one.
  if (head === before) throw new CheckAll('the state before is what is checked out');
  return before;
}

/** Against what lies in the folder, since a step before this one may have changed it. */
function changesSince(before, top) {
  const how = ['--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', '--ignore-submodules=none'];
  const fields = names(top, 'diff', ...how, before, '--');
  const changed = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [from, to, , , status] = fields[i].slice(1).split(' ');
    const name = fields[i + 1];
    if (!['A', 'M', 'D'].includes(status) || ![from, to].every((mode) => [FILE, PROGRAM, NOTHING].includes(mode))) {
      throw new CheckAll(`${shown(name)} is or was a link, a submodule or something else than a file`);
    }
    if (RULES.test(name) || SETTINGS.test(name)) throw new CheckAll(`${shown(name)} has changed`);
    changed.push(name);
  }
  return changed;
}

function refuseNamed(named, changed, known, top) {
  for (const name of named.flatMap((text) => [text, text.slice(text.indexOf('=') + 1)])) {
    const path = relative(top, resolve(name)).split(sep).join('/');
    if (changed.has(path)) throw new CheckAll(`${shown(name)}, which the call names, has changed`);
    if (existsSync(name) && statSync(name).isFile() && !known.has(path)) {
      throw new CheckAll(`${shown(name)}, which the call names, is not kept in the repository`);
    }
  }
}

/** What has changed and what refers to it, by XInclude, a pointer, a catalog or a link: whatever mentions its name. */
function withReferring(changed, known, top) {
  const affected = new Set(changed);
  for (let latest = changed; latest.length > 0; ) {
    for (const name of latest) {
      if (name.endsWith('/')) throw new CheckAll(`${shown(name)} is a repository of its own`);
      if (RULES.test(name)) throw new CheckAll(`${shown(name)} has changed or refers to what has`);
    }
    const wanted = new Set(latest.map((name) => basename(name)));
    if (wanted.size > MOST_NAMES) throw new CheckAll(`more than ${MOST_NAMES} files have changed or refer to such`);
    const mention = new RegExp([...wanted].map(patternOf).join('|'));
    latest = known.filter((name) => !affected.has(name) && mention.test(textOf(join(top, name))));
    for (const name of latest) affected.add(name);
  }
  return affected;
}

/** A name as texts in any encoding have it: other letters than ASCII, and what XML escapes, may be several signs or none. */
function patternOf(name) {
  const pieces = name
    .normalize('NFC')
    .toLowerCase()
    .split(/([^\x20-\x7e]+|[&<>"']+)/);
  return pieces
    .map((piece, i) => (i % 2 === 1 ? `[^]{0,${6 * piece.length}}?` : piece.replace(/[^a-z0-9 ]/g, '\\$&')))
    .join('');
}

/** What a file says in any encoding that has ASCII in it, with addresses and character references read. */
function textOf(path) {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new CheckAll('there are links to folders');
    return readlinkSync(path).toLowerCase();
  }
  if (!stats?.isFile() || NO_TEXT.test(path)) return '';
  if (stats.size > LONGEST_READ)
    throw new CheckAll(`${shown(basename(path))} is too long to look for references in it`);
  const text = readFileSync(path, 'latin1').replaceAll('\0', '');
  const read = text.replace(/%([0-9a-f]{2})|&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, byte, hex, decimal) =>
    String.fromCodePoint(Math.min(0xff, decimal === undefined ? Number.parseInt(byte ?? hex, 16) : Number(decimal))),
  );
  return read.toLowerCase();
}

/** What Git lists with NUL between; names that are no UTF-8 could not be told apart. */
function names(top, ...args) {
  const output = git(top, ...args);
  if (output === undefined) throw new CheckAll(`Git cannot tell what has changed ("git ${args[0]}" failed)`);
  if (output.includes('\ufffd')) throw new CheckAll('a name of a file is not in UTF-8');
  return output.split('\0').filter((name) => name !== '');
}

function git(folder, ...args) {
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30 };
  const { status, stdout } = spawnSync('git', ['--no-replace-objects', ...args], options);
  return status === 0 ? stdout : undefined;
}

/** A name as the log shows it; no text of a pull request may become a line of its own there. */
function shown(name) {
  const visible = name.replace(/[^\x20-\x7e\u00a1-\u1fff\u2c00-\ud7ff\uf900-\ufeff]/gu, '\ufffd');
  return visible.length > 200 ? `${visible.slice(0, 199)}…` : visible;
}
