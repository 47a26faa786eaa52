import type { Exchange } from '../../../diagnosis/exchange/exchange.js';
import type { Finding } from '../../../doctor/check/finding.js';
import type { DoctorReport } from '../../../doctor/examine.js';
import { verdictSummary } from '../../render/findings.js';
import { exchangeText } from '../../shared/exchange-text.js';

export interface ReportSetup {
  version: string;
  node: string;
  platform: string;
  openclaw?: string;
  configPath: string;
  envPath: string;
  baseUrl?: string;
  api?: string;
  model?: string;
}

/** A Markdown report to paste into an issue: setup, findings, exchanges. Contains no secrets. */
export function reportMarkdown(
  report: DoctorReport,
  setup: ReportSetup,
  exchanges: readonly Exchange[],
): string {
  const { exitCode, findings } = report;
  const problems = findings.filter(({ status }) => status === 'fail' || status === 'warn');
  return [
    '# cf-aig doctor',
    '',
    `**Verdict:** ${verdictSummary(report)} (exit code ${exitCode})`,
    '',
    '## Setup',
    '',
    ...Object.entries(setup)
      .filter(([, value]) => value)
      .map(([name, value]) => `- ${name}: \`${value}\``),
    '',
    '## Findings',
    '',
    '| check | status | finding |',
    '|---|---|---|',
    ...findings.map(
      ({ check, status, title }) => `| ${check} | ${status} | ${title.replaceAll('|', '\\|')} |`,
    ),
    '',
    ...problems.flatMap(details),
    '## Exchanges',
    '',
    ...exchanges.flatMap((exchange) => [fenced(exchangeText(exchange)), '']),
  ].join('\n');
}

function details({ cause, check, title, why, remedy, evidence }: Finding): string[] {
  return [
    `### ${cause ?? check}`,
    '',
    title,
    ...(why ? ['', why] : []),
    ...(remedy.length ? ['', ...remedy.map((step, index) => `${index + 1}. ${step}`)] : []),
    ...(evidence.length ? ['', ...evidence.map((line) => `- \`${line.replaceAll('`', "'")}\``)] : []),
    '',
  ];
}

/** The fence has to be longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}
