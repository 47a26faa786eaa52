import { runAs } from './run-as.js';

/** @typedef {import('./run-as.js').Program} Program */

/** Flags with which a command neither asks nor runs forever. @type {Record<string, string[]>} */
const WITHOUT_QUESTIONS = {
  init: ['--no-input', '--no-check'],
  verify: ['--no-input'],
  undo: ['--no-input'],
  conformance: ['--no-input'],
  sandbox: ['--list-scenarios'],
};

/** Every flag that takes a value, and wherever a text is pasted, with this text. @param {Program} program @param {string} text */
export async function argumentsWith(program, text) {
  /** @type {string[][]} */
  const all = [[text], [`--${text}`], ['help', text], ['explain'], ['explain', text]];
  const body = JSON.stringify({ error: { message: text } });
  all.push(
    ['explain', `HTTP 401 ${body}`],
    ['explain', `cf-aig-step: 3\n${text}: 429 ${body}`],
    ['init', '--no-input', '--token-stdin'],
  );
  for (const command of program.commands()) {
    all.push([command, `--${text}`], [command, `--json=${text}`]);
    if (/^(?:test-model|verify|completion)$/.test(command))
      all.push([command, text, ...(WITHOUT_QUESTIONS[command] ?? [])]);
    const { stdout } = await runAs(program, [command, '--help'], { env: {} });
    for (const [, flag = ''] of stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+) [<[]/gm)) {
      const more = WITHOUT_QUESTIONS[command] ?? [];
      all.push([command, flag, text, ...more], [command, `${flag}=${text}`, '--verbose', ...more]);
    }
  }
  return all;
}
