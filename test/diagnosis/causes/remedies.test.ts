import { describe, expect, test } from '@jest/globals';
import { createProgram } from '../../../src/cli/program.js';
import { CATALOGUE, CAUSE_IDS, type CauseId } from '../../../src/diagnosis/causes/catalogue.js';
import type { Cause, Fix } from '../../../src/diagnosis/causes/cause.js';
import { makeDiagnosis } from '../../../src/diagnosis/reading/diagnosis.js';
import { isPlaceholder, type Values } from '../../../src/diagnosis/reading/values.js';
import { memoryIo } from '../../memory-io.js';

const PROGRAM = createProgram(memoryIo({}), () => {});

/** Commands of OpenClaw 2026.9.6 that texts name. */
const OPENCLAW = [
  'config validate',
  'doctor',
  'gateway restart',
  'infer',
  'models auth',
  'models auth list',
  'models auth logout',
  'models list',
  'models status',
  'onboard',
  'secrets configure',
  'update',
];

/** What every system has, or what the text itself says to install. */
const OF_THE_SYSTEM = [
  'nslookup',
  'unset',
  'ls',
  'chmod',
  'git',
  'date',
  'openssl',
  'timedatectl',
  'wrangler',
];

interface Code {
  cause: CauseId;
  code: string;
}

const fixText = ({ command, what }: Fix) =>
  command && command !== '{restartCommand}' ? [`\`${command}\``, what] : [what];

const texts = (cause: CauseId) => {
  const { title, why, fix, steps, or }: Cause = CATALOGUE[cause];
  return [title, why, ...[fix].flat().flatMap(fixText), ...steps, ...or];
};

/** What stands between backticks. */
const CODES: readonly Code[] = CAUSE_IDS.flatMap((cause) =>
  texts(cause).flatMap((text) =>
    [...text.matchAll(/`([^`]+)`/g)].map((match) => ({ cause, code: match[1]! })),
  ),
);

const namesOf = ({ cause, code }: Code) => `${cause}: ${code}`;

describe('a command in a text', () => {
  const ours = CODES.filter(({ code }) => /^(?:npx )?cf-aig(?:@\w+)?\b/.test(code));
  const words = (code: string) => code.replace(/^(?:npx )?cf-aig(?:@\w+)?\s*/, '').split(/\s+/);

  test('of cf-aig exists, and so do its flags', () => {
    expect(ours.length).toBeGreaterThan(60);
    const unknown = ours.filter(({ code }) => {
      const [name = '', ...rest] = words(code);
      const command = PROGRAM.commands.find((one) => one.name() === name);
      const flags = rest.filter((word) => word.startsWith('-'));
      return (
        !command ||
        !flags.every((flag) => flag === '--help' || command.options.some(({ long }) => long === flag))
      );
    });
    expect(unknown.map(namesOf)).toEqual([]);
  });

  test('of OpenClaw is one that it has', () => {
    const theirs = CODES.filter(({ code }) => code.startsWith('openclaw '));
    expect(theirs.length).toBeGreaterThan(5);
    const unknown = theirs.filter(({ code }) => {
      const words = code.replace(/^openclaw /, '').replace(/ (--|\{).*/, '');
      return !OPENCLAW.includes(words);
    });
    expect(unknown.map(namesOf)).toEqual([]);
  });

  test('is one of these, or of the system, or a flag that some command has', () => {
    const flags = PROGRAM.commands.flatMap(({ options }) => options.map(({ long }) => long));
    const unknown = CODES.filter(({ code }) => {
      if (/^(?:npx )?cf-aig|^openclaw /.test(code)) return false;
      const [first = ''] = code.split(' ');
      return first.startsWith('--') ? !flags.includes(first) : !OF_THE_SYSTEM.includes(first);
    });
    expect(unknown.map(namesOf)).toEqual([]);
  });
});

test('a flag outside of a command is one that some command has', () => {
  const flags = new Set(PROGRAM.commands.flatMap(({ options }) => options.map(({ long }) => long)));
  const unknown = CAUSE_IDS.flatMap((cause) =>
    texts(cause)
      .flatMap((text) => text.replace(/`[^`]*`/g, '').match(/(?<![\w=-])--[a-z][\w-]+/g) ?? [])
      .filter((flag) => !flags.has(flag))
      .map((flag) => `${cause}: ${flag}`),
  );
  expect(unknown).toEqual([]);
});

test('nothing in angle brackets reaches a user whose value is known', () => {
  const left = CAUSE_IDS.flatMap((cause) => {
    const names = [
      ...texts(cause)
        .join('\n')
        .matchAll(/\{([a-zA-Z]+)\}/g),
    ].map((match) => match[1]!);
    const values: Values = Object.fromEntries(names.filter(isPlaceholder).map((name) => [name, 'known']));
    const {
      title,
      why,
      remedy,
      docs = '',
    } = makeDiagnosis(cause, { ...values, accountId: 'known', keysUrl: 'https://x.example' }, []);
    return [title, why, ...remedy, docs]
      .filter((text) => /<|(?<!\$)\{[a-z][A-Za-z]*\}/.test(text))
      .map((text) => `${cause}: ${text}`);
  });
  expect(left).toEqual([]);
});

test('doctor does not advise to run doctor; that is for explain to say', () => {
  const advising = CAUSE_IDS.filter((cause) =>
    texts(cause).some((text) => /\brun `cf-aig doctor`/i.test(text)),
  );
  expect(advising).toEqual([]);
});

test('no text says that `--fix` does it: that depends on the setup, and doctor knows it', () => {
  const says = (cause: CauseId) => texts(cause).some((text) => text.includes('cf-aig doctor --fix'));
  expect(CAUSE_IDS.filter(says)).toEqual([]);
});

test('the language is plain', () => {
  const odd =
    /\b(nobody|whoever|anybody|everybody|shall|mend(s|ed)?|brings? to light|stands (in|before|there)|is not to be|thereof|herein|thus)\b/i;
  const found = CAUSE_IDS.flatMap((cause) =>
    texts(cause)
      .filter((text) => odd.test(text))
      .map((text) => `${cause}: ${text}`),
  );
  expect(found).toEqual([]);
});
