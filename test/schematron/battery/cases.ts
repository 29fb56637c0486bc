/** The battery: every construct of Schematron and of its query languages, as small schemas and documents. */
import type { BatteryCase } from './case.js';
import { BINDINGS } from './cases/bindings.js';
import { EDITION_2025 } from './cases/edition-2025.js';
import { FILES } from './cases/files.js';
import { STRUCTURE } from './cases/structure.js';
import { STYLESHEET } from './cases/stylesheet.js';
import { TEXTS } from './cases/texts.js';
import { VALUES } from './cases/values.js';

export const CASES: readonly BatteryCase[] = [
  ...VALUES,
  ...TEXTS,
  ...STYLESHEET,
  ...FILES,
  ...STRUCTURE,
  ...BINDINGS,
  ...EDITION_2025,
];
