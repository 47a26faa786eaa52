// Slow check against the real OpenClaw: for every recipe, files written by `cf-aig init` carry an agent's turn through
// the sandbox. Installs OpenClaw, and a Node that it supports, from npm into a temp folder (kept for the next run).
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import pty from '@lydell/node-pty';

const OPENCLAW = '2026.9.6';
const NODE = '24';
const SIDE_BY_SIDE = 2;
const TURN_TIMEOUT_MS = 180_000;
/** Nothing listens there: OpenClaw shall not install plugins behind our back. */
const DEAD_REGISTRY = 'http://127.0.0.1:9/';

const bin = fileURLToPath(new URL('../bin/cf-aig.js', import.meta.url));
const only = process.argv.slice(2);

/**
 * @typedef {{ node: string, openclaw: string }} Installed folder of node, path of openclaw
 * @typedef {{ accountId: string, gateway: string, token: string, gatewayOrigin: string, apiBaseUrl: string, stop(): void }} Sandbox
 * @typedef {{ name: string, recipe: string, pay: string, gateway: string, model: string, key: string }} Case
 * @typedef {{ name: string, ok: boolean, why: string }} Verdict
 */

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ code: number | string, stdout: string, stderr: string }>} code: or the signal that ended it
 */
function run(command, args, { env = process.env, input = '', timeout = 600_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, timeout, stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    for (const stream of /** @type {const} */ (['stdout', 'stderr'])) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        output[stream] += text;
      });
    }
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 'no code', ...output }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** @returns {Promise<Installed>} */
async function installOpenClaw() {
  const folder = join(tmpdir(), `cf-aig-openclaw-${OPENCLAW}`);
  const done = join(folder, 'installed');
  const node = join(folder, 'node', 'node_modules', 'node', 'bin');
  const openclaw = join(folder, 'openclaw', 'node_modules', '.bin', 'openclaw');
  if (existsSync(done)) return { node, openclaw };

  console.log(`installing openclaw@${OPENCLAW} and Node ${NODE} into ${folder} ...`);
  rmSync(folder, { recursive: true, force: true });
  const npm = async (/** @type {string} */ name, /** @type {NodeJS.ProcessEnv} */ env) => {
    const prefix = join(folder, name.replace(/@.*/, ''));
    mkdirSync(prefix, { recursive: true });
    writeFileSync(join(prefix, 'package.json'), '{"private":true}');
    const { code, stderr } = await run(
      'npm',
      ['install', '--prefix', prefix, '--no-audit', '--no-fund', name],
      { env },
    );
    if (code !== 0) throw new Error(`npm install ${name} failed: ${stderr.slice(-2000)}`);
  };
  await npm(`node@${NODE}`, process.env);
  await npm(`openclaw@${OPENCLAW}`, { ...process.env, PATH: `${node}${delimiter}${process.env.PATH}` });
  writeFileSync(done, '');
  return { node, openclaw };
}

/** @returns {Promise<Sandbox>} */
function startSandbox() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, 'sandbox', '--port', '0', '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.on('exit', () => reject(new Error('the sandbox ended')));
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      try {
        resolve({ ...JSON.parse(text), stop: () => child.kill() });
      } catch {
        // The document is not complete yet.
      }
    });
  });
}

const PAYS = ['stored', 'own-key', 'own-key-open'];

/** Every recipe that can work, with a model; `key` is the provider's key, where that is not the gateway token. */
const RECIPES = [
  { recipe: 'compat', pays: PAYS, model: 'openai/gpt-4o-mini', key: 'sk-sandbox-provider-key-good' },
  { recipe: 'compat', pays: ['stored'], model: 'openai/gpt-5-mini' },
  { recipe: 'openai', pays: PAYS, model: 'gpt-4o-mini', key: 'sk-sandbox-provider-key-good' },
  { recipe: 'anthropic', pays: PAYS, model: 'claude-sonnet-4-5', key: 'sk-ant-sandbox-provider-key-good' },
  { recipe: 'google', pays: PAYS, model: 'gemini-2.5-flash', key: 'AIza-sandbox-provider-key-good' },
  { recipe: 'workers-ai', pays: PAYS, model: '@cf/meta/llama-3.1-8b-instruct' },
  { recipe: 'rest', pays: ['stored'], model: 'openai/gpt-4o-mini' },
];

