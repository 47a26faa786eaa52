import { join } from 'node:path';
import type { Io } from '../../shared/io.js';

/** Runners that install the program for one run, by the path of its script. */
const RUNNERS: readonly (readonly [path: RegExp, runner: string])[] = [
  [/\/_npx\//, 'npx'],
  [/\/pnpm\/dlx\//, 'pnpm dlx'],
  [/\/bunx-/, 'bunx'],
];

/** What starts this program in a shell: `cf-aig` where it is installed, else `npx cf-aig`, which also works in a checkout. */
export function programName({ program, env, cwd }: Pick<Io, 'program' | 'env' | 'cwd'>): string {
  const script = program[1] ?? '';
  const path = script.replaceAll('\\', '/');
  const runner = RUNNERS.find(([pattern]) => pattern.test(path));
  if (runner) return `${runner[1]} cf-aig`;
  // A dependency of the project in this folder, which is not on the PATH.
  const isByNpx = env.npm_command === 'exec' && env.npm_lifecycle_event === 'npx';
  const isCheckout = script === join(cwd, 'bin', 'cf-aig.js');
  return isByNpx || isCheckout || path.includes('/node_modules/.bin/') ? 'npx cf-aig' : 'cf-aig';
}

/** The commands that texts suggest. */
export const COMMAND_NAMES = [
  'init',
  'doctor',
  'test-model',
  'verify',
  'logs',
  'usage',
  'status',
  'undo',
  'explain',
  'sandbox',
  'conformance',
  'demo',
  'completion',
  'help',
] as const;

/** Where a command begins, and not in prose: at the start of a line, behind a quote, a colon, a pipe. */
const BEFORE = '(?<=(?:^|[`"\'“(|:$&;]|\\u001b\\[[\\d;]*m)\\s*)(?<!\\b(?:npx|dlx|bunx|the|a|by|of)\\s+)';
const AFTER = `(?=\\s+(?:(?:${COMMAND_NAMES.join('|')})(?![\\w-])|<command>|--(?:help|version)))`;
const COMMAND = new RegExp(`${BEFORE}cf-aig${AFTER}`, 'gm');

/** Writes the commands in a text so that they work where they are pasted. */
export function nameProgram(text: string, program: string): string {
  return program === 'cf-aig' ? text : text.replace(COMMAND, () => program);
}
