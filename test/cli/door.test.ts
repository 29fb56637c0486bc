/** The one door by which files are read, from the command line: nothing that lies elsewhere reaches a report, and nothing hangs. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METADATA } from '../deposit/sample.js';
import { serve } from '../resources/server.js';
import { folder, listing, spawned } from './call.js';

const RNC = 'start = any any = element * { attribute * { text }*, (text | any)* }';
const RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"';
const SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron"';
const CATALOG = 'xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"';
const SECRET = 'SECRET-5d1e';

/** A checkout `w` beside a secret, and hidden ones in it. */
function checkout(files: Readonly<Record<string, string>> = {}) {
  const inside = Object.fromEntries(Object.entries(files).map(([name, content]) => [`w/${name}`, content]));
  const root = folder({
    'secret.txt': `${SECRET} outside\n`,
    'out/o.xml': `<r>${SECRET}</r>`,
    'w/.git/config': `${SECRET}\n`,
    'w/s.rnc': RNC,
    'w/ed/a.xml': '<r/>',
    ...inside,
  });
  const cwd = join(root, 'w');
  const run = async (...args: string[]) => {
    const { code, out, err } = await spawned(args, { cwd, env: { XDG_CACHE_HOME: join(root, 'cache') } });
    return { code, said: out + err };
  };
  return { root, cwd, run, at: (...names: string[]) => join(cwd, ...names) };
}

const FORMATS = ['pretty', 'json', 'sarif', 'html', 'junit', 'github'];

describe('what a folder holds', () => {
  it.each(FORMATS)('is not shown where it is a link that leads out, nor read, in %s', async (format) => {
    const { run, at } = checkout();
    symlinkSync('../../secret.txt', at('ed/l.xml'));
    symlinkSync('../.git/config', at('ed/h.xml'));
    for (const input of ['ed', 'ed/*.xml']) {
      const { code, said } = await run('validate', input, '-s', 's.rnc', '--format', format);
      expect(code).toBe(2);
      expect(said).not.toContain(SECRET);
      expect(said).toContain('l.xml');
    }
  });

  it('is told of where it is a pipe or a device, and the rest is checked, on threads and as one edition, too', async () => {
    const { run, at } = checkout();
    execFileSync('mkfifo', [at('ed/f.xml')]);
    symlinkSync('/dev/zero', at('ed/z.xml'));
    for (const more of [[], ['-j', '2'], ['--corpus']]) {
      const { code, said } = await run('validate', 'ed', '-s', 's.rnc', ...more);
      expect(code).toBe(2);
      expect(said).toContain('ed/a.xml: checked against s.rnc; valid');
      expect(said).toContain('ed/f.xml: error file-not-ordinary');
      expect(said).toContain('ed/z.xml: error file-out-of-reach');
    }
  });

  it('is what a list names, too, and a list that is none is not shown', async () => {
    const { run, at } = checkout({ list: 'ed/l.xml\0ed/a.xml\0ed/sub/o.xml', other: `password ${SECRET}\n` });
    symlinkSync('../../secret.txt', at('ed/l.xml'));
    symlinkSync('../../out', at('ed/sub'));
    const listed = await run('validate', '--files-from', 'list', '-s', 's.rnc', '--format', 'json');
    expect(listed.code).toBe(2);
    expect(listed.said).not.toContain(SECRET);
    expect(listed.said.match(/"code":"file-out-of-reach"/g)).toHaveLength(2);
    const none = await run('validate', '--files-from', 'other', '-s', 's.rnc');
    expect(none.said).toContain('Entry 1 of the list other is no file or folder');
    expect(none.said).not.toContain(SECRET);
  });

  it('is not converted, nor put into a package, where it leads out', async () => {
    const { root, run, at } = checkout({ 'in/t.txt': 'x', 'teigram.config.json': JSON.stringify(METADATA) });
    symlinkSync('../../secret.txt', at('in/l.txt'));
    execFileSync('mkfifo', [at('in/f.txt')]);
    const converted = await run('convert', 'in', '--stdout');
    expect(converted.code).toBe(2);
    expect(converted.said).not.toContain(SECRET);
    symlinkSync('../../out/o.xml', at('ed/l.xml'));
    const deposited = await run('deposit', 'ed', '--to', 'bag', '--out', join(root, 'bag'), '-s', 's.rnc');
    expect(deposited).toMatchObject({ code: 2, said: expect.stringContaining('ed/l.xml: error file-out-of-reach') });
    expect(readdirSync(root)).not.toContain('bag');
  });
});

