/** Whatever tree the reader gives, the TEI is valid and lossless. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkLossless } from '../../src/lossless/index.js';
import { toTei } from '../../src/tei/index.js';
import { schemaFrom } from '../relaxng/schemas.js';
import { randomFrom } from '../schemas/generate.js';
import { runs } from '../setup/effort.js';
import { RandomTelegrams } from './random.js';

const schema = schemaFrom(fileURLToPath(new URL('../../schemas/telegram.rng', import.meta.url)), { cache: false });

it('keeps both promises for random telegrams', () => {
  for (let seed = 0; seed < runs(1000); seed++) {
    const { input, telegram } = new RandomTelegrams(randomFrom(seed)).next();
    const xml = toTei(telegram);
    expect(schema.validate(xml).diagnostics, `seed ${seed}`).toEqual([]);
    expect(checkLossless(input, [telegram], [xml]).diagnostics, `seed ${seed}`).toEqual([]);
  }
});
