#!/usr/bin/env node
import { EXIT_UNUSABLE } from './cli/exit-codes.js';
import { main, tellFault } from './cli/program.js';
import { terminal } from './cli/terminal.js';

process.on('uncaughtException', (error) => {
  tellFault(error, terminal({ color: false }));
  process.exit(EXIT_UNUSABLE);
});
// The exit code is set, not forced, so that what was written reaches a slow pipe.
process.exitCode = await main(process.argv.slice(2));
