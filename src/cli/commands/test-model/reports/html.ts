/** `cli/commands/test-model/reports/`: the results of `test-model` as a page, and as rows for the renderers of `cli/render/formats/`. */

import { escapeMarkup } from '../../../../lib/text/markup.js';
import type { TestedModel } from '../../../../models/tested-model.js';
import { dollars, seconds } from '../../../render/columns.js';
import { notesOf } from '../../../render/model-table.js';
import { link, publicText, richText } from './html-text.js';
import { STYLE } from './page-style.js';
import type { ModelRun } from './report.js';
import { barChart } from './svg.js';

const DASHBOARD = 'https://dash.cloudflare.com/?to=/:account/ai/ai-gateway';

/** A self-contained page with inline styles and charts, without scripts or external resources. Safe to show to others. */
export function htmlReport(run: ModelRun): string {
  const { results } = run;
  const succeeded = results.filter(({ ok }) => ok);
  const title = `${succeeded.length} of ${results.length} models answered`;
  const charts = [
    chart('Time to the complete answer', succeeded, 'totalMs', seconds, 'firstByteMs'),
    chart('Tokens per second', succeeded, 'tokensPerSecond', (value) => (value ?? 0).toFixed(1)),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>cf-aig test-model: ${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${facts(run)}
</header>
${charts.join('\n')}
<h2>Models</h2>
<table>
<thead><tr><th>model</th><th>state</th>${COLUMNS.map(({ title: name }) => `<th class="n">${name}</th>`).join('')}</tr></thead>
<tbody>
${results.map((result) => row(result, failureId(results, result))).join('\n')}
</tbody>
</table>
${legend(results)}
${failures(results)}
</body>
</html>
`;
}

/** Where, when and how it was measured. */
function facts({ version, startedAt, elapsedMs, stream, repeat, gateways }: ModelRun): string {
  const rows: [string, string][] = [
    ...gateways.map(({ gateway, accountId }): [string, string] => [
      'Gateway',
      `${escapeMarkup(gateway)}, account ${escapeMarkup(publicText(accountId))}, ${link(DASHBOARD, 'dashboard')}`,
    ]),
    ['Measured', `${escapeMarkup(startedAt.replace('T', ' ').slice(0, 19))} UTC, in ${seconds(elapsedMs)}`],
    [
      'Requests',
      [stream ? 'streamed' : 'not streamed', ...(repeat > 1 ? [`median of ${repeat} rounds`] : [])].join(
        ', ',
      ),
    ],
    ['By', `cf-aig ${escapeMarkup(version)}`],
  ];
  return `<dl>\n${rows.map(([name, html]) => `<dt>${name}</dt><dd>${html}</dd>`).join('\n')}\n</dl>`;
}

function chart(
  title: string,
  results: readonly TestedModel[],
  value: 'totalMs' | 'tokensPerSecond',
  label: (value: number | undefined) => string,
  part?: 'firstByteMs',
): string {
  const bars = results
    .flatMap((result) => {
      const length = result[value];
      return length === undefined ? [] : { name: result.model, value: length, part: part && result[part] };
    })
    .sort((a, b) => a.value - b.value);
  if (!bars.length) return '';
  const key = part
    ? '<p><i class="part"></i> until the first byte <i class="bar"></i> until the last; the shorter, the better</p>\n'
    : '<p>The longer, the better</p>\n';
  return `<h2>${escapeMarkup(title)}</h2>\n${key}${barChart(bars, label)}`;
}

interface Column {
  title: string;
  meaning: string;
  text(result: TestedModel): string;
}

const COLUMNS: readonly Column[] = [
  {
    title: 'first byte',
    meaning: 'time until the first byte of the answer',
    text: ({ firstByteMs }) => seconds(firstByteMs),
  },
  {
    title: 'total',
    meaning: 'time until the whole answer was there',
    text: ({ totalMs }) => seconds(totalMs),
  },
  {
    title: 'tokens',
    meaning: 'tokens of the request + tokens of the answer, as the provider counts them',
    text: ({ inputTokens, outputTokens }) =>
      outputTokens === undefined ? '' : `${inputTokens ?? '?'} + ${outputTokens}`,
  },
  {
    title: 'tokens/s',
    meaning: 'tokens of the answer in a second; of a stream, from its first byte on',
    text: ({ tokensPerSecond }) => String(tokensPerSecond ?? ''),
  },
  {
    title: 'cost',
    meaning: 'an estimate from the gateway’s list of prices, in US dollars',
    text: ({ costUsd }) => dollars(costUsd),
  },
];

function row(result: TestedModel, id: string | undefined): string {
  const { model, ok, category, cause } = result;
  const state = ok
    ? '<b class="good">✔</b> answered'
    : `<b class="bad">✖</b> <a href="#${id}">${escapeMarkup(`${category} · ${cause}`)}</a>`;
  const notes = notesOf(result).map((note) => `<br><small>${escapeMarkup(publicText(note))}</small>`);
  const cells = COLUMNS.map(({ title, text }) => {
    const value = text(result);
    return `<td class="n${value ? '' : ' none'}" data-title="${title}">${escapeMarkup(value)}</td>`;
  });
  return `<tr><td class="model">${escapeMarkup(publicText(model))}${notes.join('')}</td><td>${state}</td>${cells.join('')}</tr>`;
}

/** The marks and columns of the table. */
function legend(results: readonly TestedModel[]): string {
  const marks: [string, string][] = [
    ['<b class="good">✔</b>', 'the model answered, as it was asked to'],
    ...(results.some(({ ok }) => !ok)
      ? ([['<b class="bad">✖</b>', 'the one cause of the failure; explained below']] as [string, string][])
      : []),
    ...COLUMNS.map(({ title, meaning }): [string, string] => [title, meaning]),
  ];
  return `<h2>Legend</h2>\n<dl>\n${marks.map(([mark, text]) => `<dt>${mark}</dt><dd>${text}</dd>`).join('\n')}\n</dl>`;
}

function failures(results: readonly TestedModel[]): string {
  const failed = results.filter(({ ok }) => !ok);
  if (!failed.length) return '';
  const sections = failed.map((result) => failure(result, failureId(results, result)!));
  return `<h2>Failures</h2>\n${sections.join('\n')}`;
}

function failure(
  { model, category, cause, title = '', why = '', fix, or = [], remedy, evidence, docs }: TestedModel,
  id: string,
): string {
  const command = fix?.command ? `<code>${escapeMarkup(publicText(fix.command))}</code> ` : '';
  const rows: [string, string][] = [
    ['Why', richText(why)],
    ['Fix', command + richText(fix?.what ?? remedy.join(' '))],
    ...or.map((way): [string, string] => ['Or', richText(way)]),
    ['Docs', docs ? link(publicText(docs)) : ''],
  ];
  const list = rows.filter(([, html]) => html).map(([name, html]) => `<dt>${name}</dt><dd>${html}</dd>`);
  return `<section id="${id}">
<h3>${escapeMarkup(publicText(model))}: ${escapeMarkup(`${category} · ${cause}`)}</h3>
<p><b>${richText(title)}</b></p>
<dl>
${list.join('\n')}
</dl>
<pre>${escapeMarkup(publicText(evidence.join('\n')))}</pre>
</section>`;
}

function failureId(results: readonly TestedModel[], result: TestedModel): string | undefined {
  return result.ok ? undefined : `failure-${results.indexOf(result) + 1}`;
}
