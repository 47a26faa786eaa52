import { doctorProblems } from '../doctor.js';
import { makeHome } from '../home.js';
import { initProblem } from '../init.js';
import { runProgram, tail } from '../run-program.js';
import { takeTurn } from '../turn.js';

/** @import { Case, Outcome } from './case.js' */
/** @import { Stage } from '../run.js' */

/** The newest with the official plugin bundled. */
const VERSION = '2026.6.6';
const GATEWAY = 'official-gateway';
const KEY = 'sk-ant-sandbox-provider-key-good';

/**
 * OpenClaw's own onboarding to Cloudflare, by the official plugin: doctor finds nothing wrong and says that the key
 * is OpenClaw's alone, and `init` over it works.
 * @type {Case}
 */
export const officialCase = {
  group: 'official',
  name: `the official plugin's onboarding, OpenClaw ${VERSION}`,
  versions: [VERSION],
  gateways: [{ id: GATEWAY, authentication: false }],
  run,
};

/**
 * @param {Stage} stage
 * @returns {Promise<Outcome>}
 */
async function run({ lab, openclaw }) {
  const home = makeHome(openclaw(VERSION), lab);
  try {
    const onboard = await runProgram('openclaw', onboardArgs(lab.accountId), { env: home.env });
    if (onboard.code !== 0) return { why: `openclaw onboard: ${tail(onboard)}` };
    const official = await takeTurn('local', home);
    if (!official.replied) return { why: `no reply before init: ${official.text}` };
    const before = await doctorProblems(home.env, 'credential-held-by-openclaw');
    const args = ['--recipe', 'anthropic', '--pay', 'own-key-open', '--model', 'claude-sonnet-5'];
    const failed = await initProblem(home, lab, { gateway: GATEWAY, key: KEY, args });
    if (failed) return { why: [before, failed].join('\n') };
    const after = await doctorProblems(home.env);
    const turn = await takeTurn('local', home);
    const problems = [
      before && `on the official setup:\n${before}`,
      after && `after init:\n${after}`,
      !turn.replied && `no reply after init: ${turn.text}`,
    ];
    return {
      why: problems.filter(Boolean).join('\n') || undefined,
      usage: String(turn.tokens),
      seconds: turn.seconds,
    };
  } finally {
    home.remove();
  }
}

/** @param {string} accountId */
const onboardArgs = (accountId) => [
  ...['onboard', '--non-interactive', '--accept-risk', '--skip-health'],
  ...['--auth-choice', 'cloudflare-ai-gateway-api-key'],
  ...['--cloudflare-ai-gateway-account-id', accountId],
  ...['--cloudflare-ai-gateway-gateway-id', GATEWAY],
  ...['--cloudflare-ai-gateway-api-key', KEY],
];
