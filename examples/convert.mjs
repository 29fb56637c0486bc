// Texts to TEI: node convert.mjs
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { convert } from 'teigram';

const folder = new URL('./', import.meta.url);
// The TEI names its schema as schema/telegram.rng, so that any editor checks it as it stands.
cpSync(
  new URL(import.meta.resolve('teigram/schemas/telegram.rng')),
  new URL('out/library/schema/telegram.rng', folder),
);

for (const file of readdirSync(new URL('texts/', folder))) {
  const { documents, valid, lossless, diagnostics } = convert(readFileSync(new URL(`texts/${file}`, folder)), { file });
  for (const { name, xml } of documents) writeFileSync(new URL(`out/library/${name}.xml`, folder), xml);
  console.log(file, { documents: documents.length, valid, lossless });
  for (const { severity, code, message } of diagnostics) console.log(`  ${severity} ${code}: ${message}`);
}
