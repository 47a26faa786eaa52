import { findRaw } from '../../raw.js';
import { Tries } from '../../report.js';
import { CLIENTS, CLIENTS_OF_ENDLESS } from './clients.js';
import { startSandbox } from './sandbox-process.js';
import { MB, request, talk } from './talk.js';

const MAX_MEMORY = 700 * MB;
/** Milliseconds for the next, honest request. */
const PATIENCE_MS = 10_000;

/** The sandbox as a server: after each hostile client it answers the next one. @type {import('../../report.js').Attack} */
export async function* hostileClients() {
  yield await attack('hostile clients of the sandbox', ['--verbose'], CLIENTS);
  yield await attack(
    'hostile clients of a body without end',
    ['--scenario', 'body-endless'],
    CLIENTS_OF_ENDLESS,
  );
}

/** @param {string} name @param {string[]} args @param {typeof CLIENTS} clients */
async function attack(name, args, clients) {
  const tries = new Tries();
  const sandbox = await startSandbox(args);
  try {
    for (const [kind, [client, expected]] of Object.entries(clients)) {
      /** @type {import('../../report.js').Miss[]} */
      const misses = [];
      const text = await client(sandbox);
      if (!expected.test(text))
        misses.push({ kind: 'wrong', what: `it answered ${JSON.stringify(text.slice(0, 200))}` });
      if (/\n +at .+:\d+|TypeError|RangeError/.test(text))
        misses.push({ kind: 'wrong', what: text.slice(0, 300) });
      const next = await talk(sandbox.port, [request('/')], { waitMs: PATIENCE_MS });
      if (!/^HTTP\/1.1 /.test(next)) misses.push({ kind: 'hung', what: 'the next client got no answer' });
      const written = sandbox.takeOutput();
      if (/Warning|Error:|\n +at /.test(written)) misses.push({ kind: 'wrong', what: written.slice(0, 500) });
      const raw = findRaw(written);
      if (raw) misses.push({ kind: 'raw', what: raw });
      if (/^\s*::/m.test(written)) misses.push({ kind: 'raw', what: 'a line of its output is forged' });
      const memory = sandbox.memory();
      if (memory > MAX_MEMORY)
        misses.push({ kind: 'wrong', what: `${Math.round(memory / MB)} MB of memory` });
      tries.add(kind, misses);
      if (sandbox.hasEnded()) break;
    }
    if (sandbox.hasEnded())
      tries.failed.set('at the end', [{ kind: 'wrong', what: 'the sandbox has ended' }]);
  } finally {
    sandbox.stop();
  }
  return tries.line(name);
}
