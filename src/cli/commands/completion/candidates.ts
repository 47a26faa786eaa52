import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';

export interface Candidate {
  value: string;
  /** Shown next to it if the shell supports that. */
  help?: string;
}

/** Candidates for the word at the cursor; `files` lets the shell complete a path. */
export type Candidates = readonly Candidate[] | 'files';

/** The values of an option or argument by its name (`--model`, `test-model`); undefined if they are not restricted. */
export type ValuesOf = (name: string, before: readonly string[]) => Promise<Candidates | undefined>;

/**
 * Completes the last of `words`, which are the words after the program's name up to the cursor. Uses the command tree, so
 * new commands and flags are completed automatically.
 */
export async function candidates(
  program: CommandUnknownOpts,
  words: readonly string[],
  valuesOf: ValuesOf,
): Promise<Candidates> {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const name = before.find((word) => !word.startsWith('-'));
  const command = program.commands.find((candidate) => candidate.name() === name);
  if (!command) return name === undefined ? filterByPrefix(current, rootCandidates(program, current)) : [];

  const rest = before.slice(before.indexOf(command.name()) + 1);
  const options = rest.includes('--') ? [] : optionsOf(command);
  const assignment = /^(--[^=]+)=(.*)$/s.exec(current);
  if (assignment) {
    const [, flag = '', start = ''] = assignment;
    const values = await valuesOf(flag, before);
    if (!values || values === 'files') return values ?? [];
    return filterByPrefix(start, values).map(({ value, help }) => ({ value: `${flag}=${value}`, help }));
  }
  const open = options.find((option) => expectsValue(option, rest));
  if (open) {
    const values = await valuesOf(open.long ?? open.flags, before);
    // After a variadic option, a flag can follow too.
    if (!open.variadic || !current.startsWith('-'))
      return values === 'files' ? values : filterByPrefix(current, values ?? []);
  }
  const flags = filterByPrefix(current, flagCandidates(options, rest));
  if (current.startsWith('-')) return flags;
  const values = await valuesOf(command.name(), before);
  if (values === 'files') return values;
  return values ? filterByPrefix(current, values) : flags;
}

function rootCandidates(program: CommandUnknownOpts, current: string): Candidate[] {
  if (current.startsWith('-')) return flagCandidates(optionsOf(program), []);
  return visibleCommands(program).map((command) => ({
    value: command.name(),
    help: command.summary() || command.description(),
  }));
}

function visibleCommands(program: CommandUnknownOpts): CommandUnknownOpts[] {
  return program.createHelp().visibleCommands(program);
}

function optionsOf(command: CommandUnknownOpts): Option[] {
  return command.createHelp().visibleOptions(command);
}

/** Whether the word at the cursor is the option's value. */
function expectsValue(option: Option, words: readonly string[]): boolean {
  if (!option.required && !option.optional) return false;
  const isFlag = (word: string | undefined) =>
    word !== undefined && (word === option.long || word === option.short);
  if (!option.variadic) return isFlag(words.at(-1));
  return isFlag(words.findLast((word) => word.startsWith('-')));
}

/** Flags that are not used yet. */
function flagCandidates(options: readonly Option[], words: readonly string[]): Candidate[] {
  return options
    .filter(({ long, short }) => !words.some((word) => word === short || word.split('=')[0] === long))
    .flatMap(({ long, description }) => (long ? [{ value: long, help: description }] : []));
}

function filterByPrefix(prefix: string, candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ value }) => value.startsWith(prefix));
}
