import { runCfAig, tail } from './run-program.js';

/**
 * `cf-aig init` by flags alone.
 * @param {import('./home.js').Home} home
 * @param {import('./lab/lab.js').Lab} lab
 * @param {{ gateway: string, key?: string, args: string[] }} options key: the provider's, if it is sent along
 * @returns {Promise<string>} why it failed; empty: it did not
 */
export async function initProblem(home, lab, { gateway, key, args }) {
  const common = [
    'init',
    '--no-input',
    '--account-id',
    lab.accountId,
    '--gateway',
    gateway,
    '--token-env',
    'LAB_TOKEN',
  ];
  if (key) common.push('--provider-key-env', 'LAB_KEY');
  const env = { ...home.env, LAB_TOKEN: lab.token, LAB_KEY: key ?? '' };
  const init = await runCfAig([...common, ...args], env);
  return init.code === 0 ? '' : `init: ${tail(init)}`;
}
