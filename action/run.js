// The step of action.yml: runs the commands, each once, and writes the outputs. Needs no package.

import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError, planOf, withoutInputs } from './inputs.js';
import { programOf } from './program.js';

/** Of cf-aig: wrong usage. */
const EXIT_USAGE = 2;

const { env } = process;
try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  annotate('cf-aig', error.message);
  process.exitCode = error instanceof InputError ? EXIT_USAGE : 1;
  output({ 'exit-code': String(process.exitCode) });
}

/** @returns {number} the exit code */
function main() {
  const plan = planOf(env);
  // A secret of the repository is masked already; one that an earlier step fetched may not be. Only a runner reads this.
  if (plan.token && env.GITHUB_ACTIONS) console.log(`::add-mask::${escapeData(plan.token)}`);
  const temp = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), 'cf-aig-'));
  const program = programOf(plan.source, { root: fileURLToPath(new URL('..', import.meta.url)), temp });
  const sarif = join(temp, 'sarif');
  mkdirSync(sarif);
  const childEnv = { ...withoutInputs(env), ...plan.env };
  let exitCode = 0;
  let document;
  for (const { command, args } of plan.steps) {
    const file = join(temp, `${command}.json`);
    const formats = ['github', `json=${file}`];
    // Code scanning refuses a file with a result that has no place.
    if (plan.hasFiles) formats.push(`sarif=${join(sarif, `${command}.sarif`)}`);
    const wanted = formats.flatMap((format) => ['--format', format]);
    const { status, signal, error } = spawnSync(process.execPath, [program, command, ...wanted, ...args], {
      env: childEnv,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (error) throw error;
    exitCode = status ?? 1;
    document = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    if (exitCode === 0) continue;
    // Only a run that ended has annotations.
    if (!document || document.error)
      annotate(
        `cf-aig ${command}`,
        document?.error.message ??
          (signal ? `ended by ${signal}` : `exit code ${exitCode}. The log above says why.`),
      );
    break;
  }
  output({
    'exit-code': String(exitCode),
    category: document?.verdict?.category ?? '',
    cause: document?.verdict?.cause ?? '',
    sarif: readdirSync(sarif).length ? sarif : '',
  });
  return exitCode;
}

/**
 * @param {string} title
 * @param {string} message
 */
function annotate(title, message) {
  console.log(`::error title=${title}::${escapeData(message)}`);
}

/** @param {string} text */
function escapeData(text) {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** @param {Record<string, string>} values each on one line */
function output(values) {
  if (!env.GITHUB_OUTPUT) return;
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
  appendFileSync(env.GITHUB_OUTPUT, lines.join(''));
}