/**
 * @param {Sandbox} sandbox
 * @returns {Case[]}
 */
function cases(sandbox) {
  const all = RECIPES.flatMap(({ recipe, pays, model, key = sandbox.token }) =>
    pays.map((pay) => ({
      name: `${recipe}/${pay} ${model}`,
      recipe,
      pay,
      gateway: pay === 'own-key-open' ? 'open-gateway' : sandbox.gateway,
      model,
      key,
    })),
  );
  return all.filter(({ name }) => !only.length || only.some((word) => name.includes(word)));
}

/**
 * @param {string} home
 * @param {Sandbox} sandbox
 * @param {string} node its folder
 * @returns {Record<string, string>}
 */
function environment(home, sandbox, node) {
  return {
    PATH: `${node}${delimiter}${process.env.PATH}`,
    HOME: home,
    NO_COLOR: '1',
    CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
    CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
    npm_config_registry: DEAD_REGISTRY,
    npm_config_fetch_retries: '0',
  };
}

/**
 * @param {string} openclaw its path
 * @param {NodeJS.ProcessEnv} env
 */
async function turn(openclaw, env) {
  const { code, stdout, stderr } = await run(openclaw, ['agent', 'exec', 'hi', '--json'], {
    env,
    timeout: TURN_TIMEOUT_MS,
  });
  return { code, replied: /sandbox/i.test(stdout), tail: `${stdout}\n${stderr}`.trim().slice(-1500) };
}

/**
 * @param {Installed} installed
 * @param {Sandbox} sandbox
 * @param {Case} one
 * @returns {Promise<Verdict>}
 */
