import { runCfAig, tail } from './run-program.js';

/**
 * `cf-aig init` by flags alone.
 * @param {import('./home.js').Home} home
 * @param {import('./lab/lab.js').Lab} lab
 * @param {{ gateway: string, key?: string, args: string[], expectedCause?: string }} options key: the provider's, if it
 * is sent along; expectedCause: what doctor finds in the end, if it is not well
 * @returns {Promise<string>} why it failed; empty: it did not
 */
export async function initProblem(home, lab, { gateway, key, args, expectedCause }) {
  const flags = ['--no-input', '--json', '--account-id', lab.accountId, '--gateway', gateway];
  if (key) flags.push('--provider-key-env', 'LAB_KEY');
  const env = { ...home.env, LAB_TOKEN: lab.token, LAB_KEY: key ?? '' };
  const init = await runCfAig(['init', ...flags, '--token-env', 'LAB_TOKEN', ...args], env);
  try {
    const { changes, verdict, error } = JSON.parse(init.stdout);
    const asExpected = changes && (verdict?.cause === expectedCause || (!verdict && !expectedCause));
    return asExpected ? '' : `init: exit ${init.code}, ${error?.message ?? verdict?.cause ?? 'all well'}`;
  } catch {
    return `init: ${tail(init)}`;
  }
}
