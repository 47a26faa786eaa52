import { expect, test } from '@jest/globals';
import { withSetupOptions } from '../../../../src/cli/render/people/setup-options.js';
import type { Shell } from '../../../../src/cli/render/people/shell.js';

const FIX = 'cf-aig doctor --fix';

test.each<[string, string, Parameters<typeof withSetupOptions>[1], Shell, string]>([
  ['nothing given', FIX, {}, 'posix', FIX],
  [
    'all of them',
    FIX,
    { config: 'a.json', envFile: '.env', profile: 'work', providerId: 'mine' },
    'posix',
    `${FIX} --config a.json --env-file .env --profile work --provider-id mine`,
  ],
  [
    'one that is there already',
    'cf-aig init --profile a',
    { profile: 'b' },
    'posix',
    'cf-aig init --profile a',
  ],
  [
    'a command that has no block',
    'cf-aig undo',
    { providerId: 'x', config: 'c' },
    'posix',
    'cf-aig undo --config c',
  ],
  ['a command that reads no setup', 'cf-aig sandbox', { config: 'c' }, 'posix', 'cf-aig sandbox'],
  ['another program', 'openclaw gateway restart', { profile: 'b' }, 'posix', 'openclaw gateway restart'],
  [
    'a shell’s own characters',
    FIX,
    { config: "~/it's (1)/c.json" },
    'posix',
    `${FIX} --config ~/it\\'s\\ \\(1\\)/c.json`,
  ],
  ['letters of any language', FIX, { config: '/home/jürgen/c' }, 'posix', `${FIX} --config /home/jürgen/c`],
  ['Windows', FIX, { config: 'C:\\My Files\\c.json' }, 'cmd', `${FIX} --config "C:\\My Files\\c.json"`],
  ['a command that this shell has in another form', 'unset A_KEY', {}, 'powershell', 'Remove-Item Env:A_KEY'],
])('%s', (_name, command, options, shell, expected) => {
  expect(withSetupOptions(command, options, shell)).toBe(expected);
});
