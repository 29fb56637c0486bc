/** `teigram.config.json`: what is known is taken as it is, what is wrong is said in words without control characters. */
import { writeFileSync } from 'node:fs';
import { readConfig, schemaMap } from '../../../src/cli/config.js';
import { readMetadata } from '../../../src/deposit/metadata/index.js';
import type { Diagnostic } from '../../../src/diagnostics.js';
import type { Target } from '../target.js';
import { scratch } from './scratch.js';

export const jsonConfig: Target = {
  name: 'json-config',
  promise: 'what is taken is of the kind that is asked for; what is wrong is said; nothing else changes',
  seeds: [
    '{"publisher":"P","licence":"CC-BY-4.0","editors":["A","B"],"language":"en"}',
    '{"title":"T","creators":[{"name":"A, B","orcid":"0000-0002-1825-0097","affiliation":"C"},{"name":"D","organization":true}],"keywords":["k"],"publicationDate":"2026-03-31","doi":"10.1/x"}',
    '{"schemas":{"http://a.org/b":"c.rng"},"related":[{"identifier":"https://a.org","relation":"IsDerivedFrom"}],"funders":[{"name":"F","award":"1"}],"contact":{"name":"A","email":"a@b.c"}}',
    '\uFEFF{"$schema":"x","version":"1","documentUrl":"https://a.org/{id}","cmifUrl":"https://a.org/c","subjects":["Arts and Humanities"]}',
  ],
  dictionary: [
    ...[
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      'null',
      'true',
      '0',
      '-1e999',
      '"a"',
      '[]',
      '{}',
      '\\u0000',
      '\\ud800',
      '\\n',
      '"__proto__":',
      '"constructor":',
      '"toString":',
      '{"__proto__":{"polluted":1}}',
    ],
    ...[
      'publisher',
      'licence',
      'availability',
      'projectDesc',
      'editors',
      'volume',
      'volumeTitle',
      'language',
      'title',
      'description',
      'creators',
      'contact',
      'keywords',
      'subjects',
      'funders',
      'publicationDate',
      'related',
      'doi',
      'version',
      'documentUrl',
      'cmifUrl',
      'contributors',
      'access',
      'embargoUntil',
      'identifiers',
      'name',
      'resourceType',
      'communities',
      'newVersionOf',
      'schemas',
    ].map((key) => `"${key}":`),
    ...[
      '"name":',
      '"orcid":',
      '"email":',
      '"identifier":',
      '"relation":',
      '"2026-02-30"',
      '"10.1/x"',
      '"https://a.org"',
      '\u001b[31m',
      '\u202e',
      '\u2028',
    ],
  ],
  async check(input) {
    const path = scratch('teigram.config.json');
    writeFileSync(path, input);
    const { config, entries, diagnostics } = await readConfig(path);
    const map = schemaMap(entries, path);
    const deposit = readMetadata(entries, path);
    if (({} as Record<string, unknown>)['polluted'] !== undefined) return 'the prototype of all objects has changed';
    for (const [key, value] of Object.entries(config)) {
      const texts = Array.isArray(value) ? value : [value];
      if (!texts.every((text) => typeof text === 'string')) return `${key} is ${JSON.stringify(value)}`;
    }
    if (!Object.values(map.map).every((value) => typeof value === 'string')) return 'a schema that is no text';
    return odd([...diagnostics, ...map.diagnostics, ...deposit.diagnostics]);
  },
};

function odd(diagnostics: readonly Diagnostic[]): string | undefined {
  const control = diagnostics.find(({ message }) =>
    /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/.test(message),
  );
  return control === undefined ? undefined : `a control character in ${JSON.stringify(control)}`;
}
