import { isRecord, typeName } from '../lib/json.js';
import type { Json5Document, Path } from '../lib/json5/parse.js';
import { showPath } from '../lib/json5/paths.js';
import { PROVIDER_ID, PROVIDERS_PATH } from './blocks/block.js';
import { DEFAULT_MODEL_PATH } from './blocks/model-refs.js';
import { valueAt } from './files/tree.js';
import type { CredentialProblem } from './secrets/block-headers.js';

type Shape = readonly [expected: string, fits: (value: unknown) => boolean];

const OBJECT: Shape = ['an object', isRecord];
const TEXT: Shape = ['a string', (value) => typeof value === 'string'];
const ARRAY: Shape = ['an array', Array.isArray];
const SECRET: Shape = [
  'a string or a secret reference',
  (value) => typeof value === 'string' || isRecord(value),
];
const MODEL: Shape = ['a string or an object', (value) => typeof value === 'string' || isRecord(value)];
const NAME: Shape = ['a non-empty string', (value) => typeof value === 'string' && value !== ''];

/** Types that OpenClaw 2026.9.6 requires on the path to the block and inside it. All values are optional here. */
const SHAPES: readonly [path: Path, shape: Shape][] = [
  [['models'], OBJECT],
  [PROVIDERS_PATH, OBJECT],
  [['env'], OBJECT],
  [['env', 'vars'], OBJECT],
  [['plugins'], OBJECT],
  [['plugins', 'entries'], OBJECT],
  [['plugins', 'entries', PROVIDER_ID], OBJECT],
  [['agents'], OBJECT],
  [['agents', 'defaults'], OBJECT],
  [DEFAULT_MODEL_PATH, MODEL],
  [[...DEFAULT_MODEL_PATH, 'primary'], TEXT],
  [[...DEFAULT_MODEL_PATH, 'fallbacks'], ARRAY],
];

const BLOCK_SHAPES: readonly [key: string, shape: Shape][] = [
  ['baseUrl', TEXT],
  ['apiKey', SECRET],
  ['api', TEXT],
  ['auth', TEXT],
  ['headers', OBJECT],
  ['request', OBJECT],
  ['models', ARRAY],
];

/** All values of a type that OpenClaw does not accept, as `config-wrong-type`. `blockIds`: the blocks to check. With the
 * document, problems have a line and a column. */
export function shapeProblems(
  config: Record<string, unknown>,
  blockIds: readonly string[] = [PROVIDER_ID],
  document?: Json5Document,
): CredentialProblem[] {
  const shapes: [Path, Shape][] = [
    ...SHAPES.map(([path, shape]): [Path, Shape] => [path, shape]),
    ...blockIds.flatMap((id) => blockShapes(config, [...PROVIDERS_PATH, id])),
  ];
  const wrong = shapes.filter(([path, [, fits]]) => {
    const value = valueAt(config, path);
    return value !== undefined && !fits(value);
  });
  return wrong.map(([path, [expected]]) => {
    const at = document?.locate(path);
    return {
      cause: 'config-wrong-type',
      values: {
        detail: showPath(path),
        expected,
        found: typeName(valueAt(config, path)),
        line: at && String(at.line),
        column: at && String(at.column),
      },
      path,
    };
  });
}

function blockShapes(config: unknown, path: Path): [Path, Shape][] {
  const models = valueAt(config, [...path, 'models']);
  const entries = Array.isArray(models) ? models : [];
  return [
    [path, OBJECT],
    ...BLOCK_SHAPES.map(([key, shape]): [Path, Shape] => [[...path, key], shape]),
    ...entries.flatMap((entry: unknown, index): [Path, Shape][] => {
      const at = [...path, 'models', index];
      return isRecord(entry)
        ? [
            [[...at, 'id'], NAME],
            [[...at, 'name'], NAME],
          ]
        : [[at, OBJECT]];
    }),
  ];
}
