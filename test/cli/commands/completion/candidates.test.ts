import { Command } from '@commander-js/extra-typings';
import { expect, test } from '@jest/globals';
import { candidates, type ValuesOf } from '../../../../src/cli/commands/completion/candidates.js';

function program(): Command {
  const root = new Command('x').version('1');
  root
    .command('go')
    .description('go there')
    .argument('[where]')
    .option('-f, --fast', 'run')
    .option('--to <place>')
    .option('--via <places...>')
    .option('--file <path>');
  root.command('stop').option('--now');
  root.command('secret', { hidden: true });
  return root;
}

const values: ValuesOf = async (name) => {
  if (name === '--file') return 'files';
  if (name === '--to' || name === '--via') return [{ value: 'home' }, { value: 'harbour' }, { value: 'sea' }];
  return name === 'go' ? [{ value: 'north', help: 'up' }] : undefined;
};

async function at(...words: string[]): Promise<string[] | string> {
  const found = await candidates(program(), words, values);
  return found === 'files' ? found : found.map(({ value }) => value);
}

test.each([
  [[''], ['go', 'stop', 'help']],
  [['s'], ['stop']],
  [['--v'], ['--version']],
  [['go', ''], ['north']],
  [['go', 'n'], ['north']],
  [
    ['go', '-'],
    ['--fast', '--to', '--via', '--file', '--help'],
  ],
  [['go', '--fast', '--f'], ['--file']],
  [['go', '-f', '--fa'], []],
  [
    ['go', '--to', 'h'],
    ['home', 'harbour'],
  ],
  [
    ['go', '--to=h'],
    ['--to=home', '--to=harbour'],
  ],
  [['go', '--to=sea', '--t'], []],
  [['go', '--via', 'home', 's'], ['sea']],
  [['go', '--via', 'home', '--fa'], ['--fast']],
  [['go', '--file', ''], 'files'],
  [['go', '--to', 'home', ''], ['north']],
  [
    ['stop', ''],
    ['--now', '--help'],
  ],
  [['stop', '--now=', 'x'], []],
  [['unknown', ''], []],
  [[], ['go', 'stop', 'help']],
])('%j', async (words, expected) => {
  expect(await at(...words)).toEqual(expected);
});
