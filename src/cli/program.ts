import { Command, CommanderError } from 'commander';
import { checkAddresses } from './check-env.js';
import { UsageError } from './errors.js';
import type { Io } from './io.js';
import { asDocument } from './result.js';
import { completionCommand } from './tree/completion.js';
import type { Run } from './tree/define.js';
import { demoCommand } from './tree/demo.js';
import { doctorCommand } from './tree/doctor.js';
import { explainCommand } from './tree/explain.js';
import { initCommand } from './tree/init.js';
import { logsCommand } from './tree/logs.js';
import { sandboxCommand } from './tree/sandbox.js';
import { statusCommand } from './tree/status.js';
import { testModelCommand } from './tree/test-model.js';
import { undoCommand } from './tree/undo.js';
import { usageCommand } from './tree/usage.js';
import { verifyCommand } from './tree/verify.js';
import { version } from './version.js';

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
