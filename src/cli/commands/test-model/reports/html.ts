import type { TestedModel } from '../../../../models/tested-model.js';
import { dollars, seconds } from '../../../render/columns.js';
import { notesOf } from '../../../render/model-table.js';
import type { ModelRun } from './report.js';
import { barChart, escapeHtml } from './svg.js';

/** A self-contained page with inline styles and charts, without scripts or external resources. */
export function htmlReport({ version, startedAt, elapsedMs, stream, repeat, results }: ModelRun): string {
  const succeeded = results.filter(({ ok }) => ok);
  const mode = [stream ? 'streamed' : 'not streamed', repeat > 1 && `median of ${repeat} rounds`].filter(
    Boolean,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>cf-aig test-model: ${succeeded.length} of ${results.length} models answered</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${succeeded.length} of ${results.length} models answered</h1>
<p>${escapeHtml(startedAt.replace('T', ' ').slice(0, 19))} UTC, ${seconds(elapsedMs)} in all, ${escapeHtml(mode.join(', '))}. cf-aig ${escapeHtml(version)}</p>
${chart(
  'Time to the complete response',
  succeeded,
  ({ totalMs }) => totalMs,
  ({ firstByteMs }) => firstByteMs,
  seconds,
)}
${chart(
  'Tokens per second',
  succeeded,
  ({ tokensPerSecond }) => tokensPerSecond,
  () => undefined,
  (value) => (value ?? 0).toFixed(1),
)}
<h2>Models</h2>
<div class="wide"><table>
<thead><tr><th>model</th><th>state</th><th class="n">first byte</th><th class="n">total</th><th class="n">tokens</th><th class="n">tokens/s</th><th class="n">cost</th></tr></thead>
<tbody>
${results.map(row).join('\n')}
</tbody>
</table></div>
${failures(results.filter(({ ok }) => !ok))}
</body>
</html>
`;
}

function chart(
  title: string,
  results: readonly TestedModel[],
  value: (result: TestedModel) => number | undefined,
  part: (result: TestedModel) => number | undefined,
  label: (value: number | undefined) => string,
): string {
  const bars = results
    .map((result) => ({ name: result.model, value: value(result), part: part(result) }))
    .filter(
      (bar): bar is { name: string; value: number; part: number | undefined } => bar.value !== undefined,
    )
    .sort((a, b) => a.value - b.value);
  return bars.length ? `<h2>${escapeHtml(title)}</h2>\n${barChart(bars, label)}` : '';
}

function row(result: TestedModel): string {
  const {
    model,
    ok,
    category,
    cause,
    firstByteMs,
    totalMs,
    inputTokens,
    outputTokens,
    tokensPerSecond,
    costUsd,
  } = result;
  const state = ok ? 'answered' : `${category} · ${cause}`;
  const notes = notesOf(result).map((note) => `<br><small>${escapeHtml(note)}</small>`);
  const tokens = outputTokens === undefined ? '' : `${inputTokens ?? '?'} + ${outputTokens}`;
  const numbers = [
    seconds(firstByteMs),
    seconds(totalMs),
    tokens,
    String(tokensPerSecond ?? ''),
    dollars(costUsd),
  ];
  return `<tr class="${ok ? 'good' : 'bad'}"><td>${escapeHtml(model)}${notes.join('')}</td><td>${escapeHtml(state)}</td>${numbers.map((text) => `<td class="n">${escapeHtml(text)}</td>`).join('')}</tr>`;
}

function failures(results: readonly TestedModel[]): string {
  if (!results.length) return '';
  const sections = results.map(
    ({ model, category, cause, title, why, remedy, evidence }) => `<section>
<h3>${escapeHtml(model)}: ${escapeHtml(`${category} · ${cause}`)}</h3>
<p><b>${escapeHtml(title ?? '')}</b> ${escapeHtml(why ?? '')}</p>
<ol>${remedy.map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ol>
<pre>${escapeHtml(evidence.join('\n'))}</pre>
</section>`,
  );
  return `<h2>Failures</h2>\n${sections.join('\n')}`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --dim: #57606a; --line: #d0d7de; --good: #1a7f37; --bad: #cf222e; --bar: #f6821f; --part: #fbad41; --page: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --dim: #9198a1; --line: #3d444d; --good: #3fb950; --bad: #f85149; --page: #0d1117; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; }
p, small { color: var(--dim); } p b { color: var(--ink); }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.good td:nth-child(2) { color: var(--good); } .bad td:nth-child(2) { color: var(--bad); }
pre { overflow-x: auto; border: 1px solid var(--line); padding: .6rem; white-space: pre-wrap; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; } svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
.bar { fill: var(--bar); } .part { fill: var(--part); }
`;
