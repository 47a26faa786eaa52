import { code, tableRow } from '../../../../lib/text/markdown.js';
import { visible } from '../../../../lib/text/visible.js';
import { dollars, seconds } from '../../../render/columns.js';
import type { ModelRun } from './report.js';

/** GitHub workflow commands: an error per failed model, and a notice with the total. */
export function githubAnnotations({ results }: ModelRun): string {
  const failed = results.filter(({ ok }) => !ok);
  const errors = failed.map(({ model, category, cause, title, remedy }) =>
    command('error', `${model}: ${category} / ${cause}`, [title ?? '', ...remedy].join('\n')),
  );
  const succeeded = results.length - failed.length;
  return [
    ...errors,
    command('notice', 'cf-aig test-model', `${succeeded} of ${results.length} models answered`),
    '',
  ].join('\n');
}

/** Markdown for the job summary ($GITHUB_STEP_SUMMARY). */
export function githubSummary({ results }: ModelRun): string {
  const rows = results.map(
    ({ model, ok, category, cause, firstByteMs, totalMs, tokensPerSecond, costUsd }) => {
      const state = ok ? 'answered' : `**${category} · ${cause}**`;
      const cells = [
        code(model),
        state,
        seconds(firstByteMs),
        seconds(totalMs),
        String(tokensPerSecond ?? ''),
        dollars(costUsd),
      ];
      return tableRow(cells);
    },
  );
  return [
    '### cf-aig test-model',
    '',
    '| model | state | first byte | total | tokens/s | cost |',
    '|---|---|--:|--:|--:|--:|',
    ...rows,
    '',
  ].join('\n');
}

function command(kind: string, title: string, message: string): string {
  return `::${kind} title=${escapeProperty(title)}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
