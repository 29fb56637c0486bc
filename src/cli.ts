#!/usr/bin/env node
import { keepCompiledCode } from './cli/compile-cache.js';

keepCompiledCode(process.argv.slice(2));
const { heedFaults, main } = await import('./cli/program.js');
heedFaults();
// The exit code is set, not forced, so that what was written reaches a slow pipe.
process.exitCode = await main(process.argv.slice(2));
