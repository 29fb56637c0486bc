// A folder of TEI to a package for Zenodo, with the metadata of teigram.config.json: node deposit.mjs
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { convert, makeDeposit } from 'teigram';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
mkdirSync(path('out/collection'), { recursive: true });

for (const file of readdirSync(path('texts'))) {
  // Without the name of a schema: what teigram made is checked against the bundled one, and the package gets a copy.
  const { documents } = convert(readFileSync(path(`texts/${file}`)), { file, schemaHref: null });
  for (const { name, xml } of documents) writeFileSync(path(`out/collection/${name}.xml`), xml);
}

const { $schema, ...metadata } = JSON.parse(readFileSync(path('teigram.config.json'), 'utf8'));
const { diagnostics } = await makeDeposit(path('out/collection'), {
  to: 'zenodo',
  out: path('out/collection.zip'),
  metadata,
});
for (const { severity, message } of diagnostics) console.log(`${severity}: ${message}`);
