import type { Change } from '../../../src/cli/render/plan-text.js';
import {
  type ErrorFields,
  EXIT_DIFFERENT,
  type Missing,
  type Verdict,
} from '../../../src/cli/shared/errors.js';
import { type Envelope, SCHEMA_VERSION } from '../../../src/cli/shared/result.js';
import type { CauseId } from '../../../src/diagnosis/causes/catalogue.js';
import {
  CATEGORIES,
  CATEGORY_EXIT_CODES,
  CATEGORY_MEANINGS,
  type Category,
} from '../../../src/diagnosis/causes/category.js';
import type { Fix } from '../../../src/diagnosis/causes/cause.js';
import type { Help } from '../../../src/diagnosis/reading/diagnosis.js';
import {
  about,
  constant,
  define,
  flag,
  integer,
  list,
  nullable,
  type OptionalFields,
  object,
  objectOf,
  type RequiredFields,
  type Schema,
  text,
  word,
} from './build.js';

export const cause = define(
  'cause',
  text<CauseId>('The id of a cause: `cf-aig explain <id>`, docs/causes.md.'),
);

const withoutStop = (sentence: string) => sentence.replace(/\.$/, '');

export const category = define(
  'category',
  word<Category>(
    'The family of a cause.',
    Object.fromEntries(CATEGORIES.map((name) => [name, withoutStop(CATEGORY_MEANINGS[name])])) as Record<
      Category,
      string
    >,
  ),
);

export const verdict: Schema<Verdict | null> = nullable(
  'The cause that decides the exit code; null if none does.',
  define('verdict', object<Verdict>({ category, cause })),
);

const fix = define(
  'fix',
  object<Fix>(
    { what: text('What the command does, or what to do where no command does it.') },
    { command: text('Can be pasted into a shell.') },
  ),
);

export const remedy = list('Everything that can be done, in order.', text(''));
export const evidence = list('What shows it.', text(''));

/** What can be done about a problem. */
export const help: RequiredFields<Help> = {
  fix: about('The one thing to do.', fix),
  steps: list('The same by hand, in order.', text('')),
  or: list('Alternatives to `fix`, each a way of its own.', text('')),
};

/** What is known of a problem besides its cause. */
export const lookedUp = {
  why: text('Why it happens.'),
  docs: text('The page to read next.'),
  nearest: text('The name that was probably meant.'),
  transient: flag('It may go away without a change.'),
};

export const alternatives = list('Causes that look the same, the likelier first.', cause);

export const durationMs = { durationMs: integer('Milliseconds.') };

export const notes = list('What else to know.', text(''));

export const changes = list(
  'The files.',
  define(
    'change',
    object<Change>(
      {
        file: text('Absolute path.'),
        action: word('', { create: 'new', edit: 'changed', remove: 'removed', none: 'as it was' }),
      },
      { backup: text('Path of the copy of the old content.') },
    ),
  ),
);

const EXIT_CODES = [
  '0 all well',
  '1 a bug in cf-aig',
  '2 wrong usage',
  '3 `explain` understood nothing',
  `${EXIT_DIFFERENT} \`conformance\` saw a difference`,
  ...CATEGORIES.map((name) => `${CATEGORY_EXIT_CODES[name]} ${name}`),
  '130 interrupted',
];

/** The fields of every document. */
export function envelope<C extends string | null>(
  command: Schema<C>,
): { [Field in keyof Envelope<C>]: Schema<Envelope<C>[Field]> } {
  return {
    schemaVersion: constant('Fields are added freely; any other change changes this number.', SCHEMA_VERSION),
    command,
    ok: flag('The exit code is 0.'),
    exitCode: integer(`The exit code: ${EXIT_CODES.join(', ')}.`),
  };
}

/** A whole document of a command; T are the fields besides those of every document. */
export function documentOf<T extends object>(
  command: string | null,
  description: string,
  required: RequiredFields<Omit<T, 'command'>>,
  ...optional: OptionalFields<Omit<T, 'command'>>
): Schema<object> {
  const all = envelope(constant('The command.', command));
  return about(description, objectOf({ ...all, ...required }, { ...optional[0] }));
}

const missing = list(
  'What has to be given, and was not.',
  object<Missing>(
    { flag: text('The flag that gives it.'), why: text('What it is for.') },
    { env: text('The variable that gives it.') },
  ),
);

export const failure: RequiredFields<ErrorFields> = {
  error: object<ErrorFields['error']>(
    { message: text('What is wrong.'), hint: text('What to do about it; empty if there is nothing to say.') },
    {
      cause,
      category,
      missing,
      code: text('Code of an error of the system, such as `EACCES`.'),
      stack: text('Of a bug in cf-aig: where it is.'),
    },
  ),
  verdict,
};

/** Printed in place of a result, by every command. */
export const errorDocument: Schema<Envelope<string | null> & ErrorFields> = define(
  'error',
  about(
    'There is no result: wrong usage, a setup that cannot be used, Ctrl-C, or a bug.',
    object<Envelope<string | null> & ErrorFields>({
      ...envelope(nullable('The command, or the word in its place; null if there was none.', text(''))),
      ...failure,
    }),
  ),
);
