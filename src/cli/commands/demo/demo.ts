import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../../sandbox/server.js';
import { displayWidth } from '../../render/columns.js';
import { hang } from '../../render/hang.js';
import { nameProgram } from '../../render/people/program-name.js';
import { progressOn } from '../../render/progress.js';
import { type Style, styleOf } from '../../render/style.js';
import { Interrupted } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { CommonOptions } from '../../shared/options.js';
import type { Result } from '../../shared/result.js';
import { abortOnSignal } from '../../shared/signals.js';
import { BREAKAGES, type Breakage } from './breakages.js';
import { runSelf, type SelfRun } from './run-self.js';

interface DemoStep {
  command: string;
  exitCode: number;
  expectedExitCode: number;
  ok: boolean;
}

const MODEL = 'openai/gpt-4o-mini';
/** Between two lines of a command. */
const CONTINUED = ' \\\n    ';

export interface DemoDocument {
  steps: DemoStep[];
}

/** Sets up, checks and uses a new OpenClaw home on a sandbox, then breaks it in one way of each kind. */
export async function demo(io: Io, options: CommonOptions): Promise<Result<DemoDocument>> {
  const home = await mkdtemp(join(tmpdir(), 'cf-aig-demo-'));
  const sandbox = await startSandbox({ port: 0 });
  const signal = abortOnSignal(io.signals);
  try {
    return await runDemo(io, options, { home, sandbox, signal });
  } catch (error) {
    throw signal.aborted ? new Interrupted('Interrupted.') : error;
  } finally {
    await sandbox.close();
    await rm(home, { recursive: true, force: true });
  }
}

interface Scene {
  home: string;
  sandbox: Sandbox;
  /** Ctrl-C. */
  signal: AbortSignal;
}

async function runDemo(io: Io, options: CommonOptions, scene: Scene): Promise<Result<DemoDocument>> {
  const { home, sandbox, signal } = scene;
  const style = styleOf(io, 'stdout', options);
  const say = (text: string) => {
    if (!options.json) io.out(text);
  };
  const steps: DemoStep[] = [];
  say(`${heading('A new OpenClaw home, and a gateway that runs on this machine', style)}\n`);
  const about = `Sandbox on ${sandbox.url}, home in ${home}. Nothing leaves this machine.`;
  say(`${style.paint.dim(hang('', about, style))}\n\n`);
  const progress = progressOn(io);
  const env = demoEnv(io, home, sandbox, style);
  for (const { command, args, stdin } of happyPath(sandbox)) {
    say(`${style.paint.bold(`$ ${command}`)}\n`);
    const run = await progress.wait('Running it', runSelf(io.program, args, { env, stdin, signal }));
    say(`${run.stderr}${run.stdout}\n`);
    const { exitCode } = run;
    steps.push({
      command: command.replaceAll(CONTINUED, ' '),
      exitCode,
      expectedExitCode: 0,
      ok: exitCode === 0,
    });
  }
  for (const breakage of BREAKAGES) {
    say(`${heading(`Broken: ${breakage.title}`, style)}\n`);
    say(`${style.paint.bold('$ cf-aig doctor')}\n`);
    const run = await progress.wait('Running it', diagnose(io, breakage, scene, style));
    say(`${withoutPassedChecks(run)}\n`);
    const ok = run.exitCode === breakage.exitCode && run.stdout.includes(breakage.cause);
    steps.push({
      command: `doctor: ${breakage.cause}`,
      exitCode: run.exitCode,
      expectedExitCode: breakage.exitCode,
      ok,
    });
  }
  const failures = steps.filter(({ ok }) => !ok);
  return {
    exitCode: failures.length ? 1 : 0,
    document: { steps },
    human: options.json ? '' : summary(failures, style),
  };
}

