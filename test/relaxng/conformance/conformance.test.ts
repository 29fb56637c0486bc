/** RELAX NG as its specification says, by cases of our own; where jing is installed, it must judge them the same. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadSync, type RelaxngSchema } from '../../../src/relaxng/index.js';
import { CASES, type Case } from './cases.js';

const MARK = '▸';

function load({ rnc, rng }: Case): RelaxngSchema | undefined {
  const [text, uri] = rnc === undefined ? [rng ?? '', 'file:///case.rng'] : [rnc, 'file:///case.rnc'];
  return loadSync({ text, uri }, { cache: false }).schema;
}

function isIncorrect({ right, wrong }: Case): boolean {
  return right === undefined && wrong === undefined;
}

/** The document with the mark where its first message is. */
function marked(schema: RelaxngSchema, xml: string): string {
  const [first] = schema.validate(xml).diagnostics;
  if (first === undefined) return xml;
  const lines = xml.split('\n');
  const [line, column] = [(first.line ?? 1) - 1, (first.column ?? 1) - 1];
  lines[line] = `${lines[line]!.slice(0, column)}${MARK}${lines[line]!.slice(column)}`;
  return lines.join('\n');
}

describe.each(CASES.map((each) => [each.section, each.about, each] as const))('%s: %s', (_section, _about, given) => {
  const { right = [], wrong = [] } = given;

  it(isIncorrect(given) ? 'is refused' : 'judges each document', () => {
    const schema = load(given);
    expect(schema === undefined).toBe(isIncorrect(given));
    if (schema === undefined) return;
    expect([...right, ...wrong].map((xml) => marked(schema, xml.replace(MARK, '')))).toEqual([...right, ...wrong]);
  });
});

const JARS = '/usr/share/java';
const hasJing = existsSync(`${JARS}/jing.jar`) && spawnSync('javac', ['-version']).status === 0;

describe.skipIf(!hasJing)('jing (skipped where it or a Java compiler is not installed)', () => {
  it('judges each schema and each document the same', () => {
    const folder = mkdtempSync(join(tmpdir(), 'teigram-jing-'));
    try {
      const expected: string[] = [];
      CASES.filter(({ jing }) => jing === undefined).forEach((given, i) => {
        const schema = `${String(i).padStart(3, '0')}.${given.rnc === undefined ? 'rng' : 'rnc'}`;
        writeFileSync(join(folder, schema), given.rnc ?? given.rng ?? '');
        expected.push(`${schema} ${isIncorrect(given) ? 'incorrect' : 'correct'}`);
        const documents = [...(given.right ?? []), ...(given.wrong ?? [])];
        documents.forEach((xml, n) => {
          const name = `${schema}.${String(n).padStart(2, '0')}.xml`;
          writeFileSync(join(folder, name), xml.replace(MARK, ''));
          expected.push(`${name} ${xml.includes(MARK) ? 'wrong' : 'right'}`);
        });
      });
      const program = fileURLToPath(new URL('./Jing.java', import.meta.url));
      const path = ['jing', 'xercesImpl', 'xml-resolver', 'isorelax'].map((name) => `${JARS}/${name}.jar`).join(':');
      const said = execFileSync('java', ['-cp', path, program, folder], { encoding: 'utf8' });
      expect(said.trimEnd().split('\n')).toEqual(expected);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
