import { randomFrom } from '../../random.js';

/** Throws of a die from a seed: the same ones for the same seed. @param {number} seed */
export function diceOf(seed) {
  const next = randomFrom((seed + 1) * 0x9e3779b9);
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  return {
    below,
    /** Once in `times`. @param {number} times */
    once: (times) => below(times) === 0,
    /** @template T @param {readonly T[]} list @returns {T} */
    pick: (list) => /** @type {T} */ (list[below(list.length)]),
  };
}

/** @typedef {ReturnType<typeof diceOf>} Dice */
