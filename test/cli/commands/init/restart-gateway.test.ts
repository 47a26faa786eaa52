import { rmSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { offerRestart, staleGateway } from '../../../../src/cli/commands/init/restart-gateway.js';
import type { Asker } from '../../../../src/cli/prompts/asker.js';
import { styleOf } from '../../../../src/cli/render/style.js';
import type { RunCommand } from '../../../../src/openclaw/machine/run-command.js';
import { type Home, inHome, VARIABLE } from '../../../doctor/home.js';
import { memoryIo } from '../../../memory-io.js';

const OLD = 4711;
const NEW = 4712;
const SERVICE = { INVOCATION_ID: 'x' };

/** A gateway that was started before `.env` was written, and the one after it. */
const runs = (home: Home, pid: number, started: Record<string, string>) => {
  home.lock(pid);
  home.process(pid, ['openclaw-gateway'], { HOME: home.path, ...started });
};

interface Scene {
  /** The environment of the running gateway. */
  started?: Record<string, string>;
  answer?: boolean;
  /** What the command does. */
  restart(home: Home): Awaited<ReturnType<RunCommand>>;
}

async function play({ started = SERVICE, answer = true, restart }: Scene) {
  return inHome(async (home) => {
    const { snapshot, machine } = await home.inputs({}, () => runs(home, OLD, started));
    const ran: string[] = [];
    const asked: string[] = [];
    const asker = {
      busy: (_what: string, work: Promise<unknown>) => work,
      confirm: async ({ message }: { message: string }) => {
        asked.push(message);
        return answer;
      },
    } as unknown as Asker;
    const run: RunCommand = async (command, args) => {
      ran.push([command, ...args].join(' '));
      return restart(home);
    };
    const io = memoryIo({ machine: { ...machine, run }, sleep: async () => {} });
    let time = 0;
    io.now = () => {
      time += 1000;
      return time;
    };
    const stale = await staleGateway(io, snapshot, {}, true);
    const style = styleOf(io, 'stderr', {});
    const after = await offerRestart({ io, asker, style, snapshot }, stale!);
    return { asked, ran, said: io.stderr, after };
  });
}

const restarted = (home: Home) => {
  rmSync(home.at(`proc/${OLD}`), { recursive: true });
  runs(home, NEW, SERVICE);
  return { stdout: '' };
};

test('a yes restarts it, and waits until the new process has the variable', async () => {
  const { asked, ran, said, after } = await play({ restart: restarted });
  expect(asked).toEqual(['Restart it now (openclaw gateway restart)?']);
  expect(ran).toEqual(['openclaw gateway restart']);
  expect(after).toMatchObject({ pid: NEW, lacks: [] });
  expect(said).toContain(`is running without the new ${VARIABLE}`);
  expect(said).toContain(`has restarted, with ${VARIABLE}`);
});

test.each<[string, Scene, { asks: boolean; runs: boolean; says: string }]>([
  ['a no', { answer: false, restart: restarted }, { asks: true, runs: false, says: 'without the new' }],
  [
    'a process without a service',
    { started: {}, restart: restarted },
    { asks: false, runs: false, says: '' },
  ],
  [
    'a command that is not there',
    { restart: () => ({ stdout: '', failure: 'ENOENT' }) },
    { asks: true, runs: true, says: 'did not restart OpenClaw’s gateway: ENOENT' },
  ],
  [
    'a command that fails',
    { restart: () => ({ stdout: '', stderr: 'first\nunit not found\n' }) },
    { asks: true, runs: true, says: 'did not restart OpenClaw’s gateway: unit not found' },
  ],
])('%s leaves it as it is', async (_name, scene, { asks, runs: commands, says }) => {
  const { asked, ran, said, after } = await play(scene);
  expect([asked.length > 0, ran.length > 0]).toEqual([asks, commands]);
  expect(said.replace(/\s+/g, ' ')).toContain(says);
  expect(after).toMatchObject({ pid: OLD, lacks: [VARIABLE] });
});
