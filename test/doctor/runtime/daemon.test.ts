import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { daemon } from '../../../src/doctor/runtime/daemon.js';
import { fingerprint } from '../../../src/openclaw/changes/journal.js';
import { brief, findingsOf, type Home, inHome, type Setup, TOKEN, VARIABLE } from '../home.js';

const PID = 4711;
const BROKER = 4712;
const WORKER = 4713;
const BEFORE = new Date('2026-11-23T09:00:00Z');
const TITLE = ['openclaw-gateway      '];
const OTHER = TOKEN.replace('FAKE', 'OLDX');
const SHELL_ONLY: Setup = { env: { [VARIABLE]: TOKEN }, files: { '.openclaw/.env': 'UNUSED=1\n' } };

/** A gateway as Linux shows it: started with little, its child with what it read from .env. */
function running(home: Home, started: Record<string, string>, held?: Record<string, string>): void {
  home.lock(PID);
  home.process(PID, TITLE, { HOME: home.path, ...started }, held ? [BROKER] : []);
  if (held) home.process(BROKER, ['node', '/x/dist/process/spawn-broker/worker.js'], held);
}

describe('a gateway whose variables can be seen', () => {
  test.each<[string, (home: Home) => void, Setup, string]>([
    ['has what is used here', (home) => running(home, {}, { [VARIABLE]: TOKEN }), {}, 'pass'],
    [
      'has the old value',
      (home) => running(home, {}, { [VARIABLE]: OTHER }),
      {},
      'warn daemon-has-other-value',
    ],
    [
      'was started before the variable came',
      (home) => running(home, {}, {}),
      {},
      'warn daemon-lacks-variable',
    ],
    ['has it empty', (home) => running(home, {}, { [VARIABLE]: '' }), {}, 'warn daemon-lacks-variable'],
    ['may have read another .env', (home) => running(home, {}), {}, 'warn daemon-older-than-env'],
    [
      'was restarted in process: only the worker has the variable',
      (home) => {
        running(home, {}, {});
        home.process(PID, TITLE, { HOME: home.path }, [BROKER, WORKER]);
        home.process(WORKER, ['node', '/x/dist/infra/sqlite-readonly-location.worker.js'], {
          [VARIABLE]: TOKEN,
        });
      },
      {},
      'pass',
    ],
    [
      'has it empty from its start, and no file replaces it',
      (home) => running(home, { [VARIABLE]: '' }),
      {},
      'fail daemon-lacks-variable',
    ],
    [
      'was started with another',
      (home) => running(home, { [VARIABLE]: OTHER }),
      {},
      'warn daemon-has-other-value',
    ],
    ['does not see this shell', (home) => running(home, {}), SHELL_ONLY, 'warn daemon-lacks-variable'],
    [
      'takes it from the config',
      (home) => running(home, {}, {}),
      { config: { env: { vars: { [VARIABLE]: TOKEN } } }, files: { '.openclaw/.env': '' } },
      'pass',
    ],
    [
      'serves another config',
      (home) => {
        running(home, {}, {});
        home.lock(PID, { configPath: '/elsewhere/openclaw.json' });
      },
      {},
      'skip',
    ],
    [
      'has left its lock behind',
      (home) => {
        home.lock(PID);
        home.write('proc', null);
      },
      {},
      'skip',
    ],
    [
      'its number is another program’s now',
      (home) => {
        home.lock(PID);
        home.process(PID, ['/usr/bin/vim', 'gateway']);
      },
      {},
      'skip',
    ],
  ])('%s', async (_name, lay, setup, expected) => {
    await inHome(async (home) => {
      lay(home);
      const found = await findingsOf(daemon, await home.inputs(setup));
      expect(brief(found)).toEqual([expected]);
      expect(JSON.stringify(found)).not.toMatch(/cfut_/);
    });
  });

  test('says where the other value is fixed', async () => {
    await inHome(async (home) => {
      running(home, { [VARIABLE]: OTHER }, { [VARIABLE]: OTHER });
      const [found] = await findingsOf(daemon, await home.inputs());
      expect(found?.remedy.join('\n')).toContain("comes from the service's own environment");
    });
  });
});

