import { describe, expect, test } from '@jest/globals';
import { Revisit, type Step, walk } from '../../../../../src/cli/commands/init/wizard/walk.js';
import { Back, Pasted } from '../../../../../src/cli/prompts/asker.js';
import { readPaste } from '../../../../../src/gateway/pastes/read-paste.js';

interface State {
  [key: string]: string | undefined;
}

/**
 * A wizard of questions a, b, c, played from a list of answers; `<` goes back, `!a` says that the answer to a is wrong,
 * and `quiet` steps ask nothing.
 */
async function play(answers: string[], { quiet = '' } = {}) {
  let answered = 0;
  const asked: string[] = [];
  const remembered: State = {};
  const steps = ['a', 'b', 'c'].map(
    (key): Step<State> => ({
      wanted: (state) => state[key] === undefined,
      async run(state, back) {
        if (quiet.includes(key)) return { ...state, [key]: 'seen' };
        asked.push(back === true ? key : key.toUpperCase());
        const answer = answers.shift() ?? '';
        if (answer === '<') throw new Back();
        if (answer.startsWith('paste ')) throw new Pasted(readPaste(answer));
        if (answer.startsWith('!')) throw new Revisit({ ...state, [answer.slice(1)]: undefined });
        answered++;
        return { ...state, [key]: answer };
      },
    }),
  );
  const state = await walk(
    steps,
    {},
    {
      answered: () => answered,
      remember: (s) => Object.assign(remembered, s),
      // The gateway answers a, the model c; one model asks back, with the next answer.
      take: async (s, { paste }) => {
        const next = paste.model === 'ask/back' ? (answers.shift() ?? '') : '';
        if (next) throw new Pasted(readPaste(next));
        const given = { a: paste.gateway, c: paste.model };
        return given.a || given.c ? { ...s, a: given.a ?? s.a, c: given.c ?? s.c } : s;
      },
      firstEscape: (s) => ({
        does: 'begins again',
        async run() {
          asked.push('*');
          return s;
        },
      }),
    },
  );
  return { asked: asked.join(' '), state, remembered };
}

describe('walk (capital letter: there is no question to go back to; *: Esc pressed there)', () => {
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
    ['back at the first question', ['<', '1', '2', '3'], '', 'A * A b c', { a: '1', b: '2', c: '3' }],
    [
      'a paste answers other questions',
      ['1', `paste gateway=my model="x/y"`],
      '',
      'A b b',
      { a: 'my', b: '', c: 'x/y' },
    ],
    [
      'back leads to the question where it was pasted, and to what was known then',
      ['1', `paste model="x/y"`, '<', '2', '3'],
      '',
      'A b b b c',
      { a: '1', b: '2', c: '3' },
    ],
    ['a paste of nothing', ['1', 'paste -', '2', '3'], '', 'A b b c', { a: '1', b: '2', c: '3' }],
    [
      'a paste that asks back can be answered with a paste',
      ['paste model="ask/back"', `paste gateway=my model="x/y"`, '2'],
      '',
      'A b',
      { a: 'my', b: '2', c: 'x/y' },
    ],
    [
      'the first answer proves wrong',
      ['1', '!a', '9', '2', '3'],
      '',
      'A b A b c',
      { a: '9', b: '2', c: '3' },
    ],
    [
      'a later answer proves wrong: the ones before it stay',
      ['1', '2', '!b', '<', '7', '8', '9'],
      '',
      'A b c b A b c',
      { a: '7', b: '8', c: '9' },
    ],
  ])('%s', async (_name, answers, quiet, asked, state) => {
    expect(await play([...answers], { quiet })).toMatchObject({ asked, state });
  });

  test('what had been answered is remembered, to be proposed again', async () => {
    const { remembered } = await play(['1', '2', '<', '<', '7', '8', '9']);
    expect(remembered).toEqual({ a: '1', b: '2' });
  });
});
