import { isRecord, jsonObject } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { showPath } from '../../lib/json5/paths.js';
import { hasFeature } from '../machine/openclaw-features.js';
import type { CommandResult } from '../machine/run-command.js';
import type { Machine } from '../machine/this-machine.js';
import type { Snapshot } from '../snapshot.js';
import type { Fault } from './fault.js';

/** It takes 2 to 13 seconds. */
const TIMEOUT_MS = 30_000;

/** What the installed OpenClaw says of the files on the disk, or why it says nothing. */
export type Answer = { faults: Fault[] } | { unanswered: string };

/** Asks the installed OpenClaw: with `openclaw config validate`, or with another command that refuses an invalid config. */
export async function askOpenClaw(
  { installation, invocation, place, config }: Snapshot,
  { run }: Pick<Machine, 'run'>,
): Promise<Answer> {
  if (!installation) return { unanswered: 'it is not installed' };
  const env = {
    ...invocation.env,
    OPENCLAW_CONFIG_PATH: place.configPath,
    OPENCLAW_STATE_DIR: place.stateDir,
  };
  const { args, issuesIn } = hasFeature(installation.version, 'config-validate') ? VALIDATE : GET;
  const result = await run(installation.command, args, { env, timeoutMs: TIMEOUT_MS });
  const issues = issuesIn(result);
  if (issues) return { faults: issues.map((issue) => faultFrom(issue, config.value)) };
  const command = args.filter((word) => !word.startsWith('-')).join(' ');
  return { unanswered: `\`openclaw ${command}\` ${result.failure ?? 'gave no verdict'}` };
}

/** A command whose answer has the issues of the config; undefined if it does not say. */
interface Question {
  args: string[];
  issuesIn(result: CommandResult): Record<string, unknown>[] | undefined;
}

const VALIDATE: Question = {
  args: ['config', 'validate', '--json'],
  issuesIn({ stdout }) {
    const answer = jsonObject(stdout.slice(Math.max(0, stdout.search(/^\{/m))));
    if (answer?.valid === true) return [];
    const issues = Array.isArray(answer?.issues) ? answer.issues.filter(isRecord) : [];
    return issues.length ? issues : undefined;
  },
};

/** Before `config validate` there is only the refusal of every command (2026.2.23, 2026.2.26): "Config invalid", and in the lines
 * below `  - <path>: <message>`. `meta` holds no secret, and may be missing. */
const GET: Question = {
  args: ['config', 'get', 'meta'],
  issuesIn({ stdout, stderr = '' }) {
    const refusal = stderr.indexOf('Config invalid');
    if (refusal < 0) return stdout.trim() || /Config path not found/.test(stderr) ? [] : undefined;
    const lines = stderr.slice(refusal).matchAll(/^ *- (.+?): (.+)$/gm);
    const issues = [...lines].map(([, path, message]) => ({ path, message }));
    return issues.length ? issues : undefined;
  },
};

function faultFrom({ path: text, message }: Record<string, unknown>, config: unknown): Fault {
  const path = pathFrom(typeof text === 'string' && text !== '<root>' ? text : '', config);
  const key = /^Unrecognized keys?: "([^"]+)"/.exec(String(message))?.[1];
  return {
    path: key === undefined ? path : [...path, key],
    detail: `${path.length ? showPath(path) : 'the config'}: ${message}`,
  };
}

/** OpenClaw joins keys by dots, also those that contain one: the config tells which. */
function pathFrom(text: string, config: unknown): Path {
  const path: (string | number)[] = [];
  let node = config;
  let rest = text ? text.split('.') : [];
  while (rest.length) {
    const length = longestKey(node, rest);
    const key = rest.slice(0, length).join('.');
    path.push(Array.isArray(node) ? Number(key) : key);
    node = Array.isArray(node) ? node[Number(key)] : isRecord(node) ? node[key] : undefined;
    rest = rest.slice(length);
  }
  return path;
}

function longestKey(node: unknown, words: readonly string[]): number {
  if (isRecord(node)) {
    for (let length = words.length; length > 1; length--) {
      if (Object.hasOwn(node, words.slice(0, length).join('.'))) return length;
    }
  }
  return 1;
}
