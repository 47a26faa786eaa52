import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { processIo } from '../../src/cli/process-io.js';
import { printable } from '../../src/lib/text/printable.js';

const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';

type Host = NonNullable<Parameters<typeof processIo>[0]>;

/** A process with streams in memory. */
function hostWith(o: { stdin?: string; stdout?: object; stderr?: object; env?: NodeJS.ProcessEnv } = {}) {
  const stdout = Object.assign(new PassThrough(), o.stdout);
  const stderr = Object.assign(new PassThrough(), o.stderr);
  const exits: unknown[] = [];
  const host = {
    argv: ['/bin/node', '/opt/cf-aig.js', 'doctor', '--json'],
    cwd: () => '/work',
    env: o.env ?? {},
    execPath: '/bin/node',
    exit: (code: unknown) => void exits.push(code),
    platform: 'linux',
    versions: { node: '20.18.1' },
    stdin: new PassThrough().end(o.stdin ?? ''),
    stdout,
    stderr,
  } as unknown as Host;
  // One read gives all that is there, or with Node 26 one chunk of it.
  const text = (stream: PassThrough) => {
    let all = '';
    for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) all += chunk;
    return all;
  };
  return { io: processIo(host), stdout, stderr, exits, text };
}

test('the Io of a process', () => {
  const { io } = hostWith({ env: { HOME: '/home/me' } });
  expect(io).toMatchObject({
    env: { HOME: '/home/me' },
    cwd: '/work',
    platform: 'linux',
    nodeVersion: '20.18.1',
    program: ['/bin/node', '/opt/cf-aig.js'],
    stdinIsTty: false,
    stdoutIsTty: false,
    stderrIsTty: false,
  });
});

describe('the width is that of', () => {
  test.each<[string, Parameters<typeof hostWith>[0], number]>([
    ['stdout', { stdout: { columns: 120 }, stderr: { columns: 90 }, env: { COLUMNS: '70' } }, 120],
    ['stderr, where stdout is piped', { stderr: { columns: 90 }, env: { COLUMNS: '70' } }, 90],
    ['COLUMNS, where both are', { env: { COLUMNS: '70' } }, 70],
    ['an ordinary terminal, where nothing says it', {}, 80],
    ...['wide', '-5', '0', '80.5', 'Infinity'].map(
      (COLUMNS): [string, { env: NodeJS.ProcessEnv }, number] => [
        `an ordinary terminal, where COLUMNS is ${COLUMNS}`,
        { env: { COLUMNS } },
        80,
      ],
    ),
  ])('%s', (_name, given, columns) => {
    expect(hostWith(given).io.columns).toBe(columns);
  });
});

describe('no secret leaves through', () => {
  test('stdout, stderr and the screen of a prompt', () => {
    const { io, stdout, stderr, text } = hostWith();
    io.redactor.add('my-own-secret');
    io.out(printable(`out ${TOKEN} my-own-secret\n`));
    io.err(printable(`err ${TOKEN} my-own-secret\n`));
    io.openScreen().write(`? ${TOKEN} my-own-secret`);
    expect(text(stdout)).toBe('out cfut_[redacted] [redacted]\n');
    expect(text(stderr)).toBe('err cfut_[redacted] [redacted]\n? cfut_[redacted] [redacted]');
  });
});

test('a prompt that ends its screen does not end stderr; the next one has the new size', () => {
  const { io, stderr, text } = hostWith({ stderr: { columns: 100, rows: 30 } });
  const first = io.openScreen();
  expect([first.columns, first.rows]).toEqual([100, 30]);
  first.end('one ');
  Object.assign(stderr, { columns: 60, rows: 0 });
  const second = io.openScreen();
  second.write('two');
  expect(text(stderr)).toBe('one two');
  expect([second.columns, second.rows]).toEqual([60, 24]);
});

describe('stdin is read', () => {
  test.each<[string, string, number, string | undefined]>([
    ['whole', 'Zwölf', 100, 'Zwölf'],
    ['up to its limit, in bytes', 'Zwölf', 6, 'Zwölf'],
    ['no further', 'Zwölf', 5, undefined],
    ['empty', '', 5, ''],
  ])('%s', async (_name, stdin, limit, read) => {
    expect(await hostWith({ stdin }).io.readStdin(limit)).toBe(read);
  });
});

describe('stdout that cannot be written', () => {
  test.each([
    ['a reader that has seen enough', 'EPIPE', [], ''],
    ['a full disk', 'ENOSPC', [1], 'cf-aig: the result could not be written: ENOSPC\n'],
  ])('%s', (_name, code, codes, said) => {
    const { stdout, stderr, exits, text } = hostWith();
    stdout.emit('error', Object.assign(new Error('write failed'), { code }));
    expect([exits, text(stderr)]).toEqual([codes, said]);
  });

  test('flush reports whether stdout is being read', async () => {
    const { io, stdout } = hostWith();
    expect(await io.flush()).toBe(true);
    stdout.destroy();
    expect(await io.flush()).toBe(false);
  });
});

test('a stderr that nothing reads any more does not end the program', () => {
  const { stderr, exits } = hostWith();
  stderr.emit('error', Object.assign(new Error('gone'), { code: 'EPIPE' }));
  expect(exits).toEqual([]);
});
