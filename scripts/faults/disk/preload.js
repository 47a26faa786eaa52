// Loaded before the program, with `--expose-internals`: counts its calls that change the disk, and has one of them fail.
// Every call of node:fs, node:fs/promises and their streams ends in a function of Node's own binding. Those listed here only
// read; all others count, also those of a later Node.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { getSystemErrorMap } from 'node:util';

/**
 * `at`: the call that fails, from 1. `code`: with this error; without, the process ends. A write is half done before.
 * `stays`: so do all calls after it. `gate`: the rename to a file `to` waits until a file `gate` exists, after it has made one of its own.
 * `rival`: instead of a failure another program writes a file before the call, by a rename or in place.
 * @typedef {{ path: string, text: string, inPlace: boolean }} Edit
 * @typedef {{ at?: number, code?: string, stays?: boolean, gate?: string, to?: string, rival?: Edit }} Fault
 */
/** @type {Fault | undefined} */
let fault = JSON.parse(process.env.CF_AIG_FAULT ?? 'null') ?? undefined;

const READ = new Set([
  ...['access', 'close', 'existsSync', 'readdir', 'readlink', 'realpath', 'stat', 'lstat', 'fstat', 'statfs'],
  ...['read', 'readBuffers', 'readFileUtf8', 'openAsBlob', 'cpSyncCheckPaths'],
  ...['internalModuleReadJSON', 'internalModuleStat', 'legacyMainResolve', 'getFormatOfExtensionlessFile'],
]);
const OPEN = new Set(['open', 'openFileHandle']);
const WRITE = new Set(['writeBuffer', 'writeBuffers', 'writeString', 'writeFileUtf8']);
const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND } = fs.constants;
const CHANGES = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;

/** What removes the traces of a failed call works on a full disk. */
const WORKS_WHEN_FULL = new Set(['unlink', 'rmdir', 'rename', 'chmod', 'fchmod', 'fsync']);

/** @type {{ internalBinding(name: 'fs'): Record<string, any> }} */
const { internalBinding } = createRequire(import.meta.url)('internal/test/binding');
const binding = internalBinding('fs');
const FileHandle = binding.FileHandle;

/** `rename /home/...`, since `arm`. @type {string[]} */
export const calls = [];

/** Begins to count. @param {Fault | undefined} next */
export function arm(next) {
  fault = next;
  calls.length = 0;
}

/** Path by file descriptor, for the list. @type {Map<number, string>} */
const paths = new Map();
let isOwn = false;

for (const [name, original] of Object.entries(binding)) {
  if (typeof original !== 'function' || READ.has(name) || /^[A-Z]/.test(name)) continue;
  binding[name] = (/** @type {any[]} */ ...args) => {
    if (isOwn || !changes(name, args)) return original(...args);
    calls.push(`${name} ${typeof args[0] === 'number' ? (paths.get(args[0]) ?? args[0]) : args[0]}`);
    if (fault?.gate !== undefined && name === 'rename' && args[1] === fault.to) waitAt(fault.gate);
    if (fault?.rival) {
      if (calls.length === fault.at) write(fault.rival);
    } else if (fault && isHit(fault, name)) {
      if (WRITE.has(name)) writeHalf(args);
      if (fault.code !== undefined) return fail(name, args, fault.code);
      process.kill(process.pid, 'SIGKILL');
    }
    const result = original(...args);
    if (OPEN.has(name)) remember(String(args[0]), result);
    return result;
  };
}

/** @param {Fault} fault @param {string} name */
function isHit({ at, code, stays }, name) {
  if (at === undefined || calls.length === at) return at !== undefined;
  return stays && calls.length > at && !(code === 'ENOSPC' && WORKS_WHEN_FULL.has(name));
}

/** @param {string} gate */
function waitAt(gate) {
  isOwn = true;
  fs.writeFileSync(`${gate}.${process.pid}`, '');
  const clock = new Int32Array(new SharedArrayBuffer(4));
  while (!fs.existsSync(gate)) Atomics.wait(clock, 0, 0, 1);
  isOwn = false;
}

/** Appends to what is there. @param {Edit} edit */
function write({ path, text, inPlace }) {
  isOwn = true;
  const whole = (fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : '') + text;
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.writeFileSync(inPlace ? path : `${path}.new`, whole, { mode: 0o600 });
  if (!inPlace) fs.renameSync(`${path}.new`, path);
  isOwn = false;
}

/** @param {string} name @param {any[]} args */
function changes(name, args) {
  if (OPEN.has(name)) return (args[1] & CHANGES) !== 0;
  // Standard streams are no files of the user.
  return !(typeof args[0] === 'number' && args[0] <= 2);
}

/** @param {string} path @param {unknown} opened */
function remember(path, opened) {
  if (opened instanceof Promise) void opened.then((file) => paths.set(file.fd, path)).catch(() => {});
  else if (typeof opened === 'number') paths.set(opened, path);
  else if (opened instanceof FileHandle) paths.set(/** @type {any} */ (opened).fd, path);
}

/** @param {any[]} args of a function of WRITE */
function writeHalf([file, data, offset, length]) {
  isOwn = true;
  const bytes = Buffer.concat([data].flat().map((part) => Buffer.from(part)));
  const start = typeof offset === 'number' && typeof length === 'number' ? offset : 0;
  const end = start + (typeof length === 'number' ? length : bytes.length);
  const half = bytes.subarray(start, start + Math.floor((end - start) / 2));
  if (typeof file === 'number') fs.writeSync(file, half);
  else fs.writeFileSync(file, half);
  isOwn = false;
}

/** Fails as the binding does: by a promise, by a callback, or at once. @param {string} name @param {any[]} args @param {string} error */
function fail(name, args, error) {
  const [errno, [, text]] = [...getSystemErrorMap()].find(([, [known]]) => known === error) ?? [-1, ['', '']];
  const thrown = Object.assign(new Error(`${error}: ${text}, ${name}`), {
    code: error,
    errno,
    syscall: name,
  });
  const request = args.find((arg) => arg instanceof binding.FSReqCallback);
  if (request) return void process.nextTick(() => request.oncomplete(thrown));
  if (args.some((arg) => typeof arg === 'symbol')) return Promise.reject(thrown);
  throw thrown;
}
