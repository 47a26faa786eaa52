import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asCommonJs, examplesOf } from './examples.js';

/** @typedef {import('./install.js').Installed} Installed */
/** @typedef {{ title: string, run: (installed: Installed) => Promise<void> }} Case `run` throws what is wrong. */

const MODEL = 'openai/gpt-4o-mini';

/** In this order: the sandbox and the setup of one are used by those after it. @type {readonly Case[]} */
export const CASES = [
  {
    title: 'brings no other package',
    run: async ({ folder }) => {
      const names = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
      assert.equal(names.join(' '), 'cf-aig');
    },
  },
  {
    title: 'cf-aig --version',
    run: async ({ cfAig, version }) => assert.equal(succeeded(await cfAig('--version')), `${version}\n`),
  },
  {
    title: 'cf-aig --help',
    run: async ({ cfAig }) => assert.match(succeeded(await cfAig('--help')), /^Usage: .*cf-aig/),
  },
  {
    title: 'cf-aig sandbox',
    run: async (installed) => {
      installed.sandbox = await startSandbox(installed);
    },
  },
  {
    title: 'cf-aig init --sandbox',
    run: async ({ cfAig, sandbox }) => {
      const args = ['--sandbox', String(sandbox?.port), '--model', MODEL, '--no-input', '--json'];
      const { ok, doctor } = JSON.parse(succeeded(await cfAig('init', ...args)));
      assert.deepEqual([ok, doctor.ok], [true, true]);
    },
  },
  {
    title: 'cf-aig doctor',
    run: async ({ cfAig }) => assert.match(succeeded(await cfAig('doctor')), /^Verdict: all well$/m),
  },
  {
    title: 'cf-aig test-model',
    run: async ({ cfAig }) => {
      const { results } = JSON.parse(succeeded(await cfAig('test-model', '--json')));
      assert.deepEqual([results[0].ok, results[0].httpStatus], [true, 200]);
    },
  },
  {
    title: 'cf-aig undo',
    run: async ({ cfAig }) =>
      assert.equal(JSON.parse(succeeded(await cfAig('undo', '--yes', '--json'))).ok, true),
  },
  ...examplesOf(readPage('library')).flatMap(([file, code]) => [
    {
      title: `docs/library.md, ${file}`,
      run: (/** @type {Installed} */ installed) => runs(installed, file, code),
    },
    {
      title: `docs/library.md, ${file} as CommonJS`,
      run: (/** @type {Installed} */ installed) =>
        runs(installed, file.replace('.mjs', '.cjs'), asCommonJs(code)),
    },
  ]),
  ...['mts', 'cts'].map((ending) => ({
    title: `TypeScript, ${ending === 'mts' ? 'an ES module' : 'CommonJS'}`,
    run: (/** @type {Installed} */ installed) => compiles(installed, `typed.${ending}`),
  })),
];

/** @param {string} name */
function readPage(name) {
  return readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');
}

/** @param {import('./install.js').Ended} ended @returns {string} stdout */
function succeeded({ code, stdout, stderr }) {
  assert.equal(code, 0, `exit ${code}\n${stdout}${stderr}`);
  return stdout;
}

/** @param {Installed} installed @returns {Promise<NonNullable<Installed['sandbox']>>} */
async function startSandbox({ cfAigCommand: [command = '', ...before], env, folder }) {
  const child = spawn(command, [...before, 'sandbox', '--port', '0', '--json'], { cwd: folder, env });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill();
    await ended;
  };
  let text = '';
  let problem = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    problem += chunk;
  });
  /** @type {Promise<string>} */
  const url = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}: ${problem}`)));
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (text.endsWith('}\n')) resolve(JSON.parse(text).url);
    });
  });
  return { port: new URL(await url).port, stop };
}

/** Without a word: nothing failed, and Node warned of nothing. @param {Installed} installed @param {string} file @param {string} code */
async function runs({ folder, node }, file, code) {
  writeFileSync(join(folder, file), code);
  const { stdout, stderr, code: exit } = await node([file]);
  assert.deepEqual({ exit, stdout, stderr }, { exit: 0, stdout: '', stderr: '' });
}

/** @param {Installed} installed @param {string} file */
async function compiles({ folder, node }, file) {
  writeFileSync(
    join(folder, file),
    `import { ConfigEditError, diagnose, editConfig, explain, type Diagnosis } from 'cf-aig';
    import { startSandbox, type Sandbox } from 'cf-aig/sandbox';
    const found: Diagnosis | null = diagnose({ request: { method: 'GET', url: '' }, error: new Error() }) ?? explain('');
    const cause: string | undefined = found?.cause;
    const text: string = editConfig('', [{ op: 'set', path: ['a'], value: 1 }]);
    const sandbox: Promise<Sandbox> = startSandbox({ scenario: 'rate-limited' });
    // @ts-expect-error: there is no such function
    import { nothing } from 'cf-aig';
    export { cause, ConfigEditError, sandbox, text };\n`,
  );
  const options = '--ignoreConfig --strict --noEmit --module node16 --target es2022 --lib es2022 --types';
  const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
  assert.equal(succeeded(await node([tsc, ...options.split(' '), '', file])), '');
}
