import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';

export interface Candidate {
  value: string;
  /** Said beside it where the shell can. */
  help?: string;
}

/** What can stand where the cursor is; `files`: a path, which the shell knows best. */
export type Candidates = readonly Candidate[] | 'files';

/** The values of an option or argument by its name (`--model`, `test-model`); undefined: anything. */
export type ValuesOf = (name: string, before: readonly string[]) => Promise<Candidates | undefined>;

/**
 * Completes the last of `words`, which are those behind the program's name up to the cursor, from the tree of commands
 * itself: a new command or flag needs nothing here.
 */
export async function candidates(
  program: CommandUnknownOpts,
  words: readonly string[],
  valuesOf: ValuesOf,
): Promise<Candidates> {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const name = before.find((word) => !word.startsWith('-'));
  const command = program.commands.find((one) => one.name() === name);
  if (!command) return name === undefined ? starting(current, rootCandidates(program, current)) : [];

  const behind = before.slice(before.indexOf(command.name()) + 1);
  const given = behind.includes('--') ? [] : optionsOf(command);
  const assigned = /^(--[^=]+)=(.*)$/s.exec(current);
  if (assigned) {
    const [, flag = '', start = ''] = assigned;
    const values = await valuesOf(flag, before);
    if (!values || values === 'files') return values ?? [];
    return starting(start, values).map((one) => ({ ...one, value: `${flag}=${one.value}` }));
  }
  const open = given.find((option) => isOpen(option, behind));
  if (open) {
    const values = await valuesOf(open.long ?? open.flags, before);
    // A variadic option may have had enough values.
    if (!open.variadic || !current.startsWith('-'))
      return values === 'files' ? values : starting(current, values ?? []);
  }
  const flags = starting(current, flagCandidates(given, behind));
  if (current.startsWith('-')) return flags;
  const values = await valuesOf(command.name(), before);
  if (values === 'files') return values;
  return values ? starting(current, values) : flags;
}

function rootCandidates(program: CommandUnknownOpts, current: string): Candidate[] {
  if (current.startsWith('-')) return flagCandidates(optionsOf(program), []);
  return visibleCommands(program).map((command) => ({ value: command.name(), help: command.description() }));
}

/** As the help shows them: without hidden ones. */
function visibleCommands(program: CommandUnknownOpts): CommandUnknownOpts[] {
  return program.createHelp().visibleCommands(program);
}

function optionsOf(command: CommandUnknownOpts): Option[] {
  return command.createHelp().visibleOptions(command);
}

/** The option waits for its value where the cursor is. */
function isOpen(option: Option, behind: readonly string[]): boolean {
  if (!option.required && !option.optional) return false;
  const isOne = (word: string | undefined) =>
    word !== undefined && (word === option.long || word === option.short);
  if (!option.variadic) return isOne(behind.at(-1));
  const last = behind.findLast((word) => word.startsWith('-'));
  return isOne(last);
}

/** Those that are not given yet. */
function flagCandidates(options: readonly Option[], behind: readonly string[]): Candidate[] {
  return options
    .filter(({ long, short }) => !behind.some((word) => word === short || word.split('=')[0] === long))
    .flatMap(({ long, description }) => (long ? [{ value: long, help: description }] : []));
}

function starting(start: string, all: readonly Candidate[]): Candidate[] {
  return all.filter(({ value }) => value.startsWith(start));
}
