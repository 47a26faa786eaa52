import { type Command, Option, type OptionValues } from '@commander-js/extra-typings';
import { UsageError } from '../../shared/errors.js';
import { COMMON_OPTIONS } from '../../shared/options.js';

/** What `--format` takes; a renderer for each but the first two is in `renderers.ts`. */
export const FORMATS = ['human', 'json', 'github', 'junit', 'sarif', 'markdown', 'prometheus'] as const;

export type Format = (typeof FORMATS)[number];
/** A report of a whole run, written when it has ended. */
export type ReportFormat = Exclude<Format, 'human' | 'json'>;

/** `--format json` is `--json` in every respect: it sets that option, so that it conflicts with the same ones. */
export function withFormat<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  const declared = command.addOption(
    new Option('--format <format>', `what to print: ${FORMATS.join(', ')}`)
      .choices(FORMATS)
      .default('human' as Format, 'human')
      .helpGroup(COMMON_OPTIONS),
  );
  declared.on('option:format', (value: string) => {
    if (value === 'json') command.setOptionValueWithSource('json', true, 'cli');
  });
  return declared;
}

interface FormatOptions {
  format: Format;
  json?: boolean;
  github?: boolean;
}

/** The format of stdout. Throws UsageError if the options name several. */
export function formatOf({ format, json, github }: FormatOptions): Format {
  const named: Format[] = [
    ...(format === 'human' ? [] : [format]),
    ...(json ? ['json' as const] : []),
    ...(github ? ['github' as const] : []),
  ];
  const [first = 'human', ...others] = new Set(named);
  if (others.length)
    throw new UsageError(`the output is ${first} or ${others.join(' or ')}`, 'Ask for only one of them.');
  return first;
}

/** The report to write on stdout in place of the text or the document. Throws UsageError. */
export function reportFormatOf(options: FormatOptions): ReportFormat | undefined {
  const format = formatOf(options);
  return format === 'human' || format === 'json' ? undefined : format;
}

/** For wrong usage, after which there are no parsed options. */
export function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = argv.slice(0, end < 0 ? undefined : end);
  return words.some(
    (word, index) =>
      word === '--json' || word === '--format=json' || (word === 'json' && words[index - 1] === '--format'),
  );
}
