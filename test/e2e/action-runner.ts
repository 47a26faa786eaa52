import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/** action.yml, as far as it is used. */
export interface Action {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: { id: string; shell: string; run: string; env: Record<string, string> }[] };
}

export const ACTION: Action = parse(readFileSync('action.yml', 'utf8'));

export interface ActionRun {
  code: number | null;
  /** As the page of the job shows it: masked. */
  log: string;
  /** Commands to the runner, such as `error title=x::text`. */
  commands: string[];
  outputs: Record<string, string>;
  summary: string;
}

interface Job {
  /** A folder of its own. */
  folder: string;
  /** The working directory; by default the folder. */
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** What GitHub gives `shell: bash`. */
const SHELL = ['--noprofile', '--norc', '-e', '-o', 'pipefail'];

/** Runs the steps of action.yml as a GitHub runner does: environment, files, shell, masks, outputs. */
export async function runAction(
  inputs: Record<string, string>,
  { folder, cwd = folder, env }: Job,
): Promise<ActionRun> {
  const unknown = Object.keys(inputs).filter((name) => !(name in ACTION.inputs));
  if (unknown.length) throw new Error(`action.yml has no input ${unknown.join(', ')}`);
  mkdirSync(join(folder, 'runner temp'), { recursive: true });
  const known: Context = { inputs: {}, steps: {} };
  for (const [name, input] of Object.entries(ACTION.inputs))
    known.inputs![name] = inputs[name] ?? input.default;
  let code: number | null = 0;
  let stdout = '';
  const summaryFile = join(folder, 'summary.md');
  writeFileSync(summaryFile, '');
  for (const step of ACTION.runs.steps) {
    const [script, outputFile] = [join(folder, `${step.id}.sh`), join(folder, `${step.id}.output`)];
    writeFileSync(script, step.run);
    writeFileSync(outputFile, '');
    const variables = {
      PATH: process.env.PATH,
      GITHUB_ACTION_PATH: resolve('.'),
      ...env,
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      GITHUB_WORKSPACE: cwd,
      RUNNER_TEMP: join(folder, 'runner temp'),
      ...Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, evaluate(value, known)])),
    };
    const ran = await ended('bash', [...SHELL, script], cwd, variables);
    stdout += ran.output;
    known.steps![step.id] = readOutputs(readFileSync(outputFile, 'utf8'));
    code = ran.code;
    if (code !== 0) break;
  }
  const outputs = Object.entries(ACTION.outputs).map(([name, { value }]) => [name, evaluate(value, known)]);
  return {
    code,
    ...readLog(stdout),
    outputs: Object.fromEntries(outputs),
    summary: readFileSync(summaryFile, 'utf8'),
  };
}

interface Context {
  inputs?: Record<string, string>;
  steps?: Record<string, Record<string, string>>;
}

/** Only the two forms that action.yml may use. */
function evaluate(text: string, { inputs, steps }: Context): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => {
    const [, input, id, output] =
      /^ (?:inputs\.([\w-]+)|steps\.([\w-]+)\.outputs\.([\w-]+)) $/.exec(expression) ?? [];
    const value = input ? inputs?.[input] : steps?.[id!] && (steps[id!]![output!] ?? '');
    if (value === undefined) throw new Error(`there is no ${expression.trim()}`);
    return value;
  });
}

/** Runs a program to its end. */
export function ended(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; output: string }> {
  return new Promise((done, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    child.on('error', reject);
    child.on('close', (code) => done({ code, output }));
  });
}

function readOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

function readLog(output: string): Pick<ActionRun, 'log' | 'commands'> {
  const lines = output.split('\n');
  const commands = lines.flatMap((line) => /^\s*::([a-z-]+.*)$/.exec(line)?.[1] ?? []);
  const masks = commands.flatMap((command) => /^add-mask::(.+)$/.exec(command)?.[1] ?? []);
  let log = output;
  for (const mask of masks) log = log.replaceAll(mask, '***');
  return { log, commands: commands.filter((command) => !command.startsWith('add-mask::')) };
}
