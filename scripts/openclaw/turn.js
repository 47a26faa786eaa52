import { runProgram, tail } from './run-program.js';

const TURN_TIMEOUT_MS = 240_000;

/**
 * One turn of an agent, as OpenClaw tells it.
 * @typedef {object} Turn
 * @property {boolean} replied the sandbox's reply came through
 * @property {string} reply what the agent's user reads
 * @property {string} error as OpenClaw words it; empty without one
 * @property {number} tokens input and output; 0: OpenClaw does not know
 * @property {number} costUsd 0: OpenClaw does not know
 * @property {number} seconds
 * @property {string} text the end of what it printed
 */

/** `exec` is new in 2026.8; `gateway` goes through the one that runs. */
const COMMANDS = {
  exec: ['agent', 'exec', 'hi', '--json'],
  local: ['agent', '--local', '--agent', 'main', '--message', 'hi', '--json'],
  gateway: ['agent', '--agent', 'main', '--message', 'hi', '--json'],
};

/**
 * @param {keyof typeof COMMANDS | string[]} how or its arguments
 * @param {import('./home.js').Home} home
 * @param {string[]} [more] arguments
 * @returns {Promise<Turn>}
 */
export async function takeTurn(how, { env }, more = []) {
  const command = Array.isArray(how) ? how : COMMANDS[how];
  const ended = await runProgram('openclaw', [...command, ...more], { env, timeout: TURN_TIMEOUT_MS });
  // 2026.4 prints it on stderr.
  const document = parseDocument(ended.stdout) ?? parseDocument(ended.stderr);
  const result = document?.result ?? document;
  const usage = result?.usage ?? result?.meta?.agentMeta?.usage ?? {};
  const reply = String(result?.payloads?.[0]?.text ?? '');
  return {
    replied: ended.code === 0 && reply.startsWith('Hello from the cf-aig sandbox'),
    reply,
    error: String(result?.error?.message ?? ''),
    tokens: (usage.input ?? 0) + (usage.output ?? 0),
    costUsd: usage.cost?.total ?? 0,
    seconds: ended.seconds,
    text: tail(ended),
  };
}

/**
 * For the table.
 * @param {Pick<Turn, 'costUsd'>} turn
 */
export function costCell({ costUsd }) {
  return costUsd ? `$${Number(costUsd.toPrecision(3))}` : 'unknown';
}

/**
 * Older versions print lines of their log before it.
 * @param {string} printed
 * @returns {any} undefined without one
 */
function parseDocument(printed) {
  for (const { index } of printed.matchAll(/^\{/gm)) {
    try {
      return JSON.parse(printed.slice(index));
    } catch {
      // A line of the log began with a brace.
    }
  }
  return undefined;
}

const NOT_THINKING = [undefined, 0, 'none', 'disabled'];

/**
 * How a request asks the model to think, in a few words; undefined: it does not.
 * @param {any} body
 * @returns {string | undefined}
 */
export function reasoningIn(body) {
  const { reasoning_effort, reasoning, thinking, generationConfig } = body ?? {};
  const { thinkingLevel, thinkingBudget } = generationConfig?.thinkingConfig ?? {};
  return [
    ['reasoning_effort', reasoning_effort],
    ['reasoning.effort', reasoning?.effort],
    ['thinking', thinking?.type === 'enabled' ? `${thinking.budget_tokens} tokens` : thinking?.type],
    ['thinkingLevel', thinkingLevel],
    ['thinkingBudget', thinkingBudget],
  ]
    .find(([, value]) => !NOT_THINKING.includes(value))
    ?.join(' ');
}
