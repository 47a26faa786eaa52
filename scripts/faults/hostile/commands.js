import { GATEWAY } from '../program.js';

const START = ['init', ...GATEWAY, '--token-env', 'SET_UP_TOKEN', '--no-input', '--yes'];
const MODEL = ['--model', 'openai/gpt-4o-mini'];

/** How a home is set up before the attack; `empty`: it is not. @satisfies {Record<string, string[]>} */
export const HOMES = {
  compat: [...START, ...MODEL, '--model', 'openai/gpt-4o'],
  anthropic: [
    ...START,
    '--recipe',
    'anthropic',
    '--model',
    'claude-sonnet-4-5',
    '--pay',
    'own-key',
    '--provider-key-env',
    'SET_UP_ANTHROPIC_KEY',
  ],
  google: [
    ...START,
    '--recipe',
    'google',
    '--model',
    'gemini-2.5-flash',
    '--pay',
    'own-key',
    '--provider-key-env',
    'SET_UP_GOOGLE_KEY',
  ],
  rest: [...START, '--recipe', 'rest', '--model', '@cf/meta/llama-3.1-8b-instruct'],
};

/**
 * @typedef {object} Command
 * @property {string[]} args
 * @property {keyof typeof HOMES | 'empty'} [home]
 * @property {string} proof what has to be proved before it may end with 0
 * @property {number} limitMs without the work itself
 * @property {number} [stopMs] when Ctrl-C comes
 * @property {boolean} [isVariant] of another command: other flags, another route
 */

/** Milliseconds of one request: until it is given up by those who wait, and on a busy machine by those who do not. */
const TIMEOUT_MS = 1_000;
const LONG_TIMEOUT_MS = 8_000;
const DEADLINE_MS = 4_000;
/** Milliseconds: requests one after the other. The first contact, then experiments; two retries, with their pauses. */
const DOCTOR_MS = 6 * TIMEOUT_MS;
const MODEL_MS = 9 * TIMEOUT_MS;

/**
 * Every command with a wire.
 * @param {boolean} [waits] for a server that lets them wait @returns {Record<string, Command>}
 */
export function commandsFor(waits) {
  const short = ['--timeout', String(waits ? TIMEOUT_MS : LONG_TIMEOUT_MS)];
  const both = [...short, '--deadline', String(DEADLINE_MS)];
  return {
    init: {
      args: [...START, ...MODEL, ...short, '--json'],
      home: 'empty',
      proof: 'setup',
      limitMs: DOCTOR_MS,
    },
    'init --create-gateway': {
      args: [...START, ...MODEL, '--create-gateway', '--cache-ttl', '60', ...short, '--verbose'],
      home: 'empty',
      proof: 'setup',
      limitMs: DOCTOR_MS + 4 * TIMEOUT_MS,
    },
    'init --memory-search': {
      args: [...START, ...MODEL, '--memory-search', ...short],
      home: 'empty',
      proof: 'setup',
      isVariant: true,
      limitMs: DOCTOR_MS + 2 * TIMEOUT_MS,
    },
    'init --pay own-key': {
      args: [...HOMES.anthropic, ...short],
      home: 'empty',
      proof: 'setup',
      isVariant: true,
      limitMs: DOCTOR_MS,
    },
    doctor: { args: ['doctor', ...short, '--json'], proof: 'setup', limitMs: DOCTOR_MS },
    'doctor --verbose': {
      args: ['doctor', '--verbose', ...short],
      proof: 'setup',
      isVariant: true,
      limitMs: DOCTOR_MS,
    },
    'doctor --fix': {
      args: ['doctor', '--fix', '--yes', '--no-input', ...short],
      proof: 'setup',
      isVariant: true,
      limitMs: 2 * DOCTOR_MS,
    },
    'doctor --report': {
      args: ['doctor', '--report', ...short],
      home: 'google',
      proof: 'setup',
      isVariant: true,
      limitMs: DOCTOR_MS,
    },
    'doctor --watch': {
      args: ['doctor', '--watch', ...short],
      proof: 'setup',
      limitMs: 4_000,
      stopMs: 3_000,
    },
    'doctor on REST': {
      args: ['doctor', ...short, '--json'],
      home: 'rest',
      proof: 'setup',
      isVariant: true,
      limitMs: DOCTOR_MS,
    },
    'test-model': { args: ['test-model', ...short, '--json'], proof: 'model', limitMs: MODEL_MS },
    'test-model --all --stream': {
      args: ['test-model', '--all', '--stream', '--verbose', '--retries', '1', ...short],
      proof: 'model',
      limitMs: MODEL_MS,
    },
    'test-model --tools': {
      args: ['test-model', '--tools', '--retries', '0', ...short],
      home: 'anthropic',
      proof: 'tools',
      isVariant: true,
      limitMs: MODEL_MS,
    },
    'test-model --image': {
      args: ['test-model', '--image', '--retries', '0', ...short, '--json'],
      home: 'google',
      proof: 'image',
      isVariant: true,
      limitMs: MODEL_MS,
    },
    'test-model --github': {
      args: ['test-model', '--github', '--stream', '--retries', '0', ...short],
      home: 'rest',
      proof: 'model',
      isVariant: true,
      limitMs: MODEL_MS,
    },
    'verify caching': {
      args: ['verify', 'caching', '--yes', ...both, '--json'],
      proof: 'caching',
      limitMs: DEADLINE_MS,
    },
    'verify rate-limit': {
      args: ['verify', 'rate-limit', '--measure', '--yes', ...both, '--json'],
      // Where the limit can be neither read nor reached it ends well, and says so.
      proof: 'model',
      limitMs: DEADLINE_MS,
    },
    'verify logs': {
      args: ['verify', 'logs', '--yes', ...both, '--json'],
      proof: 'logs',
      limitMs: DEADLINE_MS,
    },
    'verify fallback': {
      args: ['verify', 'fallback', '--yes', ...both, '--json'],
      proof: 'fallback',
      limitMs: DEADLINE_MS,
    },
    verify: {
      args: ['verify', '--yes', '--verbose', ...both],
      proof: 'verify',
      isVariant: true,
      limitMs: DEADLINE_MS,
    },
    logs: { args: ['logs', ...both, '--json'], proof: 'log', limitMs: DEADLINE_MS },
    'logs --since': {
      args: ['logs', '--since', '2h', '--errors', '--verbose', ...both],
      proof: 'log',
      isVariant: true,
      limitMs: DEADLINE_MS,
    },
    'logs --follow': {
      args: ['logs', '--follow', ...both],
      proof: 'log',
      limitMs: 2 * DEADLINE_MS,
      stopMs: 2_500,
    },
    usage: { args: ['usage', ...both], proof: 'log', limitMs: DEADLINE_MS },
    conformance: {
      args: ['conformance', '--free', '--only', 'compat', '--yes', ...both, '--json'],
      proof: 'conformance',
      limitMs: DEADLINE_MS,
    },
  };
}
