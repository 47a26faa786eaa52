import { describe, expect, test } from '@jest/globals';
import { makeDiagnosis } from '../../../src/diagnosis/reading/diagnosis.js';
import { type Attempt, concludePayments } from '../../../src/lab/experiments/conclude-payment.js';

const noKey: Attempt = makeDiagnosis('provider-key-missing', {}, []);
const unknownModel: Attempt = makeDiagnosis('provider-model-not-found', {}, []);
const badToken: Attempt = makeDiagnosis('token-rejected', {}, []);

describe('the ways of paying that can work, the recommended one first', () => {
  test.each<[string, boolean | undefined, Attempt, string[]]>([
    ['asks for a token, and Cloudflare pays', false, 'works', ['stored', 'own-key']],
    ['asks for a token, and nobody pays', false, noKey, ['own-key']],
    ['is open, and Cloudflare pays', true, 'works', ['stored', 'own-key-open']],
    ['is open, and nobody pays', true, noKey, ['own-key-open']],
    ['says nothing', undefined, 'unclear', ['stored', 'own-key-open', 'own-key']],
    ['knows no such model, which says nothing about paying', false, unknownModel, ['stored', 'own-key']],
    ['refuses the token, which says nothing about paying', false, badToken, ['stored', 'own-key']],
  ])('a gateway that %s', (_name, open, stored, payments) => {
    const ways = concludePayments({ open, stored });
    expect(ways.map(({ payment }) => payment)).toEqual(payments);
    expect(ways.map(({ recommended }) => recommended)).toEqual(payments.map((_, index) => index === 0));
  });

  test.each([
    [true, 'tested: Cloudflare pays with your key, which is stored there'],
    [false, 'tested: Cloudflare pays from your Cloudflare credits'],
  ])('a stored key (%j) is told from credits', (hasStoredKey, because) => {
    expect(concludePayments({ open: false, stored: 'works', hasStoredKey })[0]?.because).toBe(because);
  });
});
