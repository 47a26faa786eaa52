import { doctorProblems } from '../doctor.js';
import { makeHome } from '../home.js';
import { initProblem } from '../init.js';
import { costCell, takeTurn } from '../turn.js';
import { VERSIONS } from '../versions.js';

/** @import { Case, Outcome } from './case.js' */
/** @import { Stage } from '../run.js' */

/** `cf-aig init` with each OpenClaw first on the PATH: doctor has nothing to say, and the agent answers. @type {Case[]} */
export const versionCases = VERSIONS.map(({ version }) => {
  const gateway = `version-${version.replaceAll('.', '-')}`;
  return {
    group: 'versions',
    name: `OpenClaw ${version}`,
    versions: [version],
    gateways: [{ id: gateway }],
    run: (stage) => runVersion(stage, version, gateway),
  };
});

/**
 * @param {Stage} stage
 * @param {string} version
 * @param {string} gateway
 * @returns {Promise<Outcome>}
 */
async function runVersion({ lab, openclaw }, version, gateway) {
  const installed = openclaw(version);
  const home = makeHome(installed, lab);
  try {
    const args = ['--recipe', 'compat', '--pay', 'stored', '--model', 'openai/gpt-4o-mini'];
    const failed = await initProblem(home, lab, { gateway, args });
    if (failed) return { why: failed };
    const problems = await doctorProblems(home.env);
    const { replied, tokens, costUsd, seconds, text } = await takeTurn(installed.turn, home);
    return {
      why: [problems, !replied && `no reply: ${text}`].filter(Boolean).join('\n') || undefined,
      usage: String(tokens),
      cost: costCell({ costUsd }),
      seconds,
    };
  } finally {
    home.remove();
  }
}
