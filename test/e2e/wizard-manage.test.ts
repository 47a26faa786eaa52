import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { cfAig } from './harness.js';
import { placeForEachTest } from './scenes.js';
import { KEYS } from './terminal.js';

/** `init` where there is a setup already. */

const place = placeForEachTest();

const env = (more: NodeJS.ProcessEnv = {}) => ({
  HOME: place.home.path,
  PATH: '/nonexistent',
  CF_AIG_GATEWAY_ORIGIN: place.sandbox.gatewayOrigin,
  CLOUDFLARE_API_BASE_URL: place.sandbox.apiBaseUrl,
  ...more,
});

const open = (...args: string[]) => place.open(['init', ...args], env());

const MODELS = 'openai/gpt-4o-mini,openai/gpt-4.1,anthropic/claude-haiku-4-5';

const setUp = (...args: string[]) =>
  cfAig(
    [
      ...['init', '--no-input', '--no-check', '--account-id', place.sandbox.accountId, '--token-stdin'],
      ...['--gateway', place.sandbox.gateway, '--model', MODELS, ...args],
    ],
    { env: env(), input: place.sandbox.token },
  );

const listed = (): string[] => {
  const { providers } = JSON.parse(place.home.read(place.home.config)).models;
  return providers['cloudflare-ai-gateway'].models.map(({ id }: { id: string }) => id);
};

describe('the models that are there', () => {
  test('are ticked; one that is unticked goes, with its fallback', async () => {
    await setUp('--fallback', 'openai/gpt-4.1');
    expect(place.home.read(place.home.config)).toContain(
      '"fallbacks": ["cloudflare-ai-gateway/openai/gpt-4.1"]',
    );
    const screen = open();
    await screen.see(/gpt-4o-mini \(primary\).*gpt-4\.1 \(2\).*claude-haiku-4-5 \(3\).*go on with 3/);
    await screen.quiet();
    screen.type(`${KEYS.down} `);
    await screen.answer(/go on with 2/, '');
    await screen.answer(/openclaw.json \(\+1 -17 lines\), a backup is kept \? Write these changes/, '');
    await screen.see('Verdict: all well');
    expect(await screen.exitCode).toBe(0);
    expect(listed()).toEqual(['openai/gpt-4o-mini', 'anthropic/claude-haiku-4-5']);
    expect(place.home.read(place.home.config)).not.toContain('gpt-4.1');
  });

  test('stay as they are on Enter, those of the user too', async () => {
    await setUp();
    place.home.write(
      place.home.config,
      place.home
        .read(place.home.config)
        .replace('"name": "GPT-4.1 (Cloudflare)"', '"name": "mine", "baseUrl": "https://example.com/v1"'),
    );
    const before = place.home.read(place.home.config);
    const screen = open();
    await screen.answer(/Gateway: my-gateway .*\? Models.*go on with 3/, '');
    await screen.see(/Who pays OpenAI.*\(tested\).*unchanged/);
    expect(place.home.read(place.home.config)).toBe(before);
  });

  test('can be taken out with a flag', async () => {
    await setUp();
    const run = (...args: string[]) => cfAig(['init', '--no-input', ...args], { env: env() });
    const { stderr, code } = await run('--remove-model', 'openai/gpt-4.1', '--yes');
    expect([code, stderr]).toEqual([0, expect.stringContaining('gpt-4.1')]);
    expect(listed()).toEqual(['openai/gpt-4o-mini', 'anthropic/claude-haiku-4-5']);
    expect((await run('--remove-model', 'openai/gpt-4o-mini')).stderr).toContain('it is the primary model');
    expect((await run('--remove-model', 'openai/gpt-9')).stderr).toContain('does not list openai/gpt-9');
  });
});

describe('what is settled is not asked again', () => {
  test('-y asks nothing', async () => {
    await setUp();
    const screen = open('-y');
    await screen.see('Verdict: all well');
    expect(await screen.exitCode).toBe(0);
    expect(screen.text).not.toMatch(/^\? /m);
  });

  test('-y takes what Enter would take, and says so', async () => {
    const terminal = place.open(['init', '-y'], env({ CLOUDFLARE_AI_GATEWAY_API_KEY: place.sandbox.token }));
    await terminal.see(
      /Gateway: default .*Models: openai\/gpt-4o-mini .*Who pays OpenAI: .*Verdict: all well/,
    );
    expect(listed()).toEqual(['openai/gpt-4o-mini']);
  });

  test('-y says what it lacks', async () => {
    const screen = open('-y');
    await screen.see('there is no default for: Cloudflare API token');
    expect(await screen.exitCode).toBe(2);
  });

  test.each([
    ['a header', ['--header', 'cf-aig-cache-ttl=60'], '"cf-aig-cache-ttl": "60"'],
    ['the memory search', ['--memory-search'], '"text-embedding-3-small"'],
  ])('%s is added without questions about models and payment', async (_name, flags, text) => {
    await setUp();
    const screen = open(...flags);
    await screen.answer(/\? Write these changes/, '');
    await screen.see('Verdict: all well');
    expect(screen.text).not.toMatch(/\? (Models|Who pays|Gateway)/);
    expect(place.home.read(place.home.config)).toContain(text);
    expect(listed()).toHaveLength(3);
  });
});

