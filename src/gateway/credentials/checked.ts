/** The result of checking user input. `note`, `problem` and `hint` are whole sentences for the user. */
export type Checked<T = string> =
  | { ok: true; value: T; note?: string }
  | { ok: false; problem: string; hint: string };

/** One way in which input can be wrong. The first rule that applies is reported. */
export interface Rule {
  applies: (text: string) => boolean;
  problem: string | ((text: string) => string);
  hint: string | ((text: string) => string);
}

/** The first rule that applies to the text; undefined if none does. */
export function firstProblem(
  text: string,
  rules: readonly Rule[],
): Extract<Checked, { ok: false }> | undefined {
  const rule = rules.find((candidate) => candidate.applies(text));
  if (!rule) return undefined;
  const say = (words: Rule['problem']) => (typeof words === 'string' ? words : words(text));
  return { ok: false, problem: say(rule.problem), hint: say(rule.hint) };
}
