#!/usr/bin/env node
import { keepCompiledCode } from './cli/compile-cache.js';

keepCompiledCode(process.argv.slice(2));
const [{ runPreCommit }, { heedFaults }] = await Promise.all([
  import('./cli/pre-commit.js'),
  import('./cli/program.js'),
]);
heedFaults();
process.exitCode = await runPreCommit(process.argv.slice(2));
