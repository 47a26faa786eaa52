import { type Diagnosis, makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import type { Values } from '../diagnosis/reading/values.js';
import { shapeProblems } from './shape.js';
import type { Snapshot } from './snapshot.js';

/** Why the config cannot be used at all: unreadable, no JSON5, or of the wrong type on the way to the block. */
export function configTroubles({ config, blocks, place }: Snapshot): Diagnosis[] {
  const { problem, value, document, file } = config;
  if (problem) {
    const evidence = file.kind === 'file' || file.kind === 'missing' ? [] : [file.detail];
    return [makeDiagnosis(problem.cause, problem.values, [...evidence, ...positionOf(problem.values)])];
  }
  const ids = blocks.map(({ id }) => id);
  return shapeProblems(value ?? {}, ids.length ? ids : undefined, document).map(({ cause, values }) => {
    const placed = { file: place.configPath, ...values };
    return makeDiagnosis(cause, placed, positionOf(placed));
  });
}

/** `file:line:column: what the parser said`, the form that editors and terminals make a link of. */
function positionOf({ file, line, column, detail }: Values): string[] {
  return file && line ? [`${file}:${line}:${column}: ${detail ?? ''}`] : [];
}
