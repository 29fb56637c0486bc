import type { CodeExplanation } from '../diagnostics.js';

export const xmlCodes = {} satisfies Record<string, CodeExplanation>;
