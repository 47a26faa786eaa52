import type { Rule } from './checked.js';
import { isPlaceholder, isPlaceholderName, isVariableText } from './placeholders.js';

/** Rules for credentials of any kind. */
export const COMMON_RULES: readonly Rule[] = [
  {
    applies: (t) => t.trim() === '',
    problem: (t) => (t === '' ? 'Nothing was entered.' : 'There is only white space.'),
    hint: 'Paste the credential itself.',
  },
  {
    // A trailing "=" belongs to a base64 key.
    applies: (t) => /^\s*(export\s+|set\s+|\$env:)?[A-Za-z_]\w*\s*=\s*[^\s=]/.test(t),
    problem: (t) => `This is a whole line of a .env file (${lineKey(t)}=...).`,
    hint: 'Enter only the part after the "=", without quotes.',
  },
  {
    applies: (t) => /^\s*(cf-aig-authorization|authorization|x-api-key|x-goog-api-key|api-key)\s*:/i.test(t),
    problem: 'This is a whole HTTP header.',
    hint: 'Enter only the credential, without the header name and without "Bearer".',
  },
  {
    applies: (t) => /^\s*['"`\u2018\u2019\u201c\u201d]|['"`\u2018\u2019\u201c\u201d]\s*$/.test(t),
    problem: 'There are quotes around it.',
    hint: 'Remove the quotes: they would be sent as part of the credential.',
  },
  {
    applies: (t) =>
      isVariableText(t) || (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(t.trim()) && !isPlaceholderName(t.trim())),
    problem: 'This is the name of a variable, a placeholder for its value.',
    hint: 'Enter the value, or pass the variable name with the option for it.',
  },
  {
    applies: (t) => !/\*{3,}|\u2022{3,}/.test(t) && isPlaceholder(t),
    problem: 'This is a placeholder from an example.',
    hint: 'Replace it with the real credential.',
  },
  {
    applies: (t) => /^\s*bearer\b/i.test(t),
    problem: 'It begins with "Bearer".',
    hint: 'Remove "Bearer": it is added when the request is sent.',
  },
  {
    applies: (t) => /\*{3,}|\u2022{3,}/.test(t),
    problem: 'Part of it is masked with asterisks or dots.',
    hint: 'It was copied from a page that does not show all of it. Create a new one, or copy it from where it was first shown.',
  },
  {
    applies: (t) => /[\r\n]+$/.test(t) && !/[\r\n]/.test(t.replace(/[\r\n]+$/, '')) && !/^\s/.test(t),
    problem: 'There is a line break at the end.',
    hint: 'Remove the line break.',
  },
  {
    applies: (t) => /[\r\n]/.test(t),
    problem: 'There is a line break in it.',
    hint: 'Copy it again, in one piece.',
  },
  {
    applies: (t) => t !== t.trim(),
    problem: 'There are spaces around it.',
    hint: 'Remove the spaces.',
  },
  { applies: (t) => /\s/.test(t), problem: 'There is a space in it.', hint: 'Copy it again, in one piece.' },
  {
    applies: (t) => /[^\x21-\x7e]/.test(t),
    problem: 'It contains a character that no credential has, such as an invisible or accented one.',
    hint: 'Copy it again from where it was created, not from formatted text.',
  },
  {
    applies: (t) => /^https?:\/\//i.test(t),
    problem: 'This is a URL.',
    hint: 'Enter the credential itself.',
  },
];

function lineKey(text: string): string {
  return /([A-Za-z_]\w*)\s*=/.exec(text)?.[1] ?? 'NAME';
}