function happyPath(sandbox: Sandbox): { command: string; args: string[]; stdin?: string }[] {
  const flags = ['--account-id', sandbox.accountId, '--gateway', sandbox.gateway, '--model', MODEL];
  return [
    {
      command: [
        'printf %s "$TOKEN" | cf-aig init',
        `--account-id ${sandbox.accountId}`,
        `--gateway ${sandbox.gateway} --token-stdin`,
        `--model ${MODEL}`,
      ].join(CONTINUED),
      args: ['init', '--token-stdin', '--no-input', ...flags],
      stdin: sandbox.token,
    },
    { command: 'cf-aig test-model', args: ['test-model'] },
    { command: 'cf-aig test-model --stream', args: ['test-model', '--stream'] },
  ];
}

function demoEnv(io: Io, home: string, sandbox: Sandbox, { hasColour, width }: Style): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TERM, COLORTERM, LANG } = io.env;
  return {
    PATH,
    SystemRoot,
    TERM,
    COLORTERM,
    LANG,
    HOME: home,
    USERPROFILE: home,
    COLUMNS: String(width),
    ...(hasColour ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
    CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
    CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
  };
}

/** Breaks the setup in one way, runs doctor, and restores it. */
async function diagnose(
  io: Io,
  breakage: Breakage,
  { home, sandbox, signal }: Scene,
  style: Style,
): Promise<SelfRun> {
  const broken = breakage.scenario ? await startSandbox({ port: 0, scenario: breakage.scenario }) : undefined;
  const configPath = join(home, '.openclaw', 'openclaw.json');
  const envPath = join(home, '.openclaw', '.env');
  const [config, env] = await Promise.all([readFile(configPath, 'utf8'), readFile(envPath, 'utf8')]);
  try {
    const moved = broken ? config.replaceAll(sandbox.gatewayOrigin, broken.gatewayOrigin) : config;
    await writeFile(configPath, breakage.config?.(moved, sandbox.gatewayOrigin) ?? moved);
    await writeFile(envPath, breakage.env?.(env) ?? env);
    return await runSelf(io.program, ['doctor'], {
      env: demoEnv(io, home, broken ?? sandbox, style),
      signal,
    });
  } finally {
    await Promise.all([writeFile(configPath, config), writeFile(envPath, env), broken?.close()]);
  }
}

/** The output from the details of the first failure on; the lines of passed checks were shown before. */
function withoutPassedChecks({ stdout, stderr }: SelfRun): string {
  const details = stdout.indexOf('\n\n');
  return details < 0 ? stderr + stdout : stdout.slice(details + 2);
}

function heading(text: string, { paint, unicode, width }: Style): string {
  const line = unicode ? '─' : '-';
  const lines = hang(`${line}${line} `, text, { width }).split('\n');
  const rest = width - displayWidth(lines.at(-1)!) - 1;
  return paint.cyan(paint.bold(`${lines.join('\n')} ${line.repeat(Math.max(0, rest))}`.trimEnd()));
}

/** What to do with an account. */
const NEXT = [
  ['cf-aig init', 'asks for what it needs and writes OpenClaw’s files'],
  ['cf-aig doctor', 'whenever something does not work'],
  ['cf-aig test-model', 'one real request'],
] as const;

function summary(failures: readonly DemoStep[], style: Style): string {
  const { paint, program = 'cf-aig' } = style;
  if (failures.length) {
    const lines = failures.map(({ command, exitCode, expectedExitCode }) =>
      hang('  ', `${command}: exit ${exitCode}, not ${expectedExitCode}`, style),
    );
    return `${paint.red(paint.bold('The demo did not end as expected:'))}\n${lines.join('\n')}\n`;
  }
  const commands = NEXT.map(([command, text]) => [nameProgram(command, program), text] as const);
  const widest = Math.max(...commands.map(([command]) => command.length));
  const lines = commands.map(([command, text]) => hang(`  ${command.padEnd(widest)}  `, text, style));
  return `${paint.green(paint.bold('Everything ended as expected.'))}\n\nFor your own account:\n${lines.join('\n')}\n`;
}
