/** `cli/commands/sandbox/`: `cf-aig sandbox`. */

import type { Command } from '@commander-js/extra-typings';
import { collect, MORE_OPTIONS, type OptionsOf, withCommon } from '../../shared/options.js';

export const sandboxCommand = (program: Command) =>
  withCommon(program.command('sandbox'), 'print a line for every request on stderr, without secrets')
    .summary('a local gateway to try things on')
    .description('a local gateway that answers as Cloudflare does; no account needed')
    .option('--port <n>', 'port to listen on (default: 8787; 0: any free one)')
    .option('--sandbox-config <file>', 'accounts, gateways, tokens and behaviour (JSON5)')
    .option(
      '--upstream <provider=URL>',
      'send a provider’s requests on to a real one, keys included (repeatable)',
      collect,
    )
    .option('--data <file>', 'keep logs, gateways, keys and routes in an SQLite file (Node 22.13 or newer)')
    .option('--scenario <name>', 'answer every request with this failure')
    .option('--list-scenarios', 'name the failures it can produce')
    .optionsGroup(MORE_OPTIONS)
    .option('--host <address>', 'listen on this address instead of 127.0.0.1, with a token of your own')
    .option('--allow-host <name>', 'answer to this name too, such as a reverse proxy’s (repeatable)', collect)
    .option('--journal <file>', 'keep every exchange in a HAR file, without secrets')
    .option('--insecure-upstream', 'let --upstream be http:// in a private network')
    .option('--tls', 'speak TLS too, for programs that know only Cloudflare’s own hosts')
    .option('--tps <n>', 'tokens per second in streams of the built-in providers (default: all at once)')
    .addHelpText(
      'after',
      `
CF_AIG_SANDBOX_TOKEN holds a token of your own, which
replaces the documented ones.

Examples:
  $ cf-aig sandbox --scenario gateway-not-found
  $ cf-aig sandbox \\
      --upstream openai=http://127.0.0.1:11434/v1`,
    );

export type SandboxOptions = OptionsOf<typeof sandboxCommand>;
