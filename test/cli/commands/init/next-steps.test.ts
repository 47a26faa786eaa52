import { expect, test } from '@jest/globals';
import { changesEnv, type NextOptions, nextSteps } from '../../../../src/cli/commands/init/next-steps.js';
import type { Layout } from '../../../../src/cli/render/hang.js';
import type { StaleGateway } from '../../../../src/doctor/runtime/running-gateway.js';
import type { Snapshot } from '../../../../src/openclaw/snapshot.js';

const TOKEN = 'CLOUDFLARE_AI_GATEWAY_API_KEY';
const SERVICE = { action: 'openclaw gateway restart', isCommand: true };
const PROCESS = { action: 'stop process 4711 and start it again', isCommand: false, why: 'It would stay.' };
const view = (lacks: string[], restart: StaleGateway['restart'] = SERVICE): StaleGateway => ({
  pid: 4711,
  needs: [TOKEN],
  lacks,
  restart,
});
type Setup = { profile?: string; version?: string; config?: Record<string, unknown> };

test.each<[string, StaleGateway | undefined, Setup, string]>([
  ['not running: not mentioned', undefined, {}, 'Next:\n  openclaw agent exec "hi"\n'],
  ['another profile', undefined, { profile: 'work' }, 'Next:\n  openclaw --profile work agent exec "hi"\n'],
  [
    'a version without agent exec',
    undefined,
    { version: '2026.6.11' },
    'Next:\n  openclaw agent --local --agent main --message hi\n',
  ],
  ['a version with it', undefined, { version: '2026.9.6' }, 'Next:\n  openclaw agent exec "hi"\n'],
  [
    'another default agent',
    undefined,
    { version: '2026.2.23', config: { agents: { list: [{ id: 'a' }, { id: 'b', default: true }] } } },
    'Next:\n  openclaw agent --local --agent b --message hi\n',
  ],
  [
    'running with the variable',
    view([]),
    {},
    `OpenClaw's gateway is running (process 4711) and has\n${TOKEN}: it needs no restart.\n\nNext:\n  openclaw agent --agent main --message hi\n`,
  ],
  [
    'running as a service without it',
    view([TOKEN], { action: 'openclaw --profile work gateway restart', isCommand: true }),
    { profile: 'work' },
    `OpenClaw's gateway is running (process 4711) without the new\n${TOKEN}: it reads .env only at startup.\n\nNext:\n  openclaw --profile work gateway restart\n  openclaw --profile work agent --agent main --message hi\n`,
  ],
  [
    'running by itself without it',
    view([TOKEN], PROCESS),
    {},
    `OpenClaw's gateway is running (process 4711) without the new\n${TOKEN}: it reads .env only at startup. It would stay.\n\nNext:\n  stop process 4711 and start it again\n  openclaw agent --agent main --message hi\n`,
  ],
  [
    'OpenClaw is not installed',
    undefined,
    { version: 'none' },
    'Next:\n  npm install -g openclaw@latest   # not on the PATH yet\n  openclaw agent exec "hi"\n',
  ],
  [
    'running, needs none',
    { pid: 4711, needs: [], lacks: [], restart: SERVICE },
    {},
    'Next:\n  openclaw agent --agent main --message hi\n',
  ],
])('%s', (_name, gateway, { profile, version, config }, text) => {
  const flags = profile ? ` --profile ${profile}` : '';
  const last = `  cf-aig test-model${flags}   # one small request per model\n`;
  const snapshot = {
    config: { value: config },
    installation: version !== 'none' && { version },
    invocation: { profile },
  } as unknown as Snapshot;
  expect(nextSteps(gateway, snapshot, { profile })).toBe(`\n${text}${last}`);
});

test.each<[string, NextOptions, Layout['shell'], string[]]>([
  [
    'a config elsewhere',
    { config: '/etc/my claw.json', envFile: '/run/env' },
    'posix',
    [
      'OPENCLAW_CONFIG_PATH=/etc/my\\ claw.json openclaw agent exec "hi"',
      'cf-aig test-model --config /etc/my\\ claw.json --env-file /run/env',
    ],
  ],
  [
    'a config elsewhere, where no variable can be set for one command',
    { config: 'C:\\claw.json' },
    'cmd',
    ['cf-aig test-model --config C:\\claw.json'],
  ],
  [
    'another block',
    { providerId: 'cf-claude' },
    'posix',
    ['openclaw agent exec "hi"', 'cf-aig test-model --provider-id cf-claude   # one small request per model'],
  ],
])('the commands are for the setup that was written: %s', (_name, options, shell, steps) => {
  const snapshot = { config: {}, installation: {}, invocation: options } as unknown as Snapshot;
  const lines = nextSteps(undefined, snapshot, options, { width: 80, shell }).split('\n');
  expect(lines.slice(2, -1)).toEqual(steps.map((step) => `  ${step}`));
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
