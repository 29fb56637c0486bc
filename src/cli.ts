#!/usr/bin/env node
import { heedFaults, main } from './cli/program.js';

heedFaults();
// The exit code is set, not forced, so that what was written reaches a slow pipe.
process.exitCode = await main(process.argv.slice(2));
