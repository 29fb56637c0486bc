import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics.js';
import { parseXml } from '../../src/xml/parser.js';

function diagnosticsOf(xml: string): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  parseXml(xml, { diagnostic: (diagnostic) => void diagnostics.push(diagnostic) });
  return diagnostics;
}

describe('nesting', () => {
  it('is followed as deep as any text goes', () => {
    expect(diagnosticsOf('<a>'.repeat(10_000) + '</a>'.repeat(10_000))).toEqual([]);
  });

  it('ends where it can only be meant to exhaust memory', () => {
    const [finding, ...others] = diagnosticsOf('<a>'.repeat(1_000_000));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'xml-too-deep',
      severity: 'error',
      line: 1,
      column: 30_001,
      endColumn: 30_004,
    });
  });
});
