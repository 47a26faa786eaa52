import { Command, CommanderError } from 'commander';
import { UsageError } from './errors.js';
import type { Io } from './io.js';
import { type CommonOptions, withAsk, withCommon, withPlace, withTimeout } from './options.js';
import { asDocument, type Result } from './result.js';
import { version } from './version.js';

const DOCTOR_TIMEOUT_MS = 10_000;
const MODEL_TIMEOUT_MS = 60_000;

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

  const run =
    <Options extends CommonOptions>(name: string, command: (io: Io, options: Options) => Promise<Result>) =>
    async (options: Options): Promise<void> => {
      const result = await command(io, options);
      if (!options.json) io.out(result.human);
      else if (result.document)
        io.out(`${JSON.stringify(io.redactor.redactValue(asDocument(name, result)), null, 2)}\n`);
      finish(result.exitCode);
    };

  withTimeout(withAsk(withPlace(withCommon(program.command('init')))), DOCTOR_TIMEOUT_MS)
    .description('set up OpenClaw’s config and .env, and prove that they work')
    .option('--account-id <id>', 'Cloudflare account ID (or CLOUDFLARE_ACCOUNT_ID)')
    .option('--gateway <name>', 'name of the gateway (or CLOUDFLARE_AI_GATEWAY_ID)')
    .option('--token-stdin', 'read the gateway token from stdin')
    .option(
      '--token-env <name>',
      'read the gateway token from this variable (default: CLOUDFLARE_AI_GATEWAY_API_KEY)',
    )
    .option(
      '--token <value>',
      'the gateway token itself: other users of this machine can see it, prefer --token-stdin',
    )
    .option('--recipe <name>', 'compat, anthropic, openai, google, workers-ai or rest')
    .option('--pay <way>', 'stored, own-key or own-key-open: whose key pays the provider')
    .option('--provider <slug>', 'provider behind the gateway, such as openai')
    .option('--provider-key-env <name>', 'read the provider’s own key from this variable')
    .option('--model <id>', 'model to use, such as openai/gpt-4o-mini')
    .option('--keep-primary', 'leave agents.defaults.model.primary as it is')
    .option('--dry-run', 'show the changes and write nothing')
    .option('--no-check', 'do not run the doctor afterwards')
    .option('--sandbox', 'set up against a local sandbox (started with `cf-aig sandbox`)')
    .addHelpText(
      'after',
      `
Examples:
  $ cf-aig init
  $ printf %s "$TOKEN" | cf-aig init --account-id 0123456789abcdef0123456789abcdef \\
      --gateway my-gateway --token-stdin --model openai/gpt-4o-mini --no-input`,
    )
    .action(run('init', async (...args) => (await import('./commands/init.js')).init(...args)));

  withTimeout(withAsk(withPlace(withCommon(program.command('doctor')))), DOCTOR_TIMEOUT_MS)
    .description('find the one thing that is wrong, and how to mend it; costs nothing')
    .option('--fix', 'mend what can be mended (shows the changes and asks)')
    .option('--offline', 'look at the files only')
    .option('--strict', 'warnings count as failures')
    .option('--report', 'print a Markdown report to paste into an issue')
    .option('--trace <file>', 'write all exchanges to a HAR 1.2 file, secrets removed')
    .addHelpText('after', '\nExample:\n  $ cf-aig doctor --offline')
    .action(run('doctor', async (...args) => (await import('./commands/doctor.js')).doctor(...args)));

  withTimeout(withPlace(withCommon(program.command('test-model'))), MODEL_TIMEOUT_MS)
    .description('one small real request per model, through the gateway')
    .argument('[model...]', 'models as in OpenClaw’s config (default: the primary model)')
    .option('--all', 'every model that the config lists')
    .option('--stream', 'ask for a stream, as OpenClaw does')
    .option('--prompt <text>', 'what to ask')
    .addHelpText('after', '\nExample:\n  $ cf-aig test-model --all')
    .action((models: string[], options) =>
      run('test-model', async (io, o: typeof options) =>
        (await import('./commands/test-model.js')).testModel(io, { ...o, models }),
      )(options),
    );

  withCommon(program.command('explain'))
    .description('say what an error means: a cause, a code, or any text that holds one')
    .argument('<text...>', 'cause id, code or pasted text; - reads stdin')
    .addHelpText('after', '\nExamples:\n  $ cf-aig explain 2001\n  $ openclaw logs | cf-aig explain -')
    .action((text: string[], options) =>
      run('explain', async (io, o: typeof options) =>
        (await import('./commands/explain.js')).explain(io, { ...o, text }),
      )(options),
    );

  withCommon(program.command('sandbox'))
    .description('a local gateway that answers as Cloudflare does; no account needed')
    .option('--port <n>', 'port on 127.0.0.1 (default: 8787; 0: any free one)')
    .option('--sandbox-config <file>', 'accounts, gateways, tokens and behaviour (JSON5)')
    .option('--scenario <name>', 'answer every request with this failure')
    .option('--list-scenarios', 'name the failures it can produce')
    .addHelpText('after', '\nExample:\n  $ cf-aig sandbox --scenario gateway-not-found')
    .action(run('sandbox', async (...args) => (await import('./commands/sandbox.js')).sandbox(...args)));

  withCommon(program.command('demo'))
    .description('the whole story on an embedded sandbox and a throw-away OpenClaw home')
    .addHelpText('after', '\nExample:\n  $ cf-aig demo')
    .action(run('demo', async (...args) => (await import('./commands/demo.js')).demo(...args)));

  return program;
}

/** commander's own ends as ours: help and version are no errors, the rest is wrong usage. */
export function fromCommander(error: unknown): Error | undefined {
  if (!(error instanceof CommanderError)) return error instanceof Error ? error : new Error(String(error));
  if (error.exitCode === 0) return undefined;
  if (error.code === 'commander.help')
    return new UsageError('no command given', 'Run `cf-aig --help` to see them.');
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  return new UsageError(first, rest.join(' ').trim() || 'Run `cf-aig --help`, or `cf-aig <command> --help`.');
}