describe('what the user names', () => {
  it('is read by a link wherever it leads', async () => {
    const { run, at } = checkout();
    symlinkSync('../../out/o.xml', at('ed/l.xml'));
    symlinkSync('../out', at('linked'));
    expect((await run('validate', 'ed/l.xml', 'linked', '-s', 's.rnc')).said).toContain(
      '2 files: 2 checked, all valid',
    );
  });

  it.each([
    ['--schema', 'schema-file-unreadable'],
    ['--catalog', 'catalog-unreadable'],
    ['--config', 'config-unreadable'],
    ['--files-from', 'file-unreadable'],
  ])('as %s is no device', async (flag, code) => {
    const { run } = checkout();
    const { code: exit, said } = await run('validate', 'ed/a.xml', '-s', 's.rnc', flag, '/dev/zero');
    expect(exit).toBe(2);
    expect(said).toContain(code);
  });
});

describe('the configuration and the catalog of the working folder', () => {
  it.each([
    [`${SECRET} is no JSON`, 'in line 1, column 1, there should be a value'],
    [`{\n  "title": ${SECRET}\n}`, 'in line 2, column 12, there should be a value'],
    [`{ "title": "x" "${SECRET}" }`, 'in line 1, column 16, there should be a comma or }'],
  ])('that is wrong is not quoted: %s', async (text, place) => {
    const { run } = checkout({ 'teigram.config.json': text });
    for (const call of [
      ['validate', 'ed', '-s', 's.rnc'],
      ['convert', 's.rnc', '--stdout'],
      ['deposit', 'ed', '--to', 'bag', '--out', 'bag'],
    ]) {
      const { code, said } = await run(...call);
      expect(code).toBe(2);
      expect(said).toContain(place);
      expect(said).not.toContain(SECRET);
    }
  });

  it('are not read where they are links that lead out, or pipes', async () => {
    for (const name of ['teigram.config.json', 'catalog.xml']) {
      for (const make of [
        (path: string) => symlinkSync('../secret.txt', path),
        (path: string) => void execFileSync('mkfifo', [path]),
      ]) {
        const { run, at } = checkout();
        make(at(name));
        const { said } = await run('validate', 'ed', '-s', 's.rnc');
        expect(said).toContain('unreadable');
        expect(said).not.toContain(SECRET);
      }
    }
  });

  it('lead to no hidden file, and to no device; a file that is no catalog is not quoted', async () => {
    const { run } = checkout({
      'teigram.config.json': '{ "schemas": { "urn:x-s": ".git/config" } }',
      'ed/b.xml': '<?xml-model href="urn:x-s" type="application/relax-ng-compact-syntax"?><r/>',
      'ed/c.xml': '<?xml-model href="urn:x-t" type="application/relax-ng-compact-syntax"?><r/>',
      'catalog.xml': `<catalog ${CATALOG}><nextCatalog catalog="more.xml"/><nextCatalog catalog="file:///dev/zero"/><uri name="urn:x-t" uri=".git/config"/></catalog>`,
      'more.xml': SECRET,
    });
    const { code, said } = await run('validate', 'ed/b.xml', 'ed/c.xml');
    expect(code).toBe(2);
    expect(said.match(/begins with a dot/g)).toHaveLength(2);
    expect(said).toContain('more.xml:1:1: warning catalog-unreadable');
    expect(said).not.toContain(SECRET);
  });

  it('lead where the user wants, when the user names them', async () => {
    const { root, run } = checkout({
      'c.json': '{ "schemas": { "urn:x-s": ".schemas/s.rnc" } }',
      '.schemas/s.rnc': RNC,
      'ed/b.xml': '<?xml-model href="urn:x-s" type="application/relax-ng-compact-syntax"?><r/>',
    });
    expect((await run('validate', 'ed/b.xml', '--config', 'c.json')).code).toBe(0);
    const catalog = join(root, 'catalog.xml');
    writeFileSync(catalog, `<catalog ${CATALOG}><uri name="urn:x-s" uri="w/.schemas/s.rnc"/></catalog>`);
    expect((await run('validate', 'ed/b.xml', '--catalog', catalog)).code).toBe(0);
  });
});

