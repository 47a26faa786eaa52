import { describe, expect, test } from '@jest/globals';
import { type Step, walk } from '../../../../../src/cli/commands/init/wizard/walk.js';
import { Back } from '../../../../../src/cli/prompts/asker.js';

interface State {
  [key: string]: string | undefined;
}

/** A wizard of questions a, b, c, played from a list of answers; `<` goes back, and `quiet` steps ask nothing. */
async function play(answers: string[], { quiet = '' } = {}) {
  let answered = 0;
  const asked: string[] = [];
  const remembered: State = {};
  const steps = ['a', 'b', 'c'].map(
    (key): Step<State> => ({
      wanted: (state) => state[key] === undefined,
      async run(state, back) {
        if (quiet.includes(key)) return { ...state, [key]: 'seen' };
        asked.push(back ? key : key.toUpperCase());
        const answer = answers.shift() ?? '';
        if (answer === '<') throw new Back();
        answered++;
        return { ...state, [key]: answer };
      },
    }),
  );
  const state = await walk(
    steps,
    {},
    { answered: () => answered, remember: (s) => Object.assign(remembered, s) },
  );
  return { asked: asked.join(' '), state, remembered };
}

describe('walk (capital letter: there is no question to go back to)', () => {
  test.each([
    ['straight on', ['1', '2', '3'], '', 'A b c', { a: '1', b: '2', c: '3' }],
    ['back once', ['1', '<', '9', '2', '3'], '', 'A b A b c', { a: '9', b: '2', c: '3' }],
    ['back twice', ['1', '2', '<', '<', '7', '8', '9'], '', 'A b c b A b c', { a: '7', b: '8', c: '9' }],
    [
      'back over a step that asks nothing',
      ['1', '<', '9', '3'],
      'b',
      'A c A c',
      { a: '9', b: 'seen', c: '3' },
    ],
    ['back at the first question', ['<', '1', '2', '3'], '', 'A A b c', { a: '1', b: '2', c: '3' }],
  ])('%s', async (_name, answers, quiet, asked, state) => {
    expect(await play([...answers], { quiet })).toMatchObject({ asked, state });
  });

  test('what had been answered is remembered, to be proposed again', async () => {
    const { remembered } = await play(['1', '2', '<', '<', '7', '8', '9']);
    expect(remembered).toEqual({ a: '1', b: '2' });
  });
});
