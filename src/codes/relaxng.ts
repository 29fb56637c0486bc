import type { CodeExplanation } from '../diagnostics.js';

export const relaxngCodes = {} satisfies Record<string, CodeExplanation>;
