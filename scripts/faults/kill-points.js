import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contents, copyHome, FILES, FLAGS, INIT, run, writeHome } from './program.js';
import { line } from './report.js';

const preload = new URL('./kill-preload.js', import.meta.url).href;

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

/** Kills each command that writes before every call that changes the disk, then runs it again. @type {import('./report.js').Attack} */
export function* killPoints(root) {
  for (const [name, scenario] of Object.entries(COMMANDS)) yield attack(root, name, scenario);
}

/** @param {string} root @param {string} name @param {typeof COMMANDS[string]} scenario */
function attack(root, name, { before, command, spoil }) {
  const start = join(root, 'start');
  writeHome(start);
  for (const args of before) run(start, args);
  const config = join(start, '.openclaw', 'openclaw.json');
  if (spoil) writeFileSync(config, spoil(readFileSync(config, 'utf8')));
  const old = contents(start);

  const home = join(root, 'home');
  const counted = join(root, 'count');
  copyHome(start, home);
  run(home, command, { preload, env: { CF_AIG_FAULT_COUNT: counted } });
  const wanted = contents(home);
  const calls = Number(readFileSync(counted, 'utf8'));
  /** @type {Map<string, import('./report.js').Miss[]>} */
  const failed = new Map();
  if (FILES.every((file) => wanted[file] === old[file]))
    failed.set('whole', [{ kind: 'wrong', what: 'it changes nothing' }]);
  for (let at = 1; at <= calls; at++) {
    copyHome(start, home);
    run(home, command, { preload, env: { CF_AIG_FAULT_AT: String(at) } });
    const killed = contents(home);
    run(home, command);
    const healed = contents(home);
    /** @type {string[]} */
    const lost = [];
    for (const file of FILES) {
      if (killed[file] !== old[file] && killed[file] !== wanted[file]) lost.push(`half of ${file}`);
      if (healed[file] !== wanted[file]) lost.push(`${file} is not finished by the next run`);
    }
    const left = readdirSync(join(home, '.openclaw')).filter((entry) => entry.endsWith('.tmp'));
    if (left.length) lost.push(`${left.join()} stays`);
    if (lost.length)
      failed.set(
        `call ${at}`,
        lost.map((what) => ({ kind: 'lost', what })),
      );
  }
  return line(`killed: ${name}`, calls, failed);
}
