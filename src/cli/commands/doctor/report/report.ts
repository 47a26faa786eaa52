/** `cli/commands/doctor/report/`: `doctor --report`, Markdown for a public issue. */

import type { Exchange } from '../../../../diagnosis/exchange/exchange.js';
import { outcomeOf, requestLine } from '../../../../diagnosis/reading/evidence.js';
import type { Finding } from '../../../../doctor/check/finding.js';
import type { DoctorReport } from '../../../../doctor/examine.js';
import { type Personal, personalMask } from '../../../../lib/redact/personal.js';
import { mapTexts } from '../../../../lib/text/map-texts.js';
import { code, codeBlock, prose, summary, tableRow } from '../../../../lib/text/markdown.js';
import { verdictSummary } from '../../../render/verdict.js';
import { bodyKind, cutLine, exchangeLines } from './exchange-lines.js';

export interface ReportSetup {
  /** Of cf-aig */
  version: string;
  node: string;
  platform: string;
  /** Another client than OpenClaw, which has no files that are known. */
  client?: boolean;
  /** The installed OpenClaw. */
  openclaw?: string;
  /** The OpenClaw that wrote the config last. */
  writtenBy?: string;
  configPath: string;
  envPath: string;
  baseUrl?: string;
  api?: string;
  model?: string;
}

/** Entries of a list before the rest is only counted. */
const MAX_FAILURES = 3;
const MAX_WARNINGS = 8;
const MAX_ALTERNATIVES = 3;
const MAX_EVIDENCE = 6;
/** Exchanges in full: as many as fit. */
const FULL_EXCHANGES = [2, 1, 0];
const MAX_LINES = 80;
const MAX_EXCHANGE_LINES = 18;
const MAX_EXCHANGES = 8;

/**
 * A Markdown report for a public issue: the verdict, the setup, the findings, the exchanges that show them. Without secrets
 * (exchanges are redacted), and without what identifies a person, an account or a private machine.
 */
export function reportMarkdown(
  report: DoctorReport,
  setup: ReportSetup,
  exchanges: readonly Exchange[],
  personal: Personal,
): string {
  const maskText = personalMask(personal);
  const mask = <T>(value: T): T => mapTexts(value, maskText);
  const findings = mask(report.findings);
  const failures = findings.filter(({ status }) => status === 'fail');
  const decisive = failures.find(({ cause }) => cause !== undefined && cause === report.verdict?.cause);
  const ordered = [...(decisive ? [decisive] : []), ...failures.filter((finding) => finding !== decisive)];
  const textWith = (fullExchanges: number) => [
    `**Verdict: ${prose(mask(verdictSummary(report)))}** (exit code ${report.exitCode})`,
    '',
    ...ordered.slice(0, MAX_FAILURES).flatMap(failureText),
    ...moreText(failures.length - MAX_FAILURES, 'failure'),
    ...setupText(mask(setup)),
    ...warningTable(findings.filter(({ status }) => status === 'warn')),
    ...checkLists(findings),
    ...exchangeText(mask(exchanges), findings, fullExchanges),
    'Secrets, account names, e-mail addresses, the home folder and private hosts are taken out, and of account IDs all but the last four characters. Please look through it once more before you publish it.',
    '',
  ];
  const texts = FULL_EXCHANGES.map(textWith);
  return (texts.find((lines) => lines.length <= MAX_LINES) ?? texts.at(-1)!).join('\n');
}

function failureText({ title, why, fix, or = [], evidence, docs, check, alternatives }: Finding): string[] {
  return [
    `**${prose(title)}** (check ${code(check)})`,
    '',
    ...(why ? [`- Why: ${prose(why)}`] : []),
    ...(fix
      ? [`- Fix: ${[fix.command && code(fix.command), prose(fix.what)].filter(Boolean).join(' ')}`]
      : []),
    ...or.slice(0, MAX_ALTERNATIVES).map((way) => `- Or: ${prose(way)}`),
    ...(alternatives?.length ? [`- Less likely: ${alternatives.map(code).join(', ')}`] : []),
    ...evidence.slice(0, MAX_EVIDENCE).map((line) => `- Seen: ${code(cutLine(withoutNames(line)))}`),
    ...moreText(evidence.length - MAX_EVIDENCE, 'line').filter(Boolean),
    ...(docs ? [`- Docs: ${prose(docs)}`] : []),
    '',
  ];
}

