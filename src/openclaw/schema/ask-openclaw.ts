import { isRecord, jsonObject } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { showPath } from '../../lib/json5/show-path.js';
import { compareVersions } from '../machine/installation.js';
import type { Machine } from '../machine/this-machine.js';
import type { Snapshot } from '../snapshot.js';
import type { Fault } from './fault.js';

/** The first OpenClaw with `config validate`. */
const FIRST_WITH_COMMAND = '2026.3.2';
/** It takes 2 to 13 seconds. */
const TIMEOUT_MS = 30_000;

/** What the installed OpenClaw says of the files on the disk, or why it says nothing. */
export type Answer = { faults: Fault[] } | { unanswered: string };

/** Asks the installed OpenClaw with `openclaw config validate`. */
export async function askOpenClaw(
  { installation, invocation, place, config }: Snapshot,
  { run }: Pick<Machine, 'run'>,
): Promise<Answer> {
  if (!installation) return { unanswered: 'it is not installed' };
  if (compareVersions(installation.version, FIRST_WITH_COMMAND) < 0) {
    return { unanswered: 'it has no `openclaw config validate`' };
  }
  const env = {
    ...invocation.env,
    OPENCLAW_CONFIG_PATH: place.configPath,
    OPENCLAW_STATE_DIR: place.stateDir,
  };
  const args = ['config', 'validate', '--json'];
  const { stdout, failure } = await run(installation.command, args, { env, timeoutMs: TIMEOUT_MS });
  const answer = jsonObject(stdout.slice(Math.max(0, stdout.search(/^\{/m))));
  if (answer?.valid === true) return { faults: [] };
  const issues = Array.isArray(answer?.issues) ? answer.issues.filter(isRecord) : [];
  if (issues.length) return { faults: issues.map((issue) => faultFrom(issue, config.value)) };
  return { unanswered: `\`openclaw config validate\` ${failure ?? 'gave no verdict'}` };
}

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
