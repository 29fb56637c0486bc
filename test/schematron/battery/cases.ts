/** The battery: every construct of Schematron and of its query languages, as small schemas and documents. */
import type { BatteryCase } from './case.js';
import { BINDINGS } from './cases/bindings.js';
import { DATES } from './cases/dates.js';
import { EDGES } from './cases/edges.js';
import { EDITION_2025 } from './cases/edition-2025.js';
import { FILES } from './cases/files.js';
import { CONTEXT } from './cases/nodes.js';
import { NUMBERS } from './cases/numbers.js';
import { PROJECTS } from './cases/projects.js';
import { STRUCTURE } from './cases/structure.js';
import { STYLESHEET } from './cases/stylesheet.js';
import { TEXTS } from './cases/texts.js';
import { SEQUENCES } from './cases/values.js';
import { VARIABLES } from './cases/variables.js';

export const CASES: readonly BatteryCase[] = [
  ...DATES,
  ...NUMBERS,
  ...EDGES,
  ...PROJECTS,
  ...SEQUENCES,
  ...CONTEXT,
  ...TEXTS,
  ...STYLESHEET,
  ...FILES,
  ...VARIABLES,
  ...STRUCTURE,
  ...BINDINGS,
  ...EDITION_2025,
];
