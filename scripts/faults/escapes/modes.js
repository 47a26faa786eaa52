import { JUDGES } from './judge.js';

/**
 * How the same command is read.
 * @typedef {{ name: string, args: string[], env: NodeJS.ProcessEnv, isTty?: boolean, out: string, err: string }} Mode `out`, `err`: judges
 */

export const PLAIN = { name: 'plain', args: [], env: {}, out: 'plain', err: 'plain' };
export const TERMINAL = {
  name: 'terminal',
  args: [],
  env: { FORCE_COLOR: '1', FORCE_HYPERLINK: '1', TERM: 'xterm-256color' },
  isTty: true,
  out: 'terminal',
  err: 'terminal',
};
export const GITHUB = {
  name: 'GitHub',
  args: [],
  env: { GITHUB_ACTIONS: 'true' },
  out: 'GitHub',
  err: 'GitHub',
};
/** @type {readonly Mode[]} */
export const MODES = [
  PLAIN,
  TERMINAL,
  GITHUB,
  { name: '--json', args: ['--json'], env: {}, out: 'JSON', err: 'plain' },
];

/** One after the other. @param {number} number */
export function modeAt(number) {
  return /** @type {Mode} */ (MODES[number % MODES.length]);
}

/** What a flag makes of stdout. */
const BY_FLAG = { '--report': 'Markdown', '--github': 'annotations' };

/** Which judge stdout has. @param {readonly string[]} args @param {string} otherwise */
export function judgeOf(args, otherwise) {
  if (args.includes('--json')) return 'JSON';
  const flag = /** @type {const} */ (['--report', '--github']).find((name) => args.includes(name));
  return flag ? BY_FLAG[flag] : otherwise;
}

/** What steers the reader, for a judge by its name. @param {string} judge @param {string} text @returns {string[]} */
export function findProblems(judge, text) {
  const what = JUDGES[judge]?.(text);
  return what === undefined ? [] : [`${judge}: ${what}`];
}

/** @param {readonly string[]} what @returns {import('../report.js').Miss[]} */
export function asRaw(what) {
  return what.map((one) => ({ kind: 'raw', what: one }));
}
