import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSender } from '../../../src/gateway/wire/send.js';
import { tryGateway } from '../../../src/lab/experiments/try-gateway.js';
import { tryToken } from '../../../src/lab/experiments/try-token.js';
import { Lab } from '../../../src/lab/lab.js';
import { Redactor } from '../../../src/lib/redact/redactor.js';
import { SANDBOX_TOKENS } from '../../../src/sandbox/config/defaults.js';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.js';

const { good, runOnly, withoutRun, expired, disabled, otherAccount, accountOwned } = SANDBOX_TOKENS;
const UNKNOWN = { value: `cfut_${'FAKEfake'.repeat(6)}` };
const OAUTH = { value: `${'a'.repeat(30)}.${'b'.repeat(40)}` };
const QUOTED = { value: `"${good.value}"` };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
const sender = createSender({ env: {}, redactor: new Redactor(), timeoutMs: 5000, userAgent: 'test' });
afterAll(async () => {
  await sender.close();
  await sandbox.close();
});

const newLab = () => new Lab(sender);
const origins = (api = sandbox.apiBaseUrl) => ({ gateway: sandbox.gatewayOrigin, api });
const HERE = () => ({ accountId: sandbox.accountId, gateway: sandbox.gateway });
const MISTYPED = `1${'0123456789abcdef0123456789abcdef'.slice(1)}`;
const NO_API = 'http://127.0.0.1:9/client/v4';

type Place = { accountId?: string; gateway?: string; onRestPlane?: boolean };

describe('a token', () => {
  test.each<[name: string, token: { value: string }, place: () => Place, verdict: string | boolean]>([
    ['good, at a gateway', good, HERE, true],
    ['good, at one that it can list', good, () => ({}), true],
    ['good, at a gateway that does not exist', good, () => ({ ...HERE(), gateway: 'none' }), true],
    ['of the account', accountOwned, HERE, true],
    ['that may only send, without a gateway', runOnly, () => ({}), false],
    ['that may only send, at a gateway', runOnly, HERE, true],
    ['without Run', withoutRun, () => ({}), 'token-lacks-run'],
    ['without Run, for the REST API', withoutRun, () => ({ ...HERE(), onRestPlane: true }), false],
    ['expired, without an account', expired, () => ({}), 'token-expired'],
    ['expired, at a gateway', expired, HERE, 'token-expired'],
    ['disabled', disabled, HERE, 'token-disabled'],
    ['unknown, without an account', UNKNOWN, () => ({}), 'token-unknown'],
    ['unknown, at a gateway', UNKNOWN, HERE, 'token-unknown'],
    ['of another account', otherAccount, HERE, 'token-other-account'],
    ['of a mistyped account', good, () => ({ accountId: MISTYPED }), 'account-id-mistyped'],
    ['of `wrangler login`', OAUTH, () => ({}), 'token-is-oauth'],
    ['in quotes', QUOTED, () => ({}), 'token-malformed'],
  ])('%s', async (_name, { value }, place, verdict) => {
    const { accepted, refusal } = await tryToken(newLab(), { origins: origins(), token: value, ...place() });
    expect(refusal?.cause ?? accepted).toBe(verdict);
  });

  test('without an answer of the API: what was not reached is known, and a gateway still tells', async () => {
    const place = { origins: origins(NO_API), token: good.value };
    const alone = await tryToken(newLab(), place);
    expect(alone.view.silence).toMatchObject({ category: 'network', cause: 'connection-refused' });
    expect(alone.refusal).toBeUndefined();
    const atGateway = await tryToken(newLab(), { ...place, ...HERE() });
    expect(atGateway).toMatchObject({ accepted: true, view: { silence: { category: 'network' } } });
  });
});

describe('a gateway', () => {
  test.each<[name: string, token: string, gateway: string, verdict: string | boolean]>([
    ['with a good token', good.value, 'my-gateway', true],
    ['without a token', '', 'my-gateway', 'token-missing'],
    ['that asks for none', '', 'open-gateway', true],
    ['that does not exist', good.value, 'my-gatway', 'gateway-not-found'],
    ['with a token of another account', otherAccount.value, 'my-gateway', 'token-other-account'],
  ])('%s', async (_name, token, gateway, verdict) => {
    const place = { origins: origins(), token, accountId: sandbox.accountId, gateway };
    const { accepted, refusal } = await tryGateway(newLab(), place);
    expect(refusal?.cause ?? accepted).toBe(verdict);
  });

  test('that is not reached says nothing of its name', async () => {
    const nowhere = { gateway: 'http://127.0.0.1:9', api: NO_API };
    const place = { origins: nowhere, token: good.value, ...HERE() };
    const trial = await tryGateway(newLab(), place);
    expect(trial).toMatchObject({ accepted: false, silence: { category: 'network' } });
    expect(trial.refusal).toBeUndefined();
  });
});
