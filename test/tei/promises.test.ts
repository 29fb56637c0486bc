/** Whatever tree the reader gives, the TEI is valid and lossless. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadSchemaSync } from '../../src/relaxng/index.js';
import { checkLossless, toTei } from '../../src/tei/index.js';
import { randomFrom } from '../schemas/generate.js';
import { runs } from '../setup/effort.js';
import { RandomTelegrams } from './random.js';

const schema = loadSchemaSync(fileURLToPath(new URL('../../schemas/telegram.rng', import.meta.url)), { cache: false });

it('keeps both promises for random telegrams', () => {
  for (let seed = 0; seed < runs(1000); seed++) {
    const { input, telegram } = new RandomTelegrams(randomFrom(seed)).next();
    const xml = toTei(telegram);
    expect(schema.validateSync(xml).diagnostics, `seed ${seed}`).toEqual([]);
    expect(checkLossless(input, [telegram], [xml]).diagnostics, `seed ${seed}`).toEqual([]);
  }
});
