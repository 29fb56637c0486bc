#!/usr/bin/env node
import { main } from './cli/program.js';
import { survivePipes } from './cli/terminal.js';

survivePipes();
// The exit code is set, not forced, so that what was written reaches a slow pipe.
process.exitCode = await main(process.argv.slice(2));
