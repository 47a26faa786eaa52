import { type Checked, firstProblem, type Rule } from './checked.js';
import { recogniseCredential } from './credential-kinds.js';
import { findPlaceholder } from './placeholders.js';

const ACCOUNT_ID = /^[0-9a-f]{32}$/;
const GATEWAY_NAME = /^[a-z0-9_]+(?:-[a-z0-9_]+)*$/;
const GATEWAY_NAME_MAX = 64;

const ACCOUNT_ID_FORM =
  'An account ID has 32 characters, 0-9 and a-f. It is in the URL of the dashboard: dash.cloudflare.com/<account ID>/...';
const GATEWAY_NAME_FORM =
  'A gateway name has 1 to 64 characters, a-z, 0-9 and _, with single hyphens between them, such as my-gateway.';

const isUrl = (text: string) => /^[a-z]+:\/\//i.test(text) || /^[\w-]+(\.[\w-]+)+\//.test(text);
const isCredential = (text: string) =>
  /^(bearer\s|eyJ)/i.test(text) ||
  !['unknown', 'cf-token-unprefixed'].includes(recogniseCredential(text).kind);
const isQuoted = (text: string) => /^(['"`\u201c\u2018]).*(['"`\u201d\u2019])$/s.test(text);
const unquote = (text: string) => text.replace(/^['"`\u201c\u2018\s]+|['"`\u201d\u2019\s]+$/g, '');

const ACCOUNT_RULES: readonly Rule[] = [
  { applies: (t) => t === '', problem: 'The account ID is empty.', hint: ACCOUNT_ID_FORM },
  {
    applies: isUrl,
    problem: 'This is a whole URL, not an account ID.',
    hint: (t) => {
      const inside = /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/i.exec(t)?.[0].toLowerCase();
      return inside ? `The account ID in it is ${inside}.` : ACCOUNT_ID_FORM;
    },
  },
  {
    applies: isCredential,
    problem: (t) => `This is ${recogniseCredential(t).label}, not an account ID.`,
    hint: `Keep it secret. ${ACCOUNT_ID_FORM}`,
  },
  {
    applies: isQuoted,
    problem: 'The account ID is in quotes.',
    hint: (t) => `Without them: ${unquote(t)}`,
  },
  {
    applies: (t) => findPlaceholder(t) !== undefined,
    problem: (t) => `"${findPlaceholder(t)}" is a placeholder, not an account ID.`,
    hint: ACCOUNT_ID_FORM,
  },
  {
    applies: (t) => t.includes('@'),
    problem: 'This is an e-mail address, not an account ID.',
    hint: ACCOUNT_ID_FORM,
  },
  {
    applies: (t) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(t),
    problem: 'The account ID has the dashes of a UUID.',
    hint: (t) => `An account ID has none: ${t.replaceAll('-', '').toLowerCase()}`,
  },
  {
    applies: (t) => /^[0-9a-f]{32}$/i.test(t) && !ACCOUNT_ID.test(t),
    problem: 'The account ID has capital letters.',
    hint: (t) => `All its letters are lower case: ${t.toLowerCase()}`,
  },
  { applies: (t) => /\s/.test(t), problem: 'The account ID has a space in it.', hint: ACCOUNT_ID_FORM },
  {
    applies: (t) => /^[0-9a-f]+$/i.test(t) && t.length !== 32,
    problem: (t) => `The account ID has ${characters(t.length)}, ${difference(t.length, 32)}.`,
    hint: ACCOUNT_ID_FORM,
  },
  {
    applies: (t) => t.length === 32 && !ACCOUNT_ID.test(t),
    problem: (t) =>
      `The account ID has "${/[^0-9a-f]/i.exec(t)?.[0]}" in it, which is not one of 0-9 and a-f.`,
    hint: ACCOUNT_ID_FORM,
  },
  { applies: (t) => !ACCOUNT_ID.test(t), problem: 'This is not an account ID.', hint: ACCOUNT_ID_FORM },
];

/** Checks the form of an account ID. A zone ID has the same form; only Cloudflare can tell them apart. */
export function checkAccountId(text: string): Checked {
  const value = text.trim();
  return firstProblem(value, ACCOUNT_RULES) ?? accept(value, text);
}

const GATEWAY_RULES: readonly Rule[] = [
  { applies: (t) => t === '', problem: 'The gateway name is empty.', hint: GATEWAY_NAME_FORM },
  {
    applies: isUrl,
    problem: 'This is a whole URL, not a gateway name.',
    hint: 'The name is the part after the account ID: https://gateway.ai.cloudflare.com/v1/<account ID>/<gateway>/...',
  },
  {
    applies: isCredential,
    problem: (t) => `This is ${recogniseCredential(t).label}, not a gateway name.`,
    hint: `Keep it secret. ${GATEWAY_NAME_FORM}`,
  },
  {
    applies: isQuoted,
    problem: 'The gateway name is in quotes.',
    hint: (t) => `Without them: ${unquote(t)}`,
  },
  {
    applies: (t) => findPlaceholder(t) !== undefined,
    problem: (t) => `"${findPlaceholder(t)}" is a placeholder, not a gateway name.`,
    hint: GATEWAY_NAME_FORM,
  },
  {
    applies: (t) => t.includes('/'),
    problem: 'The gateway name has a slash in it.',
    hint: (t) => `Enter only the name${suggestName(t.replace(/^\/+/, '').split('/')[0] ?? '')}`,
  },
  {
    applies: (t) => t.length > GATEWAY_NAME_MAX,
    problem: (t) => `The gateway name has ${characters(t.length)}, ${t.length - GATEWAY_NAME_MAX} too many.`,
    hint: GATEWAY_NAME_FORM,
  },
  { applies: (t) => /\s/.test(t), problem: 'The gateway name has a space in it.', hint: suggestRename },
  { applies: (t) => /[A-Z]/.test(t), problem: 'The gateway name has capital letters.', hint: suggestRename },
  { applies: (t) => t.includes('.'), problem: 'The gateway name has a dot in it.', hint: suggestRename },
  {
    applies: (t) => t.startsWith('-'),
    problem: 'The gateway name begins with a hyphen.',
    hint: suggestRename,
  },
  { applies: (t) => t.endsWith('-'), problem: 'The gateway name ends with a hyphen.', hint: suggestRename },
  {
    applies: (t) => t.includes('--'),
    problem: 'The gateway name has two hyphens in a row.',
    hint: suggestRename,
  },
  {
    applies: (t) => !GATEWAY_NAME.test(t),
    problem: (t) => `The gateway name has "${/[^a-z0-9_-]/u.exec(t)?.[0]}" in it.`,
    hint: suggestRename,
  },
];

/** Checks the form of a gateway name (Cloudflare's `gateway_id`). */
export function checkGatewayName(text: string): Checked {
  const value = text.trim();
  const problem = firstProblem(value, GATEWAY_RULES);
  if (problem) return problem;
  if (ACCOUNT_ID.test(value)) {
    return { ok: true, value, note: 'This looks like an account ID; a gateway has its own name.' };
  }
  return accept(value, text);
}

/** Turns text into a name that Cloudflare accepts; '' if nothing is left. */
export function toGatewayName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, GATEWAY_NAME_MAX)
    .replace(/-+$/, '');
}

function suggestRename(text: string): string {
  return `${GATEWAY_NAME_FORM.slice(0, -'such as my-gateway.'.length - 2)}${suggestName(toGatewayName(text))}`;
}

function suggestName(name: string): string {
  return name && GATEWAY_NAME.test(name) ? `: ${name}` : '.';
}

function accept(value: string, text: string): Checked {
  return value === text
    ? { ok: true, value }
    : { ok: true, value, note: 'The spaces around it were removed.' };
}

function characters(count: number): string {
  return `${count} character${count === 1 ? '' : 's'}`;
}

function difference(found: number, wanted: number): string {
  const by = Math.abs(found - wanted);
  return `${by} too ${found < wanted ? 'few' : 'many'}`;
}
