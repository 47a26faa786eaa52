import { parseDotenv } from '../lib/dotenv/dotenv.js';
import { parseJson5 } from '../lib/json5/parse.js';
import { isRecord } from './tree.js';

const SECRET_NAME = /key|token|secret|passw|authorization|credential/i;

/** The values in a config or `.env` that stand under a name for secrets: to be hidden in whatever is shown of it. */
export function secretsIn(text: string): string[] {
  return secretsOfConfig(text) ?? [...secretsOfDotenv(text), ...secretsOfBroken(text)];
}

/** undefined: it is no config. */
function secretsOfConfig(text: string): string[] | undefined {
  try {
    return [...stringsUnder(parseJson5(text).value, false)];
  } catch {
    return undefined;
  }
}

function* stringsUnder(node: unknown, secret: boolean): Generator<string> {
  if (typeof node === 'string') {
    // References are no secrets, and are what the reader wants to see.
    if (secret && !node.includes('${')) yield node.replace(/^Bearer\s+/i, '');
  } else if (Array.isArray(node)) {
    for (const item of node) yield* stringsUnder(item, secret);
  } else if (isRecord(node) && !(secret && typeof node.source === 'string')) {
    for (const [name, value] of Object.entries(node)) {
      yield* stringsUnder(
        value,
        typeof value === 'string' ? secret || SECRET_NAME.test(name) : name === 'headers',
      );
    }
  }
}

function secretsOfDotenv(text: string): string[] {
  return parseDotenv(text).entries.flatMap(({ key, value }) => (SECRET_NAME.test(key) ? [value] : []));
}

/** By the look of it: a config that cannot be read must not be shown bare either. */
function secretsOfBroken(text: string): string[] {
  const pattern =
    /[\w-]*(?:key|token|secret|passw|authorization|credential)[\w-]*["']?\s*:\s*["'`](?:Bearer )?([^"'`]+)/gi;
  return Array.from(text.matchAll(pattern), ([, value]) => value!).filter((value) => !value.includes('${'));
}
