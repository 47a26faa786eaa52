import { Buffer } from 'node:buffer';
import { describe, expect, test } from '@jest/globals';
import { githubAnnotations } from '../../../../src/cli/render/formats/github.js';
import { junitReport } from '../../../../src/cli/render/formats/junit.js';
import { markdownReport } from '../../../../src/cli/render/formats/markdown.js';
import { prometheusReport } from '../../../../src/cli/render/formats/prometheus.js';
import type { ReportRow, RunReport } from '../../../../src/cli/render/formats/run-report.js';
import { sarifReport } from '../../../../src/cli/render/formats/sarif.js';
import fc from '../../../property.js';
import { parseExposition } from './parse-exposition.js';
import { READERS } from './readers.js';
import { sarifFaults } from './sarif-faults.js';

const ROW: ReportRow = {
  name: 'token',
  status: 'pass',
  isFailure: false,
  title: 'accepted',
  evidence: [],
  remedy: [],
  durationMs: 12,
  cells: [],
};
const FAILED: ReportRow = {
  ...ROW,
  name: 'base-url',
  status: 'fail',
  isFailure: true,
  category: 'bad-url',
  cause: 'gateway-unknown',
  title: 'There is no such gateway.',
  why: 'Why not',
  evidence: ['GET ... -> 404'],
  remedy: ['Correct it.', 'Or create it.'],
  docs: 'https://developers.cloudflare.com/ai-gateway/',
  place: { file: '/work/my folder/openclaw.json', line: 7, column: 16 },
};
const WARNING: ReportRow = { ...FAILED, name: 'token', status: 'warn', isFailure: false };
const RUN: RunReport = {
  command: 'doctor',
  version: '1.2.3',
  exitCode: 12,
  startedAt: '2026-11-01T12:00:00.000Z',
  elapsedMs: 1250,
  summary: 'bad-url · gateway-unknown',
  columns: [],
  rows: [ROW, FAILED],
  cwd: '/work',
};

const anyRun = fc
  .array(
    fc.record({
      name: fc.string({ unit: 'binary' }),
      status: fc.constantFrom('pass', 'warn', 'fail', 'skip'),
      isFailure: fc.boolean(),
      category: fc.option(fc.string({ unit: 'binary' }), { nil: undefined }),
      cause: fc.option(fc.string({ unit: 'binary' }), { nil: undefined }),
      title: fc.string({ unit: 'binary' }),
      evidence: fc.array(fc.string({ unit: 'binary' })),
      remedy: fc.array(fc.string({ unit: 'binary' })),
      docs: fc.option(
        fc.string({ unit: 'binary' }).map((text) => `https://${text}`),
        { nil: undefined },
      ),
      place: fc.option(
        fc.record({
          file: fc.string({ unit: 'binary' }).map((name) => `/work/${name}`),
          line: fc.option(fc.integer({ min: 1 }), { nil: undefined }),
          column: fc.option(fc.integer({ min: 1 }), { nil: undefined }),
        }),
        { nil: undefined },
      ),
      durationMs: fc.nat(),
      cells: fc.constant([]),
    } satisfies { [K in keyof ReportRow]: unknown }),
  )
  .chain((rows) =>
    fc.constantFrom('doctor', 'test-model').map(
      (command): RunReport => ({
        ...RUN,
        command,
        rows: rows.map((row) => ({
          ...row,
          isFailure: row.status === 'fail' || (row.status === 'warn' && row.isFailure),
        })),
      }),
    ),
  );

