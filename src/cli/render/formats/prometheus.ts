import { isProblem, type Status } from '../../../doctor/check/finding.js';
import { visible } from '../../../lib/text/visible.js';
import type { RunReport } from './run-report.js';

type Labels = Record<string, string>;

interface Sample {
  labels: Labels;
  value: number;
}

interface Metric {
  name: string;
  help: string;
  samples(report: RunReport): Sample[];
}

/** Worst first: a check with several findings has the status of the worst. */
const SEVERITY: readonly Status[] = ['fail', 'warn', 'pass', 'skip'];

/** Names, labels and help are a contract: metrics may be added but never renamed. The help is the same in every file. */
const METRICS: readonly Metric[] = [
  {
    name: 'cf_aig_check',
    help: 'A check of cf-aig doctor; 1 for the status that it has: pass, warn, fail or skip.',
    samples: (report) => statuses(report, 'doctor', 'check'),
  },
  {
    name: 'cf_aig_check_problem',
    help: 'A failure or warning of cf-aig doctor, with its cause; absent if there is none.',
    samples: (report) => problems(report, 'doctor', 'check'),
  },
  {
    name: 'cf_aig_model',
    help: 'A model of cf-aig test-model; 1 for the status that it has: pass or fail.',
    samples: (report) => statuses(report, 'test-model', 'model'),
  },
  {
    name: 'cf_aig_model_problem',
    help: 'A failure of cf-aig test-model, with its cause; absent if there is none.',
    samples: (report) => problems(report, 'test-model', 'model'),
  },
  measure('first_byte_seconds', 'Time until the first byte of the answer.'),
  measure('total_seconds', 'Time until the whole answer was there.'),
  measure('input_tokens', 'Tokens of the request, as the provider counts them.'),
  measure('output_tokens', 'Tokens of the answer, as the provider counts them.'),
  measure('cost_dollars', 'Estimated cost of the request in US dollars.'),
  {
    name: 'cf_aig_exit_code',
    help: 'Exit code of the last run of a command; 0 if all is well.',
    samples: ({ command, exitCode }) => [{ labels: { command }, value: exitCode }],
  },
  {
    name: 'cf_aig_last_run_timestamp_seconds',
    help: 'When the last run of a command began, in seconds since the epoch.',
    samples: ({ command, startedAt }) => [{ labels: { command }, value: Date.parse(startedAt) / 1000 }],
  },
  {
    name: 'cf_aig_run_duration_seconds',
    help: 'How long the last run of a command took.',
    samples: ({ command, elapsedMs }) => [{ labels: { command }, value: elapsedMs / 1000 }],
  },
  {
    name: 'cf_aig_info',
    help: 'The version of cf-aig that ran a command.',
    samples: ({ command, version }) => [{ labels: { command, version }, value: 1 }],
  },
];

/** Prometheus’ text format, for the textfile collector of node_exporter. */
export function prometheusReport(report: RunReport): string {
  return METRICS.map(({ name, help, samples }) => {
    // The same labels twice would make the whole file invalid; the first wins.
    const lines = new Map<string, number>();
    for (const { labels, value } of samples(report)) {
      const key = labelsText({ ...labels, ...report.labels });
      if (!lines.has(key)) lines.set(key, value);
    }
    if (!lines.size) return '';
    const head = `# HELP ${name} ${help}\n# TYPE ${name} gauge\n`;
    return head + [...lines].map(([labels, value]) => `${name}{${labels}} ${value}\n`).join('');
  }).join('');
}

function statuses({ command, rows }: RunReport, wanted: RunReport['command'], unit: string): Sample[] {
  if (command !== wanted) return [];
  const worst = new Map<string, Status>();
  for (const { name, status } of rows) {
    const other = worst.get(name);
    if (!other || SEVERITY.indexOf(status) < SEVERITY.indexOf(other)) worst.set(name, status);
  }
  return [...worst].map(([name, status]) => ({ labels: { [unit]: name, status }, value: 1 }));
}

function problems({ command, rows }: RunReport, wanted: RunReport['command'], unit: string): Sample[] {
  if (command !== wanted) return [];
  return rows.filter(isProblem).map(({ name, status, category = '', cause = '' }) => ({
    labels: { [unit]: name, status, category, cause },
    value: 1,
  }));
}

/** Of every model that has it. */
function measure(name: string, help: string): Metric {
  return {
    name: `cf_aig_model_${name}`,
    help,
    samples: ({ rows }) =>
      rows.flatMap(({ name: model, measures }) => {
        const value = measures?.[name];
        return value === undefined ? [] : [{ labels: { model }, value }];
      }),
  };
}

function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`)
    .join(',');
}

function escapeLabel(text: string): string {
  return visible(text).replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
