// Runs the built program as often as its parent says, in one process: a try costs its work, not a start. A process number that
// does not exist makes what a run leaves behind look as after its end.
import { Readable, Writable } from 'node:stream';
import { BIN, TOKEN } from '../program.js';
import { arm, calls } from './preload.js';

/** @typedef {{ home: string, args: string[], env: Record<string, string>, fault?: import('./preload.js').Fault }} Task */

const { main } = await import(String(new URL('../../../dist/main.cjs', import.meta.url)));
const PID_LIMIT = 2 ** 22;
let runs = 0;

/** @param {Task} task */
async function work({ home, args, env, fault }) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, { PATH: '/usr/bin:/bin', HOME: home, ...env });
  process.chdir(home);
  process.argv = [process.execPath, BIN, ...args];
  const output = { stdout: '', stderr: '' };
  const collect = (/** @type {keyof typeof output} */ name) =>
    new Writable({
      decodeStrings: false,
      write(chunk, _encoding, done) {
        output[name] += chunk;
        done();
      },
    });
  const own = {
    stdin: Readable.from([Buffer.from(TOKEN)]),
    stdout: collect('stdout'),
    stderr: collect('stderr'),
  };
  for (const [name, value] of Object.entries({ ...own, pid: PID_LIMIT + ++runs }))
    Object.defineProperty(process, name, { value, configurable: true });
  arm(fault);
  await main();
  const made = [...calls];
  arm(undefined);
  for (const event of ['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection'])
    process.removeAllListeners(event);
  return { code: process.exitCode, ...output, calls: made };
}

process.on('disconnect', () => process.exit());
process.on('message', async (/** @type {Task} */ task) => process.send?.(await work(task)));
