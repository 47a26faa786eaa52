import { expect, test } from '@jest/globals';
import { type WatchTarget, watch } from '../../../../src/cli/commands/doctor/watch.js';
import { Interrupted } from '../../../../src/cli/shared/errors.js';
import type { Io } from '../../../../src/cli/shared/io.js';
import { type Finding, type Outcome, pass, problem } from '../../../../src/doctor/check/finding.js';
import { judge } from '../../../../src/doctor/examine.js';
import { type MemoryIo, memoryIo } from '../../../memory-io.js';

const at = (check: string, outcome: Outcome): Finding => ({ check, durationMs: 0, ...outcome });
const TOKEN = at('token', problem('token-unknown', {}));
const GATEWAY = at('gateway', problem('gateway-not-found', {}));
const WELL = at('connection', pass('answered'));

interface Scene {
  /** The findings of each run; the last one repeats. */
  runs: Finding[][];
  /** Seconds at which a file changes. */
  changes?: number[];
  offline?: boolean;
  isTty?: boolean;
  /** Seconds that a run takes. */
  takes?: number;
  /** Second at which Ctrl-C comes. */
  interruptedAt?: number;
}

/** Watches with a clock of its own: the seconds at which runs began, and what was printed. */
async function play({ runs, changes = [], offline, isTty = false, takes = 0, interruptedAt }: Scene) {
  let seconds = 0;
  const started: number[] = [];
  const given: MemoryIo = memoryIo({ machine: { clock: () => new Date(2026, 10, 27, 12, 0, seconds) } });
  const pass = (duration: number) => {
    seconds += duration;
    if (interruptedAt !== undefined && seconds >= interruptedAt) given.signals.send('SIGINT');
  };
  const io: Io = {
    ...given,
    stdoutIsTty: isTty,
    stderrIsTty: isTty,
    // Both are the same terminal.
    draw: given.out,
    now: () => seconds * 1000,
    sleep: async (ms) => pass(ms / 1000),
  };
  const examine = async () => {
    started.push(seconds);
    const findings = runs[Math.min(started.length, runs.length) - 1]!;
    pass(takes);
    return { report: judge(findings, false), text: `${findings.map(({ title }) => title).join('\n')}\n` };
  };
  const watched: WatchTarget = {
    look: async () => ({ files: String(changes.filter((second) => second <= seconds).length), examine }),
  };
  const ended = await watch(io, { offline }, watched).catch((error: unknown) => error);
  return { ended, started, stdout: given.stdout };
}

test('ends at once when all is well', async () => {
  const { ended, started, stdout } = await play({ runs: [[WELL]] });
  expect(ended).toEqual({ exitCode: 0, document: null, human: '' });
  expect(started).toEqual([0]);
  expect(stdout).toBe('answered\n');
});

test.each<[string, Scene, number[]]>([
  ['every ten seconds', { runs: [[TOKEN], [TOKEN], [WELL]] }, [0, 10, 20]],
  ['sooner after a change', { runs: [[TOKEN], [WELL]], changes: [6] }, [0, 6]],
  ['but not twice within five seconds', { runs: [[TOKEN], [TOKEN], [WELL]], changes: [1, 6] }, [0, 5, 10]],
  ['offline at once', { runs: [[TOKEN], [TOKEN], [WELL]], changes: [1, 3], offline: true }, [0, 1, 3]],
  ['after a run that takes longer than that', { runs: [[TOKEN], [WELL]], takes: 12 }, [0, 12]],
  ['a change during a run counts', { runs: [[TOKEN], [WELL]], takes: 6, changes: [3] }, [0, 7]],
])('runs again: %s', async (_name, scene, expected) => {
  const { started, ended } = await play(scene);
  expect(started).toEqual(expected);
  expect(ended).toMatchObject({ exitCode: 0 });
});

test('while files are read, which may hang, the system has the signals', async () => {
  const io = memoryIo();
  let listens = false;
  io.signals.onListen = (now) => {
    listens = now;
  };
  const look = async () => {
    expect(listens).toBe(false);
    const examine = async () => ({ report: judge([WELL], false), text: '' });
    return { files: '', examine };
  };
  await watch(io, {}, { look });
  expect.assertions(1);
});

test('Ctrl-C ends it with 130, and no run begins after it', async () => {
  const { ended, started } = await play({ runs: [[TOKEN]], interruptedAt: 12 });
  expect(ended).toBeInstanceOf(Interrupted);
  expect(ended).toMatchObject({ exitCode: 130 });
  expect(started).toEqual([0, 10]);
});

test('piped, the first run is printed whole, then only what has changed', async () => {
  const { stdout } = await play({ runs: [[GATEWAY], [GATEWAY], [GATEWAY], [TOKEN], [WELL]] });
  expect(stdout).toBe(`${GATEWAY.title}

Checked at 12:00:00. Checks again every 10 s, and when a file of the setup
changes, until all is well. Ctrl-C ends.
12:00:30  ✔ gone: gateway-not-found
12:00:30  ✖ new: token-unknown: Cloudflare does not know this token.
Verdict: bad-token · token-unknown (exit code 13)
12:00:40  ✔ gone: token-unknown
Verdict: all well
`);
});

test('in a terminal every run is drawn anew', async () => {
  const { stdout } = await play({ runs: [[TOKEN], [TOKEN], [WELL]], isTty: true });
  const screens = stdout.split('\u001b[H\u001b[J').slice(1);
  expect(screens.map((screen) => screen.split('\n')[0])).toEqual([TOKEN.title, TOKEN.title, 'answered']);
  expect(screens[1]).toContain('Checked at 12:00:10.');
  expect(screens[2]).not.toContain('Checks again');
});