describe('what documents and schemas ask for', () => {
  const xinclude = (href: string, parse: string) =>
    `<r xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="${href}" parse="${parse}"/></r>`;
  const HREFS = ['../.git/config', '../%2egit/config', '../%2Egit%2fconfig', 'h.txt', '../../secret.txt', 'l.txt'];

  it.each(HREFS)('is no part that is hidden or lies elsewhere: %s', async (href) => {
    const { run, at } = checkout({
      'ed/t.xml': xinclude(href, 'text'),
      'ed/x.xml': xinclude(href, 'xml'),
      's.sch': `<schema ${SCH}><pattern><rule context="r"><report test="true()"><value-of select="."/></report></rule></pattern></schema>`,
    });
    symlinkSync('../.git/config', at('ed/h.txt'));
    symlinkSync('../../secret.txt', at('ed/l.txt'));
    for (const format of ['pretty', 'json']) {
      const { code, said } = await run('validate', 'ed', '-s', 's.sch', '--format', format);
      expect(code).toBe(1);
      expect(said.match(/xinclude-failed/g)!.length).toBeGreaterThanOrEqual(2);
      expect(said).not.toContain(SECRET);
    }
  });

  it.each([...HREFS, '/dev/zero', '/proc/self/environ', 'file://server/share/s.rng'])(
    'is no schema of which anything would be quoted: %s',
    async (href) => {
      const { run, at } = checkout({
        'ed/b.xml': `<?xml-model href="${href}" type="application/relax-ng-compact-syntax"?><r/>`,
        'ed/c.xml': `<?xml-model href="${href}" schematypens="http://relaxng.org/ns/structure/1.0"?><r/>`,
        'ed/i.rng': `<grammar ${RNG}><include href="${href}"/></grammar>`,
        'ed/i.rnc': `include "${href}"`,
        'ed/i.sch': `<schema ${SCH}><include href="${href}"/></schema>`,
      });
      symlinkSync('../.git/config', at('ed/h.txt'));
      symlinkSync('../../secret.txt', at('ed/l.txt'));
      for (const args of [['ed'], ...['rng', 'rnc', 'sch'].map((ending) => ['ed/a.xml', '-s', `ed/i.${ending}`])]) {
        const { code, said } = await run('validate', ...args);
        expect(code).toBe(2);
        expect(said).not.toMatch(new RegExp(`${SECRET}|SECRET|XDG_CACHE_HOME`));
      }
    },
  );

  it('may be a schema in a folder beside that of the documents, wherever the call runs', async () => {
    const { root, at } = checkout({
      'schema/main.rng': `<grammar ${RNG}><include href="../parts/part.rng"/></grammar>`,
      'parts/part.rng': `<grammar ${RNG}><start><element name="r"><empty/></element></start></grammar>`,
      'ed/b.xml': `<?xml-model href="../schema/main.rng"?><r/>`,
    });
    for (const cwd of [at('ed'), root]) expect((await spawned(['validate', at('ed/b.xml')], { cwd })).code).toBe(0);
  });

  it('is not even said to be missing where it is none of their business', async () => {
    const { run, at } = checkout({
      's.rng': `<element name="r" ${RNG} datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><oneOrMore><element name="p"><attribute name="to"><data type="anyURI"/></attribute></element></oneOrMore></element>`,
      'ed/b.xml': ['../.git/config', '../.git/none', 'sub/o.xml', 'sub/none.xml', 'none.xml']
        .map((to) => `<p to="${to}"/>`)
        .join('')
        .replace(/^.*$/s, '<?xml-model href="../s.rng"?><r>$&</r>'),
    });
    symlinkSync('../../out', at('ed/sub'));
    const { said } = await run('validate', 'ed/b.xml');
    expect(said.match(/warning pointer-without-file/g)).toHaveLength(1);
    expect(said).toContain('there is no file ed/none.xml');
  });
});

