import { makeHome } from '../home.js';
import { initProblem } from '../init.js';
import { runProgram, tail } from '../run-program.js';
import { NEWEST } from '../versions.js';

const KEY = 'sk-sandbox-provider-key-good';

/** @type {[pay: string, model: string][]} */
const SEARCHES = [
  ['stored', 'text-embedding-3-small'],
  ['own-key', 'text-embedding-3-small'],
  ['stored', '@cf/baai/bge-m3'],
];

/** Embeddings of OpenClaw's memory search, as `init --memory-search` sets it up. @type {import('./case.js').Case[]} */
export const memorySearchCases = SEARCHES.map(([pay, model], index) => {
  const gateway = `memory-${index}`;
  return {
    group: 'memory',
    name: `memory search/${pay} ${model}`,
    versions: [NEWEST],
    gateways: [{ id: gateway, authentication: true }],
    run: (stage) => search(stage, pay, model, gateway),
  };
});

/**
 * @param {import('../run.js').Stage} stage
 * @param {string} pay
 * @param {string} model
 * @param {string} gateway
 * @returns {Promise<import('./case.js').Outcome>}
 */
async function search({ lab, openclaw }, pay, model, gateway) {
  const home = makeHome(openclaw(NEWEST), lab);
  try {
    const key = pay === 'stored' ? undefined : KEY;
    const args = ['--pay', pay, '--model', 'openai/gpt-4o-mini', `--memory-search=${model}`];
    const failed = await initProblem(home, lab, { gateway, key, args });
    if (failed) return { why: failed };
    const own = lab.requestsTo(gateway).length;
    const status = await runProgram('openclaw', ['memory', 'status', '--deep', '--json'], { env: home.env });
    const asked = lab
      .requestsTo(gateway)
      .slice(own)
      .filter(({ path }) => path.endsWith('/embeddings'));
    const refused = asked.filter((request) => request.status !== 200);
    if (asked.length && !refused.length) return { seconds: status.seconds };
    return { why: `${asked.length} embeddings, ${refused.length} refused; memory status: ${tail(status)}` };
  } finally {
    home.remove();
  }
}