test('a token that can list nothing is not asked about the account and the gateway of the setup', async () => {
  await setUp();
  const terminal = place.open(['init'], env({ CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:9/client/v4' }));
  await terminal.see(/Account ID: \w+ .*Gateway: my-gateway .*\? Models/);
  await terminal.quiet();
  terminal.type(KEYS.escape);
  await terminal.see(/\? Name of the gateway/);
});

describe('--dry-run says what there is to know', () => {
  const dryRun = (...args: string[]) =>
    cfAig(['init', '--no-input', '--dry-run', ...args], { env: env(), input: place.sandbox.token });
  const setup = () => [
    '--account-id',
    place.sandbox.accountId,
    '--gateway',
    place.sandbox.gateway,
    '--token-stdin',
  ];

  test('that OpenClaw refuses the config as it is', async () => {
    place.home.write(place.home.config, '{ nonsense: 1 }\n');
    const { stdout, stderr } = await dryRun(...setup(), '--model', 'openai/gpt-4o-mini');
    expect(stdout).toContain('+++ ~/.openclaw/openclaw.json');
    expect(stderr.match(/Note: As it is/g)).toHaveLength(1);
  });

  test.each([
    ['--add-model', 'openai/gpt-4.1', 'openai/gpt-4.1 is already listed'],
    ['--remove-model', 'openai/gpt-4.1', 'agents.defaults.heartbeat.model still names a model'],
  ])('%s', async (flag, model, note) => {
    await setUp();
    const heartbeat = '"defaults": { "heartbeat": { "model": "cloudflare-ai-gateway/openai/gpt-4.1" },';
    place.home.write(
      place.home.config,
      place.home.read(place.home.config).replace('"defaults": {', heartbeat),
    );
    const { stderr } = await dryRun(flag, model);
    expect(stderr.replace(/\s+/g, ' ')).toContain(note);
    expect(listed()).toHaveLength(3);
  });
});

describe('a model of the flags that the gateway does not list', () => {
  const flags = () => ['--account-id', place.sandbox.accountId, '--gateway', place.sandbox.gateway];

  test('a typo is corrected with Enter', async () => {
    const screen = open(...flags(), '--model', 'openai/gpt-4o-minii');
    await screen.answer(/\? Cloudflare API token/, place.sandbox.token);
    await screen.answer(/does not list openai\/gpt-4o-minii.*\? Did you mean openai\/gpt-4o-mini\?/, '');
    await screen.see(
      /Did you mean openai\/gpt-4o-mini: yes .*Who pays OpenAI: Cloudflare.*\? Write these changes/,
    );
    expect(screen.text).not.toContain('minii (Cloudflare)');
  });

  test('another is used as it is, and that is said', async () => {
    const screen = open(...flags(), '--model', 'openai/o9-maxi');
    await screen.answer(/\? Cloudflare API token/, place.sandbox.token);
    await screen.see(
      /does not list openai\/o9-maxi; it is used as you gave it.*Or there is no model openai\/o9-maxi/,
    );
  });
});

// Only Linux shows the environment of a process.
const onLinux = process.platform === 'linux' ? describe : describe.skip;
onLinux('OpenClaw’s gateway runs as a service, without the new variable', () => {
  /** Stands for it: a process that the service manager has marked, and the command that restarts it. */
  const start = () => {
    const script = join(place.home.path, 'openclaw.mjs');
    const pidFile = join(place.home.path, 'pid');
    const tools = join(place.home.path, 'bin');
    place.home.write(script, 'setTimeout(() => {}, 60_000);\n');
    const launch = `INVOCATION_ID=x HOME='${place.home.path}' setsid '${process.execPath}' '${script}' gateway </dev/null >/dev/null 2>&1 & echo $! >'${pidFile}'`;
    const restart = `#!/bin/sh\n[ "$*" = "gateway restart" ] || exit 1\nkill $(cat '${pidFile}')\n${launch}\nsleep 0.3\n`;
    place.home.write(join(tools, 'openclaw'), restart, 0o755);
    spawnSync('/bin/sh', ['-c', launch]);
    return { PATH: `${tools}:/usr/bin:/bin`, pid: () => Number(place.home.read(pidFile)) };
  };
  let gateway: ReturnType<typeof start> | undefined;
  afterEach(() => {
    if (gateway) process.kill(gateway.pid());
    gateway = undefined;
  });

  const init = (...args: string[]) => {
    gateway = start();
    const before = gateway.pid();
    const setup = ['--account-id', place.sandbox.accountId, '--gateway', place.sandbox.gateway];
    const own = env({ PATH: gateway.PATH, CLOUDFLARE_AI_GATEWAY_API_KEY: place.sandbox.token });
    const screen = place.open(['init', ...setup, '--model', 'openai/gpt-4o-mini', ...args], own);
    return { screen, before };
  };

  test('a yes restarts it, and the check at the end is well', async () => {
    const { screen, before } = init();
    await screen.answer(/\? Write these changes/, '');
    await screen.answer(/is running without the new .*\? Restart it now \(openclaw gateway restart\)/, '');
    await screen.see(/has restarted, with CLOUDFLARE_AI_GATEWAY_API_KEY.*Verdict: all well/);
    expect(await screen.exitCode).toBe(0);
    expect(gateway?.pid()).not.toBe(before);
  });

  test('-y restarts it, too', async () => {
    const { screen } = init('-y');
    await screen.see(/Restart it now.*: yes .*has restarted.*Verdict: all well/);
    expect(await screen.exitCode).toBe(0);
  });

  test('without questions it is only said', async () => {
    const { screen, before } = init('--no-input');
    await screen.see(
      /is running \(process \d+\) without the new .* Next: openclaw gateway restart openclaw agent/,
    );
    expect(gateway?.pid()).toBe(before);
  });
});
