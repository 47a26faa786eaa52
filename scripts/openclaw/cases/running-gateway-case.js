import { readFileSync, writeFileSync } from 'node:fs';
import { doctorProblems } from '../doctor.js';
import { makeHome } from '../home.js';
import { initProblem } from '../init.js';
import { restartGateway, startGateway } from '../running-gateway.js';
import { costCell, takeTurn } from '../turn.js';
import { NEWEST } from '../versions.js';

/** @import { Case, Outcome } from './case.js' */
/** @import { Stage } from '../run.js' */

const GATEWAY = 'running-gateway';
const PORT = 18_790;

/**
 * A gateway of OpenClaw that ran before `init`, and while the token changed: doctor says that it lacks the value, and
 * after what doctor advises its agent answers with it.
 * @type {Case}
 */
export const runningGatewayCase = {
  group: 'gateway',
  name: "OpenClaw's gateway, running before init and while the token changes",
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
  const auth = { mode: 'token', token: 'lab-FAKE-gateway-secret' };
  home.write({ gateway: { mode: 'local', port: PORT, auth } }, '');
  let running = await startGateway(home, PORT);
  try {
    const args = ['--recipe', 'compat', '--pay', 'stored', '--model', 'openai/gpt-4o-mini'];
    const failed = await initProblem(home, lab, {
      gateway: GATEWAY,
      args,
      expectedCause: 'daemon-lacks-variable',
    });
    if (failed) return { why: failed };
    /** @type {string[]} */
    const problems = [];
    const followDoctor = async (/** @type {string} */ when, /** @type {string} */ token) => {
      const advice = await doctorProblems(home.env);
      if (!advice) problems.push(`${when}: doctor says all well`);
      // The process by its number: it does not take the new value in any other way.
      if (new RegExp(`\\b${running.pid}\\b`).test(advice)) {
        await running.stop();
        running = await startGateway(home, PORT);
      } else if (advice.includes('openclaw gateway restart')) await restartGateway(home, PORT);
      const left = await doctorProblems(home.env);
      if (left) problems.push(`${when}: doctor said\n${advice}\nand after that\n${left}`);
      const turn = await takeTurn('gateway', home);
      if (!turn.replied) problems.push(`${when}: no reply: ${turn.text}`);
      const sent = lab.requestsTo(GATEWAY).at(-1)?.headers.authorization;
      if (sent !== `Bearer ${token}`) problems.push(`${when}: the token that is sent is not that of .env`);
      return turn;
    };
    await followDoctor('after init', lab.token);
    writeFileSync(home.dotenv, readFileSync(home.dotenv, 'utf8').replace(lab.token, lab.otherToken));
    const turn = await followDoctor('after the token changed', lab.otherToken);
    return {
      usage: String(turn.tokens),
      cost: costCell(turn),
      seconds: turn.seconds,
      why: problems.join('\n') || undefined,
    };
  } finally {
    await running.stop();
    home.remove();
  }
}