describe('what rules look up', () => {
  it('lies beside the schema or the document, and is no hidden file, no link that leads out, no pipe and nothing of the web', async () => {
    const lookups = ['.git/config', '../secret.txt', '../../secret.txt', 'l.txt', 'h.txt', 'pipe', '/dev/zero'];
    const checks = lookups.flatMap((href) => [
      `<report test="true()">[<value-of select="unparsed-text('${href}')"/>]</report>`,
      `<report test="doc-available('${href}') or unparsed-text-available('${href}')">${href} is there</report>`,
      `<report test="true()"><value-of select="json-doc('${href}')?a"/></report>`,
    ]);
    const web = `<report test="doc-available('http://127.0.0.1:9/x.xml')">web</report>`;
    const rules = `<schema ${SCH} queryBinding="xslt3"><pattern><rule context="r">${checks.join('')}${web}<report test="true()">beside: <value-of select="unparsed-text('b.txt')"/></report></rule></pattern></schema>`;
    const { run, at } = checkout({ 'r.sch': rules, 'ed/b.txt': 'words', 'b.txt': 'words' });
    symlinkSync('../secret.txt', at('l.txt'));
    symlinkSync('.git/config', at('h.txt'));
    execFileSync('mkfifo', [at('pipe')]);
    const { code, said } = await run('validate', 'ed/a.xml', '-s', 'r.sch');
    expect(code).toBe(1);
    expect(said).not.toContain(SECRET);
    expect(said).not.toContain('is there');
    expect(said).not.toMatch(/schematron-report: web/);
    expect(said).toContain('beside: words');
  });
});

describe('schemas that lead on and on', () => {
  const chains = {
    rng: (next: string) => `<grammar ${RNG}><include href="${next}.rng"/></grammar>`,
    'ref.rng': (next: string) => `<externalRef ${RNG} href="${next}.ref.rng"/>`,
    rnc: (next: string) => `include "${next}.rnc"`,
    sch: (next: string) => `<schema ${SCH}><include href="${next}.sch"/></schema>`,
  };

  it.each(Object.keys(chains) as (keyof typeof chains)[])('end after 500 files of %s, on this disk', async (ending) => {
    const names = Array.from({ length: 3_000 }, (_, i) => i);
    const files = names.map((i) => [`s/${i}.${ending}`, chains[ending](String(i + 1))] as const);
    const { run } = checkout(Object.fromEntries(files));
    const { code, said } = await run('validate', 'ed', '-s', `s/0.${ending}`);
    expect(code).toBe(2);
    expect(said).toContain('more than 500 files');
    expect(said.match(/error schema-too-many-files/g)).toHaveLength(1);
  });

  it.each([
    ['rng', 200],
    ['sch', 200],
    ['rng', 404],
  ])(
    'end after 500 requests of %s, answered with %i or not, named by the call or by a document',
    async (ending, status) => {
      const server = await serve((request, response) => {
        const at = request.url!.replace(/\.\w+$/, '');
        const next = Array.from({ length: 9 }, (_, i) => `<include href="${at}${i}.${ending}"/>`).join('');
        const many = Array.from({ length: 900 }, (_, i) => `<include href="/x${i}.${ending}"/>`).join('');
        const root = ending === 'rng' ? ['grammar', RNG] : ['schema', SCH];
        const body = `<${root.join(' ')}>${status === 200 ? next : many}</${root[0]}>`;
        response.writeHead(at === '/s' ? 200 : status).end(body);
      });
      const url = `${server.url}/s.${ending}`;
      const { run } = checkout({ 'ed/b.xml': `<?xml-model href="${url}"?><r/>` });
      for (const args of [['ed/a.xml', '-s', url], ['ed/b.xml']]) {
        const before = server.requests.length;
        const { code, said } = await run('validate', ...args, '--no-cache');
        expect(code).toBe(2);
        expect(said).toContain('more than 500 files');
        expect(server.requests.length - before).toBeLessThanOrEqual(500);
      }
    },
  );

  it('or too many schemas that one document names, or catalogs, are not followed', async () => {
    const hints = Array.from({ length: 60 }, (_, i) => `<?xml-model href="s${i}.rng"?>`).join('');
    const next = (i: number) => `<catalog ${CATALOG}><nextCatalog catalog="c${i + 1}.xml"/></catalog>`;
    const catalogs = Array.from({ length: 600 }, (_, i) => [`c/c${i}.xml`, next(i)] as const);
    const { run } = checkout({ 'ed/b.xml': `${hints}<r/>`, ...Object.fromEntries(catalogs) });
    const named = await run('validate', 'ed/b.xml');
    expect(named.code).toBe(2);
    expect(named.said).toContain('no more than 50');
    const { code, said } = await run('validate', 'ed/a.xml', '-s', 's.rnc', '--catalog', 'c/c0.xml');
    expect(code).toBe(2);
    expect(said).toContain('lead to more than 500 files');
  });
});

