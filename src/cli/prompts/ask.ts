import type { Checked } from '../../gateway/identifiers.js';
import { wrap } from '../../lib/wrap.js';

/** The only door to the terminal's prompts, which are loaded when the first question is asked. They speak on stderr. */
export interface Asker {
  text(o: { message: string; initial?: string; check(text: string): Checked }): Promise<string>;
  /** Shows nothing of what is typed, not even how long it is. */
  secret(o: { message: string; check(text: string): Checked }): Promise<string>;
  choose<T extends string>(o: { message: string; choices: readonly Choice<T>[]; initial?: T }): Promise<T>;
  confirm(o: { message: string; initial: boolean }): Promise<boolean>;
}

export interface Choice<T> {
  value: T;
  name: string;
  /** Shown below the list while the choice is pointed at. */
  description?: string;
}

const context = { output: process.stderr };

export function terminalAsker(): Asker {
  return {
    async text({ message, initial, check }) {
      const { default: input } = await import('@inquirer/input');
      const validate = (text: string) => verdict(check(text));
      const answer = await input({ message, default: initial, prefill: 'editable', validate }, context);
      return normalised(check(answer), answer);
    },
    async secret({ message, check }) {
      const { default: password } = await import('@inquirer/password');
      const validate = (text: string) => verdict(check(text));
      const answer = await password({ message: `${message} (hidden)`, mask: false, validate }, context);
      return normalised(check(answer), answer);
    },
    async choose({ message, choices, initial }) {
      const { default: select } = await import('@inquirer/select');
      return select({ message, choices: [...choices], default: initial, loop: false }, context);
    },
    async confirm({ message, initial }) {
      const { default: confirm } = await import('@inquirer/confirm');
      return confirm({ message, default: initial }, context);
    },
  };
}

/** The prompt breaks long lines anywhere; here they are broken between words. */
function verdict(checked: Checked): true | string {
  if (checked.ok) return true;
  const width = (process.stderr.columns || 80) - 3;
  return wrap(`${checked.problem} ${checked.hint}`, width).join('\n  ');
}

function normalised(checked: Checked, answer: string): string {
  return checked.ok ? checked.value : answer;
}
