#!/usr/bin/env node
import { runPreCommit } from './cli/pre-commit.js';
import { survivePipes } from './cli/terminal.js';

survivePipes();
process.exitCode = await runPreCommit(process.argv.slice(2));