describe('what came from the web', () => {
  it('reads no file of this disk, fetched or kept, whatever a catalog says of it', async () => {
    const server = await serve((request, response) =>
      request.url === '/r.rng'
        ? response.writeHead(302, { location: 'file:///etc/passwd' }).end()
        : response.end(
            request.url!.endsWith('.rng')
              ? `<grammar ${RNG}><include href="file://${part}"/></grammar>`
              : `<schema ${SCH}><include href="file://${part}"/></schema>`,
          ),
    );
    const { run, at } = checkout({
      'part.rng': `<grammar ${RNG}><start><element name="r"><empty/></element></start></grammar>`,
      'c.xml': `<catalog ${CATALOG}><rewriteURI uriStartString="file:///" rewritePrefix="file:///"/></catalog>`,
    });
    const part = at('part.rng');
    for (const name of ['s.rng', 's.rng', 's.sch', 'r.rng']) {
      const { code, said } = await run('validate', 'ed/a.xml', '-s', `${server.url}/${name}`, '--catalog', 'c.xml');
      expect(code).toBe(2);
      expect(said).toMatch(/error (?:schema-reaches-for-disk|schema-not-fetched)/);
    }
  });

  it('is asked for with the name and password of its address, and they are shown and kept nowhere', async () => {
    let sent: string | undefined;
    const server = await serve((request, response) => {
      sent = request.headers.authorization;
      if (request.url === '/gone.rnc') response.writeHead(404).end();
      else response.end(RNC);
    });
    const { root, run } = checkout();
    const address = (name: string) => server.url.replace('//', `//anna:${SECRET}@`) + name;
    expect((await run('validate', 'ed/a.xml', '-s', address('/s.rnc'))).code).toBe(0);
    expect(sent).toBe(`Basic ${Buffer.from(`anna:${SECRET}`).toString('base64')}`);
    for (const name of listing(join(root, 'cache')))
      expect(readFileSync(join(root, 'cache', name), 'utf8')).not.toContain(SECRET);
    for (const args of [[], ['--offline']]) {
      const { code, said } = await run('validate', 'ed/a.xml', '-s', address('/gone.rnc'), ...args);
      expect(code).toBe(2);
      expect(said).toContain(`${server.url}/gone.rnc`);
      expect(said).not.toContain(SECRET);
    }
  });
});

describe('the folder for kept schemas', () => {
  it.each([
    ['no home', { HOME: '', XDG_CACHE_HOME: '' }],
    ['a relative home', { HOME: 'home', XDG_CACHE_HOME: '' }],
    ['a relative cache', { HOME: '', XDG_CACHE_HOME: 'cache' }],
  ])('is never one of the working folder: %s', async (_, env) => {
    const { cwd } = checkout();
    const before = listing(cwd);
    expect((await spawned(['validate', 'ed', '-s', 's.rnc'], { cwd, env })).code).toBe(0);
    expect(listing(cwd)).toEqual(before);
  });

  it('is made for the user alone, and not used where others may write to it, which is told once', async () => {
    const { root, run } = checkout();
    await run('validate', 'ed', '-s', 's.rnc');
    const cache = join(root, 'cache/teigram');
    // Beside schemas, Node keeps compiled code there, where it can.
    const kept = () => listing(cache).filter((name) => !name.startsWith('code'));
    expect(kept()).toHaveLength(1);
    chmodSync(cache, 0o770);
    writeFileSync(join(root, 'w/t.rnc'), RNC.replace('any any', 'any\nany'));
    const { code, said } = await run('validate', 'ed', 'ed', '-s', 't.rnc', '-s', 's.rnc');
    expect(code).toBe(0);
    expect(said.match(/warning cache-not-used/g)).toHaveLength(1);
    expect(said).toContain('others may write to it');
    expect(kept()).toHaveLength(1);
  });

  it('is not used where it is a link', async () => {
    const { root, run } = checkout();
    mkdirSync(join(root, 'cache'));
    mkdirSync(join(root, 'elsewhere'), { mode: 0o700 });
    symlinkSync('../elsewhere', join(root, 'cache/teigram'));
    expect((await run('validate', 'ed', '-s', 's.rnc')).said).toContain('it is a link');
    expect(listing(join(root, 'elsewhere'))).toEqual([]);
  });
});
