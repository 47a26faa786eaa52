import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { Stage } from './features-setup.js';

jest.setTimeout(30_000);

let stage: Stage;
afterEach(() => stage.close());

const ON = { cacheTtl: 300, rateLimitingLimit: 100, rateLimitingInterval: 60, collectLogs: true };

/** What a user sees, without what differs from run to run. */
async function screen(columns: number, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await stage.run(['verify', '--yes', ...args], { COLUMNS: String(columns) });
  return (stderr + stdout)
    .replaceAll(stage.home.path, '/home/me')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:8787')
    .replace(/\d+(\s+)ms/g, '12$1ms')
    .replace(/(cf-ray|cf-aig-log-id): \S+/g, '$1: ...');
}

const SCREENS: Record<string, { open: Parameters<typeof Stage.open>[0]; args?: string[]; tallest: number }> =
  {
    'all on': { open: { gateway: ON }, tallest: 24 },
    'as a new gateway is': { open: {}, tallest: 24 },
    'the limit is used up': {
      open: { gateway: { ...ON, rateLimitingLimit: 1, rateLimitingInterval: 3600 } },
      args: ['logs', 'caching'],
      tallest: 40,
    },
    'a token that cannot read': {
      open: { gateway: ON, token: SANDBOX_TOKENS.runOnly.value },
      args: ['logs', 'rate-limit'],
      tallest: 24,
    },
  };

describe.each([80, 60])('%d columns', (columns) => {
  test.each(Object.entries(SCREENS))('%s', async (_, { open, args = [], tallest }) => {
    stage = await Stage.open(open);
    const text = await screen(columns, ...args);
    expect(`\n${text}`).toMatchSnapshot();
    const lines = text.trimEnd().split('\n');
    const tooWide = lines.filter(
      (line) => line.length > columns && !/^\s*(?:Docs )?\s*https?:\S+$/.test(line),
    );
    expect(tooWide).toEqual([]);
    if (columns === 80) expect(lines.length).toBeLessThanOrEqual(tallest);
    expect(text.match(/read from the/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });
});
