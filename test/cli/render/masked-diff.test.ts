import { describe, expect, test } from '@jest/globals';
import { maskedDiff } from '../../../src/cli/render/masked-diff.js';

const CONFIG = (key: string) => `{
  // "apiKey": "CANARY01",
  gateway: { auth: { mode: "token", token: "CANARY02" } },
  channels: { telegram: { botToken: 'CANARY03' } },
  env: { vars: { ANY_NAME: "CANARY04 with words" } },
  mcp: { servers: { x: { args: ["--auth", "CANARY05abcdef0123456789"] } } },
  models: { providers: { other: {
    apiKey: "CANARY06", apiKey: "CANARY07",
    headers: { "X-Custom": "CANARY08", "anthropic-version": "2023-06-01", Authorization: "Bearer CANARY09" },
    request: { auth: { mode: "header", headerName: "x", value: "CANARY10" } },
    baseUrl: "https://CANARY11:CANARY12@host.example/v1?token=CANARY13&x=CANARY14",
  }, mine: { apiKey: "${key}", auth: "api-key" } } },
  tls: { key: "CANARY15\\
CANARY16" },
}
`;

const DOTENV = (value: string) => `# BAR_KEY=CANARY01
# note: this stays
export FOO_KEY=CANARY02
FOO_KEY=CANARY03 # was OLD=CANARY04
FOO_KEY='CANARY05'
SWITCH=true
PEM="-----BEGIN
CANARY06
CANARY07"
OPEN="CANARY08
CANARY09
GLUED=CANARY10#CANARY11
REF=\${OTHER_NAME}
#export GONE="CANARY12"
CLOUDFLARE_AI_GATEWAY_API_KEY=${value}
`;

/** Every line of the file is within three lines of a change, so the diff has all of them. */
function everyLine(text: (key: string) => string): string {
  return maskedDiff('file', '', text('CANARY98')) + maskedDiff('file', text('CANARY98'), text('CANARY99'));
}

describe('the diff has no secrets', () => {
  test.each([
    ['a config', everyLine(CONFIG)],
    [
      'a config that cannot be read',
      everyLine((key) => `${CONFIG(key).replace('CANARY15\\\nCANARY16', '')} {`).replaceAll(
        /CANARY0[458]|CANARY10/g,
        '',
      ),
    ],
    ['a .env', everyLine(DOTENV)],
  ])('%s', (_name, diff) => {
    expect(diff).not.toContain('CANARY');
  });
});

describe('the diff is readable', () => {
  test('keys, references, modes and harmless headers are shown', () => {
    const diff = everyLine(CONFIG);
    for (const text of [
      'mode: "token", token: "[redacted]"',
      "botToken: '[redacted]'",
      '"anthropic-version": "2023-06-01"',
      '"Bearer [redacted]"',
      'auth: "api-key"',
      '@host.example/v1?token=[redacted]',
    ])
      expect(diff).toContain(text);
    expect(diff).toContain('-  }, mine: { apiKey: "[redacted]", auth: "api-key" } } },');
    expect(diff).toContain('+  }, mine: { apiKey: "[redacted]", auth: "api-key" } } },');
  });

  test.each<[name: string, before: string, after: string, added: string[]]>([
    ['only a secret is another', 'A_KEY=one\n', 'A_KEY=two\n', ['+A_KEY=[redacted] (changed)']],
    ['lines that end with CR LF', 'A_KEY=one\r\n', 'A_KEY=two\r\n', ['+A_KEY=[redacted] (changed)']],
    [
      'beside a change that shows',
      'A_KEY=one\nB_KEY=one\n',
      'A_KEY=two\nC_KEY=one\n',
      ['+A_KEY=[redacted] (changed)', '+C_KEY=[redacted]'],
    ],
    ['only the end of the file is another', 'A_KEY=one', 'A_KEY=one\n', ['+A_KEY=[redacted]']],
    ['a line that goes and comes elsewhere', 'A_KEY=one\nx\n', 'x\nA_KEY=two\n', ['+A_KEY=[redacted]']],
  ])('a line that masking makes equal to the one before is marked: %s', (_name, before, after, added) => {
    const lines = maskedDiff('.env', before, after).split('\n');
    expect(lines.filter((line) => /^\+(?!\+)/.test(line))).toEqual(added);
  });

  test('variables are shown, with comments and switches', () => {
    expect(maskedDiff('.env', '', DOTENV('cfut_FAKEfakeFAKE'))).toBe(`--- .env
+++ .env
@@ -0,0 +1,15 @@
+# BAR_KEY=[redacted]
+# note: this stays
+export FOO_KEY=[redacted]
+FOO_KEY=[redacted] # was OLD=[redacted]
+FOO_KEY='[redacted]'
+SWITCH=true
+PEM="[redacted]
+[redacted]
+[redacted]"
+OPEN=[redacted]
+[redacted]
+GLUED=[redacted]
+REF=\${OTHER_NAME}
+#export GONE="[redacted]"
+CLOUDFLARE_AI_GATEWAY_API_KEY=cfut_[redacted]
`);
  });
});
