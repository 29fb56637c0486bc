/**
 * Loaded before the command (`node --import`): counts its file operations below a folder, and has one of them fail.
 * TEIGRAM_FAULT is JSON: `{ below, at, code, log }`: the folders, which operation (from 0; none if it is not there),
 * with which error, and the file that the operations are written to, one JSON a line.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const { below, at, code, log } = JSON.parse(process.env.TEIGRAM_FAULT);
const appendFileSync = fs.appendFileSync;
/** Paths of open files, by their numbers. */
const open = new Map();
let count = 0;
/** One operation that others are part of is one. */
let within = 0;

function pathOf(target) {
  if (typeof target === 'number') return open.get(target);
  if (target instanceof URL) return fileURLToPath(target);
  return typeof target === 'string' || target instanceof Uint8Array ? resolve(String(target)) : undefined;
}

/** The error for an operation whose turn it is. */
function faultOf(name, target) {
  const path = pathOf(target);
  if (within > 0 || path === undefined || !below.some((folder) => path.startsWith(folder))) return undefined;
  const index = count++;
  within++;
  appendFileSync(log, `${JSON.stringify([name, path])}\n`);
  within--;
  if (index !== at) return undefined;
  const error = new Error(`${code}: injected, ${name} '${path}'`);
  return Object.assign(error, { code, errno: -(constants.errno[code] ?? 1), syscall: name, path });
}

const SYNC =
  /^(?:open|stat|lstat|fstat|read|readFile|readdir|realpath|write|writeFile|rename|mkdir|mkdtemp|fsync|close|access|copyFile|truncate|utimes|chmod|opendir|rm|unlink|rmdir)Sync$/;
const ASYNC = new Set([
  ...'open stat lstat fstat read readFile readdir realpath write writev writeFile rename mkdir mkdtemp fsync access copyFile truncate utimes chmod opendir rm unlink rmdir'.split(
    ' ',
  ),
]);

for (const name of Object.keys(fs)) {
  const original = fs[name];
  if (typeof original !== 'function') continue;
  if (SYNC.test(name)) {
    fs[name] = Object.assign((...args) => {
      const error = faultOf(name, args[0]);
      if (error !== undefined) {
        if (name === 'writeFileSync') original.call(fs, args[0], args[1].slice(0, args[1].length / 2));
        throw error;
      }
      within++;
      try {
        const result = original.apply(fs, args);
        if (name === 'openSync') open.set(result, pathOf(args[0]));
        return result;
      } finally {
        within--;
      }
    }, original);
  } else if (ASYNC.has(name)) {
    fs[name] = Object.assign((...args) => {
      const done = args.at(-1);
      const error = faultOf(name, args[0]);
      if (error !== undefined && typeof done === 'function') return void setImmediate(done, error);
      if (name === 'open' && typeof done === 'function') {
        args[args.length - 1] = (failure, fd) => {
          if (failure === null || failure === undefined) open.set(fd, pathOf(args[0]));
          done(failure, fd);
        };
      }
      return original.apply(fs, args);
    }, original);
  }
}

/** Handles of `fs/promises` have operations of their own. */
const HANDLE = ['read', 'write', 'writev', 'readFile', 'writeFile', 'stat', 'sync', 'truncate', 'chmod', 'utimes'];
function armed(handle, path) {
  for (const name of HANDLE) {
    const original = handle[name];
    if (typeof original !== 'function') continue;
    Object.defineProperty(handle, name, {
      value: async (...args) => {
        const error = faultOf(`handle.${name}`, path);
        if (error !== undefined) throw error;
        return original.apply(handle, args);
      },
    });
  }
  return handle;
}
for (const name of Object.keys(fs.promises)) {
  const original = fs.promises[name];
  if (typeof original !== 'function' || !ASYNC.has(name)) continue;
  fs.promises[name] = async (...args) => {
    const error = faultOf(name, args[0]);
    if (error !== undefined) {
      // A disk is full in the middle of a file.
      if (name === 'writeFile') await original.call(fs.promises, args[0], args[1].slice(0, args[1].length / 2));
      throw error;
    }
    const result = await original.apply(fs.promises, args);
    return name === 'open' ? armed(result, pathOf(args[0])) : result;
  };
}
syncBuiltinESMExports();