/** What else the account has is only counted. */
function withoutNames(evidence: string): string {
  return evidence.replace(
    /^(the account’s gateways): (.+)$/,
    (_, what: string, names: string) => `${what}: ${names.split(', ').length} (names left out)`,
  );
}

function setupText(setup: ReportSetup): string[] {
  const { version, client, openclaw, writtenBy, node, platform, configPath, envPath, baseUrl, api, model } =
    setup;
  const optional = (name: string, value: string | undefined) => `${name} ${value ? code(value) : '(none)'}`;
  const program = client
    ? 'another client'
    : `OpenClaw ${openclaw ? code(openclaw) : '(not on the PATH)'}${writtenBy ? `, config written by ${code(writtenBy)}` : ''}`;
  return [
    `cf-aig ${code(version)}, ${program}, Node ${code(node)}, ${code(platform)}`,
    '',
    ...(client ? [] : [`- ${optional('config', configPath)}, ${optional('variables', envPath)}`]),
    `- ${optional('base URL', baseUrl)}, ${optional('API', api)}, ${optional('model', model)}`,
    '',
  ];
}

function warningTable(warnings: readonly Finding[]): string[] {
  if (!warnings.length) return [];
  return [
    tableRow(['warning', 'finding']),
    '|---|---|',
    ...warnings
      .slice(0, MAX_WARNINGS)
      .map(({ cause, check, title }) => tableRow([code(cause ?? check), prose(title)])),
    '',
    ...moreText(warnings.length - MAX_WARNINGS, 'warning'),
  ];
}

/** The checks that need no line of their own. */
function checkLists(findings: readonly Finding[]): string[] {
  const named = (status: Finding['status']) =>
    findings.filter((finding) => finding.status === status).map(({ check }) => check);
  const lists = [
    ['passed', named('pass')],
    ['not checked', named('skip')],
  ] as const;
  return [
    ...lists
      .filter(([, checks]) => checks.length)
      .map(([name, checks]) => `- ${checks.length} ${name}: ${checks.join(', ')}`),
    '',
  ];
}

/** In full those of the failures, collapsed; one line for each of the others. */
function exchangeText(
  exchanges: readonly Exchange[],
  findings: readonly Finding[],
  fullExchanges: number,
): string[] {
  const evidence = new Set(
    findings.filter(({ status }) => status === 'fail').flatMap((finding) => finding.evidence),
  );
  const telling = exchanges.filter((exchange) => evidence.has(requestLine(exchange))).slice(0, fullExchanges);
  const others = exchanges.filter((exchange) => !telling.includes(exchange));
  return [
    ...telling.flatMap((exchange) => {
      const lines = exchangeLines(exchange);
      const cut = lines.length - MAX_EXCHANGE_LINES;
      return [
        summary(`${exchange.id}: ${cutLine(requestLine(exchange))}`),
        '',
        ...codeBlock(cut > 0 ? [...lines.slice(0, MAX_EXCHANGE_LINES), `and ${cut} more lines`] : lines),
        '</details>',
        '',
      ];
    }),
    ...exchangeTable(others),
  ];
}

function exchangeTable(exchanges: readonly Exchange[]): string[] {
  if (!exchanges.length) return [];
  return [
    tableRow(['exchange', 'answer', 'ms', '']),
    '|---|---|--:|---|',
    ...exchanges
      .slice(0, MAX_EXCHANGES)
      .map((exchange) =>
        tableRow([
          code(`${exchange.id}: ${exchange.request.method} ${cutLine(exchange.request.url)}`),
          code(outcomeOf(exchange)),
          String(Math.round(exchange.timings.totalMs)),
          bodyKind(exchange),
        ]),
      ),
    '',
    ...moreText(exchanges.length - MAX_EXCHANGES, 'exchange'),
  ];
}

function moreText(count: number, noun: string): string[] {
  return count > 0 ? [`and ${count} more ${noun}${count === 1 ? '' : 's'}`, ''] : [];
}
