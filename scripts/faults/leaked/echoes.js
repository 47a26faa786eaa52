import { join } from 'node:path';
import { Tries } from '../report.js';
import { ECHO_FORMS, ECHOES, startEcho } from './echo-server.js';
import { configText, environment, writeSecretHome } from './home.js';
import { leaksOf } from './judge.js';

const LIMIT = ['--timeout', '2000'];
const COMMANDS = [
  ['doctor', '--verbose', '--trace', '$FILE', ...LIMIT],
  ['doctor', '--report', ...LIMIT],
  ['test-model', '--html', '$FILE', '--retries', '0', ...LIMIT],
  ['test-model', '--json', '--retries', '0', ...LIMIT],
  ['logs', '--json', '--verbose', ...LIMIT, '--deadline', '3000'],
  ['logs', ...LIMIT, '--deadline', '3000'],
  ['usage', ...LIMIT, '--deadline', '3000'],
  ['verify', 'logs', '--yes', '--no-input', ...LIMIT, '--deadline', '3000'],
  ['conformance', '--free', '--yes', '--verbose', '--output', '$FILE', ...LIMIT, '--deadline', '3000'],
];
/** Long texts are cut: in front of, within and behind the secret. */
const PADDINGS = [20, 90, 150, 190, 200, 270, 480, 580, 990, 1990, 3990];

/** A server that repeats the credentials that it got. @param {string} root @param {import('./home.js').Program} program */
export async function leakedByEchoes(root, program) {
  const tries = new Tries();
  const server = await startEcho();
  const home = join(root, 'echoes');
  const env = environment(home, server);
  const wanted = [
    ...ECHOES.flatMap((how) => ECHO_FORMS.map((form) => ({ how, form, after: 0 }))),
    ...ECHOES.flatMap((how) => PADDINGS.map((after) => ({ how, form: 'plain', after }))),
  ];
  try {
    writeSecretHome(home, { config: configText('own-key', server) });
    for (const [index, echo] of wanted.entries()) {
      Object.assign(server.echo, echo);
      // Each pair of a form and an answer with two commands, so that every command meets every form and every answer.
      for (const at of [index, index + 3]) {
        const args = COMMANDS[at % COMMANDS.length] ?? [];
        const words = args.map((word) => (word === '$FILE' ? join(home, 'written') : word));
        const run = await program.runInProcess(words, { env, cwd: home });
        tries.add(
          `${echo.how}, ${echo.form}, ${echo.after}: ${args.slice(0, 2).join(' ')}`,
          leaksOf(run, home),
        );
      }
    }
  } finally {
    server.close();
  }
  return tries.line('leaked: echoes');
}
