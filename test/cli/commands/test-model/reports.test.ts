import { describe, expect, test } from '@jest/globals';
import { htmlReport } from '../../../../src/cli/commands/test-model/reports/html.js';
import { modelReport } from '../../../../src/cli/commands/test-model/reports/model-report.js';
import type { ModelRun } from '../../../../src/cli/commands/test-model/reports/report.js';
import { githubAnnotations } from '../../../../src/cli/render/formats/github.js';
import { junitReport } from '../../../../src/cli/render/formats/junit.js';
import { markdownReport } from '../../../../src/cli/render/formats/markdown.js';
import type { RunReport } from '../../../../src/cli/render/formats/run-report.js';
import { tableHead, tableRow } from '../../../../src/cli/render/model-table.js';
import { styleFor } from '../../../../src/cli/render/style.js';
import type { TestedModel } from '../../../../src/models/tested-model.js';

const GOOD: TestedModel = {
  model: 'openai/gpt-4o',
  ok: true,
  httpStatus: 200,
  firstByteMs: 120,
  totalMs: 800,
  inputTokens: 10,
  outputTokens: 40,
  tokensPerSecond: 58.8,
  costUsd: 0.00042,
  attempts: 1,
  evidence: [],
  remedy: [],
};

const NASTY: TestedModel = {
  model: 'x/<script>alert("1")</script>|\u0000\u001b[31m',
  ok: false,
  category: 'upstream-error',
  cause: 'provider-outage',
  title: 'It said: 100%, </pre> & "more"\nsecond line',
  why: "'quoted'",
  attempts: 3,
  evidence: ['<b>', ']]>'],
  remedy: ['Do: this, and that'],
};

const RUN: ModelRun = {
  version: '1.2.3',
  startedAt: '2026-11-01T12:00:00.000Z',
  elapsedMs: 1234,
  stream: true,
  repeat: 1,
  gateways: [{ gateway: 'my-gateway', accountId: '0123456789abcdef0123456789abcdef' }],
  results: [GOOD, NASTY],
};

const as = (render: (report: RunReport) => string) => (run: ModelRun) =>
  render(modelReport(run, { cwd: '/work', exitCode: 15, placeOf: () => ({ file: '/work/openclaw.json' }) }));
const junit = as(junitReport);
const annotations = as(githubAnnotations);
const summary = as(markdownReport);

describe('text of models and providers is escaped', () => {
  test('html', () => {
    const html = htmlReport(RUN);
    expect(html).not.toMatch(/<script|<b>x|<\/pre> &/);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain("default-src 'none'");
    expect(html.match(/<rect class="bar"/g)).toHaveLength(2);
  });

  test('junit', () => {
    const xml = junit(RUN);
    expect(xml).toContain('tests="2" failures="1"');
    expect(xml).toContain('name="openai/gpt-4o" time="0.800"/>');
    expect(xml).toContain('type="upstream-error.provider-outage"');
    expect(xml).not.toMatch(/[\u0000\u001b]|<script/);
  });

  test('github', () => {
    const [error, notice] = annotations(RUN).split('\n');
    expect(error).toMatch(
      /^::error title=[^:,]*%3A upstream-error \/ provider-outage,file=openclaw.json::It said: 100%25/,
    );
    expect(error).toContain('%0Asecond line%0ADo: this, and that');
    expect(notice).toBe('::notice title=cf-aig test-model::1 of 2 models answered');
    expect(summary(RUN)).toContain('| `openai/gpt-4o` | answered | 120 ms | 800 ms | 58.8 | $0.00042 |');
  });
});

test.each<[string, (run: ModelRun) => string, RegExp]>([
  ['html', htmlReport, /x\\u202ey/],
  ['junit', junit, /x\\u202ey/],
  ['the summary of a job', summary, /\| `x\\u202ey \\\| <b> @me \\u200b\\u009b` \|/],
])('what reorders text, or is not seen, becomes visible: %s', (_name, report, expected) => {
  const text = report({ ...RUN, results: [{ ...NASTY, model: 'x\u202ey | <b>\n@me \u200b\u009b' }] });
  expect(text).not.toMatch(/[\u202e\u200b\u009b]/);
  expect(text).toMatch(expected);
});

