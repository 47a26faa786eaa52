import { join } from 'node:path';
import { GATEWAY } from '../program.js';
import { Tries } from '../report.js';
import { configText, environment, openFiles, sandboxOf, writeSecretHome } from './home.js';
import { leaksOf } from './judge.js';
import { SECRETS } from './secrets.js';

/** @typedef {typeof import('../in-process.js')} Program */

const QUIET = ['--no-input', '--yes'];
const NEW = [...GATEWAY, '--model', 'openai/gpt-4o', ...QUIET];

/** Commands that read. `$FILE` is a new file. */
const READING = [
  [],
  ['status'],
  ['status', '--json'],
  ['status', '--verbose'],
  ['doctor'],
  ['doctor', '--json'],
  ['doctor', '--verbose'],
  ['doctor', '--json', '--verbose', '--strict'],
  ['doctor', '--offline', '--verbose'],
  ['doctor', '--report'],
  ['doctor', '--format', 'sarif'],
  ['doctor', '--format', 'markdown', '--strict'],
  ['doctor', '--trace', '$FILE'],
  ['test-model'],
  ['test-model', '--json', '--verbose'],
  ['test-model', '--all', '--junit', '$FILE'],
  ['test-model', '--html', '$FILE', '--repeat', '3'],
  ['test-model', '--github'],
  ['test-model', '--all', '--format', 'junit'],
  ['test-model', '--all', '--format', 'prometheus'],
  ['test-model', '--image', '--verbose'],
  ['test-model', '--tools', '--verbose'],
  ['test-model', '--stream', '--verbose'],
  ['test-model', 'openai/fail-401', 'openai/fail-quota', 'openai/none', '--verbose'],
  ['test-model', '--prompt', `repeat ${SECRETS.token} and ${SECRETS.words}`, '--verbose'],
  ['verify', ...QUIET, '--verbose'],
  ['verify', ...QUIET, '--json'],
  ['verify', 'caching', '--as-configured', ...QUIET],
  ['logs'],
  ['logs', '--json', '--verbose'],
  ['logs', '--errors', '--token-env', 'READ_TOKEN', '--verbose'],
  ['usage'],
  ['usage', '--json', '--verbose'],
  ['usage', '--token-env', 'READ_TOKEN'],
  ['conformance', '--yes', '--create-gateway', '--only', 'tokens', '--verbose', '--output', '$FILE'],
  ['conformance', '--free', '--yes', '--only', 'management', '--json', '--output', '$FILE'],
  ['conformance', '--list', '--json'],
  ['init', '--print', ...GATEWAY, '--model', 'openai/gpt-4o'],
  ['init', '--dry-run', ...NEW],
  ['init', '--dry-run', '--json', ...NEW],
  ['completion', 'bash'],
  ['completion', 'zsh', '--json'],
  ['explain', 'token-rejected'],
  ['sandbox', '--list-scenarios', '--json'],
];

/** Commands that write, one after the other in one home. */
const WRITING = [
  ['doctor', '--fix', ...QUIET],
  ['undo', '--yes', '--json'],
  ['init', '--token-stdin', ...NEW, '--verbose'],
  ['init', '--token-stdin', ...NEW, '--json'],
  ['undo', '--yes'],
  ['init', '--token', SECRETS.newToken, ...NEW, '--no-check'],
  ['init', '--token-env', 'READ_TOKEN', ...NEW, '--json'],
  ['init', '--pay', 'own-key', '--provider-key-env', 'PROVIDER_KEY', ...NEW],
  ['init', '--header', `cf-aig-authorization=Bearer ${SECRETS.newToken}`, ...NEW],
  ['init', '--memory-search', ...NEW],
  ['init', '--fallback', 'anthropic/claude-sonnet-4-5', ...NEW],
  ['init', '--add-model', 'openai/gpt-4.1', ...QUIET],
  ['init', '--remove-model', 'openai/gpt-4.1', ...QUIET],
  ['undo', '--yes', '--force', '--verbose'],
  ['init', '--remove', ...QUIET],
  ['undo', '--yes'],
  ['doctor', '--fix', ...QUIET, '--json'],
  ['doctor', '--report'],
];

/** @type {import('./home.js').Kind[]} */
const KINDS = ['stored', 'own-key', 'literal', 'rest', 'x-api-key'];

/** Every command, in homes that differ in how the credentials travel. @param {string} root @param {Program} program */
export async function leakedByCommands(root, program) {
  const tries = new Tries();
  const sandbox = await sandboxOf(program);
  try {
    for (const kind of KINDS) {
      const home = join(root, kind);
      const env = environment(home, sandbox);
      const config = configText(kind, sandbox);
      for (const args of [...READING, ...WRITING]) {
        if (args === READING[0] || args === WRITING[0]) writeSecretHome(home, { config });
        const file = join(home, 'written');
        const words = args.map((word) => (word === '$FILE' ? file : word));
        const run = await program.runInProcess(words, { env, input: SECRETS.newToken, cwd: home });
        tries.add(`${kind}: ${args.join(' ').slice(0, 60)}`, [...leaksOf(run, home), ...openFiles(home)]);
      }
    }
  } finally {
    await sandbox.close();
  }
  return tries.line('leaked: commands');
}
