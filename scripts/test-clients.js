// Runs agents for the terminal, as npm has them, against the sandbox: CONTRIBUTING.md.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AGENTS } from './clients/agents.js';
import { installPackage } from './install-package.js';
import { startSandbox, TOKENS } from './openclaw/lab/start-sandbox.js';
import { runCfAig, runProgram, tail } from './openclaw/run-program.js';

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
 * @property {readonly (string | null)[]} [doctor] the causes that `cf-aig doctor` may name for the same settings; null: all well
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
  { title: 'chats', passes: ({ code, stdout }) => code === 0 && /\bpong\b/.test(stdout), doctor: [null] },
  {
    title: 'calls a tool',
    prompt: ({ write }, file) => {
      const [name, args] = /** @type {NonNullable<Agent['write']>} */ (write)(file);
      // opencode puts quotes around a prompt with a space, and escapes those in it.
      return `[tool:${name}\t${JSON.stringify(args)}]`;
    },
    passes: ({ code }, file) => code === 0 && existsSync(file) && readFileSync(file, 'utf8') === 'hello',
  },
  {
    title: 'a wrong token',
    token: 'cfut_labFAKEtoken000000000000000000000000000000wrong0',
    passes: says(/\b401\b|Unauthorized/),
    doctor: ['token-unknown'],
  },
  {
    title: 'a gateway that does not exist',
    gateway: 'nope',
    passes: says(/configure AI Gateway/),
    doctor: ['gateway-not-found'],
  },
  {
    title: 'a model that does not exist',
    model: otherModel('no-such-model'),
    // Cloudflare pays for no model that it does not know, so the provider gets no key.
    passes: says(/\b404\b|not found|not exist|x-api-key header is required|API key|not logged in|\b401\b/i),
    doctor: ['provider-model-not-found', 'provider-key-missing'],
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
  const path = join(modules, agent.program);
  const [program, first] = /\.c?js$/.test(path) ? [process.execPath, [path]] : [path, []];
  const ended = await runProgram(program, [...first, ...agent.args(model), prompt], {
    env,
    cwd: home,
    timeout: 3 * MINUTES,
  });
  tell(agent, test.title, test.passes(ended, file), ended);
  if (!test.doctor) return;
  const seen = await examine(agent, { ...target, model, env });
  tell(
    agent,
    `${test.title}, says doctor`,
    test.doctor.some((cause) => cause === causeIn(seen)),
    seen,
  );
}

/**
 * What `cf-aig doctor` says about the same settings, by the flags of docs/other-clients.md, from an empty home.
 * @param {Agent} agent
 * @param {{ url: string, token: string, home: string, model: string, env: NodeJS.ProcessEnv }} run
 */
function examine({ path, flags }, { url, token, home, model, env }) {
  const given = { ...env, GATEWAY_TOKEN: token, HOME: join(home, 'none'), USERPROFILE: join(home, 'none') };
  const management = { CLOUDFLARE_API_BASE_URL: `${new URL(url).origin}/client/v4` };
  const args = ['doctor', '--json', '--base-url', url + path, '--model', model, ...flags];
  return runCfAig(args, { ...given, ...management });
}

/** @param {Ended} ended @returns {string | null | undefined} undefined: it gave no verdict */
function causeIn({ stdout }) {
  /** @type {{ ok?: boolean, verdict?: { cause: string } | null }} */
  const { ok, verdict } = stdout.startsWith('{') ? JSON.parse(stdout) : {};
  return ok ? null : verdict?.cause;
}

/** @param {Agent} agent @param {string} title @param {boolean} passes @param {Ended} ended */
function tell({ name, way }, title, passes, ended) {
  const who = way ? `${name} (${way})` : name;
  console.log(`${passes ? 'pass' : 'FAIL'}  ${who}: ${title} (${ended.seconds.toFixed(1)} s)`);
  if (passes) return;
  process.exitCode = 1;
  console.log(tail(ended).replaceAll(/^/gm, '      '));
}

/** @param {Agent} agent */
function runsHere({ name, needsNode, needsSystem }) {
  const system = `${process.platform}-${process.arch}`;
  if (needsSystem && needsSystem !== system) {
    console.log(`skip  ${name}: only ${needsSystem} has it here, and this is ${system}`);
    return false;
  }
  if (!needsNode) return true;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = needsNode.split('.').map(Number);
  const runs = major > leastMajor || (major === leastMajor && minor >= leastMinor);
  if (!runs) console.log(`skip  ${name}: needs Node ${needsNode}, and this is ${process.versions.node}`);
  return runs;
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
  AGENTS.every(({ program, needsSystem }) => needsSystem || existsSync(join(folder, program))),
);
const folder = mkdtempSync(join(tmpdir(), 'cf-aig-clients-run-'));
const gateways = [
  { id: 'agents', authentication: true },
  { id: LIMITED, authentication: true, rateLimitingLimit: 1, rateLimitingInterval: 3600 },
];
const sandbox = await startSandbox(folder, gateways);
try {
  await useUpLimit(sandbox);
  for (const agent of agents.filter(runsHere))
    for (const test of CASES) if (!agent.way || test.doctor) await run(folder, agent, test, sandbox);
} finally {
  sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
}
