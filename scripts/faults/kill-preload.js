// Kills its own process before the n-th call that changes the disk (CF_AIG_FAULT_AT); a write is cut in half.
// Writes the number of such calls to the file CF_AIG_FAULT_COUNT.
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const killAt = Number(process.env.CF_AIG_FAULT_AT);
const countFile = process.env.CF_AIG_FAULT_COUNT;
let calls = 0;

/** @param {() => void} [first] */
function count(first) {
  calls++;
  if (calls !== killAt) return;
  first?.();
  process.kill(process.pid, 'SIGKILL');
}

/** @param {Record<string, any>} object @param {string} name */
function wrap(object, name) {
  const original = object[name];
  object[name] = (/** @type {any[]} */ ...args) => {
    count();
    return original.apply(object, args);
  };
}

for (const name of ['rename', 'unlink', 'mkdir', 'rmdir', 'chmod']) wrap(promises, name);
const { open } = promises;
promises.open = async (path, flags, mode) => {
  const writes = typeof flags === 'string' && /[wax+]/.test(flags);
  if (writes) count();
  const file = await open(path, flags, mode);
  if (!writes) return file;
  const { writeFile } = file;
  file.writeFile = (data, options) => {
    count(() => {
      if (data instanceof Uint8Array) fs.writeSync(file.fd, data.subarray(0, data.length / 2));
    });
    return writeFile.call(file, data, options);
  };
  wrap(file, 'sync');
  return file;
};
syncBuiltinESMExports();

if (countFile) process.on('exit', () => fs.writeFileSync(countFile, String(calls)));
