import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { run } from '../../../../src/cli/run.js';
import { CATEGORY_EXIT_CODES } from '../../../../src/diagnosis/causes/category.js';
import { DEFAULT_CONFIG, SANDBOX_TOKENS } from '../../../../src/sandbox/config/defaults.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../../src/sandbox/server.js';
import { checkAgainst, checkRun } from '../../../check-document.js';
import { FLAWS, wrongSandbox } from '../../../conformance/wrong-sandbox.js';
import { type MemoryIo, memoryIo, type World } from '../../../memory-io.js';
import { inTempFolder, makeTempFolder } from '../../../temp-folder.js';

const FILE = 'cf-aig-conformance.json';
const FREE = ['conformance', '--free'];

let cwd: string;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await start();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  cwd = makeTempFolder('conformance ');
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function start(options: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({ config: structuredClone(DEFAULT_CONFIG), ...options });
}

function worldOf({ gatewayOrigin, apiBaseUrl, accountId, gateway, token }: Sandbox): World {
  return {
    cwd,
    env: {
      HOME: cwd,
      CF_AIG_GATEWAY_ORIGIN: gatewayOrigin,
      CLOUDFLARE_API_BASE_URL: apiBaseUrl,
      CLOUDFLARE_ACCOUNT_ID: accountId,
      CLOUDFLARE_AI_GATEWAY_ID: gateway,
      CLOUDFLARE_AI_GATEWAY_API_KEY: token,
    },
    sleep: async () => {},
  };
}

async function ofRun(argv: readonly string[], to = sandbox, change?: (io: MemoryIo) => void) {
  const io = memoryIo(worldOf(to));
  change?.(io);
  const exitCode = await run(io, argv);
  checkRun(argv, io.stdout);
  return { exitCode, stdout: io.stdout, stderr: io.stderr };
}

const written = () => {
  const file = JSON.parse(readFileSync(join(cwd, FILE), 'utf8'));
  checkAgainst('conformance-result', file);
  return file;
};

/** What came to the sandbox, in the order of time. */
const asked = ({ requests }: Sandbox) => requests.map(({ method, path }) => `${method} ${path}`);

describe('the file', () => {
  test('has a row for each experiment, and is readable to its owner only', async () => {
    const { exitCode, stdout } = await ofRun(FREE);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\d+ as expected, \d+ not run/);
    const { summary, experiments, against } = written();
    expect(against).toEqual({ gateway: '127.0.0.1', api: '127.0.0.1' });
    expect(summary.same).toBeGreaterThan(90);
    expect(experiments.length).toBe(summary.same + summary.different + summary.notRun);
    expect(experiments[0]).toMatchObject({
      id: 'provider-unknown',
      result: 'same',
      request: { path: '/v1/{account}/{gateway}/cf-aig-no-such-provider/x' },
      seen: { status: 400, codes: [2008], cause: null },
    });
    if (process.platform !== 'win32') expect(statSync(join(cwd, FILE)).mode & 0o777).toBe(0o600);
  });

  test('has nothing private in it', async () => {
    const config = structuredClone(DEFAULT_CONFIG);
    const own = config.gateways.find(({ id }) => id === 'my-gateway')!;
    own.id = 'janes-secret-project';
    own.storedKeys = { groq: ['janes-key', 'default'] };
    config.accounts[0]!.name = 'Jane Doe';
    const other = await start({ config });
    const { stdout } = await ofRun([...FREE, '--create-gateway', '--yes'], other);
    await other.close();
    const text = readFileSync(join(cwd, FILE), 'utf8');
    expect(text.length).toBeGreaterThan(100_000);
    for (const secret of [other.accountId, 'jane', other.token, SANDBOX_TOKENS.good.value.slice(5), cwd])
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    expect(text).not.toMatch(
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?<!0{8}-0000-7000-8000-0{12})/,
    );
    expect(stdout).not.toContain('janes-key');
  });

  test('is replaced only after a yes', async () => {
    writeFileSync(join(cwd, FILE), 'mine');
    const refused = await ofRun([...FREE, '--only', 'addresses']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('--yes');
    expect(readFileSync(join(cwd, FILE), 'utf8')).toBe('mine');
    expect((await ofRun([...FREE, '--only', 'addresses', '--yes'])).exitCode).toBe(0);
    expect(written().summary.same).toBeGreaterThan(10);
  });

  test('a folder in its place is said before anything is sent', async () => {
    const before = sandbox.requests.length;
    const { exitCode, stderr } = await ofRun([...FREE, '--output', '.']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('it is a directory')]);
    expect(sandbox.requests.length).toBe(before);
  });
});