describe('SARIF', () => {
  test('has a rule for the cause, and the place of the problem', () => {
    const log = JSON.parse(sarifReport({ ...RUN, rows: [ROW, FAILED, WARNING] }));
    expect(sarifFaults(log)).toEqual([]);
    expect(log.runs[0].tool.driver).toMatchObject({
      name: 'cf-aig',
      version: '1.2.3',
      rules: [
        {
          id: 'gateway-unknown',
          fullDescription: { text: 'Why not' },
          helpUri: 'https://developers.cloudflare.com/ai-gateway/',
          help: { text: 'Correct it.\nOr create it.' },
        },
      ],
    });
    expect(log.runs[0].results).toMatchObject([
      {
        ruleId: 'gateway-unknown',
        ruleIndex: 0,
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'my%20folder/openclaw.json', uriBaseId: '%SRCROOT%' },
              region: { startLine: 7, startColumn: 16 },
            },
          },
        ],
      },
      { ruleId: 'gateway-unknown', level: 'warning', properties: { check: 'token' } },
    ]);
    expect(log.runs[0].invocations[0]).toMatchObject({
      exitCode: 12,
      endTimeUtc: '2026-11-01T12:00:01.250Z',
    });
  });

  test('a file outside of the working directory has an absolute address, and no region without a line', () => {
    const place = { file: '/home/x y/openclaw.json' };
    const [result] = JSON.parse(sarifReport({ ...RUN, rows: [{ ...FAILED, place }] })).runs[0].results;
    expect(result.locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: 'file:///home/x%20y/openclaw.json' } } },
    ]);
  });

  test('has no results if all is well', () => {
    const log = JSON.parse(sarifReport({ ...RUN, rows: [ROW] }));
    expect(sarifFaults(log)).toEqual([]);
    expect(log.runs[0].results).toEqual([]);
  });

  test('is valid for any text', () => {
    fc.assert(fc.property(anyRun, (run) => expect(sarifFaults(JSON.parse(sarifReport(run)))).toEqual([])));
  });

  test.each([
    ['https://dash.cloudflare.com/0123/ai?to=/:account#logs', true],
    ['https://dash.cloudflare.com/my gateway', false],
    ['https://dash.cloudflare.com/a"b', false],
    ['https://dash.cloudflare.com/50%', false],
    ['https://', false],
    ['docs/causes.md', false],
  ])('a link is one only if it is an address: %s', (docs, isLink) => {
    const log = JSON.parse(sarifReport({ ...RUN, rows: [{ ...FAILED, docs }] }));
    expect(sarifFaults(log)).toEqual([]);
    expect(log.runs[0].tool.driver.rules[0].helpUri).toBe(isLink ? docs : undefined);
  });

  test('a problem without a cause has the check as its rule', () => {
    const row = { ...WARNING, cause: undefined, category: undefined };
    const log = JSON.parse(sarifReport({ ...RUN, rows: [row] }));
    expect(log.runs[0].results[0].ruleId).toBe('token');
  });
});