describe('a gateway that surely lacks the variable', () => {
  /** A run of cf-aig that added the variable to `.env`. */
  const added = (home: Home, at: string, before: string | null = 'y') =>
    JSON.stringify({
      version: 1,
      runs: [
        {
          command: 'init',
          at,
          files: [{ path: home.at('.openclaw/.env'), before, after: 'x', variables: [VARIABLE] }],
        },
      ],
    });
  const JOURNAL = '.openclaw/openclaw.json.cf-aig.journal';

  test.each<[string, (home: Home) => void, Setup, string]>([
    [
      'the files are as they were at its start, only this shell has it',
      (home) => home.touch('.openclaw/.env', BEFORE),
      SHELL_ONLY,
      'fail',
    ],
    ['the file has changed since', () => {}, SHELL_ONLY, 'warn'],
    [
      'a login shell may have given it',
      (home) => home.touch('.openclaw/.env', BEFORE),
      { ...SHELL_ONLY, config: { env: { shellEnv: { enabled: true } } } },
      'warn',
    ],
    [
      'cf-aig has added it since',
      (home) => home.write(JOURNAL, added(home, '2026-11-23T11:00:00Z')),
      {},
      'fail',
    ],
    [
      'cf-aig added it before',
      (home) => home.write(JOURNAL, added(home, '2026-11-23T09:00:00Z')),
      {},
      'warn',
    ],
    ['someone has added it since', () => {}, {}, 'warn'],
  ])('%s: %s', async (_name, lay, setup, expected) => {
    await inHome(async (home) => {
      running(home, {}, {});
      const found = await findingsOf(daemon, await home.inputs(setup, lay));
      expect(brief(found)).toEqual([`${expected} daemon-lacks-variable`]);
    });
  });

  test.each([
    [null, 'fail daemon-lacks-variable'],
    ['y', 'warn daemon-older-than-env'],
  ])('without a child to show it, cf-aig has added it to a file that was %j', async (before, expected) => {
    await inHome(async (home) => {
      running(home, {});
      home.write(JOURNAL, added(home, '2026-11-23T11:00:00Z', before));
      expect(brief(await findingsOf(daemon, await home.inputs()))).toEqual([expected]);
    });
  });

  test.each([
    ['as it was then', '', 'pass'],
    ['changed by hand since', '# by hand\n', 'warn daemon-older-than-env'],
  ])(
    'an older version reads .env again with the config that cf-aig writes: %s',
    async (_name, more, expected) => {
      await inHome(async (home) => {
        running(home, {});
        const text = `${VARIABLE}=${TOKEN}\n`;
        home.write(
          JOURNAL,
          added(home, '2026-11-23T11:00:00Z', null).replace('"x"', `"${fingerprint(text)}"`),
        );
        const version = '{"name":"openclaw","version":"2026.6.11"}';
        const files = { 'bin/openclaw': '', 'package.json': version, '.openclaw/.env': text + more };
        const context = await home.inputs({ env: { PATH: home.at('bin') }, files });
        expect(brief(await findingsOf(daemon, context))).toEqual([expected]);
      });
    },
  );

  test('a file of before its start, with the variable: it has read it, whatever its child shows', async () => {
    await inHome(async (home) => {
      running(home, {}, {});
      const context = await home.inputs({}, () => home.touch('.openclaw/.env', BEFORE));
      expect(brief(await findingsOf(daemon, context))).toEqual(['pass']);
    });
  });

  test('what to do depends on what runs it', async () => {
    await inHome(async (home) => {
      running(home, { INVOCATION_ID: 'x' }, {});
      const [service] = await findingsOf(daemon, await home.inputs());
      expect(service?.remedy).toContain('Run `openclaw gateway restart`.');
      running(home, {}, {});
      const [process] = await findingsOf(daemon, await home.inputs());
      expect(process?.remedy.join()).toContain('Stop process 4711 and start it again. No service manager');
    });
  });
});

test('an older gateway, which keeps its lock elsewhere and has no title of its own', async () => {
  await inHome(async (home) => {
    const uid = process.getuid?.();
    const config = home.at('.openclaw/openclaw.json');
    const name = `gateway.${createHash('sha256').update(config).digest('hex').slice(0, 8)}.lock`;
    const lock = { pid: PID, createdAt: '2026-11-23T10:00:00.000Z', configPath: config, startTime: 1506210 };
    home.write(`tmp/openclaw${uid === undefined ? '' : `-${uid}`}/${name}`, JSON.stringify(lock));
    home.process(PID, ['openclaw    '], { HOME: home.path, [VARIABLE]: OTHER });
    const stat = (startTime: number) => `${PID} (openclaw) S 1 ${'0 '.repeat(17)}${startTime} 0`;
    home.write(`proc/${PID}/stat`, stat(1506210));
    expect(brief(await findingsOf(daemon, await home.inputs({ machine: { uid } })))).toEqual([
      'warn daemon-has-other-value',
    ]);
    // Another user's lock is not believed.
    const other = uid === 1234 ? 1235 : 1234;
    home.write(`tmp/openclaw-${other}/${name}`, JSON.stringify(lock));
    const stranger = await home.inputs({ machine: { uid: other } });
    expect(brief(await findingsOf(daemon, stranger))).toEqual(['skip']);
    // The number is another process's now.
    home.write(`proc/${PID}/stat`, stat(99));
    expect(brief(await findingsOf(daemon, await home.inputs({ machine: { uid } })))).toEqual(['skip']);
  });
});

