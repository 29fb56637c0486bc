// A document, and a folder of them, against the schemas that they name: node validate.mjs
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { convert, validate, validateFiles } from 'teigram';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

const { xml } = convert(readFileSync(path('texts/telegram-41.txt')), { file: 'telegram-41.txt' });
const schemas = [fileURLToPath(import.meta.resolve('teigram/schemas/telegram.rng'))];
const { valid, checked, diagnostics } = await validate(xml, { schemas, file: 'telegram-41.xml' });
console.log('telegram-41.xml', { valid, checked, findings: diagnostics.length });

for await (const report of validateFiles([path('editions')], { pointers: true })) {
  console.log(report.file, { valid: report.valid });
  for (const { line, column, message } of report.diagnostics) console.log(`  ${line}:${column} ${message}`);
}
