import { describe, expect, test } from '@jest/globals';
import type { AnyCheck, Check, Inputs, Stage } from '../../../src/doctor/check/check.js';
import type { CheckId } from '../../../src/doctor/check/check-ids.js';
import { advice, type Outcome, pass, problem, skip } from '../../../src/doctor/check/finding.js';
import { type InputSource, runChecks } from '../../../src/doctor/check/runner.js';

const FAIL = problem('api-key-missing', {});

/** Inputs of every stage but those named. The checks here do not look at them. */
const source = (...missing: Stage[]): InputSource => {
  const of = (stage: Stage) => async () => (missing.includes(stage) ? undefined : ({} as Inputs[Stage]));
  return {
    config: of('config'),
    block: of('block'),
    machine: of('machine'),
    runtime: of('runtime'),
    wire: of('wire'),
  } as unknown as InputSource;
};

function check<S extends Stage>(
  id: CheckId,
  stage: S,
  run: () => Outcome | Outcome[],
  needs: readonly CheckId[] = [],
): AnyCheck {
  const one: Check<CheckId, S> = { id, title: id, stage, needs, run: run as Check<CheckId, S>['run'] };
  return one as unknown as AnyCheck;
}

async function brief(checks: readonly AnyCheck[], o: { offline?: boolean; from?: InputSource } = {}) {
  const findings = await runChecks(checks, o.from ?? source(), { offline: o.offline ?? false, now: () => 0 });
  return findings.map(({ check: id, status, title }) => `${id}: ${status}: ${title}`);
}

test.each<[string, AnyCheck[], string[], { offline?: boolean; from?: InputSource }?]>([
  ['what a check sees', [check('node', 'machine', () => pass('Node 20'))], ['node: pass: Node 20']],
  [
    'several findings of one check',
    [check('proxy', 'machine', () => [pass('a'), advice('b', [])])],
    ['proxy: pass: a', 'proxy: warn: b'],
  ],
  ['no finding at all', [check('other-blocks', 'block', () => [])], []],
  [
    'a failure hides what needs it',
    [
      check('config-file', 'config', () => FAIL),
      check('config-syntax', 'config', () => pass('x'), ['config-file']),
    ],
    ['config-file: fail: ', 'config-syntax: skip: not checked: config-file failed'],
  ],
  [
    'a skip hands its reason on',
    [check('gateway', 'wire', () => skip('why')), check('provider', 'wire', () => pass('x'), ['gateway'])],
    ['gateway: skip: why', 'provider: skip: why'],
  ],
  [
    'a warning hides nothing',
    [
      check('gateway', 'wire', () => advice('w', [])),
      check('provider', 'wire', () => pass('x'), ['gateway']),
    ],
    ['gateway: warn: w', 'provider: pass: x'],
  ],
  [
    'a stage needs what its inputs come from',
    [check('provider-block', 'config', () => FAIL), check('base-url', 'block', () => pass('x'))],
    ['provider-block: fail: ', 'base-url: skip: not checked: provider-block failed'],
  ],
  [
    '--offline leaves out the wire alone',
    [check('base-url', 'block', () => pass('x')), check('clock', 'wire', () => pass('x'))],
    ['base-url: pass: x', 'clock: skip: not checked: --offline'],
    { offline: true },
  ],
  [
    'a stage without inputs',
    [check('base-url', 'block', () => pass('x'))],
    ['base-url: skip: not checked: there is nothing to check'],
    { from: source('block') },
  ],
])('%s', async (...[, checks, expected, o]) => {
  const seen = await brief(checks, o);
  expect(seen.map((line) => line.replace(/fail: .*/, 'fail: '))).toEqual(expected);
});

describe('a check that throws', () => {
  const breaks = check('model', 'block', () => {
    throw new TypeError('x is not a function');
  });

  test('becomes a finding of its own; all others are still said', async () => {
    const findings = await runChecks(
      [check('node', 'machine', () => pass('a')), breaks, check('plugin', 'block', () => pass('b'))],
      source(),
      { offline: false, now: () => 0 },
    );
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'fail', 'pass']);
    expect(findings[1]).toMatchObject({
      check: 'model',
      title: 'this check crashed: x is not a function',
      broken: true,
    });
  });

  test('what needs it is skipped', async () => {
    const seen = await brief([breaks, check('clock', 'wire', () => pass('x'), ['model'])]);
    expect(seen[1]).toBe('clock: skip: not checked: model failed');
  });

  test('as do inputs that cannot be read', async () => {
    const from = source();
    from.machine = async () => {
      throw new Error('EIO');
    };
    expect(await brief([check('node', 'machine', () => pass('x'))], { from })).toEqual([
      'node: fail: this check crashed: EIO',
    ]);
  });
});

test('findings are shown in the order of the list, whatever takes longer', async () => {
  const shown: string[] = [];
  const slow = check(
    'connection',
    'wire',
    (() => new Promise((done) => setTimeout(() => done(pass('slow')), 20))) as unknown as () => Outcome,
  );
  await runChecks([slow, check('clock', 'wire', () => pass('quick'))], source(), {
    offline: false,
    now: () => 0,
    onFindings: (_findings, title) => shown.push(title),
  });
  expect(shown).toEqual(['connection', 'clock']);
});
