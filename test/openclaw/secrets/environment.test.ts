import { describe, expect, test } from '@jest/globals';
import { CONFIG, ENV, Home } from '../memory.js';

const CWD = '/work/.env';
const GATEWAY = '/home/u/.config/openclaw/gateway.env';
const config = (name: string, value: string) => `{ env: { vars: { ${name}: '${value}' } } }`;

interface Row {
  when: string;
  name?: string;
  files?: Record<string, string>;
  env?: NodeJS.ProcessEnv;
  /** value, kind, line */
  wins: [string, string, number?] | undefined;
  shadowed?: string[];
  blocked?: boolean;
}

const ROWS: Row[] = [
  { when: 'nobody defines it', wins: undefined },
  {
    when: 'the environment beats every file',
    env: { V: 'p' },
    files: { [ENV]: 'V=s', [GATEWAY]: 'V=p' },
    wins: ['p', 'process'],
    shadowed: ['state-env differs', 'gateway-env'],
  },
  {
    when: 'the .env of the folder beats the one of OpenClaw',
    files: { [CWD]: 'V=c', [ENV]: 'V=s' },
    wins: ['c', 'cwd-env', 1],
    shadowed: ['state-env differs'],
  },
  {
    when: 'state before gateway.env before config',
    files: { [ENV]: '\nV=s', [GATEWAY]: 'V=g', [CONFIG]: config('V', 'x') },
    wins: ['s', 'state-env', 2],
    shadowed: ['gateway-env differs', 'config-env differs'],
  },
  { when: 'the config fills in', files: { [CONFIG]: config('V', 'x') }, wins: ['x', 'config-env'] },
  {
    when: 'the config has it as older versions did',
    files: { [CONFIG]: "{ env: { V: 'x', vars: {}, shellEnv: { enabled: true } } }" },
    wins: ['x', 'config-env'],
  },
  {
    when: 'the config fills in for an empty line',
    files: { [ENV]: 'V=', [CONFIG]: config('V', 'x') },
    wins: ['x', 'config-env'],
    shadowed: ['state-env differs'],
  },
  {
    when: 'exported empty hides the file',
    env: { V: '' },
    files: { [ENV]: 'V=s' },
    wins: ['', 'process'],
    shadowed: ['state-env differs'],
    blocked: true,
  },
  { when: 'exported empty, and nothing to hide', env: { V: '' }, wins: ['', 'process'] },
  {
    when: 'of duplicates in one file the last counts',
    files: { [ENV]: 'V=a\nV=b\n' },
    wins: ['b', 'state-env', 2],
  },
  {
    when: 'a later empty line blanks it',
    files: { [ENV]: 'V=a\nV=\n', [GATEWAY]: 'V=g' },
    wins: ['', 'state-env', 2],
    shadowed: ['gateway-env differs'],
  },
  ...[
    'CLOUDFLARE_AI_GATEWAY_API_KEY',
    'OPENAI_API_KEY',
    'GROQ_API_KEY',
    'MY_BASE_URL',
    'OPENCLAW_X',
    'HTTPS_PROXY',
    'NODE_OPTIONS',
  ].map((name) => ({
    when: `${name} is not taken from the .env of the folder`,
    name,
    files: { [CWD]: `${name}=c` },
    wins: undefined,
  })),
  {
    when: 'a harmless name is',
    name: 'CF_AIG_TOKEN',
    files: { [CWD]: 'CF_AIG_TOKEN=c' },
    wins: ['c', 'cwd-env', 1],
  },
  {
    when: 'dangerous names are not taken from the config',
    name: 'NODE_OPTIONS',
    files: { [CONFIG]: config('NODE_OPTIONS', 'x') },
    wins: undefined,
  },
  { when: 'a name with a dash is no name', name: 'A-B', files: { [ENV]: 'A-B=1' }, wins: undefined },
];

describe('precedence of variables', () => {
  test.each(ROWS)('$when', async ({ name = 'V', files, env, wins, shadowed = [], blocked }) => {
    const { environment } = await new Home(files, env).current();
    const source = environment.lookup(name);
    expect(source && [source.value, source.from.kind, source.from.line]).toEqual(
      wins && [wins[0], wins[1], wins[2]],
    );
    expect(source?.shadowed.map(({ kind, differs }) => (differs ? `${kind} differs` : kind)) ?? []).toEqual(
      shadowed,
    );
    expect(source?.blockedByEmpty).toBe(blocked);
  });

  test('names of variables in files, to suggest corrections', async () => {
    const { environment } = await new Home({ [ENV]: 'A=1\nB=2' }, { C: '3' }).current();
    expect(environment.names()).toEqual(['A', 'B']);
  });

  test('files are kept with their content', async () => {
    const { environment } = await new Home({ [ENV]: 'A=1' }).current();
    expect(environment.files.map(({ path, file }) => [path, file.kind])).toEqual([
      [CWD, 'missing'],
      [ENV, 'file'],
      [GATEWAY, 'missing'],
    ]);
  });
});
