import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';

/** @typedef {{ path: string, data: string, mode?: number }} Write `mode`: of a file that is new */

/** @type {Write[]} */
let writes = [];

const read = (/** @type {any} */ data) =>
  typeof data === 'string' ? data : Buffer.from(data).toString('utf8');
const modeOf = (/** @type {any} */ options) => (typeof options === 'object' ? options?.mode : undefined);

/** Records what this process writes by node:fs/promises, temporary files included. Call it before the program is loaded. */
export function recordWrites() {
  for (const name of /** @type {const} */ (['writeFile', 'appendFile'])) {
    const original = promises[name];
    promises[name] = async (path, data, options) => {
      writes.push({ path: resolve(String(path)), data: read(data), mode: modeOf(options) });
      return original(path, /** @type {any} */ (data), options);
    };
  }
  const { open } = promises;
  promises.open = async (path, flags, mode) => {
    const file = await open(path, flags, mode);
    const { writeFile } = file;
    file.writeFile = (data, options) => {
      writes.push({ path: resolve(String(path)), data: read(data), mode: Number(mode ?? 0o666) });
      return writeFile.call(file, data, options);
    };
    return file;
  };
  syncBuiltinESMExports();
}

/** What has been written under `folder` since the last call. @param {string} folder */
export function takeWrites(folder) {
  const taken = writes.filter(({ path }) => path.startsWith(folder));
  writes = writes.filter(({ path }) => !path.startsWith(folder));
  return taken;
}
