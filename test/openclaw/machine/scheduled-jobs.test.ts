import { expect, test } from '@jest/globals';
import { allowList } from '../../../src/doctor/block/allow-list.js';
import { model } from '../../../src/doctor/block/model.js';
import type { OpenDatabase } from '../../../src/lib/sqlite.js';
import { jobRoles } from '../../../src/openclaw/blocks/model-roles.js';
import { brief, findingsOf, inHome, PROVIDER, type Setup } from '../../doctor/home.js';

const GPT = `${PROVIDER}/openai/gpt-4o-mini`;
const job = (payload: unknown, more: object = {}) => ({ id: '1', name: 'Morning report', payload, ...more });
const inFile = (...jobs: unknown[]): Setup => ({
  files: { '.openclaw/cron/jobs.json': JSON.stringify({ version: 1, jobs }) },
});
const database =
  (rows: Record<string, unknown>[]): OpenDatabase =>
  () => ({ rows: () => rows, close: () => {} });
const inDatabase = (...rows: Record<string, unknown>[]): Setup => ({
  machine: { openDatabase: () => database(rows) },
});

const READ: [string, Setup, unknown[]][] = [
  ['none', {}, []],
  [
    'a file',
    inFile(job({ kind: 'agentTurn', model: GPT })),
    [{ name: 'Morning report', model: GPT, fallbacks: [] }],
  ],
  [
    'a file with an agent and fallbacks',
    inFile(job({ model: GPT, fallbacks: ['a/b', 7] }, { agentId: 'coder' })),
    [{ name: 'Morning report', agent: 'coder', model: GPT, fallbacks: ['a/b'] }],
  ],
  ['a job without a model', inFile(job({ message: 'hi' }), job(null), 'text'), []],
  ['a job that is off', inFile(job({ model: GPT }, { enabled: false })), []],
  ['a file that is none', { files: { '.openclaw/cron/jobs.json': '[1,' } }, []],
  [
    'a database',
    inDatabase(
      { name: 'x', agent: null, model: GPT, fallbacks: '["a/b"]' },
      { name: 'y', model: null, fallbacks: null },
    ),
    [{ name: 'x', model: GPT, fallbacks: ['a/b'] }],
  ],
  [
    'a database of another schema',
    {
      machine: {
        openDatabase: () => () => {
          throw new Error('no such table');
        },
      },
    },
    [],
  ],
];

test.each(READ)('%s', async (_name, setup, expected) => {
  const { surroundings } = await inHome((home) => home.inputs(setup));
  expect(surroundings.jobs).toEqual(expected);
});

test('a job without an agent is the default agent’s', () => {
  const jobs = [{ name: 'Morning report', model: 'mini', fallbacks: [] }];
  const config = {
    agents: { defaults: { models: { [GPT]: { alias: 'mini' } } }, entries: { a: {}, b: { default: true } } },
  };
  expect(jobRoles(config, jobs)).toMatchObject([
    { role: 'jobs["Morning report"]', agent: 'b', isFallback: false, model: { ref: GPT } },
  ]);
});

test('doctor checks the models of jobs', async () => {
  const look = (payload: unknown, check: typeof model | typeof allowList, config?: Record<string, unknown>) =>
    inHome(async (home) =>
      findingsOf(check, await home.inputs({ ...inFile(job(payload)), config, offline: true })),
    );
  const [typo] = await look({ model: `${PROVIDER}/openai/gpt-4o-mimi` }, model);
  expect(typo).toMatchObject({ status: 'fail', cause: 'model-not-listed' });
  expect(typo?.evidence[0]).toBe(`jobs["Morning report"].model = ${PROVIDER}/openai/gpt-4o-mimi`);
  const [elsewhere] = await look({ model: 'openai/gpt-4o' }, model);
  expect(elsewhere?.title).toContain('jobs["Morning report"] of main');
  const allow = { agents: { defaults: { model: 'a/b', modelPolicy: { allow: ['a/b'] } } } };
  expect(brief(await look({ model: GPT }, allowList, allow))).toEqual(['warn model-not-allowed']);
});
