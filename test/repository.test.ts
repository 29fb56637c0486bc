/** What stands at the top of the repository agrees with the package. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const text = (name: string) => readFileSync(root + name, 'utf8');

describe('CITATION.cff', () => {
  it('names the package, its version and its licence as package.json does', () => {
    const manifest: Record<string, unknown> = JSON.parse(text('package.json'));
    const entries = Object.fromEntries(
      [...text('CITATION.cff').matchAll(/^([a-z-]+): (.+)$/gm)].map((m) => m.slice(1)),
    );
    expect(entries).toMatchObject({
      'cff-version': '1.2.0',
      title: manifest['name'],
      version: manifest['version'],
      license: manifest['license'],
    });
    expect(text('CITATION.cff')).toContain(`authors:\n  - name: ${manifest['author']}\n`);
  });
});

describe('.gitattributes', () => {
  it('keeps the bytes of every text that Git would change or show as damaged', () => {
    const marked = [...text('.gitattributes').matchAll(/^(\S+) -text$/gm)].map(([, name]) => name!);
    const folders = marked.filter((name) => name.endsWith('/**'));
    const within = (name: string) => folders.find((folder) => name.startsWith(folder.slice(0, -2))) ?? name;
    const delicate = new Set(delicateFiles(['samples', 'test', 'schemas']).map(within));
    expect([...delicate].sort()).toEqual(marked.sort());
  });
});

describe('examples/', () => {
  it('give the action no input that it does not take', () => {
    const workflow = text('examples/github-workflow.yml');
    const given = workflow.slice(workflow.indexOf('with:')).matchAll(/^ {10}([a-z-]+):/gm);
    const inputs = /^inputs:\n(.*?)^\S/ms.exec(text('action.yml'))![1]!.matchAll(/^ {2}([a-z-]+):$/gm);
    const names = [...given].map(([, name]) => name);
    expect(names).not.toEqual([]);
    expect([...inputs].map(([, name]) => name)).toEqual(expect.arrayContaining(names));
  });

  it('name the hook as it is called', () => {
    const hook = /- id: (\S+)/.exec(text('examples/pre-commit-config.yaml'))![1];
    expect(text('.pre-commit-hooks.yaml')).toContain(`- id: ${hook}\n`);
  });
});

describe('the actions of others', () => {
  it('are named by their commit, with the version beside it', () => {
    const pages = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'));
    const workflows = readdirSync(`${root}.github/workflows`).map((name) => `.github/workflows/${name}`);
    const used = [
      ...workflows,
      'action.yml',
      'examples/github-workflow.yml',
      ...pages.map((name) => `docs/${name}`),
    ].flatMap((name) => [...text(name).matchAll(/\buses: (\S+)(.*)$/gm)].map(([, action, rest]) => `${action}${rest}`));
    const ofOthers = used.filter((action) => !action.startsWith('teigram/'));
    expect(ofOthers.length).toBeGreaterThan(5);
    expect(ofOthers.filter((action) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });
});

describe('what users install', () => {
  it('is built, and comes without what it takes to build it', () => {
    const install = /run: bash "\$GITHUB_ACTION_PATH\/(\S+)"/.exec(text('action.yml'))![1]!;
    const calls = [...text(install).matchAll(/^\s*npm (?:ci|install|pack)\b.*$/gm)].map(([call]) => call);
    expect(calls).toHaveLength(2);
    for (const call of calls) expect(call).toContain('--ignore-scripts');
    expect(calls[0]).toContain('npm ci --omit=dev');
  });

  it('has the hook as a command, to whose args the documentation puts an end', () => {
    const entry = /^ {2}entry: (\S+)$/m.exec(text('.pre-commit-hooks.yaml'))![1]!;
    expect(JSON.parse(text('package.json')).bin).toHaveProperty([entry]);
    for (const page of ['docs/ci.md', 'examples/pre-commit-config.yaml']) {
      expect(text(page), page).toMatch(/^ +args: \[(?:.*, )?"--"\]/m);
    }
  });
});

describe('the pages', () => {
  it('link to files and headings that are there', () => {
    const inDocs = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'));
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'examples/README.md',
      ...inDocs.map((name) => `docs/${name}`),
    ];
    const broken = pages.flatMap((page) =>
      linksOf(text(page))
        .filter(
          ({ path, anchor }) => !leadsSomewhere(path === '' ? page : posix.join(posix.dirname(page), path), anchor),
        )
        .map(({ path, anchor }) => `${page}: ${path}#${anchor ?? ''}`),
    );
    expect(broken).toEqual([]);
  });
});

function linksOf(markdown: string): { readonly path: string; readonly anchor: string | undefined }[] {
  const links = markdown.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g);
  return [...links].map(([, path, anchor]) => ({ path: path!, anchor }));
}

function leadsSomewhere(path: string, anchor: string | undefined): boolean {
  if (!existsSync(root + path)) return false;
  if (anchor === undefined) return true;
  // As GitHub makes anchors of headings.
  const headings = [...text(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase());
  return headings.some((heading) => heading.replace(/[^\w\- ]/g, '').replaceAll(' ', '-') === anchor);
}

/** Files with carriage returns, a byte order mark, or bytes that are not UTF-8. */
function delicateFiles(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length).replaceAll('\\', '/'))
      .filter((name) => isDelicate(readFileSync(root + name))),
  );
}

function isDelicate(bytes: Buffer): boolean {
  const decoded = bytes.toString('utf8');
  return decoded.includes('\r') || decoded.startsWith('\uFEFF') || !Buffer.from(decoded).equals(bytes);
}