describe('a gateway without a lock is found among the processes', () => {
  test.each<[string, string[], Record<string, string>, string]>([
    ['by its title', TITLE, {}, 'warn daemon-lacks-variable'],
    [
      'by its command',
      ['node', '/usr/lib/node_modules/openclaw/openclaw.mjs', 'gateway', 'run'],
      {},
      'warn daemon-lacks-variable',
    ],
    ['of another state directory', TITLE, { OPENCLAW_STATE_DIR: '/srv/other' }, 'skip'],
    ['of another home', TITLE, { HOME: '/home/other' }, 'skip'],
    ['another command', ['node', '/usr/bin/openclaw', 'agent', 'exec'], {}, 'skip'],
    ['another program', ['node', 'server.js', 'gateway'], {}, 'skip'],
  ])('%s', async (_name, words, env, expected) => {
    await inHome(async (home) => {
      home.process(PID, words, { HOME: home.path, ...env });
      const uid = process.getuid?.();
      const found = await findingsOf(daemon, await home.inputs({ ...SHELL_ONLY, machine: { uid } }));
      expect(brief(found)).toEqual([expected]);
    });
  });

  test('but not one of another user', async () => {
    await inHome(async (home) => {
      home.process(PID, TITLE, { HOME: home.path });
      expect(brief(await findingsOf(daemon, await home.inputs(SHELL_ONLY)))).toEqual(['skip']);
    });
  });
});

describe('where processes cannot be seen, the times tell', () => {
  test.each<[string, started: string, isRunning: boolean, string]>([
    ['started since', '2026-11-23T11:00:00Z', true, 'pass'],
    ['started before the change', '2026-11-23T09:00:00Z', true, 'warn daemon-older-than-env'],
    ['not running any more', '2026-11-23T09:00:00Z', false, 'skip'],
  ])('%s', async (_name, createdAt, isRunning, expected) => {
    await inHome(async (home) => {
      home.lock(PID, { createdAt });
      const context = await home.inputs({ machine: { isRunning: () => isRunning } }, () =>
        home.touch('.openclaw/.env', new Date('2026-11-23T10:00:00Z')),
      );
      expect(brief(await findingsOf(daemon, context))).toEqual([expected]);
    });
  });
});

describe('an installed service that does not run', () => {
  const unit = '.config/systemd/user/openclaw-gateway.service';
  const agent = 'Library/LaunchAgents/ai.openclaw.gateway.plist';
  const plist = (key: string) =>
    `<plist><dict><key>EnvironmentVariables</key>\n<dict>\n<key>${key}</key><string>x</string></dict></dict></plist>`;

  test.each<[string, Setup, files: Record<string, string>, string]>([
    ['none', SHELL_ONLY, {}, 'skip'],
    ['the variable stands in .env', {}, { [unit]: '[Service]\n' }, 'pass'],
    ['only this shell has it', SHELL_ONLY, { [unit]: '[Service]\n' }, 'warn daemon-lacks-variable'],
    ['the unit sets it', SHELL_ONLY, { [unit]: `[Service]\nEnvironment=A=b "${VARIABLE}=x y"\n` }, 'pass'],
    ['the agent sets it', SHELL_ONLY, { [agent]: plist(VARIABLE) }, 'pass'],
    ['the agent sets another', SHELL_ONLY, { [agent]: plist('PATH') }, 'warn daemon-lacks-variable'],
    [
      'a generated file sets it',
      SHELL_ONLY,
      { [agent]: plist('PATH'), '.openclaw/service-env/gateway.env': `export ${VARIABLE}='x'\n` },
      'pass',
    ],
  ])('%s', async (_name, setup, files, expected) => {
    await inHome(async (home) => {
      const context = await home.inputs({ ...setup, files: { ...setup.files, ...files } });
      expect(brief(await findingsOf(daemon, context))).toEqual([expected]);
    });
  });

  test('the unit names a file that sets it', async () => {
    await inHome(async (home) => {
      home.write('gateway.env', `${VARIABLE}=x\n`);
      home.write(unit, `[Service]\nEnvironmentFile=-${home.at('gateway.env')}\n`);
      expect(brief(await findingsOf(daemon, await home.inputs(SHELL_ONLY)))).toEqual(['pass']);
    });
  });
});
