/** Schematron as its standard says, by cases of our own. */
import { expect, it } from 'vitest';
import { load } from '../../../src/schematron/index.js';
import { CASES } from './cases.js';

const FOLDER = 'file:///s/';

it.each(CASES.map((each) => [each.element, each.about, each] as const))('%s: %s', async (_element, _about, given) => {
  const { schema, xml, says, binding = 'xslt2', phase, defaultPhase, files = {}, wrong = [] } = given;
  const chosen = defaultPhase === undefined ? '' : ` defaultPhase="${defaultPhase}"`;
  const text = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="${binding}"${chosen}>${schema}</schema>`;
  const { schema: rules, diagnostics } = await load(
    { text, uri: `${FOLDER}schema.sch` },
    { phase, resolve: (uri) => files[uri.slice(FOLDER.length)] },
  );
  expect(diagnostics.map(({ code }) => code)).toEqual(wrong);
  expect(rules?.validate(xml).diagnostics.map(({ message }) => message)).toEqual(says);
});
