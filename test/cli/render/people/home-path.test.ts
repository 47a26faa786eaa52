import { expect, test } from '@jest/globals';
import { homeOf, shortenHome } from '../../../../src/cli/render/people/home-path.js';

const HOME = '/home/me';

test.each([
  ['/home/me/.openclaw/openclaw.json', '~/.openclaw/openclaw.json'],
  ['written to /home/me/a and /home/me/b', 'written to ~/a and ~/b'],
  ['in /home/me.', 'in ~.'],
  ['(/home/me), /home/me: no', '(~), ~: no'],
  ['`chmod 600 /home/me/.env`', '`chmod 600 ~/.env`'],
  ['“/home/me/.env”', '“~/.env”'],
  ['\u001b[1m/home/me\u001b[22m', '\u001b[1m~\u001b[22m'],
  ['a\n/home/me/b', 'a\n~/b'],
])('%j is read as %j', (text, expected) => {
  expect(shortenHome(text, HOME)).toBe(expected);
});

test.each([
  ['another folder', '/home/me2/x /home/me.old/x /home/me-x /home/me~'],
  ['further down', '/mnt/home/me/x file:///home/me/x https://host/home/me'],
  ['where a shell does not expand it', '"/home/me/a b" \'/home/me/a b\' --config=/home/me/x'],
])('%s stays', (_name, text) => {
  expect(shortenHome(text, HOME)).toBe(text);
});

test.each<[string, NodeJS.Platform, string | undefined]>([
  ['/home/me', 'linux', '/home/me'],
  ['/Users/me/', 'darwin', '/Users/me'],
  ['/', 'linux', undefined],
  ['', 'linux', undefined],
  ['C:\\Users\\me', 'win32', undefined],
])('the home folder %j on %s', (homedir, platform, expected) => {
  expect(homeOf({ homedir, platform })).toBe(expected);
});
