import type { Category } from '../../../diagnosis/causes/category.js';
import type { Finding } from '../../../doctor/check/finding.js';
import { isRecord } from '../../../lib/json.js';
import type { Path } from '../../../lib/json5/parse.js';
import { positionOf } from '../../../openclaw/schema/position.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { type Target, targetOf } from '../../../openclaw/target.js';
import type { Place } from './run-report.js';

/**
 * Where a problem is in the user's files: what its evidence points at, otherwise the value that its category is about,
 * otherwise the config as a whole. Another client than OpenClaw has no files that are known.
 */
export function placeOf(problem: Problem, snapshot: Snapshot, providerId?: string): Place | undefined {
  if (snapshot.client) return undefined;
  return (
    placeInText(problem, snapshot) ??
    placeOfPath(problem, snapshot) ??
    placeByCategory(problem, snapshot, providerId) ?? { file: snapshot.place.configPath }
  );
}

type Problem = Pick<Finding, 'evidence' | 'category' | 'model'> & { title?: string };

/** `file:line` or `file:line:column` of one of the setup's files. */
function placeInText({ evidence, title = '' }: Problem, { config, environment, place }: Snapshot) {
  const files = [
    place.configPath,
    ...config.parts.map(({ path }) => path),
    ...config.includes,
    ...environment.files.map(({ path }) => path),
  ];
  for (const text of [...evidence, title]) {
    for (const file of files) {
      const at = text.indexOf(`${file}:`);
      if (at < 0 || (at > 0 && !/\s/.test(text[at - 1]!))) continue;
      const [, line, column] = /^(\d+)(?::(\d+))?/.exec(text.slice(at + file.length + 1)) ?? [];
      if (line) return { file, line: Number(line), column: column ? Number(column) : undefined };
    }
  }
  return undefined;
}

/** `at models.providers.x.apiKey` */
function placeOfPath({ evidence }: Problem, { config }: Snapshot): Place | undefined {
  for (const text of evidence) {
    const path = text.startsWith('at ') ? pathIn(config.value, text.slice('at '.length)) : undefined;
    const place = path && positionOf(config, path);
    if (place) return place;
  }
  return undefined;
}

/** The path that reads like this when it is joined with dots. A key may contain one. */
function pathIn(value: unknown, text: string): Path | undefined {
  if (!isRecord(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (text === key) return [key];
    const rest = text.startsWith(`${key}.`) ? pathIn(inner, text.slice(key.length + 1)) : undefined;
    if (rest) return [key, ...rest];
  }
  return undefined;
}

type Find = (target: Target, snapshot: Snapshot, problem: Problem) => Place | undefined;

const keyPlace: Find = ({ block }, { config }) => positionOf(config, [...block.path, 'apiKey']);
const addressPlace: Find = ({ block }, { config }) => positionOf(config, [...block.path, 'baseUrl']);

/** The line of the `.env` that a credential comes from, otherwise where the config refers to it. */
const tokenPlace: Find = (target, snapshot, problem) => {
  const origins = target.credentials.variables.map((name) => snapshot.environment.lookup(name)?.from);
  const origin = origins.find((from) => from?.file && from.line);
  return origin?.file ? { file: origin.file, line: origin.line } : keyPlace(target, snapshot, problem);
};

/** The model in the list of its block, otherwise the block. */
const modelPlace: Find = ({ block, modelId }, { config }, { model = modelId }) => {
  const listed = block.models.find(({ id }) => id === model);
  return positionOf(config, listed?.path ?? block.path);
};

const PLACES: Partial<Record<Category, Find>> = {
  network: addressPlace,
  'bad-url': (target, snapshot, problem) =>
    (problem.model === undefined ? addressPlace : modelPlace)(target, snapshot, problem),
  'bad-token': tokenPlace,
  'gateway-policy': addressPlace,
  'upstream-error': modelPlace,
};

function placeByCategory(problem: Problem, snapshot: Snapshot, providerId?: string): Place | undefined {
  const find = problem.category && PLACES[problem.category];
  const target = find && targetOf(snapshot, { providerId, modelId: problem.model });
  return target && find(target, snapshot, problem);
}
