import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/cf-aig.js', import.meta.url));
const preload = new URL('./kill-preload.js', import.meta.url).href;
const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const FLAGS = ['--no-input', '--no-check', '--yes'];
const INIT = [
  ...['init', '--account-id', '0123456789abcdef0123456789abcdef', '--gateway', 'my-gateway'],
  ...['--model', 'openai/gpt-4o-mini', '--token-stdin', ...FLAGS],
];
const CONFIG = '// mine\n{\n  agents: { defaults: { workspace: "~/w" } }, // kept\n}\n';
const ENV = '# mine\nOTHER_KEY=sk-FAKEfakeFAKEfakeFAKE\n';
const FILES = ['openclaw.json', '.env'];

/** @type {Record<string, { before: string[][], command: string[], spoil?: (text: string) => string }>} */
const COMMANDS = {
  init: { before: [], command: INIT },
  'init --add-model': { before: [INIT], command: ['init', '--add-model', 'openai/gpt-4o', ...FLAGS] },
  'init --remove': { before: [INIT], command: ['init', '--remove', '--yes', '--no-input'] },
  'doctor --fix': {
    before: [INIT],
    spoil: (text) => text.replace('/compat"', '/compat/chat/completions"'),
    command: ['doctor', '--offline', '--fix', '--yes', '--no-input'],
  },
  undo: { before: [INIT], command: ['undo', '--yes', '--no-input'] },
};

/** @typedef {{ name: string, tried: number, held: number, misses: string[] }} Line */

/** Kills each command that writes before every call that changes the disk, then runs it again. @returns {Generator<Line>} */
export function* killPoints() {
  const root = mkdtempSync(join(tmpdir(), 'cf-aig-faults-'));
  try {
    for (const [name, scenario] of Object.entries(COMMANDS)) yield attack(root, name, scenario);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** @param {string} root @param {string} name @param {typeof COMMANDS[string]} scenario @returns {Line} */
function attack(root, name, { before, command, spoil }) {
  const start = join(root, 'start');
  rmSync(start, { recursive: true, force: true });
  mkdirSync(join(start, '.openclaw'), { recursive: true, mode: 0o700 });
  writeFileSync(join(start, '.openclaw', 'openclaw.json'), CONFIG, { mode: 0o600 });
  writeFileSync(join(start, '.openclaw', '.env'), ENV, { mode: 0o600 });
  for (const args of before) run(start, args);
  const config = join(start, '.openclaw', 'openclaw.json');
  if (spoil) writeFileSync(config, spoil(readFileSync(config, 'utf8')));
  const old = contents(start);

  const whole = copy(root, start);
  const counted = join(root, 'count');
  run(whole, command, { CF_AIG_FAULT_COUNT: counted });
  const wanted = contents(whole);
  const calls = Number(readFileSync(counted, 'utf8'));
  /** @type {string[]} */
  const misses = FILES.every((file) => wanted[file] === old[file]) ? [`${name} changes nothing`] : [];
  for (let at = 1; at <= calls; at++) {
    const home = copy(root, start);
    run(home, command, { CF_AIG_FAULT_AT: String(at) });
    const killed = contents(home);
    run(home, command);
    const healed = contents(home);
    for (const file of FILES) {
      if (killed[file] !== old[file] && killed[file] !== wanted[file])
        misses.push(`${name} @${at}: half of ${file}`);
      if (healed[file] !== wanted[file])
        misses.push(`${name} @${at}: ${file} is not finished by the next run`);
    }
    const left = readdirSync(join(home, '.openclaw')).filter((entry) => entry.endsWith('.tmp'));
    if (left.length) misses.push(`${name} @${at}: ${left.join()} stays`);
  }
  const missed = new Set(misses.map((miss) => miss.split(':')[0])).size;
  return { name: `killed: ${name}`, tried: calls, held: calls - missed, misses };
}

/** @param {string} root @param {string} from */
function copy(root, from) {
  const home = join(root, 'home');
  rmSync(home, { recursive: true, force: true });
  cpSync(from, home, { recursive: true });
  return home;
}

/** @param {string} home @param {string[]} args @param {Record<string, string>} [fault] */
function run(home, args, fault) {
  const command = [...(fault ? ['--import', preload] : []), bin, ...args];
  const env = { PATH: process.env.PATH, HOME: home, ...fault };
  return spawnSync(process.execPath, command, { env, input: TOKEN, encoding: 'utf8', timeout: 60_000 });
}

/** @param {string} home @returns {Record<string, string | undefined>} */
function contents(home) {
  const read = (/** @type {string} */ file) => {
    const path = join(home, '.openclaw', file);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  return Object.fromEntries(FILES.map((file) => [file, read(file)]));
}
