/** Loads a package into a database of a running BaseX server, document by document, and says what it did not take. */

import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { withoutCredentials } from '../../addresses.js';
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { streamFile } from '../../files/door.js';
import { ofPackage } from '../upload/files.js';
import type { UploadCall, Uploader, UploadOutcome } from '../upload/uploader.js';
import { BasexClient, CommandFailed, LoginRefused } from './client.js';

const PORT = 1984;
const USER = 'admin';
const EXAMPLE = 'basex://localhost:1984/telegrams';

export const basexUploader: Uploader = {
  mark: 'load.xq',
  protocols: ['basex:'],
  example: EXAMPLE,
  token: 'BASEX_PASSWORD',
  tokenAdvice: ({ username }) => `It is the password of the BaseX user ${username === '' ? USER : username}`,
  next: 'The database is ready to be queried.',
  send: load,
};

/** Documents that are there are replaced, others of the database stay. A document that the server refuses does not stop the rest. */
async function load(call: UploadCall): Promise<UploadOutcome> {
  const { url, folder, token } = call;
  const database = decodeURIComponent(url.pathname.slice(1));
  if (!/^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/.test(database)) return stopped(nameless(url, database));
  const run = new Load(call, database);
  const user = url.username === '' ? USER : decodeURIComponent(url.username);
  const login = { host: url.hostname, port: url.port === '' ? PORT : Number(url.port), user, password: token };
  try {
    const client = await BasexClient.open(login);
    await run.go(client, resolve(folder, 'tei'));
    await client.close();
    return run.outcome();
  } catch (error) {
    return run.outcome(explain(error, url, user));
  }
}

class Load {
  readonly #call: UploadCall;
  readonly #database: string;
  readonly #diagnostics: Diagnostic[] = [];
  #sent = 0;
  #held: string | undefined;

  constructor(call: UploadCall, database: string) {
    this.#call = call;
    this.#database = database;
  }

  outcome(failure?: Diagnostic): UploadOutcome {
    const diagnostics = failure === undefined ? this.#diagnostics : [...this.#diagnostics, failure];
    if (this.#held === undefined) return { sent: this.#sent, there: 0, diagnostics };
    const page = `${this.#database} at ${this.#call.url.host} (it holds ${this.#held} documents)`;
    return { page, sent: this.#sent, there: 0, diagnostics };
  }

  async go(client: BasexClient, folder: string): Promise<void> {
    const { progress } = this.#call;
    const paths = await documentsIn(folder);
    await prepare(client, this.#database);
    progress?.start(paths.length);
    for (const path of paths) {
      await this.#put(client, folder, path);
      progress?.step();
    }
    await client.command('FLUSH');
    await client.command('OPTIMIZE');
    this.#held = await client.command(`XQUERY count(collection("${this.#database}"))`);
  }

  async #put(client: BasexClient, folder: string, path: string): Promise<void> {
    try {
      await client.put(path, streamFile(join(folder, ...path.split('/')), ofPackage(folder)));
      this.#sent++;
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      const message = `BaseX does not take tei/${path}: ${error.message.trim()}. The other documents are loaded.`;
      this.#diagnostics.push({ severity: 'error', code: 'basex-document-refused', message, source: 'deposit' });
    }
  }
}

async function documentsIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith('.xml'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

async function prepare(client: BasexClient, database: string): Promise<void> {
  // Until version 10 white space between elements, such as that between two words in italics, is dropped unless this is set.
  for (const option of ['CHOP', 'STRIPWS']) {
    await client.command(`SET ${option} false`).catch((error: unknown) => {
      if (!(error instanceof CommandFailed)) throw error;
    });
  }
  // Nothing is fetched for a document, and the database is written once.
  for (const setting of ['DTD false', 'AUTOFLUSH false']) await client.command(`SET ${setting}`);
  await client.command(`CHECK ${database}`);
}

function explain(error: unknown, url: URL, user: string): Diagnostic {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof LoginRefused) {
    return failed(
      'basex-login-refused',
      `BaseX at ${url.host} does not know the user ${user} with the password in BASEX_PASSWORD. Another user is named in the address: basex://USER@${url.host}${url.pathname}`,
    );
  }
  if (error instanceof CommandFailed) {
    return failed('basex-command-failed', `BaseX at ${url.host} could not go on. It says: "${message.trim()}".`);
  }
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') {
    return failed(
      'basex-unreachable',
      `There is no BaseX server at ${url.host}. Start one with: basexserver -S${url.port === '' ? '' : ` -p${url.port}`}`,
    );
  }
  return failed(
    'upload-connection-lost',
    `The connection to BaseX at ${url.host} broke off (${code ?? message}). Repeat the call: documents that are there are replaced.`,
  );
}

function nameless(url: URL, database: string): Diagnostic {
  const message = `--upload: "${withoutCredentials(url.href)}" does not name a database${database === '' ? '' : ' as BaseX takes it (letters, digits, - and _)'}. Give an address such as ${EXAMPLE}.`;
  return failed('upload-not-possible', message);
}

function stopped(diagnostic: Diagnostic): UploadOutcome {
  return { sent: 0, there: 0, diagnostics: [diagnostic] };
}

function failed(code: Code, message: string): Diagnostic {
  return { severity: 'error', code, message, source: 'deposit' };
}
