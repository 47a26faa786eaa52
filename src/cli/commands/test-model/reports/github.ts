import { dollars, seconds } from '../../../render/columns.js';
import type { ModelRun } from './report.js';

/** GitHub's workflow commands: an error for every model that failed, a notice for the whole. */
export function githubAnnotations({ results }: ModelRun): string {
  const bad = results.filter(({ ok }) => !ok);
  const errors = bad.map(({ model, category, cause, title, remedy }) =>
    command('error', `${model}: ${category} / ${cause}`, [title ?? '', ...remedy].join('\n')),
  );
  const good = results.length - bad.length;
  return [
    ...errors,
    command('notice', 'cf-aig test-model', `${good} of ${results.length} models answered`),
    '',
  ].join('\n');
}

/** Markdown for the page of a workflow's run ($GITHUB_STEP_SUMMARY). */
export function githubSummary({ results }: ModelRun): string {
  const rows = results.map(
    ({ model, ok, category, cause, firstByteMs, totalMs, tokensPerSecond, costUsd }) => {
      const state = ok ? 'answered' : `**${category} · ${cause}**`;
      const cells = [
        model,
        state,
        seconds(firstByteMs),
        seconds(totalMs),
        String(tokensPerSecond ?? ''),
        dollars(costUsd),
      ];
      return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
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
  return `::${kind} title=${property(title)}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
