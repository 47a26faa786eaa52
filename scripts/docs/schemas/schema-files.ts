import { definitionsIn, type Json, type Schema } from './build.js';
import { conformance, conformanceResult } from './conformance.js';
import { doctor } from './doctor.js';
import { explain } from './explain.js';
import { init } from './init.js';
import { logs, usage } from './logs.js';
import { sandbox } from './sandbox.js';
import { errorDocument } from './shared-parts.js';
import { completion, demo, undo } from './small-documents.js';
import { start, status } from './status.js';
import { testModel } from './test-model.js';
import { verify } from './verify.js';

/** What each command prints with `--json`. To add a command, add its documents here. */
const COMMANDS: Record<string, readonly Schema<object>[]> = {
  init,
  doctor: [doctor],
  'test-model': [testModel],
  status: [status],
  logs: [logs],
  usage: [usage],
  verify: [verify],
  explain: [explain],
  undo: [undo],
  sandbox,
  conformance,
  demo: [demo],
  completion: [completion],
  start,
};

/** Where a published file can be read. */
const BASE = 'https://unpkg.com/cf-aig/schemas';

function fileOf(name: string, title: string, documents: readonly Schema<object>[]): [string, () => string] {
  return [
    `schemas/${name}.json`,
    () => {
      const roots = documents.map(({ json }) => json);
      const schema: Json = {
        $schema: 'http://json-schema.org/draft-07/schema#',
        $id: `${BASE}/${name}.json`,
        title,
        ...(roots.length === 1 ? roots[0] : { anyOf: roots }),
        definitions: definitionsIn(roots),
      };
      return `${jsonText(schema)}\n`;
    },
  ];
}

/** Lists of words, and objects with one word, take a line and not several. */
function jsonText(schema: Json): string {
  return JSON.stringify(schema, null, 2)
    .replace(
      /\[\s+("[^"\n]*"(?:,\s+"[^"\n]*")*)\s+\]/g,
      (_, words: string) => `[${words.replace(/\s+/g, ' ')}]`,
    )
    .replace(/\{\s+("[^"\n]*": "[^"\n]*")\s+\}/g, '{ $1 }');
}

const titleOf = (command: string) => (command === 'start' ? 'cf-aig --json' : `cf-aig ${command} --json`);

/** The published JSON Schemas, each by its path. */
export const SCHEMA_FILES: Record<string, () => string> = Object.fromEntries([
  ...Object.entries(COMMANDS).map(([command, documents]) =>
    fileOf(command, titleOf(command), [...documents, errorDocument]),
  ),
  fileOf('error', 'cf-aig --json without a known command', [errorDocument]),
  fileOf('conformance-result', 'The file that cf-aig conformance writes', [conformanceResult]),
]);
