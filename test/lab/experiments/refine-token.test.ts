import { describe, expect, test } from '@jest/globals';
import { token } from '../../../src/doctor/wire/token.js';
import { completeOnce } from '../../../src/models/model-test.js';
import { findingsOf, inHome, KEY, type Setup, TOKEN } from '../../doctor/home.js';

const UNAUTHORIZED = JSON.stringify({ success: false, error: [{ code: 2009, message: 'Unauthorized' }] });
const refused = () => ({ response: { status: 401, headers: {}, body: UNAUTHORIZED, truncated: false } });

const OWN_KEY = `\${OPENAI_API_KEY}`;
const REFERENCE = `\${CF_AIG_TOKEN}`;

/** The token in the named header, beside an apiKey. */
const setupOf = (header: string, apiKey = OWN_KEY): Setup => ({
  block: { apiKey, headers: { [header]: `Bearer ${REFERENCE}` } },
  files: { '.openclaw/.env': `OPENAI_API_KEY=${KEY}\nCF_AIG_TOKEN=${TOKEN}\n` },
  answer: refused,
});

describe('a misspelt cf-aig-authorization is named, not called a missing token', () => {
  test.each<[header: string, apiKey: string]>([
    ['cf-aig-authorisation', OWN_KEY],
    ['cf-ai-authorization', OWN_KEY],
    ['Cf-Aig-Authorzation', OWN_KEY],
    ['cf-aig-token', OWN_KEY],
    ['cf-aig-authorisation', 'unused'],
  ])('%s beside %s', async (header, apiKey) => {
    await inHome(async (home) => {
      const inputs = await home.inputs(setupOf(header, apiKey));
      const [found] = await findingsOf(token, inputs);
      const ofTestModel = await completeOnce(inputs.probes.lab, inputs.target, {
        prompt: 'Hi',
        stream: false,
      });
      for (const { cause, title, steps } of [found!, ofTestModel]) {
        expect(cause).toBe('token-wrong-header');
        expect(title).toContain(header.toLowerCase());
        expect(steps?.[0]).toContain(`cf-aig-authorization: "Bearer ${REFERENCE}"`);
      }
    });
  });

  test.each<[string, header: string]>([
    ['a header of another purpose', 'cf-aig-cach-key'],
    ['one of another product', 'cf-access-client-secret'],
  ])('%s is not', async (_name, header) => {
    await inHome(async (home) => {
      const [found] = await findingsOf(token, await home.inputs(setupOf(header)));
      expect(found?.cause).toBe('token-missing');
    });
  });
});
