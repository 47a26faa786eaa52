import { visible } from '../../../lib/text/visible.js';
import { relativePath } from './relative-path.js';
import { type Place, problemsOf, type RunReport } from './run-report.js';

/** GitHub workflow commands: an annotation per problem, and a notice with the total. */
export function githubAnnotations({ command, rows, summary, cwd }: RunReport): string {
  const problems = problemsOf(rows);
  const annotations = problems.map(({ name, isFailure, category, cause, title, remedy, place }) =>
    annotation(isFailure ? 'error' : 'warning', [title, ...remedy].join('\n'), {
      title: cause ? `${name}: ${category} / ${cause}` : name,
      ...placeProperties(place, cwd),
    }),
  );
  return [...annotations, annotation('notice', summary, { title: `cf-aig ${command}` }), ''].join('\n');
}

function placeProperties(place: Place | undefined, cwd: string): Record<string, string> {
  if (!place) return {};
  const { file, line, column } = place;
  return {
    file: relativePath(file, cwd) ?? file,
    ...(line && { line: String(line) }),
    ...(line && column && { col: String(column) }),
  };
}

function annotation(kind: string, message: string, properties: Record<string, string>): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${kind} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
