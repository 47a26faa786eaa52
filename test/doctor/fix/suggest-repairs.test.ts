import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { advice, type Finding, type Outcome, pass, problem } from '../../../src/doctor/check/finding.js';
import { suggestRepairs } from '../../../src/doctor/fix/suggest-repairs.js';
import { GATEWAY_URL, Home, type Setup } from '../home.js';

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => home.remove());

const COMMAND = 'cf-aig doctor --fix';
const at = (check: string, outcome: Outcome): Finding => ({ check, durationMs: 0, ...outcome });

/** The fixes of the findings, in a setup. */
async function fixesOf(setup: Setup, ...outcomes: Outcome[]) {
  const { snapshot } = await home.inputs(setup);
  const findings = outcomes.map((outcome) => at('model', outcome));
  return (await suggestRepairs(snapshot, findings, { now: () => 0 })).map(({ fix }) => fix);
}

const MISSPELT = { baseUrl: `${GATEWAY_URL.replace('my-gateway', 'my-gatway')}/compat` };
const NEAR = problem('gateway-not-found', { gateway: 'my-gatway', nearest: 'my-gateway' });
const UNKNOWN = problem('gateway-not-found', { gateway: 'my-gatway' });
const TOKEN = problem('token-unknown', {});
const TWO_TYPOS = {
  models: ['openai/gpt-4o-mini', 'openai/gpt-4o-mimi', 'openai/gpt-4.1-mimi'].map((id) => ({ id, name: id })),
};

test.each<[string, Setup, Outcome, Finding['fix']]>([
  [
    'a repair that is certain',
    { block: MISSPELT },
    NEAR,
    { command: COMMAND, what: 'my-gatway -> my-gateway in baseUrl' },
  ],
  ['none: what is right is not known', { block: MISSPELT }, UNKNOWN, UNKNOWN.fix],
  ['none for this cause', {}, TOKEN, TOKEN.fix],
  ['none for advice', {}, advice('it is open', ['Close it.']), { what: 'Close it.' }],
  ['none for what passed', {}, pass('fine'), undefined],
])('%s', async (_name, setup, outcome, fix) => {
  expect(await fixesOf(setup, outcome)).toEqual([fix]);
});

test('several findings of one cause are one repair', async () => {
  const rename = (from: string, to: string) => problem('model-not-offered', { model: from, nearest: to });
  const fixes = await fixesOf(
    { block: TWO_TYPOS },
    rename('openai/gpt-4o-mimi', 'openai/gpt-4o'),
    rename('openai/gpt-4.1-mimi', 'openai/gpt-4.1-mini'),
  );
  const what =
    'openai/gpt-4o instead of openai/gpt-4o-mimi, openai/gpt-4.1-mini instead of openai/gpt-4.1-mimi';
  expect(fixes).toEqual([
    { command: COMMAND, what },
    { command: COMMAND, what },
  ]);
});

test('a mode is repaired without a change of the text', async () => {
  const [fix] = await fixesOf({}, problem('config-permissive', { file: 'x' }));
  expect(fix).toEqual({ command: COMMAND, what: `${home.at('.openclaw', 'openclaw.json')} has mode 0600` });
});

test('a repair that would bring a failure is not suggested', async () => {
  const setup: Setup = { block: { apiKey: 'NOWHERE_DEFINED' }, env: {} };
  const finding = problem('api-key-bare-name', { variable: 'NOWHERE_DEFINED' });
  expect(await fixesOf(setup, finding)).toEqual([finding.fix]);
});