describe('consent', () => {
  test('without a terminal nothing is sent that costs money', async () => {
    const before = sandbox.requests.length;
    const { exitCode, stdout, stderr } = await ofRun(['conformance', '--json']);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout).error.missing).toEqual([{ flag: '--yes', why: expect.any(String) }]);
    expect(stderr).toBe('');
    expect(sandbox.requests.length).toBe(before);
  });

  test('it says what it will cost', async () => {
    const { stderr } = await ofRun(['conformance', '--yes', '--only', 'completions']);
    expect(stderr.replace(/\s+/g, ' ')).toMatch(
      /^10 experiments on my-gateway: up to 18 requests\. 10 of them have a model answer, for \$0\.00\d+ at most/,
    );
    expect(written().summary).toEqual({ same: 10, different: 0, notRun: 0 });
  });
});

describe('what is chosen', () => {
  test('--list sends nothing', async () => {
    const before = sandbox.requests.length;
    const { exitCode, stdout } = await ofRun(['conformance', '--list', '--json', '--only', 'tokens']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).experiments[0]).toEqual({
      id: 'token-missing',
      topic: 'tokens',
      question: 'Is a request without a token refused with 2009?',
      source: expect.any(String),
      confidence: 'captured',
      costUsd: 0,
      request: { plane: 'gateway', path: expect.stringContaining('{gateway}') },
    });
    expect(sandbox.requests.length).toBe(before);
  });

  test.each([
    [['--only', 'no-such-experiment'], 'no experiment matches no-such-experiment'],
    [['--free', '--only', 'chat-stream'], 'costs something'],
    [['--other-token', 'expired'], '--other-token takes kind=VARIABLE'],
    [['--other-token', 'expired=NOT_SET'], 'the variable NOT_SET is not set'],
    [['--other-gateway', 'dlp=Not Valid'], 'no gateway can have this name'],
    [['--other-gateway', 'nosuch=x'], '--other-gateway takes kind=name'],
  ])('%j: %s', async (flags, message) => {
    const { exitCode, stderr } = await ofRun(['conformance', ...flags]);
    expect([exitCode, stderr.replace(/\s+/g, ' ')]).toEqual([2, expect.stringContaining(message)]);
  });

  test('another token is used, and not shown', async () => {
    const value = SANDBOX_TOKENS.expired.value;
    const { exitCode, stdout, stderr } = await ofRun(
      [...FREE, '--only', 'token-expired', '--verbose', '--other-token', 'expired=OLD_TOKEN'],
      sandbox,
      ({ env }) => {
        env.OLD_TOKEN = value;
      },
    );
    expect(exitCode).toBe(0);
    expect(written().experiments).toMatchObject([{ id: 'token-expired', result: 'same' }]);
    expect(stdout + stderr + readFileSync(join(cwd, FILE), 'utf8')).not.toContain(value);
  });
});

describe('how it ends', () => {
  test('4, and the difference first, when Cloudflare answers otherwise', async () => {
    const flaw = FLAWS.filter(({ experiment }) => experiment === 'event-id-echo');
    const wrong = await inTempFolder(async (folder) => (await wrongSandbox(folder, flaw))({}));
    const { exitCode, stdout } = await ofRun(['conformance', '--free', '--only', 'answers', '--json'], wrong);
    const human = await ofRun(['conformance', '--free', '--only', 'answers', '--yes'], wrong);
    await wrong.close();
    const document = JSON.parse(stdout);
    expect(exitCode).toBe(4);
    expect(document).toMatchObject({ command: 'conformance', ok: false, exitCode: 4, verdict: null });
    expect(
      document.experiments.filter(({ result }: { result: string }) => result === 'different'),
    ).toMatchObject([
      { id: 'event-id-echo', differences: [{ what: 'header cf-aig-event-id', seen: '<uuid of version 7>' }] },
    ]);
    expect(human.stdout).toMatch(/^ . event-id-echo \(documented\)\n/);
  });

  test('the cause, before anything is tried, when the gateway cannot be used', async () => {
    const { exitCode, stdout } = await ofRun([...FREE, '--json', '--gateway', 'no-such-gateway']);
    expect([exitCode, JSON.parse(stdout).verdict]).toEqual([
      12,
      { category: 'bad-url', cause: 'gateway-not-found' },
    ]);
  });
});

