import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { BREAKAGES, type Breakage } from '../../src/cli/commands/demo/breakages.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { Stage } from './features-setup.js';
import { layoutOf, screenOf } from './screen.js';
import { Terminal } from './terminal.js';

jest.setTimeout(60_000);

const SIZES: readonly [columns: number, rows: number][] = [
  [80, 24],
  [60, 20],
];

/** Beside the ways in which the demo breaks a setup: those that people meet first. */
const MORE: readonly Breakage[] = [
  {
    title: 'a comma is missing',
    cause: 'config-syntax',
    exitCode: 10,
    config: (text) => text.replace('"api": "openai-completions",', '"api": "openai-completions"'),
  },
];

let stage: Stage;
let terminal: Terminal | undefined;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(async () => {
  terminal?.kill();
  await stage.close();
});

/** Nothing of this machine but the shell’s own commands. */
const environment = ({ gatewayOrigin, apiBaseUrl }: Sandbox): NodeJS.ProcessEnv => ({
  HOME: stage.home.path,
  PATH: '/bin',
  NO_COLOR: '1',
  LANG: 'C.UTF-8',
  CF_AIG_GATEWAY_ORIGIN: gatewayOrigin,
  CLOUDFLARE_API_BASE_URL: apiBaseUrl,
});

/** All that doctor writes. */
async function doctor(columns: number, rows: number, on = stage.sandbox, ...args: string[]) {
  terminal = new Terminal(['doctor', ...args], environment(on), columns, rows, 1);
  const exitCode = await terminal.exitCode;
  const raw = settled(terminal.raw, on);
  return { exitCode, raw, screen: await screenOf(raw, columns, rows), layout: await layoutOf(raw, columns) };
}

/** Without what differs from run to run, as wide as before. */
function settled(raw: string, { gatewayOrigin }: Sandbox): string {
  return raw
    .replaceAll(new URL(gatewayOrigin).port, '48787')
    .replace(/responded in \d+ ms/g, 'responded in 12 ms')
    .replace(/Node \d+\.\d+\.\d+/g, 'Node 20.18.1');
}

describe.each(SIZES)('%i columns, %i rows', (columns, rows) => {
  test('a healthy setup', async () => {
    const { exitCode, screen, layout } = await doctor(columns, rows);
    expect(exitCode).toBe(0);
    expect(layout.wrapped).toEqual([]);
    expect(layout.height).toBeLessThanOrEqual(rows);
    expect(screen).toMatchSnapshot();
  });

  test.each([...BREAKAGES, ...MORE])('$title', async (breakage) => {
    const { sandbox, home } = stage;
    const on = breakage.scenario ? await startSandbox({ port: 0, scenario: breakage.scenario }) : sandbox;
    try {
      const moved = home.read(home.config).replaceAll(sandbox.gatewayOrigin, on.gatewayOrigin);
      home.write(home.config, breakage.config?.(moved, sandbox.gatewayOrigin) ?? moved);
      home.write(home.dotenv, breakage.env?.(home.read(home.dotenv)) ?? home.read(home.dotenv));
      const { exitCode, screen, layout } = await doctor(columns, rows, on);
      expect(exitCode).toBe(breakage.exitCode);
      expect(layout.wrapped).toEqual([]);
      if (columns === 80) expect(layout.height).toBeLessThan(24);
      // Without scrolling, whatever the size.
      expect(screen).toContain(breakage.cause);
      expect(screen).toMatch(/^ {2}Fix {3}\S/m);
      expect(screen).toMatch(/^Verdict: /m);
      expect(screen).toMatchSnapshot();
    } finally {
      if (on !== sandbox) await on.close();
    }
  });
});
