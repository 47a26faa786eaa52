/** What was typed, judged. `value` is what to use; `problem` and `hint` are whole sentences for people. */
export type Checked<T = string> =
  | { ok: true; value: T; note?: string }
  | { ok: false; problem: string; hint: string };

/** One way of being wrong. The first rule that applies is the one that is told. */
export interface Rule {
  applies: (text: string) => boolean;
  problem: string | ((text: string) => string);
  hint: string | ((text: string) => string);
}

/** The verdict of the first rule that applies; undefined: none does. */
export function firstProblem(
  text: string,
  rules: readonly Rule[],
): Extract<Checked, { ok: false }> | undefined {
  const rule = rules.find((candidate) => candidate.applies(text));
  if (!rule) return undefined;
  const say = (words: Rule['problem']) => (typeof words === 'string' ? words : words(text));
  return { ok: false, problem: say(rule.problem), hint: say(rule.hint) };
}