describe('a gateway of its own', () => {
  const OWN = /\/cf-aig-conformance-[0-9a-f]{8}$/;
  const deleted = (from: Sandbox) =>
    asked(from).filter((line) => line.startsWith('DELETE') && OWN.test(line));

  test('is deleted at the end', async () => {
    let ahead = 0;
    const own = await start({ now: () => Date.now() + ahead });
    const { exitCode } = await ofRun(
      [...FREE, '--create-gateway', '--yes', '--only', 'own-gateway'],
      own,
      (io) => {
        io.sleep = async (ms) => {
          ahead += ms;
        };
      },
    );
    await own.close();
    expect(exitCode).toBe(0);
    expect(written().summary).toMatchObject({ different: 0, notRun: 0 });
    expect(deleted(own)).toHaveLength(1);
    expect(asked(own).at(-1)).toBe(deleted(own)[0]);
  });

  test('is deleted after Ctrl-C, and there is no result', async () => {
    const own = await start();
    const { exitCode, stderr } = await ofRun([...FREE, '--create-gateway', '--yes'], own, (io) => {
      io.sleep = async () => {
        io.signals.send('SIGINT');
      };
    });
    await own.close();
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(/Deleting cf-aig-conformance-[0-9a-f]{8}/);
    expect(stderr).toContain('No result was written');
    expect(deleted(own)).toHaveLength(1);
    expect(() => written()).toThrow('ENOENT');
  });

  test('without the permission to create one, what needs one is not run', async () => {
    const own = await start();
    const { exitCode, stderr } = await ofRun(
      [...FREE, '--create-gateway', '--yes', '--only', 'own-gateway'],
      own,
      ({ env }) => {
        env.CLOUDFLARE_AI_GATEWAY_API_KEY = SANDBOX_TOKENS.runOnly.value;
      },
    );
    await own.close();
    expect(exitCode).toBe(0);
    expect(stderr).toContain('No gateway could be created (401, 10000 Authentication error)');
    expect(written().summary).toMatchObject({ same: 0, different: 0 });
    expect(deleted(own)).toEqual([]);
  });

  test.each([
    [502, '<h1>Bad gateway</h1>'],
    [200, '{"success":tr'],
  ])('is deleted if the answer to its creation is %d %s', async (status, text) => {
    const own = await start();
    const front = createServer((message, response) => {
      const { method = '', url = '', headers } = message;
      const onward = request(`${own.url}${url}`, { method, headers }, (answer) => {
        const isCreation = method === 'POST' && url.endsWith('/gateways');
        response.writeHead(isCreation ? status : (answer.statusCode ?? 0), isCreation ? {} : answer.headers);
        if (!isCreation) return void answer.pipe(response);
        answer.resume();
        response.end(text);
      });
      message.pipe(onward);
    });
    await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
    const origin = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
    const { stdout } = await ofRun(
      [...FREE, '--create-gateway', '--yes', '--only', 'own-gateway', '--json'],
      own,
      ({ env }) => {
        env.CF_AIG_GATEWAY_ORIGIN = origin;
        env.CLOUDFLARE_API_BASE_URL = `${origin}/client/v4`;
      },
    );
    front.closeAllConnections();
    front.close();
    await own.close();
    expect(deleted(own)).toHaveLength(1);
    expect(JSON.parse(stdout).ownGateway).toEqual({ id: expect.any(String), deleted: true });
  });
});

describe('time', () => {
  test('against silence it gives up after the first request', async () => {
    const silent = await start({ scenario: 'response-timeout' });
    try {
      const { exitCode, stderr } = await ofRun([...FREE, '--timeout', '2000'], silent);
      expect(exitCode).toBe(CATEGORY_EXIT_CODES.network);
      expect(stderr).toContain('did not answer in time');
      expect(asked(silent)).toHaveLength(1);
    } finally {
      await silent.close();
    }
  });

  test('--deadline ends it: what was tried is written, and it is no success', async () => {
    const own = await start();
    const argv = [
      ...FREE,
      '--only',
      'own-gateway',
      '--create-gateway',
      '--yes',
      '--deadline',
      '5000',
      '--json',
    ];
    const { exitCode, stdout } = await ofRun(argv, own, (io) => {
      // No pause ends before the deadline.
      io.sleep = (_ms, signal) => wait(60_000, undefined, { signal });
    });
    await own.close();
    expect(exitCode).toBe(CATEGORY_EXIT_CODES.network);
    expect(JSON.parse(stdout).verdict).toEqual({ category: 'network', cause: 'response-timeout' });
    const { summary, experiments } = written();
    expect(summary).toMatchObject({ same: 2, different: 0 });
    expect(experiments.at(-1).why).toContain('--deadline');
  });
});

test('a folder that cannot be written is noticed before anything is sent', async () => {
  writeFileSync(join(cwd, 'file'), '');
  const before = sandbox.requests.length;
  const { exitCode, stderr } = await ofRun([...FREE, '--yes', '--output', join('file', 'result.json')]);
  expect({ exitCode, sent: sandbox.requests.length - before }).toEqual({
    exitCode: expect.any(Number),
    sent: 0,
  });
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain('file');
});

test('what the check of the folder wrote is gone when a run is refused', async () => {
  await ofRun(['conformance', '--output', 'result.json']);
  expect(readdirSync(cwd)).toEqual([]);
});
