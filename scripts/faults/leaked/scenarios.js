import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inPool } from '../pool.js';
import { GATEWAY } from '../program.js';
import { Tries } from '../report.js';
import { configText, environment, sandboxOf, writeSecretHome } from './home.js';
import { leaksOf } from './judge.js';
import { SECRETS } from './secrets.js';

const LIMIT = ['--timeout', '500'];
const QUIET = ['--no-input', '--yes'];
const COMMANDS = [
  ['doctor', '--json', '--verbose', '--trace', '$FILE', ...LIMIT],
  ['doctor', ...LIMIT],
  ['doctor', '--report', ...LIMIT],
  ['test-model', '--verbose', '--html', '$FILE', '--retries', '0', ...LIMIT],
  ['test-model', '--github', '--junit', '$FILE', '--retries', '0', ...LIMIT],
  ['test-model', '--json', '--tools', '--verbose', '--retries', '0', ...LIMIT],
  ['logs', '--verbose', '--token-env', 'READ_TOKEN', ...LIMIT, '--deadline', '2000'],
  ['usage', '--verbose', ...LIMIT, '--deadline', '2000'],
  ['verify', ...QUIET, '--verbose', ...LIMIT, '--deadline', '2000'],
  ['init', '--token-stdin', ...GATEWAY, '--model', 'openai/gpt-4o', ...QUIET, '--verbose', ...LIMIT],
];
/** Scenarios: they wait most of the time. */
const AT_ONCE = 4;

/** Which home shows the scenario. @type {Record<string, import('./home.js').Kind>} */
const KIND_FOR = {
  'own-key': 'own-key',
  'key-as-bearer': 'own-key',
  rest: 'rest',
  'rest-responses': 'rest',
  'dynamic-route-rest': 'rest',
  'token-in-x-api-key': 'x-api-key',
  'malformed-token': 'literal',
};

/** Every failure that the sandbox can produce. @param {string} root @param {import('./home.js').Program} program */
export async function leakedByScenarios(root, program) {
  const tries = new Tries();
  await inPool(program.scenarios(), AT_ONCE, (scenario) => play(root, program, scenario, tries));
  return tries.line('leaked: scenarios');
}

/** @param {string} root @param {import('./home.js').Program} program @param {{ name: string, needs?: string }} scenario @param {Tries} tries */
async function play(root, program, { name, needs }, tries) {
  const sandbox = await sandboxOf(program, { scenario: name });
  const home = join(root, name);
  const kind = KIND_FOR[needs ?? ''] ?? 'own-key';
  const env = environment(home, sandbox);
  try {
    for (const args of COMMANDS) {
      writeSecretHome(home, { config: configText(kind, sandbox) });
      if (sandbox.authority) writeFileSync(join(home, 'authority.pem'), sandbox.authority);
      const words = args.map((word) => (word === '$FILE' ? join(home, 'written') : word));
      const run = await program.runInProcess(words, { env, input: SECRETS.newToken, cwd: home });
      tries.add(`${name}, ${kind}: ${args.slice(0, 3).join(' ')}`, leaksOf(run, home));
    }
  } finally {
    await sandbox.close();
  }
}
