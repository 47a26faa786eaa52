import { Command, CommanderError } from 'commander';
import { completionCommand } from './commands/completion/index.js';
import { demoCommand } from './commands/demo/index.js';
import { doctorCommand } from './commands/doctor/index.js';
import { explainCommand } from './commands/explain/index.js';
import { initCommand } from './commands/init/index.js';
import { logsCommand } from './commands/logs/index.js';
import { sandboxCommand } from './commands/sandbox/index.js';
import { statusCommand } from './commands/status/index.js';
import { testModelCommand } from './commands/test-model/index.js';
import { undoCommand } from './commands/undo/index.js';
import { usageCommand } from './commands/usage/index.js';
import { verifyCommand } from './commands/verify/index.js';
import { checkAddresses } from './shared/address-variables.js';
import type { Run } from './shared/define-command.js';
import { UsageError } from './shared/errors.js';
import type { Io } from './shared/io.js';
import { asDocument } from './shared/result.js';
import { version } from './shared/version.js';

/** In the order of the help. A new command is a file in tree/, a file in commands/, and a line here. */
const COMMANDS = [
  initCommand,
  doctorCommand,
  testModelCommand,
  verifyCommand,
  logsCommand,
  usageCommand,
  statusCommand,
  undoCommand,
  explainCommand,
  sandboxCommand,
  demoCommand,
  completionCommand,
];

const EXIT_CODES_HELP = `
Exit codes: 0 all well · 10 config · 11 network · 12 bad-url · 13 bad-token · 14 gateway-policy
            15 upstream-error · 2 wrong usage · 130 interrupted · 1 a bug in cf-aig
`;

/** The tree of commands. Each one's code is loaded only when it runs. */
export function createProgram(io: Io, finish: (exitCode: number) => void): Command {
  const program = new Command('cf-aig')
    .description(
      'Set up OpenClaw with Cloudflare AI Gateway, prove that it works, and name what is wrong when it does not.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: () => {} })
    .showSuggestionAfterError(true)
    .addHelpText('after', EXIT_CODES_HELP);

  const run: Run = (name, command) => async (options) => {
    checkAddresses(io.env);
    const result = await command(io, options);
    if (!options.json) io.out(result.human);
    else if (result.document)
      io.out(`${JSON.stringify(io.redactor.redactValue(asDocument(name, result)), null, 2)}\n`);
    finish(result.exitCode);
  };

  for (const define of COMMANDS) define(program, run);
  return program;
}

/** commander's own ends as ours: help and version are no errors, the rest is wrong usage. */
export function fromCommander(error: unknown): Error | undefined {
  if (!(error instanceof CommanderError)) return error instanceof Error ? error : new Error(String(error));
  if (error.exitCode === 0) return undefined;
  if (error.code === 'commander.help')
    return new UsageError('there is no such command', 'Run `cf-aig --help` to see them.');
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  // `--tokne=<token>`: what stands behind the sign is nobody's business.
  const named = first.replace(/^(unknown option '-[^'=]*)=.*'$/s, "$1'");
  return new UsageError(named, rest.join(' ').trim() || 'Run `cf-aig --help`, or `cf-aig <command> --help`.');
}
