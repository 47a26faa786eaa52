import { expect, test } from '@jest/globals';
import { setModes } from '../../../../src/cli/commands/doctor/set-modes.js';

const ENV = { path: '/home/me/.openclaw/.env', mode: 0o600 };

test('gives each file its mode', async () => {
  const calls: unknown[] = [];
  await setModes([ENV], async (...call) => void calls.push(call));
  expect(calls).toEqual([[ENV.path, 0o600]]);
});

test('names the file, the reason and the command when the system refuses', async () => {
  const refuse = async () => {
    throw Object.assign(new Error('EPERM: operation not permitted, chmod'), { code: 'EPERM' });
  };
  await expect(setModes([ENV], refuse)).rejects.toMatchObject({
    message: '/home/me/.openclaw/.env could not get mode 0600: permission denied',
    hint: 'Run `chmod 600 /home/me/.openclaw/.env` as its owner. All other changes are written.',
    verdict: { cause: 'file-not-written' },
  });
});
