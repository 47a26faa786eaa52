import { expect, test } from '@jest/globals';
import { run } from '../../../../src/cli/run.js';
import { CATALOGUE, CAUSE_IDS } from '../../../../src/diagnosis/causes/catalogue.js';
import { checkRun } from '../../../check-document.js';
import { memoryIo } from '../../../memory-io.js';

const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const ACCOUNT = '0123456789abcdef0123456789abcdef';

async function explain(text: string, ...flags: string[]) {
  const io = memoryIo({ env: {}, input: text });
  const argv = ['explain', '-', ...flags];
  const exitCode = await run(io, argv);
  checkRun(argv, io.stdout);
  return { exitCode, stdout: io.stdout, stderr: io.stderr };
}

const first = (stdout: string) => JSON.parse(stdout).explanations[0];

test('a category is explained by its meaning and its causes', async () => {
  const { exitCode, stdout } = await explain('bad-token');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^bad-token \(exit code 13\)\n {2}Cloudflare rejected its own credential/);
  const ids = CAUSE_IDS.filter((id) => CATALOGUE[id].category === 'bad-token');
  for (const id of ids) expect(stdout).toContain(`  ${id}\n`);
  const document = JSON.parse((await explain('bad-token', '--json')).stdout);
  expect(document.explanations.map(({ cause }: { cause: string }) => cause)).toEqual(ids);
});

test('unknown text exits with 3 and a hint', async () => {
  const { exitCode, stderr } = await explain('the weather is fine');
  expect(exitCode).toBe(3);
  expect(stderr.replace(/\s+/g, ' ')).toContain('openclaw logs --json');
});

test('the text where it was found is shown only if there is more of it', async () => {
  expect((await explain('2009\n')).stdout).not.toContain('  In ');
  expect((await explain('10:00 started\n10:01 error code 401 {"errors":[{"code":2009}]}')).stdout).toContain(
    '  In ',
  );
});

test('the explanation has the account, gateway, model and provider of the text', async () => {
  const url = `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/my-gatway/compat/chat/completions`;
  const unknown = await explain(
    `POST ${url} -> 400 [{"code":2001,"message":"Please configure AI Gateway"}]`,
    '--json',
  );
  expect(first(unknown.stdout).title).toBe(`The account ${ACCOUNT} has no gateway named "my-gatway".`);
  const missing = await explain(
    '{"error":{"message":"x-api-key header is required","type":"authentication_error"}}',
    '--json',
  );
  expect(first(missing.stdout).title).toBe('The request reached Anthropic without a key.');
});

test('suggests doctor only if several causes remain', async () => {
  expect(first((await explain('HTTP 401', '--json')).stdout).remedy.at(-1)).toMatch(/^Run `cf-aig doctor`/);
  expect(first((await explain('token-expired', '--json')).stdout).remedy.join()).not.toContain(
    'cf-aig doctor',
  );
});

test('a token in the URL is recognised and redacted', async () => {
  const body = {
    success: false,
    errors: [{ code: 7003, message: `Could not route to /accounts/${TOKEN}/ai/v1` }],
  };
  const { stdout } = await explain(JSON.stringify(body), '--json');
  expect(first(stdout).cause).toBe('account-id-is-token');
  expect(stdout).not.toContain(TOKEN);
});
