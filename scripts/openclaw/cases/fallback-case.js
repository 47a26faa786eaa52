import { doctorProblems } from '../doctor.js';
import { makeHome } from '../home.js';
import { initProblem } from '../init.js';
import { costCell, takeTurn } from '../turn.js';
import { NEWEST } from '../versions.js';

/** @import { Case, Outcome } from './case.js' */
/** @import { Stage } from '../run.js' */

const GATEWAY = 'fallback-gateway';
const PRIMARY = 'openai/gpt-4o-mini';

/**
 * The primary's quota is used up: OpenClaw locks the key of its block, and the fallback, in a block of its own, answers.
 * @type {Case}
 */
export const fallbackCase = {
  group: 'fallback',
  name: 'the fallback answers when the quota of the primary is used up',
  versions: [NEWEST],
  gateways: [{ id: GATEWAY }],
  run,
};

/**
 * @param {Stage} stage
 * @returns {Promise<Outcome>}
 */
async function run({ lab, openclaw }) {
  const home = makeHome(openclaw(NEWEST), lab);
  try {
    const args = ['--model', PRIMARY, '--fallback', 'anthropic/claude-haiku-4-5'];
    const failed = await initProblem(home, lab, { gateway: GATEWAY, args });
    if (failed) return { why: failed };
    const problems = await doctorProblems(home.env);
    if (problems) return { why: problems };
    lab.failModel(GATEWAY, PRIMARY, 'openai/fail-quota');
    const turn = await takeTurn('exec', home);
    const answered = lab.requestsTo(GATEWAY).findLast(({ status }) => status === 200);
    if (!turn.replied || !turn.reply.includes('claude'))
      return { why: `the fallback did not answer (last answer to ${answered?.path}): ${turn.text}` };
    return { usage: String(turn.tokens), cost: costCell(turn), seconds: turn.seconds };
  } finally {
    home.remove();
  }
}
