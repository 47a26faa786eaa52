import { doctorProblems } from '../doctor.js';
import { makeHome } from '../home.js';
import { runInit } from '../init.js';
import { tail } from '../run-program.js';
import { costCell, takeTurn } from '../turn.js';
import { VERSIONS } from '../versions.js';

/** @import { Case, Outcome } from './case.js' */
/** @import { Stage } from '../run.js' */

/** `cf-aig init` with each OpenClaw first on the PATH: doctor has nothing to say, and the
 * command that init names next gives an answer. @type {Case[]} */
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
  const home = makeHome(openclaw(version), lab);
  try {
    const args = ['--recipe', 'compat', '--pay', 'stored', '--model', 'openai/gpt-4o-mini'];
    const init = await runInit(home, lab, { gateway, args });
    const advised = /^ {2}openclaw (agent .+)$/m.exec(`${init.stdout}\n${init.stderr}`)?.[1];
    if (init.code !== 0 || !advised) return { why: `init: ${tail(init)}` };
    const problems = await doctorProblems(home.env);
    const { replied, tokens, costUsd, seconds, text } = await takeTurn(splitWords(advised), home, ['--json']);
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

/** @param {string} command */
function splitWords(command) {
  return (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
}
