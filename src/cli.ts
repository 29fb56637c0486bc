#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { keepCompiledCode } from './cli/compile-cache.js';

// By V8's own choice a heap grows to a multiple of what is in it before it is looked through: in each thread, for no gain in time.
setFlagsFromString('--heap-growing-percent=40');
keepCompiledCode(process.argv.slice(2));
const { heedFaults, main } = await import('./cli/program.js');
heedFaults();
// The exit code is set, not forced, so that what was written reaches a slow pipe.
process.exitCode = await main(process.argv.slice(2));
