import { expect, test } from '@jest/globals';
import { changesEnv, nextSteps } from '../../../../src/cli/commands/init/next-steps.js';
import type { StaleGateway } from '../../../../src/doctor/runtime/running-gateway.js';

const TOKEN = 'CLOUDFLARE_AI_GATEWAY_API_KEY';
const view = (...lacks: string[]): StaleGateway => ({ pid: 4711, needs: [TOKEN], lacks });

test.each<[string, StaleGateway | undefined, string | undefined, string]>([
  ['not running: not mentioned', undefined, undefined, 'Next:\n  openclaw agent exec "hi"\n'],
  ['another profile', undefined, 'work', 'Next:\n  openclaw --profile work agent exec "hi"\n'],
  [
    'running with the variable',
    view(),
    undefined,
    `OpenClaw's gateway is running (process 4711) and has\n${TOKEN}: it needs no restart.\n\nNext:\n  openclaw agent exec "hi"\n`,
  ],
  [
    'running without it',
    view(TOKEN),
    'work',
    `OpenClaw's gateway is running (process 4711) without the new\n${TOKEN}: it reads .env only at startup.\n\nNext:\n  openclaw --profile work gateway restart\n  openclaw --profile work agent exec "hi"\n`,
  ],
  [
    'running, needs none',
    { pid: 4711, needs: [], lacks: [] },
    undefined,
    'Next:\n  openclaw agent exec "hi"\n',
  ],
])('%s', (_name, gateway, profile, text) => {
  const last = '  cf-aig test-model            # one small real request per model\n';
  expect(nextSteps(gateway, profile)).toBe(`\n${text}${last}`);
});

test.each([
  ['.env', 'a', 'b', true],
  ['.env', null, 'b', true],
  ['.env', 'a', 'a', false],
  ['openclaw.json', 'a', 'b', false],
])('%s from %j to %j', (path, before, after, changes) => {
  const plan = {
    place: { configPath: 'openclaw.json', envPath: '.env' },
    writes: [{ path, before, after }],
    configAfter: '',
    envAfter: '',
    notes: [],
  };
  expect(changesEnv(plan)).toBe(changes);
});
