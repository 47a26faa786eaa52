import { pathToFileURL } from 'node:url';
import { visible } from '../../../lib/text/visible.js';
import { relativePath } from './relative-path.js';
import { type Place, problemsOf, type ReportRow, type RunReport } from './run-report.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const INFORMATION = 'https://www.npmjs.com/package/cf-aig';
/** RFC 3986: what is from the user, such as a name in the address of a dashboard, may have any characters. */
const URI =
  /^https:\/\/(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})+(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/i;
/** What relative places are relative to. */
const ROOT = '%SRCROOT%';

/** SARIF 2.1.0, as code scanning reads it: a result for each problem, a rule for each cause. */
export function sarifReport(report: RunReport): string {
  const { command, version, rows, cwd, exitCode, startedAt, elapsedMs } = report;
  const problems = problemsOf(rows);
  const rules = new Map(problems.map((row) => [ruleId(row), row]));
  const ids = [...rules.keys()];
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'cf-aig', version, informationUri: INFORMATION, rules: [...rules].map(ruleOf) },
        },
        automationDetails: { id: `cf-aig/${command}/` },
        invocations: [
          {
            executionSuccessful: true,
            exitCode,
            startTimeUtc: startedAt,
            endTimeUtc: new Date(Date.parse(startedAt) + elapsedMs).toISOString(),
          },
        ],
        originalUriBaseIds: { [ROOT]: { uri: `${pathToFileURL(cwd).href.replace(/\/$/, '')}/` } },
        columnKind: 'utf16CodeUnits',
        results: problems.map((row) => resultOf(row, ids.indexOf(ruleId(row)), cwd)),
      },
    ],
  };
  const text = visible(JSON.stringify(log, null, 2));
  // A GitHub runner reads the log for `##[name]`.
  return `${text.replaceAll('##[', '#\\u0023[')}\n`;
}

function ruleId({ cause, name }: ReportRow): string {
  return cause ?? name;
}

function ruleOf([id, { cause, category, title, why, docs, remedy }]: [string, ReportRow]) {
  return {
    id,
    shortDescription: { text: cause ? `${category}: ${cause}` : title },
    ...(why && { fullDescription: { text: why } }),
    ...(docs && URI.test(docs) && { helpUri: docs }),
    ...(remedy.length > 0 && { help: { text: remedy.join('\n') } }),
    properties: { tags: category ? [category] : [] },
  };
}

function resultOf(row: ReportRow, ruleIndex: number, cwd: string) {
  const { name, title, remedy, evidence, category, place, isFailure } = row;
  return {
    ruleId: ruleId(row),
    ruleIndex,
    level: isFailure ? 'error' : 'warning',
    message: { text: [title, ...remedy].join('\n') },
    ...(place && { locations: [locationOf(place, cwd)] }),
    properties: { check: name, ...(category && { category }), evidence },
  };
}

function locationOf({ file, line, column }: Place, cwd: string) {
  const inside = relativePath(file, cwd);
  const artifactLocation =
    inside === undefined
      ? { uri: pathToFileURL(file).href }
      : { uri: inside.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
  const region = line === undefined ? undefined : { startLine: line, startColumn: column };
  return { physicalLocation: { artifactLocation, region } };
}
