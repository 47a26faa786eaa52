/** `cli/commands/init/wizard/`: the questions in their order, with a way back. */

import { Back, Pasted } from '../../../prompts/asker.js';

/** One question of the wizard, or a look at something between two questions. */
export interface Step<State> {
  /** Whether it has anything to do, given what is known. */
  wanted(state: State): boolean;
  /** `back`: there is a question to go back to. Throws Back when it is asked for, Pasted with answers to other questions. */
  run(state: State, back: boolean): Promise<State>;
}

/**
 * Takes the steps in order. Back leads to the last step that asked, with what was known before it; what has been
 * answered since goes to `remember`, so that it can be proposed again. After a paste the steps begin again with what
 * `take` makes of it: those that it answers are passed over.
 */
export async function walk<State>(
  steps: readonly Step<State>[],
  start: State,
  o: { answered(): number; remember(state: State): void; take(state: State, pasted: Pasted): Promise<State> },
): Promise<State> {
  const trail: { index: number; state: State }[] = [];
  let state = start;
  let index = 0;
  while (index < steps.length) {
    const step = steps[index]!;
    if (!step.wanted(state)) {
      index++;
      continue;
    }
    const before = o.answered();
    try {
      const after = await step.run(state, trail.length > 0);
      if (o.answered() > before) trail.push({ index, state });
      state = after;
      index++;
    } catch (error) {
      if (error instanceof Pasted) {
        const after = await takeLast(o.take, state, error);
        if (after !== state) trail.push({ index, state });
        state = after;
        index = 0;
        continue;
      }
      if (!(error instanceof Back)) throw error;
      o.remember(state);
      const last = trail.pop();
      if (last) ({ index, state } = last);
    }
  }
  return state;
}

/** A paste that asks something back can be answered with another paste, which is taken instead. */
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
