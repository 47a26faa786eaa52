import { type Diagnosis, makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import type { Values } from '../diagnosis/reading/values.js';
import { shapeProblems } from './config-shape.js';
import type { Snapshot } from './snapshot.js';

/** Why the config cannot be used: it is unreadable, not JSON5, or has a wrong type on the path to the block. */
export function configProblems({ config, blocks, place }: Snapshot): Diagnosis[] {
  const { problem, value, document } = config;
  if (problem) {
    const evidence = problem.cause === 'config-unreadable' ? [problem.values.detail ?? ''] : [];
    return [makeDiagnosis(problem.cause, problem.values, [...evidence, ...positionOf(problem.values)])];
  }
  const ids = blocks.map(({ id }) => id);
  return shapeProblems(value ?? {}, ids.length ? ids : undefined, document).map(({ cause, values }) => {
    const placed = { file: place.configPath, ...values };
    return makeDiagnosis(cause, placed, positionOf(placed));
  });
}

/** `file:line:column: message`, which editors and terminals turn into a link. */
function positionOf({ file, line, column, detail }: Values): string[] {
  return file && line ? [`${file}:${line}:${column}: ${detail ?? ''}`] : [];
}
