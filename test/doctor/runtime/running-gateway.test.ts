import { expect, test } from '@jest/globals';
import { compareGateway } from '../../../src/doctor/runtime/running-gateway.js';
import { type Home, inHome, type Setup, TOKEN, VARIABLE } from '../home.js';

const PID = 4711;
const BROKER = 4712;
const OTHER = TOKEN.replace('FAKE', 'OLDX');

/** A gateway as Linux shows it: started with little, its child with what it read from .env. */
function running(home: Home, started: Record<string, string>, held?: Record<string, string>): void {
  home.lock(PID);
  home.process(PID, ['openclaw-gateway'], { HOME: home.path, ...started }, held ? [BROKER] : []);
  if (held) home.process(BROKER, ['node', '/x/dist/process/spawn-broker/worker.js'], held);
}

/** Elsewhere than on Linux only the lock tells. */
function hidden(home: Home, startedAt: string): void {
  home.lock(PID, { createdAt: startedAt });
  home.touch('.openclaw/.env', new Date('2026-11-23T11:00:00Z'));
}
const HIDDEN: Setup = { machine: { processes: '/nowhere', isRunning: () => true } };

test.each<[string, (home: Home) => void, boolean, string[] | undefined, Setup?]>([
  // what runs, was .env written just now, what it lacks
  ['nothing', () => {}, true, undefined],
  ['one that shows the value', (home) => running(home, {}, { [VARIABLE]: TOKEN }), true, []],
  ['one that shows another value', (home) => running(home, {}, { [VARIABLE]: OTHER }), true, [VARIABLE]],
  ['one that shows none', (home) => running(home, {}, {}), false, [VARIABLE]],
  ['one that has read .env before', (home) => running(home, {}), true, [VARIABLE]],
  ['one that has read the same .env', (home) => running(home, {}), false, []],
  ['one that was started with the value', (home) => running(home, { [VARIABLE]: TOKEN }), true, []],
  ['a hidden one, .env written', (home) => hidden(home, '2026-11-23T10:00:00Z'), true, [VARIABLE], HIDDEN],
  ['a hidden older one', (home) => hidden(home, '2026-11-23T10:00:00Z'), false, [VARIABLE], HIDDEN],
  ['a hidden newer one', (home) => hidden(home, '2026-11-23T11:30:00Z'), false, [], HIDDEN],
])('%s', async (_name, lay, envChanged, lacks, setup = {}) => {
  await inHome(async (home) => {
    const { snapshot, surroundings, target } = await home.inputs(setup, lay);
    const { gateway } = surroundings;
    const view = gateway && compareGateway(gateway, snapshot, target, envChanged);
    expect(view).toEqual(lacks && { pid: PID, needs: [VARIABLE], lacks, restart: gateway?.restart });
  });
});
