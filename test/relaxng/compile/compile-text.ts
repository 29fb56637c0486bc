import { expect } from 'vitest';
import { relaxngSchemaCodes } from '../../../src/codes/relaxng-schema.js';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { answeringSync } from '../../../src/engine/source.js';
import { type CompiledGrammar, compileGrammar } from '../../../src/relaxng/compile/compile.js';
import { readSyntax } from '../../../src/relaxng/compile/includes.js';

export const FOLDER = 'file:///schemas/';

/** Further files of a schema, by name. */
export type Files = Readonly<Record<string, string>>;

export interface CompiledText {
  readonly grammar: CompiledGrammar | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Loads and compiles `main.rng` and what it refers to among `files`; nothing comes from the disk. */
export function compileText(text: string, files: Files = {}): CompiledText {
  const resolve = (uri: string): string => {
    const content = files[uri.slice(FOLDER.length)];
    if (content === undefined) throw new Error('no such file in this test');
    return content;
  };
  const loaded = answeringSync(readSyntax({ text, uri: `${FOLDER}main.rng` }), resolve);
  if (loaded.root === undefined || loaded.diagnostics.length > 0) {
    return { grammar: undefined, diagnostics: loaded.diagnostics };
  }
  const grammar = compileGrammar(loaded.root, loaded.references);
  return { grammar, diagnostics: grammar.diagnostics };
}

/** Every problem as `line code`, with the file's name in front if it is not the main one. */
export function problemsOf(text: string, files: Files = {}): string[] {
  const { diagnostics } = compileText(text, files);
  for (const { code, message, column, source } of diagnostics) {
    expect(source).toBe('relaxng');
    expect(Object.keys(relaxngSchemaCodes)).toContain(code);
    expect(message).toMatch(/^[^a-z].*[.!?)]$/s);
    expect(column).toBeGreaterThan(0);
  }
  return diagnostics.map(({ file, line, code }) => {
    const name = file?.slice(file.lastIndexOf('/') + 1) ?? '';
    return `${name === 'main.rng' ? '' : `${name}:`}${line} ${code}`;
  });
}

const NS = 'xmlns="http://relaxng.org/ns/structure/1.0"';

/** A grammar with this content from its second line on. */
export function grammar(content: string): string {
  return `<grammar ${NS} datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">\n${content}\n</grammar>`;
}

/** A grammar whose start, on the second line, is an element with this content from the third line on. */
export function element(content: string, attributes = ''): string {
  return grammar(`<start><element name="root" ${attributes}>\n${content}\n</element></start>`);
}
