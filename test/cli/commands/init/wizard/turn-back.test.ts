import { describe, expect, test } from '@jest/globals';
import { suspectsOf } from '../../../../../src/cli/commands/init/wizard/turn-back.js';
import type { CauseId } from '../../../../../src/diagnosis/causes/catalogue.js';
import { makeDiagnosis } from '../../../../../src/diagnosis/reading/diagnosis.js';

const LISTED = true;

describe('which answer is asked for again', () => {
  test.each<[cause: CauseId, alternatives: CauseId[], isListed: boolean, suspects: string[]]>([
    ['token-expired', [], LISTED, ['token']],
    ['token-lacks-run', [], LISTED, ['token']],
    ['token-unknown', [], LISTED, ['token']],
    ['token-unknown', [], !LISTED, ['token', 'account']],
    ['token-rejected', ['token-lacks-run', 'token-other-account'], !LISTED, ['token', 'account']],
    ['token-other-account', [], !LISTED, ['account', 'token']],
    ['account-id-mistyped', [], !LISTED, ['account', 'token']],
    ['account-not-found', [], !LISTED, ['account']],
    ['gateway-not-found', [], LISTED, ['gateway']],
    ['gateway-not-found', ['account-not-found'], LISTED, ['gateway']],
    ['gateway-not-found', ['account-not-found'], !LISTED, ['gateway', 'account']],
    ['connect-timeout', [], LISTED, []],
  ])('%s, or %j; the account is listed: %s', (cause, alternatives, isListed, suspects) => {
    expect(suspectsOf(makeDiagnosis(cause, {}, [], alternatives), { isListed })).toEqual(suspects);
  });

  test('a user’s token that is unknown is so in every account', () => {
    const refusal = makeDiagnosis('token-unknown', {}, []);
    expect(suspectsOf(refusal, { isListed: false, isOfUser: true })).toEqual(['token']);
  });
});
