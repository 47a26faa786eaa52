import { runCfAig, tail } from './run-program.js';

/**
 * @typedef {object} Setup
 * @property {string} gateway
 * @property {string} [key] the provider's, if it is sent along
 * @property {string[]} args
 */

/**
 * `cf-aig init` by flags alone.
 * @param {import('./home.js').Home} home
 * @param {import('./lab/lab.js').Lab} lab
 * @param {Setup} setup
 */
export function runInit(home, lab, { gateway, key, args }) {
  const flags = [
    '--no-input',
    '--account-id',
    lab.accountId,
    '--gateway',
    gateway,
    '--token-env',
    'LAB_TOKEN',
  ];
  if (key) flags.push('--provider-key-env', 'LAB_KEY');
  const env = { ...home.env, LAB_TOKEN: lab.token, LAB_KEY: key ?? '' };
  return runCfAig(['init', ...flags, ...args], env);
}

/**
 * @param {import('./home.js').Home} home
 * @param {import('./lab/lab.js').Lab} lab
 * @param {Setup & { expectedCause?: string }} setup expectedCause: what doctor finds in the end, if it is not well
 * @returns {Promise<string>} why it failed; empty: it did not
 */
export async function initProblem(home, lab, { gateway, key, args, expectedCause }) {
  const init = await runInit(home, lab, { gateway, key, args: [...args, '--json'] });
  try {
    const { changes, verdict, error } = JSON.parse(init.stdout);
    const asExpected = changes && (verdict?.cause === expectedCause || (!verdict && !expectedCause));
    return asExpected ? '' : `init: exit ${init.code}, ${error?.message ?? verdict?.cause ?? 'all well'}`;
  } catch {
    return `init: ${tail(init)}`;
  }
}
