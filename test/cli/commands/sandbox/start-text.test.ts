import { describe, expect, test } from '@jest/globals';
import { providerKeys, startText } from '../../../../src/cli/commands/sandbox/start-text.js';
import { styleFor } from '../../../../src/cli/render/style.js';
import { readSandboxConfig } from '../../../../src/sandbox/config/config.js';
import { SANDBOX_TOKENS } from '../../../../src/sandbox/config/defaults.js';

const RUNNING = {
  url: 'http://127.0.0.1:8787',
  otherUrls: [],
  gatewayOrigin: 'http://127.0.0.1:8787',
  apiBaseUrl: 'http://127.0.0.1:8787/client/v4',
  accountId: '0123456789abcdef0123456789abcdef',
  gateway: 'my-gateway',
  token: SANDBOX_TOKENS.good.value,
};
const FILES = {
  authority: '/tmp/cf-aig-sandbox-AbCdEf/ca.pem',
  preload: 'file:///tmp/cf-aig-sandbox-AbCdEf/preload.mjs',
  remove: async () => {},
};
const KEYS = providerKeys({});

const styleOf = (columns: number) =>
  styleFor({ env: {}, isTty: false, columns, unicode: true, noColor: true });

describe.each([80, 60])('%d columns', (columns) => {
  const text = startText(RUNNING, { keys: KEYS }, styleOf(columns));

  test('the screen', () => {
    expect(`\n${text}`).toMatchSnapshot();
  });

  test('no line is wider, and all fit 20 lines', () => {
    const lines = text.trimEnd().split('\n');
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(20);
  });

  test('a shell reads the values whole', () => {
    const joined = text.replaceAll('\\\n', '');
    for (const value of [RUNNING.token, RUNNING.apiBaseUrl, RUNNING.accountId, ...KEYS.map(({ key }) => key)])
      expect(joined).toMatch(new RegExp(`^export \\w+=${value}$`, 'm'));
  });
});

test.each([80, 60])('--tls says how programs are led here, %d columns', (columns) => {
  const text = startText(RUNNING, { files: FILES, tls: true, keys: KEYS }, styleOf(columns));
  expect(`\n${text.slice(text.indexOf('For programs'))}`).toMatchSnapshot();
  expect(text.split('\n').filter((line) => line.length > columns)).toEqual([]);
});

test('a folder with a space in its name can be pasted', () => {
  const authority = '/tmp/my folder/ca.pem';
  const text = startText(RUNNING, { files: { ...FILES, authority }, tls: true, keys: [] }, styleOf(80));
  expect(text).toContain('export SSL_CERT_FILE=/tmp/my\\ folder/ca.pem\n');
});

test('--sandbox is all it takes, with the port unless it is the usual one', () => {
  const text = (url: string) => startText({ ...RUNNING, url }, { keys: [] }, styleOf(200));
  expect(text(RUNNING.url)).toContain('cf-aig init --sandbox');
  expect(text(RUNNING.url)).not.toContain('--sandbox 8787');
  expect(text('http://127.0.0.1:8899')).toContain('cf-aig init --sandbox 8899');
  expect(text('https://127.0.0.1:8899')).not.toContain('--sandbox');
});

test.each([
  ['powershell', `\n$env:CLOUDFLARE_AI_GATEWAY_API_KEY = '${RUNNING.token}'\n`],
  ['cmd', `\nset CLOUDFLARE_AI_GATEWAY_API_KEY=${RUNNING.token}\n`],
] as const)('%s sets variables in its own way, on one line however long', (shell, line) => {
  const text = startText(RUNNING, { keys: KEYS }, { ...styleOf(60), shell });
  expect(text).toContain(line);
  expect(text).not.toMatch(/export|\\\n/);
});

test('a scenario says what it takes to see it, and where the certificate is', () => {
  const text = startText(RUNNING, { files: FILES, needs: 'trust', keys: [] }, styleOf(80));
  expect(text).toContain('export NODE_EXTRA_CA_CERTS=/tmp/cf-aig-sandbox-AbCdEf/ca.pem\n');
  expect(text).toContain('To see this scenario: ');
});

test('keys of the config, and none of a provider whose requests are sent on', () => {
  const config = readSandboxConfig('{ providers: { openai: { keys: ["sk-mine"] } } }');
  expect(providerKeys({ config }).map(({ key }) => key)).toEqual([
    'sk-mine',
    'sk-ant-sandbox-provider-key-good',
  ]);
  const upstreams = new Map([['openai', {} as never]]);
  expect(providerKeys({ upstreams }).map(({ variable }) => variable)).toEqual(['ANTHROPIC_API_KEY']);
});

describe('when other machines can reach it', () => {
  const exposed = { ...RUNNING, otherUrls: ['http://192.0.2.5:8787', 'http://[2001:db8::5]:8787'] };

  test('their addresses, and a token that is new', () => {
    const token = 'cfut_sandboxFAKEtoken00000000000000000000000000another';
    const text = startText({ ...exposed, token }, { keys: KEYS, tokenFrom: 'new' }, styleOf(200)).replace(
      /(\S)\n(?=[^\n])(?!export)/g,
      '$1 ',
    );
    expect(text).toContain('From other machines: http://192.0.2.5:8787, http://[2001:db8::5]:8787.');
    expect(text).toContain(`export CLOUDFLARE_AI_GATEWAY_API_KEY=${token} `);
    expect(text).toContain('new one in each run; CF_AIG_SANDBOX_TOKEN sets one that stays. These keys');
    expect(text).not.toContain('--sandbox');
  });

  test('a token of the variable is not printed', () => {
    const text = startText({ ...exposed, token: 'own' }, { keys: [], tokenFrom: 'variable' }, styleOf(200));
    expect(text).not.toContain('CLOUDFLARE_AI_GATEWAY_API_KEY=');
    expect(text).toContain('CLOUDFLARE_AI_GATEWAY_API_KEY is the value of CF_AIG_SANDBOX_TOKEN.');
  });
});
