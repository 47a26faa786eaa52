import type { Command, Option } from '@commander-js/extra-typings';
import { EXIT_CODES } from '../../src/cli/help.js';
import { processIo } from '../../src/cli/process-io.js';
import { createProgram } from '../../src/cli/program.js';
import type { ProcessIo } from '../../src/cli/shared/io.js';
import { COMMON_OPTIONS, OPTIONS } from '../../src/cli/shared/options.js';
import { version } from '../../src/cli/shared/version.js';
import { CATEGORIES, CATEGORY_MEANINGS } from '../../src/diagnosis/causes/category.js';
import { bold, example, item, paragraph, prose, section, subsection, term } from './roff.js';
import { FILES, VARIABLES } from './surroundings.js';

const BY_ITSELF =
  'Without a command it says what to do next. The result goes to standard output, everything else to standard error. ' +
  'Nothing is asked without a terminal; what is missing is then listed with the flags that give it.';

type AnyCommand = Command<unknown[]>;

/** `man cf-aig`: all commands on one page, from what `--help` shows. */
export function renderManPage(): string {
  let shown = '';
  const out = (text: string) => {
    shown += text;
  };
  const io: ProcessIo = { ...processIo(), env: {}, program: [], columns: 80, out };
  const program = createProgram(io, () => {});
  /** What stands behind the options. */
  const afterOptions = (command: AnyCommand) => {
    shown = '';
    command.outputHelp();
    return shown.slice(command.helpInformation().length).trim();
  };
  const commands = program.createHelp().visibleCommands(program as AnyCommand) as AnyCommand[];
  const ours = commands.filter((command) => command.name() !== 'help');
  return [
    `.TH CF\\-AIG 1 "" "cf\\-aig ${version}" "User Commands"`,
    // No flag is broken in two.
    '.nh',
    '.ad l',
    ...section('Name', ['cf\\-aig \\- set up OpenClaw with Cloudflare AI Gateway, and name what is wrong']),
    ...section(
      'Synopsis',
      ours.flatMap((command, index) => [...(index ? ['.br'] : []), synopsis(command)]),
    ),
    ...section('Description', [...paragraph(program.description()), ...paragraph(BY_ITSELF)]),
    ...section(
      'Commands',
      ours.flatMap((command) => aboutCommand(command, afterOptions(command))),
    ),
    ...section('Common options', commonOptions(ours)),
    ...section('Exit status', EXIT_CODES.flatMap(aboutExit)),
    ...section('Environment', items(VARIABLES)),
    ...section('Files', items(FILES)),
    ...section(
      'Examples',
      ours.flatMap((command) => examplesIn(afterOptions(command))),
    ),
    ...section('See also', ['https://docs.openclaw.ai/, https://developers.cloudflare.com/ai\\-gateway/']),
    '',
  ].join('\n');
}

const items = (entries: Record<string, string>) =>
  Object.entries(entries).flatMap(([name, what]) => item(bold(name), what));

function aboutExit(code: string): string[] {
  const [, number = '', meaning = ''] = /^(\d+) (.*)$/.exec(code)!;
  const category = CATEGORIES.find((name) => name === meaning);
  return item(bold(number), category ? `${meaning}: ${CATEGORY_MEANINGS[category]}` : meaning);
}

function synopsis(command: AnyCommand): string {
  return `${bold(`cf-aig ${command.name()}`)} ${term(command.usage().replace('[options]', '[<options>]'))}`;
}

function aboutCommand(command: AnyCommand, after: string): string[] {
  const help = command.createHelp();
  const own = optionsOf(command).filter(({ helpGroupHeading }) => helpGroupHeading !== COMMON_OPTIONS);
  // Each of the first list makes a group, also one that stays empty.
  const groups = help.groupItems(own, own, ({ helpGroupHeading }) => helpGroupHeading ?? OPTIONS);
  const remark = after.replace(/(?:^|\n)Examples?:[\s\S]*$/, '').trim();
  return [
    subsection(`cf\\-aig ${command.name().replaceAll('-', '\\-')}`),
    prose(help.commandDescription(command)),
    ...(remark ? paragraph(remark) : []),
    ...help
      .visibleArguments(command)
      .flatMap((argument) =>
        item(term(`<${help.argumentTerm(argument)}>`), help.argumentDescription(argument)),
      ),
    ...[...groups].flatMap(([heading, options]) => [
      ...(heading === OPTIONS ? [] : paragraph(heading)),
      ...options.flatMap((option) => aboutOption(command, option)),
    ]),
  ];
}

const optionsOf = (command: AnyCommand) => command.createHelp().visibleOptions(command);

function aboutOption(command: AnyCommand, option: Option, remark = ''): string[] {
  const help = command.createHelp();
  return item(term(help.optionTerm(option)), `${help.optionDescription(option)}${remark}`);
}

/** Each once; with the names of the commands that have it, if few do. */
function commonOptions(commands: readonly AnyCommand[]): string[] {
  const byText = new Map<string, { command: AnyCommand; option: Option; names: string[] }>();
  for (const command of commands)
    for (const option of optionsOf(command)) {
      if (option.helpGroupHeading !== COMMON_OPTIONS) continue;
      const key = `${option.flags} ${command.createHelp().optionDescription(option)}`;
      const entry = byText.get(key) ?? { command, option, names: [] };
      entry.names.push(command.name());
      byText.set(key, entry);
    }
  const sorted = [...byText.values()].sort((a, b) => (a.option.long! < b.option.long! ? -1 : 1));
  return sorted.flatMap(({ command, option, names }) =>
    aboutOption(command, option, names.length < commands.length / 2 ? ` (${names.join(', ')})` : ''),
  );
}

function examplesIn(after: string): string[] {
  const [, lines] = /(?:^|\n)Examples?:\n([\s\S]*)$/.exec(after) ?? [];
  return lines ? example(lines.replace(/^ {2}/gm, '')) : [];
}
