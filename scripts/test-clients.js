// Runs agents for the terminal, as npm has them, against the sandbox: CONTRIBUTING.md.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AGENTS } from './clients/agents.js';
import { installPackage } from './install-package.js';
import { startSandbox, TOKENS } from './openclaw/lab/start-sandbox.js';
import { runProgram, tail } from './openclaw/run-program.js';

/** @typedef {import('./clients/agents.js').Agent} Agent */
/** @typedef {import('./openclaw/run-program.js').Ended} Ended */
/**
 * @typedef {object} Case
 * @property {string} title
 * @property {(agent: Agent, file: string) => string} [prompt]
 * @property {string} [gateway]
 * @property {string} [token]
 * @property {(agent: Agent) => string} [model]
 * @property {(ended: Ended, file: string) => boolean} passes
 */

const MINUTES = 60_000;
const LIMITED = 'limited';

/** A model of the same provider that asks for a failure, or does not exist. @param {string} name */
const otherModel =
  (name) =>
  /** @param {Agent} agent */
  ({ model }) =>
    model.replace(/[^/]*$/, name);

/** An agent fails with what the gateway or the provider said. @param {RegExp} words @returns {Case['passes']} */
const says =
  (words) =>
  ({ code, stdout, stderr }) =>
    code !== 0 && words.test(`${stdout}\n${stderr}`);

/** @type {readonly Case[]} */
const CASES = [
  { title: 'chats', passes: ({ code, stdout }) => code === 0 && /\bpong\b/.test(stdout) },
  {
    title: 'calls a tool',
    prompt: ({ write }, file) => {
      const [name, args] = write(file);
      return `[tool:${name} ${JSON.stringify(args)}]`;
    },
    passes: ({ code }, file) => code === 0 && existsSync(file) && readFileSync(file, 'utf8') === 'hello',
  },
  { title: 'a wrong token', token: 'cfut_FAKEfakeWRONGtoken', passes: says(/\b401\b|Unauthorized/) },
  { title: 'a gateway that does not exist', gateway: 'nope', passes: says(/configure AI Gateway/) },
  {
    title: 'a model that does not exist',
    model: otherModel('no-such-model'),
    passes: says(/\b404\b|not found|not exist/i),
  },
  { title: 'the rate limit of the gateway', gateway: LIMITED, passes: says(/\b429\b|Rate limited/i) },
  {
    title: 'the rate limit of the provider',
    model: otherModel('fail-429'),
    passes: says(/\b429\b|rate limit|exhausted/i),
  },
];

/** @param {string} folder @param {Agent} agent @param {Case} test @param {import('./openclaw/lab/start-sandbox.js').Sandbox} sandbox */
async function run(folder, agent, test, sandbox) {
  const home = mkdtempSync(join(folder, 'home-'));
  const file = join(home, 'written.txt');
  const url = `${sandbox.url}/v1/${sandbox.accountId}/${test.gateway ?? 'agents'}`;
  const target = { home, url, token: test.token ?? TOKENS.first };
  const model = test.model?.(agent) ?? agent.model;
  for (const [path, content] of Object.entries(agent.files?.(target, model) ?? {})) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  // Nothing of the user's own agents; the programs that an agent runs are found.
  const { PATH, SystemRoot } = process.env;
  const env = { PATH, SystemRoot, HOME: home, USERPROFILE: home, TERM: 'dumb', ...agent.env(target, model) };
  const prompt = test.prompt?.(agent, file) ?? '[say:pong]';
  const ended = await runProgram(
    process.execPath,
    [join(modules, agent.program), ...agent.args(model), prompt],
    {
      env,
      cwd: home,
      timeout: 3 * MINUTES,
    },
  );
  const passes = test.passes(ended, file);
  console.log(`${passes ? 'pass' : 'FAIL'}  ${agent.name}: ${test.title} (${ended.seconds.toFixed(1)} s)`);
  if (passes) return;
  process.exitCode = 1;
  console.log(tail(ended).replaceAll(/^/gm, '      '));
}

/** Uses up what the limited gateway lets through. @param {import('./openclaw/lab/start-sandbox.js').Sandbox} sandbox */
async function useUpLimit({ url, accountId }) {
  await fetch(`${url}/v1/${accountId}/${LIMITED}/compat/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKENS.first}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'openai/gpt-4o', messages: [{ role: 'user', content: 'hi' }] }),
  });
}

const words = process.argv.slice(2);
const agents = AGENTS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (agents.length === 0)
  throw new Error(`no such agent; there are: ${AGENTS.map(({ name }) => name).join(', ')}`);
const source = new URL('clients/', import.meta.url);
const lock = createHash('sha256')
  .update(readFileSync(new URL('package-lock.json', source)))
  .digest('hex');
const modules = await installPackage(source, `clients-${lock.slice(0, 8)}`, (folder) =>
  AGENTS.every(({ program }) => existsSync(join(folder, program))),
);
const folder = mkdtempSync(join(tmpdir(), 'cf-aig-clients-run-'));
const gateways = [
  { id: 'agents', authentication: true },
  { id: LIMITED, authentication: true, rateLimitingLimit: 1, rateLimitingInterval: 3600 },
];
const sandbox = await startSandbox(folder, gateways);
try {
  await useUpLimit(sandbox);
  for (const agent of agents) for (const test of CASES) await run(folder, agent, test, sandbox);
} finally {
  sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
}