describe('the HTML page', () => {
  const ID = '0123456789abcdef0123456789abcdef';
  const FAILED: TestedModel = {
    ...NASTY,
    model: 'openai/gpt-4o-mini',
    title: `The account ${ID} has no gateway "x".`,
    fix: { command: 'cf-aig doctor --fix', what: `or see https://dash.cloudflare.com/${ID}/ai/ai-gateway.` },
    or: ['Choose `another` model.'],
    evidence: [`POST https://gateway.ai.cloudflare.com/v1/${ID}/x -> 400`],
    docs: 'https://developers.cloudflare.com/ai-gateway/',
  };
  const html = htmlReport({ ...RUN, results: [GOOD, FAILED, { ...FAILED, docs: 'javascript:alert(1)' }] });

  test('names the gateway and its account, of which only the end is shown', () => {
    expect(html).toContain('my-gateway, account …cdef');
    expect(html).not.toContain(ID);
  });

  test('explains its marks and columns', () => {
    const legend = html.slice(html.indexOf('<h2>Legend</h2>'), html.indexOf('<h2>Failures</h2>'));
    for (const mark of ['✔', '✖', 'first byte', 'total', 'tokens', 'tokens/s', 'cost'])
      expect(legend).toMatch(new RegExp(`<dt>(?:<b class="\\w+">)?${mark}(?:</b>)?</dt><dd>\\w`));
    expect(html).toContain('until the first byte');
  });

  test('links each failure, the documents of its cause and the dashboard, and nothing that is not https', () => {
    expect(html).toContain('<a href="#failure-2">upstream-error · provider-outage</a>');
    expect(html).toContain('<section id="failure-2">');
    expect(html).toContain('href="https://developers.cloudflare.com/ai-gateway/"');
    expect(html).toContain('href="https://dash.cloudflare.com/?to=/:account/ai/ai-gateway"');
    expect(html.match(/href="[^"]*"/g)!.filter((link) => !/^href="(?:https:|#)/.test(link))).toEqual([]);
    expect(html).toContain('<dt>Fix</dt><dd><code>cf-aig doctor --fix</code> or see <a ');
    expect(html).toContain('<dt>Or</dt><dd>Choose <code>another</code> model.</dd>');
  });

  test('fits a telephone, follows the colours of the system, and loads nothing', () => {
    expect(html).toContain('name="viewport" content="width=device-width');
    expect(html).toMatch(/@media \(max-width: 45rem\)/);
    expect(html).toContain('@media (prefers-color-scheme: dark)');
    expect(html).not.toMatch(/<(?:script|link|img|iframe|object)|\ssrc=|@import|url\(/);
  });

  test('no text of a result becomes markup, in whichever field', () => {
    const evil = "\"><script>alert(1)</script><b onmouseover='x'>\u0000\u001b";
    const all: TestedModel = {
      ...{ model: evil, ok: false, attempts: 1, title: evil, why: evil, docs: `https://x/${evil}` },
      ...{ category: 'config', cause: evil as never, evidence: [evil], remedy: [evil], or: [evil] },
      fix: { command: evil, what: evil },
      routedModel: evil,
    };
    const page = htmlReport({
      ...RUN,
      version: evil,
      startedAt: evil,
      gateways: [{ gateway: evil, accountId: evil }],
      results: [all, { ...all, ok: true, totalMs: 1 }],
    });
    expect(page).not.toMatch(/<script|<b onmouse|[\u0000\u001b]/);
    const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
    expect([...tags].filter((tag) => !KNOWN_TAGS.includes(tag!))).toEqual([]);
  });
});

const KNOWN_TAGS = (
  'html head meta title style body header h1 h2 h3 dl dt dd p i ul li span svg rect table thead tbody tr th td ' +
  'b br small a section pre code'
).split(' ');

test.each([40, 60, 80, 110, 200])('no row is wider than %d columns', (columns) => {
  const style = styleFor({ env: {}, isTty: false, columns, unicode: true });
  const long = 'google-vertex-ai/google/gemini-2.5-flash-with-a-very-long-name-that-does-not-end-here';
  const lines = [
    tableHead(style),
    ...[GOOD, NASTY, { ...GOOD, model: long, totalMs: 123_456, tokensPerSecond: 12_345, costUsd: 1234 }].map(
      (result) => tableRow({ model: result.model.slice(0, 70), progress: { state: 'done', result } }, style),
    ),
    tableRow({ model: long }, style),
    tableRow({ model: long, progress: { state: 'asking', round: 12 }, elapsedMs: 123_456 }, style),
    tableRow({ model: long, progress: { state: 'waiting', round: 2, ms: 60_000 } }, style),
  ];
  const most = Math.max(columns, 12 + 2 + 36);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.min(110, most) + 5);
});
