import { describe, expect, test } from '@jest/globals';
import { token } from '../../../src/doctor/wire/token.js';
import { findingsOf, inHome, OWN_KEY, type Setup } from '../home.js';

const ACCEPTED =
  '{"success":false,"result":[],"messages":[],"error":[{"code":2008,"message":"Invalid provider"}]}';
const accepted = () => ({ response: { status: 400, headers: {}, body: ACCEPTED, truncated: false } });

describe('a gateway that is open to everybody', () => {
  test.each<[string, Setup, title: string]>([
    ['and pays', {}, 'can spend your stored keys or credits'],
    ['and is paid by the caller', OWN_KEY, 'anyone who knows its URL can use it'],
  ])('%s', async (_name, setup, title) => {
    await inHome(async (home) => {
      const [found] = await findingsOf(token, await home.inputs({ ...setup, answer: accepted }));
      expect(found?.status).toBe('warn');
      expect(found?.title).toContain(title);
    });
  });
});
