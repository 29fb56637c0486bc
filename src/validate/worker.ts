/** A thread of `teigram validate`. */
import { serveChecks } from './serve-checks.js';

serveChecks();
