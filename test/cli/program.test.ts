import { expect, test } from '@jest/globals';
import { createProgram } from '../../src/cli/program.js';
import { memoryIo } from '../memory-io.js';

const namesFor = (word?: string) =>
  createProgram(memoryIo(), () => {}, word).commands.map((command) => command.name());

test.each(namesFor().filter((name) => name !== 'help' && !name.startsWith('__')))(
  'where the command line begins with %s, only that command is declared',
  (name) => {
    expect(namesFor(name)).toEqual([name]);
  },
);

test.each([undefined, 'help', '__complete', '__start', '--json', 'docter', 'constructor'])(
  'where it begins with %s, all are',
  (word) => {
    expect(namesFor(word)).toEqual(namesFor());
  },
);

// A question of init whose answer by Enter is no, such as that for another account, gets no.
test.each([
  ['init', 'ask nothing: take what Enter would take'],
  ['undo', 'answer every question with yes'],
])('--yes of %s: %s', (name, description) => {
  const [command] = createProgram(memoryIo(), () => {}, name).commands;
  expect(command?.options.find(({ long }) => long === '--yes')?.description).toBe(description);
});
