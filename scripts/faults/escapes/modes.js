import { JUDGES } from './judge.js';

/** How the same command is read. @type {readonly { name: string, args: string[], env: NodeJS.ProcessEnv, isTty?: boolean, out: string, err: string }[]} */
export const MODES = [
  { name: 'plain', args: [], env: {}, out: 'plain', err: 'plain' },
  {
    name: 'terminal',
    args: [],
    env: { FORCE_COLOR: '1', FORCE_HYPERLINK: '1', TERM: 'xterm-256color' },
    isTty: true,
    out: 'terminal',
    err: 'terminal',
  },
  { name: 'GitHub', args: [], env: { GITHUB_ACTIONS: 'true' }, out: 'GitHub', err: 'GitHub' },
  { name: '--json', args: ['--json'], env: {}, out: 'JSON', err: 'plain' },
];

/** What a flag makes of stdout. */
const BY_FLAG = { '--report': 'Markdown', '--github': 'annotations' };

/** Which judge stdout has. @param {readonly string[]} args @param {string} otherwise */
export function judgeOf(args, otherwise) {
  if (args.includes('--json')) return 'JSON';
  const flag = /** @type {const} */ (['--report', '--github']).find((name) => args.includes(name));
  return flag ? BY_FLAG[flag] : otherwise;
}

/** @param {string} judge @param {string} text @returns {string[]} */
export function misses(judge, text) {
  const what = JUDGES[judge]?.(text);
  return what === undefined ? [] : [`${judge}: ${what}`];
}
