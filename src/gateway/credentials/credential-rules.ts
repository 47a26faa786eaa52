import type { Rule } from './checked.js';
import { findCredentialPlaceholder } from './placeholders.js';

/** What is wrong with the text whatever credential it is meant to be. */
export const COMMON_RULES: readonly Rule[] = [
  {
    applies: (t) => t.trim() === '',
    problem: (t) => (t === '' ? 'Nothing was given.' : 'There is nothing but white space.'),
    hint: 'Paste the credential itself.',
  },
  {
    // "=" at the end belongs to a key in base64.
    applies: (t) => /^\s*(export\s+|set\s+|\$env:)?[A-Za-z_]\w*\s*=\s*[^\s=]/.test(t),
    problem: (t) => `This is a whole line of a .env file (${lineKey(t)}=...).`,
    hint: 'Give only what stands after the "=", without quotes.',
  },
  {
    applies: (t) => /^\s*(cf-aig-authorization|authorization|x-api-key|x-goog-api-key|api-key)\s*:/i.test(t),
    problem: 'This is a whole HTTP header.',
    hint: 'Give only the credential, without the name of the header and without "Bearer".',
  },
  {
    applies: (t) => /^\s*['"`\u2018\u2019\u201c\u201d]|['"`\u2018\u2019\u201c\u201d]\s*$/.test(t),
    problem: 'There are quotes around it.',
    hint: 'Leave the quotes out: they would be sent as part of it.',
  },
  {
    applies: (t) => /^\s*bearer\b/i.test(t),
    problem: 'It begins with "Bearer".',
    hint: 'Leave "Bearer" out: it is added when the request is sent.',
  },
  {
    applies: (t) =>
      /^\s*(\$\{?\w+\}?|%\w+%)\s*$/.test(t) || /^(?!YOUR)[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(t.trim()),
    problem: 'This is the name of a variable, not its value.',
    hint: 'Give the value, or name the variable with the option that is meant for it.',
  },
  {
    applies: (t) => /^\s*(<[^<>]*>|\{\{?[^{}]*\}?\})\s*$/.test(t) || isPlaceholder(t),
    problem: 'This is a placeholder from an example.',
    hint: 'Put the real credential in its place.',
  },
  {
    applies: (t) => /\*{3,}|\u2022{3,}/.test(t),
    problem: 'Some of it is hidden behind asterisks or dots.',
    hint: 'It was copied from a place that does not show it whole. Create a new one, or copy it where it was first shown.',
  },
  {
    applies: (t) => /[\r\n]+$/.test(t) && !/[\r\n]/.test(t.replace(/[\r\n]+$/, '')) && !/^\s/.test(t),
    problem: 'There is a line break at its end.',
    hint: 'Give it without the line break.',
  },
  {
    applies: (t) => /[\r\n]/.test(t),
    problem: 'There is a line break inside.',
    hint: 'Copy it again, in one piece.',
  },
  {
    applies: (t) => t !== t.trim(),
    problem: 'There are spaces around it.',
    hint: 'Give it without the spaces.',
  },
  { applies: (t) => /\s/.test(t), problem: 'There is a space inside.', hint: 'Copy it again, in one piece.' },
  {
    applies: (t) => /[^\x21-\x7e]/.test(t),
    problem: 'It has a character that no credential has (an invisible one, or one with an accent).',
    hint: 'Copy it again from where it was created, not from a formatted text.',
  },
  {
    applies: (t) => /^https?:\/\//i.test(t),
    problem: 'This is a URL.',
    hint: 'Give the credential itself.',
  },
];

function isPlaceholder(text: string): boolean {
  // A key may contain "xxxx" or "todo" by chance; a placeholder is short or says so at its beginning.
  const found = findCredentialPlaceholder(text);
  if (found === undefined || /^\$/.test(found)) return false;
  return text.length < 32 || found.length > text.length / 2 || /^(your|my|<|\{|\[)/i.test(found);
}

function lineKey(text: string): string {
  return /([A-Za-z_]\w*)\s*=/.exec(text)?.[1] ?? 'NAME';
}
