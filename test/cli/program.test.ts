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
