import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { GATEWAY, run, TOKEN } from '../program.js';
import { Tries } from '../report.js';
import { Planted } from './plant.js';

const CHOICE = [...GATEWAY, '--model', 'openai/gpt-4o'];
const QUIET = ['--yes', '--no-input'];
const COMMANDS = [
  ['init', ...CHOICE, '--token-stdin', ...QUIET],
  [],
  ['--version'],
  ['status'],
  ['doctor', '--verbose'],
  ['doctor', '--fix', ...QUIET],
  ['doctor', '--report'],
  ['test-model', '--tools'],
  ['verify', ...QUIET],
  ['logs'],
  ['usage'],
  ['conformance', '--free', '--only', 'tokens', ...QUIET],
  ['explain', '2009'],
  ['init', '--print', ...CHOICE],
  ['init', '--add-model', 'openai/gpt-4.1', ...QUIET],
  ['undo', ...QUIET],
  ['init', '--remove', ...QUIET],
  ['completion', 'bash'],
  ['sandbox', '--list-scenarios'],
];

/** Every command where programs are planted. @param {string} root @param {typeof import('../in-process.js')} program */
export async function plantedPrograms(root, program) {
  const planted = new Planted(root);
  const sandbox = await program.sandboxWith({ tokens: [TOKEN], keys: {} });
  const tries = new Tries();
  /** @type {Set<string>} */
  const seen = new Set();
  const judge = (/** @type {string} */ name) => {
    const marks = planted.takeMarks();
    for (const mark of marks) if (mark.startsWith('trusted')) seen.add(mark);
    const foreign = marks.filter((mark) => !mark.startsWith('trusted'));
    tries.add(name, foreign.length ? [{ kind: 'run', what: `started ${foreign.join(', ')}` }] : []);
  };
  try {
    for (const [name, variables] of Object.entries(planted.environments())) {
      rmSync(planted.home, { recursive: true, force: true });
      mkdirSync(planted.home);
      const origins = {
        CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
        CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
      };
      const env = { HOME: planted.home, ...origins, ...variables };
      for (const args of COMMANDS) {
        await run(planted.home, args, { cwd: planted.repo, env });
        judge(`${name}: ${args.slice(0, 2).join(' ')}`);
      }
      await openPage(program, planted, env);
      judge(`${name}: the page of the wizard`);
    }
    await run(planted.home, ['demo'], {
      cwd: planted.repo,
      env: { HOME: planted.home, ...planted.environments()['as npx sets it'] },
    });
    judge('demo');
  } finally {
    await sandbox.close();
  }
  for (const own of ['trusted-openclaw', 'trusted-xdg-open'])
    if (!seen.has(own))
      tries.failed.set(own, [{ kind: 'wrong', what: 'the user’s own program was not started' }]);
  return tries.line('foreign: programs');
}

/** Answers the wizard so that it opens the page for a new token. @param {typeof import('../in-process.js')} program @param {Planted} planted @param {Record<string, string>} env */
async function openPage(program, planted, env) {
  const answers = ['', '2'];
  const home = join(planted.root, 'empty');
  const before = process.cwd();
  process.chdir(planted.repo);
  try {
    await program.runInProcess(['init', '--accessible'], {
      env: { ...env, HOME: home, DISPLAY: ':0' },
      cwd: planted.repo,
      answers,
    });
    // The browser is not waited for.
    await setTimeout(300);
  } finally {
    process.chdir(before);
  }
}
