import { Command, CommanderError, type OptionValues } from '@commander-js/extra-typings';
import { printable } from '../lib/text/printable.js';
import { completionCommand } from './commands/completion/index.js';
import { conformanceCommand } from './commands/conformance/index.js';
import { demoCommand } from './commands/demo/index.js';
import { doctorCommand } from './commands/doctor/index.js';
import { explainCommand } from './commands/explain/index.js';
import { initCommand } from './commands/init/index.js';
import { logsCommand } from './commands/logs/index.js';
import { sandboxCommand } from './commands/sandbox/index.js';
import { startCommand } from './commands/start/index.js';
import { statusCommand } from './commands/status/index.js';
import { testModelCommand } from './commands/test-model/index.js';
import { undoCommand } from './commands/undo/index.js';
import { usageCommand } from './commands/usage/index.js';
import { verifyCommand } from './commands/verify/index.js';
import { formatHelp } from './help.js';
import { forPeople } from './render/people/for-people.js';
import { checkAddresses } from './shared/address-variables.js';
import { UsageError } from './shared/errors.js';
import type { Io, ProcessIo } from './shared/io.js';
import type { CommonOptions } from './shared/options.js';
import { documentText, type Result } from './shared/result.js';
import { version } from './shared/version.js';

/** The groups of the help, commands by name. To add one, add a folder in commands/ and a line here. */
const GROUPS: Record<string, Record<string, Declare>> = {
  'Start here:': {
    init: bind(initCommand, async () => (await import('./commands/init/init.js')).init),
    doctor: bind(doctorCommand, async () => (await import('./commands/doctor/doctor.js')).doctor),
    'test-model': bind(
      testModelCommand,
      async () => (await import('./commands/test-model/test-model.js')).testModel,
    ),
  },
  'See what is there:': {
    status: bind(statusCommand, async () => (await import('./commands/status/status.js')).status),
    logs: bind(logsCommand, async () => (await import('./commands/logs/logs.js')).logs),
    usage: bind(usageCommand, async () => (await import('./commands/usage/usage.js')).usage),
    verify: bind(verifyCommand, async () => (await import('./commands/verify/verify.js')).verify),
  },
  'More:': {
    explain: bind(explainCommand, async () => (await import('./commands/explain/explain.js')).explain),
    undo: bind(undoCommand, async () => (await import('./commands/undo/undo.js')).undo),
    sandbox: bind(sandboxCommand, async () => (await import('./commands/sandbox/sandbox.js')).sandbox),
    conformance: bind(
      conformanceCommand,
      async () => (await import('./commands/conformance/conformance.js')).conformance,
    ),
    demo: bind(demoCommand, async () => (await import('./commands/demo/demo.js')).demo),
    completion: bind(
      completionCommand,
      async () => (await import('./commands/completion/completion.js')).completion,
    ),
  },
};

type Finish = (exitCode: number) => void;
type Declare = (program: Command, io: ProcessIo, finish: Finish) => void;

/** Connects a command's flags to its code, which is loaded lazily. The compiler compares the options of both. */
function bind<A extends unknown[], O extends CommonOptions>(
  declare: (program: Command) => Command<A, O & OptionValues>,
  load: () => Promise<(io: Io, options: O, ...args: A) => Promise<Result>>,
): Declare {
  return (program, io, finish) => {
    const command = declare(program);
    command.action(async () => {
      checkAddresses(io.env);
      const action = await load();
      const options = command.opts();
      const adapted = forPeople(io, options);
      const result = await action(adapted, options, ...command.processedArgs);
      if (!options.json && result.isVerbatim) io.out(printable(result.human));
      else if (!options.json) adapted.out(result.human);
      else if (result.document) adapted.out(documentText(io, command.name(), result));
      finish(result.exitCode);
    });
  };
}

/** `word`: the first on the command line. If it names a command, the flags of the others need not be declared. */
export function createProgram(io: ProcessIo, finish: Finish, word?: string): Command {
  const program = new Command('cf-aig')
    .description(
      'Set up OpenClaw with Cloudflare AI Gateway, prove that it works, and name what is wrong when it does not.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .exitOverride()
    .configureOutput({
      writeOut: forPeople(io, {}).out,
      writeErr: () => {},
      getOutHelpWidth: () => io.columns,
      getOutHasColors: () => false,
    })
    .showSuggestionAfterError(true);
  formatHelp(program, io);
  const isOne = Object.values(GROUPS).some((commands) => word !== undefined && Object.hasOwn(commands, word));
  for (const [heading, commands] of Object.entries(GROUPS)) {
    program.commandsGroup(heading);
    for (const [name, declare] of Object.entries(commands))
      if (!isOne || name === word) declare(program, io, finish);
  }
  if (isOne) return program;
  bind(startCommand, async () => (await import('./commands/start/start.js')).start)(program, io, finish);
  addHelp(program);
  addComplete(program, io, finish);
  return program;
}

/** commander's own help command depends on the exit code of the process. */
function addHelp(program: Command): void {
  program.helpCommand(false);
  program
    .command('help')
    .argument('[command]')
    .description('show the help of a command')
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .action((name) => {
      const command =
        name === undefined ? program : program.commands.find((candidate) => candidate.name() === name);
      if (!command)
        throw new UsageError('there is no such command', 'Run `cf-aig --help` to see all commands.');
      command.outputHelp();
    });
}

/** Called by the scripts of `completion` at every tab. */
function addComplete(program: Command, io: ProcessIo, finish: Finish): void {
  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (words) => {
      const { complete } = await import('./commands/completion/completion.js');
      const { human, exitCode } = await complete(forPeople(io, {}), program, words);
      io.out(printable(human));
      finish(exitCode);
    });
}

/** Converts commander's errors: undefined for help and version, otherwise a UsageError. */
export function fromCommander(error: unknown): Error | undefined {
  if (!(error instanceof CommanderError)) return error instanceof Error ? error : new Error(String(error));
  if (error.exitCode === 0) return undefined;
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  // `--tokne=<token>`: the value may be a secret.
  const redacted = first.replace(/^(unknown option '-[^'=]*)=.*'$/s, "$1'");
  return new UsageError(
    redacted,
    rest.join(' ').trim() || 'Run `cf-aig --help` or `cf-aig <command> --help`.',
  );
}
