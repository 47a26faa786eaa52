/** `cli/commands/init/wizard/`: the questions in their order, with a way back. */

import { Back, type BackKey, Pasted } from '../../../prompts/asker.js';

/** One question of the wizard, or a look at something between two questions. */
export interface Step<State> {
  /** Whether it has anything to do, given what is known. */
  wanted(state: State): boolean;
  /**
   * `back`: what Esc does here. Throws Back when it is pressed, Pasted with answers to other questions, and Revisit when an
   * earlier answer is wrong.
   */
  run(state: State, back: BackKey): Promise<State>;
}

/** Thrown by a step when an earlier answer has proved wrong: `state` lacks it, so that it is asked for again. */
export class Revisit<State> extends Error {
  readonly state: State;

  constructor(state: State) {
    super('an earlier answer is wrong');
    this.name = 'Revisit';
    this.state = state;
  }
}

/** What Esc does where there is no question to go back to. */
export interface FirstEscape<State> {
  /** For the line of keys: `stop`. */
  does: string;
  /** The state to begin again with. */
  run(): Promise<State>;
}

interface Walk<State> {
  answered(): number;
  /** What has been answered so far and is asked for again. */
  remember(state: State): void;
  take(state: State, pasted: Pasted): Promise<State>;
  firstEscape(state: State): FirstEscape<State>;
}

/**
 * Takes the steps in order. Back leads to the last step that asked, with what was known before it; what has been
 * answered since goes to `remember`, so that it can be proposed again. After a paste the steps begin again with what
 * `take` makes of it, and skip the questions that it answers.
 */
export async function walk<State>(
  steps: readonly Step<State>[],
  start: State,
  o: Walk<State>,
): Promise<State> {
  const trail: { index: number; state: State }[] = [];
  let state = start;
  let index = 0;
  const beginAgain = (from: State) => {
    state = from;
    index = 0;
    const asksAgain = steps.findIndex(({ wanted }) => wanted(from));
    while (trail.length && trail.at(-1)!.index >= asksAgain) trail.pop();
  };
  while (index < steps.length) {
    const step = steps[index]!;
    if (!step.wanted(state)) {
      index++;
      continue;
    }
    const before = o.answered();
    const first = trail.length ? undefined : o.firstEscape(state);
    try {
      const after = await step.run(state, first?.does ?? true);
      if (o.answered() > before) trail.push({ index, state });
      state = after;
      index++;
    } catch (error) {
      if (error instanceof Pasted) {
        const after = await takeLast(o.take, state, error);
        if (after !== state) trail.push({ index, state });
        state = after;
        index = 0;
      } else if (error instanceof Revisit) {
        o.remember(error.state);
        beginAgain(error.state);
      } else if (error instanceof Back) {
        o.remember(state);
        const last = trail.pop();
        if (last) ({ index, state } = last);
        else if (first) beginAgain(await first.run());
      } else throw error;
    }
  }
  return state;
}

/** A paste can lead to a question, and another paste may answer that one: then it replaces the first. */
async function takeLast<State>(
  take: (state: State, pasted: Pasted) => Promise<State>,
  state: State,
  pasted: Pasted,
): Promise<State> {
  try {
    return await take(state, pasted);
  } catch (error) {
    if (!(error instanceof Pasted)) throw error;
    return takeLast(take, state, error);
  }
}
