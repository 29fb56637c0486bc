#!/usr/bin/env node
import { runPreCommit } from './cli/pre-commit.js';
import { heedFaults } from './cli/program.js';

heedFaults();
process.exitCode = await runPreCommit(process.argv.slice(2));
