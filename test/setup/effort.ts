/** How much a test tries: all in `npm run test:thorough`, which says so in the mode, a part of it in `npm test`. */
export const THOROUGH = process.env['TEIGRAM_THOROUGH'] === '1';

/** How many runs of a property, or rounds of a loop: a fifth of them in `npm test`. */
export function runs(all: number): number {
  return THOROUGH ? all : Math.ceil(all / 5);
}
