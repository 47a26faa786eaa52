import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DEFAULT_CONFIG, SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { Home } from './harness.js';
import { layoutOf, screenOf } from './screen.js';
import { KEYS, Terminal } from './terminal.js';

/** What a newcomer sees: an account with the gateway `default`, a token that can read, no OpenClaw yet. */

let sandbox: Sandbox;
let home: Home;
let terminal: Terminal | undefined;

jest.setTimeout(60_000);

beforeEach(async () => {
  const gateways = DEFAULT_CONFIG.gateways.filter(({ id }) => id === 'default');
  sandbox = await startSandbox({ port: 0, config: { ...structuredClone(DEFAULT_CONFIG), gateways } });
  home = new Home();
});
afterEach(async () => {
  terminal?.kill();
  home.remove();
  await sandbox.close();
});

const SIZES: readonly [columns: number, rows: number][] = [
  [80, 24],
  [60, 20],
];

/** A question, what it is called in the snapshot, and the keys that answer it. */
type Scene = readonly [name: string, question: RegExp, keys: string];

const TYPICAL: readonly Scene[] = [
  ['1 token', /\? Cloudflare API token/, `${SANDBOX_TOKENS.good.value}${KEYS.enter}`],
  ['2 models', /\? Models/, KEYS.enter],
  ['3 write', /\? Write these changes/, KEYS.enter],
  ['4 the end', /Next: .*test-model/, ''],
];

/** The questions that were drawn, however often each of them was. */
const questionsIn = (text: string) =>
  new Set([...text.matchAll(/^\? ([\w ’]+)/gm)].map(([, question]) => question!.trim()));

describe.each(SIZES)('%i columns, %i rows', (columns, rows) => {
  test('from nothing to a working agent', async () => {
    terminal = new Terminal(['init', '--no-color'], environment(), columns, rows);
    for (const [name, question, keys] of TYPICAL) {
      await terminal.see(question);
      await terminal.quiet();
      expect(await screenOf(settled(terminal.raw), columns, rows)).toMatchSnapshot(name);
      terminal.type(keys);
    }
    expect(await terminal.exitCode).toBe(0);
    const end = await screenOf(settled(terminal.raw), columns, rows);
    expect(end).toMatch(/Files \([\s\S]*Verdict: all well[\s\S]*Next:\n( {2}\S.*\n?){1,3}$/);
    expect([...questionsIn(terminal.text)]).toEqual([
      'Cloudflare API token',
      'Models',
      'Write these changes',
    ]);
    expect(
      (await layoutOf(settled(terminal.raw), columns)).wrapped.filter((line) => !isFromFile(line)),
    ).toEqual([]);
  });
});

/** A line of the diff is as wide as it is in the file. */
const isFromFile = (line: string) => /^[+-]/.test(line);

/** Nothing of this machine: no browser, no OpenClaw, no git. */
const environment = () => ({
  HOME: home.path,
  PATH: '/nonexistent',
  NO_COLOR: '1',
  LANG: 'C.UTF-8',
  CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
  CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
});

/** Without what differs from run to run, and as wide as before where it can be. */
function settled(raw: string): string {
  return raw
    .replaceAll(new URL(sandbox.gatewayOrigin).port, '8787')
    .replace(/in \d+ ms/g, 'in 12 ms')
    .replace(/Node \d+\.\d+\.\d+/g, 'Node 20.18.1');
}
