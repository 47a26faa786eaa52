import { describe, expect, test } from '@jest/globals';
import type { RawAnswers } from '../../../../../src/cli/commands/init/answers/answers.js';
import type { InitOptions } from '../../../../../src/cli/commands/init/answers/init-options.js';
import { takePasted } from '../../../../../src/cli/commands/init/answers/pasted-flags.js';
import { memoryIo } from '../../../../memory-io.js';

const A = '0123456789abcdef0123456789abcdef';
const B = 'fedcba9876543210fedcba9876543210';
const T = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const URL = `https://gateway.ai.cloudflare.com/v1/${A}/mine/compat`;
const CURL = `curl ${URL} -H 'cf-aig-authorization: Bearer ${T}'`;

/** `given` came from flags, the token from stdin. */
function take(given: RawAnswers): [RawAnswers, string] {
  const io = memoryIo();
  const { accountId, gateway } = given;
  const options = { accountId, gateway, tokenStdin: given.token !== undefined } as InitOptions;
  return [takePasted(io, options, given), io.stderr];
}

describe('what is pasted in place of an answer', () => {
  test.each<[RawAnswers, RawAnswers, string]>([
    [{ accountId: A, gateway: 'mine', token: T }, { accountId: A, gateway: 'mine', token: T }, ''],
    [
      { accountId: URL },
      { accountId: A, gateway: 'mine' },
      'Taken out of the address of the gateway in --account-id: account and gateway\n',
    ],
    [
      { gateway: URL },
      { accountId: A, gateway: 'mine' },
      'Taken out of the address of the gateway in --gateway: account and gateway\n',
    ],
    [
      { accountId: B, gateway: URL },
      { accountId: B, gateway: 'mine' },
      'Taken out of the address of the gateway in --gateway: gateway\n',
    ],
    [
      { accountId: URL, gateway: 'theirs' },
      { accountId: A, gateway: 'theirs' },
      'Taken out of the address of the gateway in --account-id: account\n',
    ],
    [
      { token: CURL },
      { accountId: A, gateway: 'mine', token: T },
      'Taken out of the curl command in stdin: account, gateway and token\n',
    ],
    [
      { gateway: 'mine', token: `CLOUDFLARE_ACCOUNT_ID=${A}\nCLOUDFLARE_API_TOKEN="${T}"\n` },
      { accountId: A, gateway: 'mine', token: T },
      'Taken out of the .env file in stdin: account and token\n',
    ],
    // A token on a command line is not taken.
    [
      { gateway: CURL },
      { accountId: A, gateway: 'mine' },
      'Taken out of the curl command in --gateway: account and gateway\n',
    ],
    // A bare value is judged as it is.
    [{ token: `"${T}"` }, { token: `"${T}"` }, ''],
    [{ accountId: A.toUpperCase() }, { accountId: A.toUpperCase() }, ''],
  ])('%j', (given, answers, words) => {
    expect(take(given)).toEqual([answers, words]);
  });
});

test('from a variable', () => {
  const io = memoryIo();
  expect(takePasted(io, {} as InitOptions, { gateway: URL })).toEqual({ accountId: A, gateway: 'mine' });
  expect(io.stderr).toContain('in CLOUDFLARE_AI_GATEWAY_ID: account and gateway');
});
