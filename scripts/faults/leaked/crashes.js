import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../program.js';
import { Tries } from '../report.js';
import { configText, environment, sandboxOf, writeSecretHome } from './home.js';
import { leaksIn, leaksOf } from './judge.js';
import { SECRETS } from './secrets.js';

/** Every secret that the program has read before the crash. */
const READ = Object.entries(SECRETS).filter(
  ([name]) =>
    !['newToken', 'oldToken', 'globalKey', 'pasted', 'pastedPassword', 'readToken', 'proxyPassword'].includes(
      name,
    ),
);
const ALL = READ.map(([, secret]) => secret).join(' ; ');
/** Those of the files: of the environment, the program reads only the variables that it needs. */
const OF_FILES = READ.filter(([name]) => name !== 'exported')
  .map(([, secret]) => secret)
  .join(' ; ');

/** Ends that the program does not expect; `text` has the secrets. @type {Record<string, string>} */
const CRASHES = {
  'an exception': 'throw new Error(text)',
  'an exception with a cause': 'throw new Error("outer", { cause: new Error(text) })',
  'an exception that is a text': 'throw text',
  'an exception that is data': 'throw { text, toString: () => text }',
  'a name that is a secret': 'throw Object.assign(new TypeError(text), { name: text, code: text })',
  'a rejection': 'Promise.reject(new Error(text))',
  'a rejection of a text': 'Promise.reject(text)',
  'several at once': 'Promise.reject(new AggregateError([new Error(text)], text)); throw new Error(text)',
  'a system error': 'require("node:fs").readFileSync("/nowhere/" + text)',
  'a syntax error': 'JSON.parse("{" + text)',
  'a stack': 'const e = new Error(text); e.stack = text; throw e',
};
const COMMANDS = [
  ['doctor', '--watch'],
  ['doctor', '--watch', '--json'],
  ['logs', '--follow'],
];

/** Exceptions whose texts have all secrets. @param {string} root @param {import('./home.js').Program} program */
export async function leakedByCrashes(root, program) {
  const tries = new Tries();
  const home = join(root, 'crashes');
  const sandbox = await sandboxOf(program);
  const env = environment(home, sandbox);
  try {
    // What doctor never finds in order, so that it goes on.
    const broken = {
      ...sandbox,
      gatewayOrigin: sandbox.gatewayOrigin,
      accountId: 'fedcba9876543210fedcba9876543210',
    };
    for (const [name, crash] of Object.entries(CRASHES)) {
      for (const args of COMMANDS) {
        writeSecretHome(home, { config: configText('literal', args[0] === 'doctor' ? broken : sandbox) });
        const preload = join(root, 'crash.cjs');
        writeFileSync(preload, preloadText(crash));
        const { code, signal, stdout, stderr } = await run(home, args, {
          env: { ...env, NODE_OPTIONS: `--require ${preload}`, PATH: '/usr/bin:/bin' },
          timeoutMs: 20_000,
        });
        const misses = leaksIn('the output', stdout + stderr);
        if (signal === 'SIGKILL' || code === 0)
          misses.push({ kind: 'wrong', what: `it did not crash (${code})` });
        tries.add(`${name}: ${args.join(' ')}`, misses);
      }
    }
    for (const args of [
      ['doctor'],
      ['doctor', '--json'],
      ['doctor', '--report'],
      ['init', '--add-model', 'openai/gpt-4o', '--yes', '--no-input'],
    ]) {
      writeSecretHome(home, { config: configText('own-key', sandbox) });
      const fail = () => {
        throw Object.assign(new Error(OF_FILES), { code: OF_FILES });
      };
      for (const machine of [
        { clock: fail },
        { resolve: fail },
        { run: fail },
        { openDatabase: fail },
        { isRunning: fail },
      ]) {
        const ended = await program.runInProcess(args, { env, cwd: home, machine });
        tries.add(`${Object.keys(machine)}: ${args.join(' ')}`, leaksOf(ended, home));
      }
    }
  } finally {
    await sandbox.close();
  }
  return tries.line('leaked: crashes');
}

/** Crashes when the program connects: it has read the user's files then. @param {string} code */
function preloadText(code) {
  return `const text = ${JSON.stringify(ALL)};
const { Socket } = require('node:net');
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  Socket.prototype.connect = connect;
  setTimeout(() => { ${code} }, 20);
  return connect.apply(this, args);
};
`;
}
