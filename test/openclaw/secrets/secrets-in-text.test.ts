import { describe, expect, test } from '@jest/globals';
import { distinctSecretsIn, maskSecrets, secretsIn } from '../../../src/openclaw/secrets/secrets-in-text.js';
import { growth, QUADRATIC } from '../../growth.js';

test.each([
  ['a key in a block', '{ models: { providers: { x: { apiKey: "abc123" } } } }', ['abc123']],
  ['a header', '{ headers: { Authorization: "Bearer abc123", other: "def" } }', ['abc123', 'def']],
  ['a token elsewhere', '{ hooks: { token: "abc123" }, port: 1, maxTokens: 5 }', ['abc123']],
  [
    'references are none',
    '{ apiKey: { source: "env", id: "A_KEY" }, token: "\u0024{A_TOKEN}", auth: "api-key" }',
    [],
  ],
  ['a .env', 'A_KEY=abc123\nPATH_TO=x\nexport B_TOKEN="def"\n', ['abc123', 'def']],
  [
    'a long name of an option is none',
    '{ compat: { supportsUsageInStreaming: true, "supportsReasoningEffort": true }, a: "supportsUsageInStreaming" }',
    ['supportsUsageInStreaming'],
  ],
  ['nothing', '', []],
  ['a broken config', '{ apiKey: "abc123"', ['abc123']],
])('%s', (_name, text, secrets) => {
  expect(secretsIn(text)).toEqual(secrets);
});

describe('of a config that cannot be parsed', () => {
  const broken = (line: string) => `{\n  gateway: {\n    ${line}\n  },,\n  port: 1,\n}`;
  test.each([
    ['a quote in it', '"password": "ab\\"cd",', '"password": "[redacted]",'],
    ['no colon', '"password" "ab cd",', '"password" "[redacted]",'],
    ['no quotes', 'password: ab"cd', 'password: [redacted]'],
    ['no closing quote', '"password": "ab cd', '"password": [redacted]'],
    ['a list', '"password": ["ab", "cd"]', '"password": [redacted]'],
    [
      'a header',
      'headers: {\n "X-Mine": "a\'b\\"c",\n "Accept": "x"\n}',
      'headers: {\n "X-Mine": "[redacted]",\n "Accept": "x"\n}',
    ],
    ['a reference', 'apiKey: { source: "env", id: "A_KEY" },', 'apiKey: { source: "env", id: "A_KEY" },'],
    ['a group', 'tokens: {', 'tokens: {'],
    ['another name', 'port: 1', 'port: 1'],
  ])('%s', (_name, line, masked) => {
    expect(maskSecrets(broken(line))).toBe(broken(masked));
  });
});

test('a password that is a common word is not redacted everywhere', () => {
  const text = 'DB_PASSWORD=openclaw\nA_TOKEN=openclaw1\n';
  expect(distinctSecretsIn(text)).toEqual(['openclaw1']);
  expect(maskSecrets(text)).toBe('DB_PASSWORD=[redacted]\nA_TOKEN=[redacted]\n');
});

describe('a long text takes time in proportion', () => {
  const repeat = (part: string) => (count: number) =>
    part.replaceAll('?', String(Math.random())).repeat(10 * count);
  test.each([
    ['a word', repeat('a')],
    ['a name', repeat('_key')],
    ['a parameter', repeat('&a')],
    ['hashes', repeat('#')],
    ['a comment with spaces', (count: number) => `# a=b${' '.repeat(10 * count)}c`],
    ['variables', repeat('NAME=value\n')],
    ['blank lines', repeat('\n')],
    [
      'an object',
      (count: number) =>
        `{${Array.from({ length: count }, (_, i) => `"m${i}":{"apiKey":"value${i}"}`).join()}}`,
    ],
    ['a broken object', repeat('{"a":')],
    ['broken lines', (count: number) => `{${`\n${' '.repeat(20)}"password" x,`.repeat(count)}`],
    ['a broken line', (count: number) => `{\n password ${' ,'.repeat(10 * count)}`],
  ])('%s', (_, input) => {
    expect(growth((count) => `${Math.random()}${input(count)}`, maskSecrets)).toBeLessThan(QUADRATIC);
  });
});

test.each([
  ['a password of a URL', 'A_URL=db://me:abcd1234@host/a', ['me:abcd1234', 'abcd1234']],
  ['a parameter of a URL', 'see https://host/a?id=1&token=abcd1234#x', ['abcd1234']],
  ['a commented-out variable', '# A_KEY = abcd1234 # old\n', ['abcd1234 # old']],
  ['a name before a colon', '# the api_key: abcd1234\n', ['abcd1234']],
])('%s', (_, text, secrets) => {
  expect(secretsIn(text)).toEqual(secrets);
});

describe('a secret on several lines', () => {
  const text = 'A_KEY="first line\nshort\n  last line  "\nB_KEY=abc\n';

  test('may appear line by line, the short ones aside', () => {
    expect(secretsIn(text)).toEqual([
      'first line\nshort\n  last line  ',
      'first line',
      '  last line  ',
      'abc',
    ]);
  });

  test('keeps the ends of its lines', () => {
    const masked = maskSecrets(text.replaceAll('\n', '\r\n'));
    expect(masked).toBe('A_KEY="[redacted]\r\n[redacted]\r\n[redacted]"\r\nB_KEY=[redacted]\r\n');
  });

  test('is masked on as many lines', () => {
    expect(maskSecrets(text)).toBe('A_KEY="[redacted]\n[redacted]\n[redacted]"\nB_KEY=[redacted]\n');
  });
});

test.each([
  ['a public prefix stays', 'A_KEY=cfut_FAKEfakeFAKEfake00', 'A_KEY=cfut_[redacted]'],
  ['quotes stay in a comment', "# A_KEY='abc'\n", "# A_KEY='[redacted]'\n"],
  ['a quote alone is none', `# A_KEY='\n`, `# A_KEY='\n`],
  ['a quote that nothing closes', `# A_KEY='abc\n`, '# A_KEY=[redacted]\n'],
  ['a quote inside', `# A_KEY=a'b'\n`, '# A_KEY=[redacted]\n'],
  ['what overlaps is masked once', 'A_URL=db://me:abcd1234@host?token=abcd', 'A_URL=[redacted]'],
  ['neighbours', '{ apiKey: "abc", token: "def" }', '{ apiKey: "[redacted]", token: "[redacted]" }'],
  ['a password in an address', '{ a: "https://me:abcd@host/x" }', '{ a: "https://[redacted]@host/x" }'],
])('masked: %s', (_name, text, masked) => {
  expect(maskSecrets(text)).toBe(masked);
});

test('a word of nine letters is common, one of ten is not', () => {
  expect(distinctSecretsIn('A_KEY=abcdefghi\nB_KEY=abcdefghij\nC_KEY=Abcdef\nD_KEY=1abcdef\n')).toEqual([
    'abcdefghij',
    'Abcdef',
    '1abcdef',
  ]);
});
