import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { Values } from '../../diagnosis/reading/values.js';
import type { DoctorContext } from '../../lab/context.js';
import { shapeProblems } from '../../openclaw/shape.js';

/** Why the config cannot be used at all: unreadable, no JSON5, or of the wrong type on the way to the block. */
export async function configTroubles(context: DoctorContext): Promise<Diagnosis[]> {
  const { problem, value, document, file } = await context.config();
  if (problem) {
    const evidence = file.kind === 'file' || file.kind === 'missing' ? [] : [file.detail];
    return [makeDiagnosis(problem.cause, problem.values, [...evidence, ...positionOf(problem.values)])];
  }
  const ids = (await context.blocks()).map(({ id }) => id);
  return shapeProblems(value ?? {}, ids.length ? ids : undefined, document).map(({ cause, values }) => {
    const placed = { file: context.place.configPath, ...values };
    return makeDiagnosis(cause, placed, positionOf(placed));
  });
}

/** `file:line:column: what the parser said`, the form that editors and terminals make a link of. */
function positionOf({ file, line, column, detail }: Values): string[] {
  return file && line ? [`${file}:${line}:${column}: ${detail ?? ''}`] : [];
}