async function recipeCase({ node, openclaw }, sandbox, { name, recipe, pay, gateway, model, key }) {
  const home = mkdtempSync(join(tmpdir(), 'cf-aig-turn-'));
  const env = environment(home, sandbox, node);
  const args = [
    'init',
    '--no-input',
    '--account-id',
    sandbox.accountId,
    '--gateway',
    gateway,
    '--recipe',
    recipe,
  ];
  args.push('--pay', pay, '--model', model, '--token-env', 'SANDBOX_TOKEN');
  if (pay !== 'stored') args.push('--provider-key-env', 'SANDBOX_KEY');
  const secrets = { SANDBOX_TOKEN: sandbox.token, SANDBOX_KEY: key };
  try {
    const init = await run(process.execPath, [bin, ...args], { env: { ...env, ...secrets } });
    if (init.code !== 0)
      return { name, ok: false, why: `init exit ${init.code}\n${init.stdout}${init.stderr}` };
    const doctor = await run(process.execPath, [bin, 'doctor'], { env });
    if (doctor.code !== 0) return { name, ok: false, why: `doctor exit ${doctor.code}\n${doctor.stdout}` };
    const { code, replied, tail } = await turn(openclaw, env);
    return { name, ok: code === 0 && replied, why: `turn exit ${code}\n${tail}` };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/**
 * The wizard's story, typed in a pseudo-terminal: token, a new gateway, two models, yes.
 * @param {Installed} installed
 * @param {Sandbox} sandbox
 * @returns {Promise<Verdict>}
 */
async function wizardCase({ node, openclaw }, sandbox) {
  const home = mkdtempSync(join(tmpdir(), 'cf-aig-turn-'));
  const env = environment(home, sandbox, node);
  const name = 'the wizard, token first';
  try {
    const { code, text } = await typeStory({ ...env, TERM: 'xterm-256color' }, [
      ['? Cloudflare API token', sandbox.token],
      ['? Gateway', 'wizard-gateway'],
      ['? Models', 'gpt-4o-mini sonnet-4-5 '],
      ['? Write these changes', ''],
    ]);
    if (code !== 0) return { name, ok: false, why: `init exit ${code}\n${text.slice(-1500)}` };
    const result = await turn(openclaw, env);
    return { name, ok: result.code === 0 && result.replied, why: `turn exit ${result.code}\n${result.tail}` };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/**
 * @param {Record<string, string>} env
 * @param {[question: string, answer: string][]} answers
 * @returns {Promise<{ code: number, text: string }>}
 */
function typeStory(env, answers) {
  return new Promise((resolve) => {
    const terminal = pty.spawn(process.execPath, [bin, 'init'], { cols: 80, rows: 24, env });
    let text = '';
    let read = 0;
    terminal.onData((data) => {
      text += data;
      const [question, answer] = answers[0] ?? [];
      if (!question || !stripVTControlCharacters(text.slice(read)).includes(question)) return;
      answers.shift();
      read = text.length;
      // The prompt draws the question before it listens.
      setTimeout(() => terminal.write(`${answer}\r`), 300);
    });
    terminal.onExit(({ exitCode }) => resolve({ code: exitCode, text: stripVTControlCharacters(text) }));
  });
}

/**
 * The block that many pages show: doctor says beforehand what OpenClaw will do with it; `--fix` makes it work.
 * @param {Installed} installed
 * @param {Sandbox} sandbox
 * @returns {Promise<Verdict>}
 */
async function pageCase({ node, openclaw }, sandbox) {
  const home = mkdtempSync(join(tmpdir(), 'cf-aig-turn-'));
  const env = environment(home, sandbox, node);
  const config = join(home, '.openclaw', 'openclaw.json');
  mkdirSync(join(home, '.openclaw'), { mode: 0o700 });
  writeFileSync(
    config,
    JSON.stringify({
      models: {
        providers: {
          'cloudflare-ai-gateway': {
            baseUrl: `${sandbox.gatewayOrigin}/v1/${sandbox.accountId}/${sandbox.gateway}`,
            apiKey: 'CLOUDFLARE_AI_GATEWAY_API_KEY',
            models: [],
          },
        },
      },
      agents: { defaults: { model: { primary: 'cloudflare-ai-gateway/openai/gpt-4o-mini' } } },
    }),
    { mode: 0o600 },
  );
  writeFileSync(join(home, '.openclaw', '.env'), `CLOUDFLARE_AI_GATEWAY_API_KEY=${sandbox.token}\n`, {
    mode: 0o600,
  });
  const fail = (/** @type {string} */ why) => ({ name: "the page's literal block", ok: false, why });
  try {
    const before = await run(process.execPath, [bin, 'doctor', '--json'], { env });
    const { verdict } = JSON.parse(before.stdout);
    if (verdict?.cause !== 'api-key-bare-name') return fail(`doctor's verdict: ${JSON.stringify(verdict)}`);
    const broken = await turn(openclaw, env);
    if (broken.code === 0) return fail('OpenClaw completed a turn on it');
    const fixed = await run(process.execPath, [bin, 'doctor', '--fix', '--yes'], { env });
    if (fixed.code !== 0)
      return fail(
        `doctor --fix exit ${fixed.code}\n${fixed.stdout}${fixed.stderr}\n${readFileSync(config, 'utf8')}`,
      );
    // A refused key is locked out for a minute in the same home: turn in a copy of the files.
    const fresh = mkdtempSync(join(tmpdir(), 'cf-aig-turn-'));
    mkdirSync(join(fresh, '.openclaw'), { mode: 0o700 });
    for (const file of ['openclaw.json', '.env']) {
      writeFileSync(join(fresh, '.openclaw', file), readFileSync(join(home, '.openclaw', file)), {
        mode: 0o600,
      });
    }
    const { code, replied, tail } = await turn(openclaw, environment(fresh, sandbox, node));
    rmSync(fresh, { recursive: true, force: true });
    return {
      name: "the page's literal block",
      ok: code === 0 && replied,
      why: `turn after --fix: exit ${code}\n${tail}`,
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const installed = await installOpenClaw();
const sandbox = await startSandbox();
const jobs = cases(sandbox).map((each) => () => recipeCase(installed, sandbox, each));
const wanted = (/** @type {string} */ name) => !only.length || only.includes(name);
if (wanted('page')) jobs.push(() => pageCase(installed, sandbox));
if (wanted('wizard')) jobs.push(() => wizardCase(installed, sandbox));
let passed = 0;
let failed = 0;
const worker = async () => {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const { name, ok, why } = await job();
    if (ok) passed++;
    else failed++;
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}${ok ? '' : `\n${why.replace(/^/gm, '     ')}`}`);
  }
};
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
sandbox.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
