import { expect, test } from '@jest/globals';
import { withSetupOptions } from '../../../../src/cli/render/people/setup-options.js';

const FIX = 'cf-aig doctor --fix';

test.each<[string, string, Parameters<typeof withSetupOptions>[1], NodeJS.Platform, string]>([
  ['nothing given', FIX, {}, 'linux', FIX],
  [
    'all of them',
    FIX,
    { config: 'a.json', envFile: '.env', profile: 'work', providerId: 'mine' },
    'linux',
    `${FIX} --config a.json --env-file .env --profile work --provider-id mine`,
  ],
  [
    'one that is there already',
    'cf-aig init --profile a',
    { profile: 'b' },
    'linux',
    'cf-aig init --profile a',
  ],
  [
    'a command that has no block',
    'cf-aig undo',
    { providerId: 'x', config: 'c' },
    'linux',
    'cf-aig undo --config c',
  ],
  ['a command that reads no setup', 'cf-aig sandbox', { config: 'c' }, 'linux', 'cf-aig sandbox'],
  ['another program', 'openclaw gateway restart', { profile: 'b' }, 'linux', 'openclaw gateway restart'],
  [
    'a shell’s own characters',
    FIX,
    { config: "~/it's (1)/c.json" },
    'linux',
    `${FIX} --config ~/it\\'s\\ \\(1\\)/c.json`,
  ],
  ['letters of any language', FIX, { config: '/home/jürgen/c' }, 'linux', `${FIX} --config /home/jürgen/c`],
  ['Windows', FIX, { config: 'C:\\My Files\\c.json' }, 'win32', `${FIX} --config "C:\\My Files\\c.json"`],
])('%s', (_name, command, options, platform, expected) => {
  expect(withSetupOptions(command, options, platform)).toBe(expected);
});
