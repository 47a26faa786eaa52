import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { writeClientFiles } from '../../src/sandbox/listening/client-files.js';
import { ask, bearer, sandbox } from '../sandbox/client.js';

const PROGRAM = fileURLToPath(new URL('hard-coded-hosts.mjs', import.meta.url));

test('Cloudflare’s ai-gateway-provider, unchanged, reaches the sandbox by its own hosts', async () => {
  const box = await sandbox({ tls: true });
  const files = await writeClientFiles(box.authority ?? '', box.url);
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM], {
      env: {
        PATH: process.env.PATH,
        NODE_OPTIONS: `--import=${files.preload}`,
        ACCOUNT_ID: box.accountId,
        GATEWAY: 'my-gateway',
        TOKEN: box.token,
      },
      timeout: 60_000,
    });
    expect(JSON.parse(stdout)).toEqual({
      generated: 'pong',
      streamed: { text: 'one two three', inParts: true },
      fallback: { text: 'pong', step: '1' },
      cache: 'HIT',
      failure: { name: 'AI_APICallError', statusCode: 429 },
    });
  } finally {
    await files.remove();
  }
  expect(box.requests.map(({ method, status }) => `${method} ${status}`)).toEqual([
    ...Array<string>(5).fill('POST 200'),
    'POST 429',
  ]);
  const logs = `${box.apiBaseUrl}/accounts/${box.accountId}/ai-gateway/gateways/my-gateway/logs`;
  const { json } = await ask(logs, { headers: bearer(box.token) });
  const teams = json.result.map(({ metadata }: { metadata?: string }) => metadata);
  expect(teams.filter((metadata: unknown) => JSON.stringify(metadata)?.includes('sandbox'))).toHaveLength(2);
});
