/** The thread of `teigram convert` for long texts. */
import { serve } from '../threads.js';
import { convertOne } from './convert-one.js';
import type { ConvertAnswer, ConvertTask } from './converter.js';

serve<undefined, ConvertTask, ConvertAnswer>(() => ({ input, options }) => {
  const known = options.taken ?? new Set();
  const taken = new Set(known);
  const converted = convertOne(input, { ...options, taken });
  return { converted, taken: [...taken].filter((id) => !known.has(id)) };
});