describe('Prometheus', () => {
  test('the whole file of doctor', () => {
    expect(
      prometheusReport(RUN),
    ).toBe(`# HELP cf_aig_check A check of cf-aig doctor; 1 for the status that it has: pass, warn, fail or skip.
# TYPE cf_aig_check gauge
cf_aig_check{check="token",status="pass"} 1
cf_aig_check{check="base-url",status="fail"} 1
# HELP cf_aig_check_problem A failure or warning of cf-aig doctor, with its cause; absent if there is none.
# TYPE cf_aig_check_problem gauge
cf_aig_check_problem{check="base-url",status="fail",category="bad-url",cause="gateway-unknown"} 1
# HELP cf_aig_exit_code Exit code of the last run of a command; 0 if all is well.
# TYPE cf_aig_exit_code gauge
cf_aig_exit_code{command="doctor"} 12
# HELP cf_aig_last_run_timestamp_seconds When the last run of a command began, in seconds since the epoch.
# TYPE cf_aig_last_run_timestamp_seconds gauge
cf_aig_last_run_timestamp_seconds{command="doctor"} 1793534400
# HELP cf_aig_run_duration_seconds How long the last run of a command took.
# TYPE cf_aig_run_duration_seconds gauge
cf_aig_run_duration_seconds{command="doctor"} 1.25
# HELP cf_aig_info The version of cf-aig that ran a command.
# TYPE cf_aig_info gauge
cf_aig_info{command="doctor",version="1.2.3"} 1
`);
  });

  test('a check with several findings has one status, the worst; every problem has its cause', () => {
    const families = parseExposition(prometheusReport({ ...RUN, rows: [ROW, WARNING, WARNING, ROW] }));
    expect(families.get('cf_aig_check')!.samples).toEqual([
      { labels: { check: 'token', status: 'warn' }, value: 1 },
    ]);
    expect(families.get('cf_aig_check_problem')!.samples).toHaveLength(1);
  });

  test('the measures of a model', () => {
    const measures = {
      first_byte_seconds: 0.12,
      total_seconds: 0.8,
      output_tokens: 40,
      cost_dollars: 4.2e-7,
    };
    const rows = [{ ...ROW, name: 'openai/gpt-4o', measures }];
    const families = parseExposition(prometheusReport({ ...RUN, command: 'test-model', rows }));
    const labels = { model: 'openai/gpt-4o' };
    expect(families.get('cf_aig_model')!.samples).toEqual([
      { labels: { ...labels, status: 'pass' }, value: 1 },
    ]);
    expect(families.get('cf_aig_model_first_byte_seconds')!.samples).toEqual([{ labels, value: 0.12 }]);
    expect(families.get('cf_aig_model_cost_dollars')!.samples).toEqual([{ labels, value: 4.2e-7 }]);
    expect(families.has('cf_aig_model_input_tokens')).toBe(false);
    expect(families.has('cf_aig_check')).toBe(false);
  });

  test('files of both commands, and of several profiles, have no sample in common', () => {
    const lines = (run: RunReport) =>
      prometheusReport(run)
        .split('\n')
        .filter((line) => line && !line.startsWith('#'))
        .map((line) => line.replace(/ \S+$/, ''));
    const all = [
      ...lines(RUN),
      ...lines({ ...RUN, command: 'test-model' }),
      ...lines({ ...RUN, labels: { profile: 'work' } }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test('any text keeps its meaning in a label', () => {
    fc.assert(fc.property(anyRun, (run) => void parseExposition(prometheusReport(run))));
    const name = 'a\\b"c\nd}';
    const families = parseExposition(prometheusReport({ ...RUN, rows: [{ ...ROW, name }] }));
    expect(families.get('cf_aig_check')!.samples[0]!.labels.check).toBe(name);
  });
});

test('JUnit is what Jenkins takes for any text', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      expect(READERS.junit(junitReport(run))).toHaveLength(run.rows.length);
    }),
  );
});

test('an annotation is one line for any text, and is the only command in it', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const problems = run.rows.filter(({ isFailure, status }) => isFailure || status === 'warn');
      expect(READERS.github(githubAnnotations(run))).toHaveLength(problems.length);
    }),
  );
});

test('all of it is UTF-8', () => {
  const rows = [{ ...FAILED, title: '\ud800' }];
  for (const text of [sarifReport, junitReport, prometheusReport].map((render) => render({ ...RUN, rows })))
    expect(Buffer.from(text).toString()).toBe(text);
});

describe('Markdown for a place with little room', () => {
  const many = { ...RUN, rows: Array.from({ length: 50 }, () => ({ ...FAILED, cells: ['ü'.repeat(10)] })) };
  const whole = markdownReport(many);
  const bytes = Buffer.byteLength(whole);

  test('is whole if it fits', () => {
    expect(markdownReport(many, bytes + 100)).toBe(whole);
  });

  test.each([1, 2, 3, 10, 40])(
    'has whole rows and problems, and says that some are missing: 1/%d',
    (part) => {
      const text = markdownReport(many, bytes / part - 1);
      const [shown, ...rest] = text.split('\n\nThe rest does not fit here: the log has it.\n');
      expect({ rest, isStart: whole.startsWith(`${shown!.trimEnd()}\n`) }).toEqual({
        rest: [''],
        isStart: true,
      });
      expect(Buffer.byteLength(text)).toBeLessThan(bytes / part);
    },
  );

  test('has the verdict in any case', () => {
    expect(markdownReport(many, 0)).toContain('bad-url');
  });
});
