import { type Command, InvalidArgumentError, Option, type OptionValues } from '@commander-js/extra-typings';
import { UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { COMMON_OPTIONS } from '../../shared/options.js';

/** What `--format` takes; a renderer for each but the first two is in `renderers.ts`. */
export const FORMATS = ['human', 'json', 'github', 'junit', 'sarif', 'markdown', 'prometheus'] as const;

export type Format = (typeof FORMATS)[number];
/** A report of a whole run, written when it has ended. */
export type ReportFormat = Exclude<Format, 'human' | 'json'>;

/** One `--format`: without a file, what stdout gets. */
export interface WantedFormat {
  format: Format;
  file?: string;
}

/** `--format json` is `--json` in every respect: it sets that option, so that it conflicts with the same ones. */
export function withFormat<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  const declared = command.addOption(
    new Option(
      '--format <format>',
      `what to print: ${FORMATS.join(', ')}; as <format>=<file>, what to write to a file (repeatable)`,
    )
      .default([] as readonly WantedFormat[], 'human')
      .argParser((value, earlier: readonly WantedFormat[]) => [...earlier, parseFormat(value)])
      .helpGroup(COMMON_OPTIONS),
  );
  declared.on('option:format', (value: string) => {
    if (value === 'json') command.setOptionValueWithSource('json', true, 'cli');
  });
  return declared;
}

function parseFormat(value: string): WantedFormat {
  const [, name, file] = /^([^=]*)(?:=(.*))?$/s.exec(value)!;
  const format = FORMATS.find((known) => known === name);
  if (!format) throw new InvalidArgumentError(`It takes one of ${FORMATS.join(', ')}.`);
  if (file === '') throw new InvalidArgumentError('A file name has to follow the equals sign.');
  if (file !== undefined && format === 'human')
    throw new InvalidArgumentError('The text for people goes to stdout only.');
  return { format, file };
}

interface FormatOptions {
  format: readonly WantedFormat[];
  json?: boolean;
  github?: boolean;
}

/** The format of stdout. Throws UsageError if the options name several. */
export function formatOf({ format, json, github }: FormatOptions): Format {
  const named: Format[] = [
    ...format.filter(({ file }) => file === undefined).map((wanted) => wanted.format),
    ...(json ? ['json' as const] : []),
    ...(github ? ['github' as const] : []),
  ];
  const [first = 'human', ...others] = new Set(named);
  if (others.length)
    throw new UsageError(
      `the output is ${first} or ${others.join(' or ')}`,
      'Ask for only one of them, and for the others as `--format <format>=<file>`.',
    );
  return first;
}

/** The report to write on stdout in place of the text or the document. Throws UsageError. */
export function reportFormatOf(options: FormatOptions): ReportFormat | undefined {
  const format = formatOf(options);
  return format === 'human' || format === 'json' ? undefined : format;
}

/** The files of `--format <format>=<file>`, and GitHub's summary of the job. */
export function formatFiles(
  { env }: Pick<Io, 'env'>,
  options: FormatOptions,
): { by: string; file: string }[] {
  const summary = formatOf(options) === 'github' && env.GITHUB_STEP_SUMMARY;
  return [
    ...options.format.flatMap(({ file }) => (file === undefined ? [] : { by: '--format', file })),
    ...(summary ? [{ by: 'GITHUB_STEP_SUMMARY', file: summary }] : []),
  ];
}

/** Where documents are asked for, by the words alone: after wrong usage there are no parsed options. */
export function jsonTargets(argv: readonly string[]): { stdout: boolean; files: string[] } {
  const end = argv.indexOf('--');
  const words = argv.slice(0, end < 0 ? undefined : end);
  const formats = words.map((word, index) =>
    words[index - 1] === '--format' ? word : /^--format=(.*)$/s.exec(word)?.[1],
  );
  return {
    stdout: words.includes('--json') || formats.includes('json'),
    files: formats.flatMap((format) => /^json=(.+)$/s.exec(format ?? '')?.[1] ?? []),
  };
}
