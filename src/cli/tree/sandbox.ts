import { withCommon } from '../options.js';
import type { DefineCommand } from './define.js';

export const sandboxCommand: DefineCommand = (program, run) => {
  withCommon(program.command('sandbox'))
    .description('a local gateway that answers as Cloudflare does; no account needed')
    .option('--port <n>', 'port on 127.0.0.1 (default: 8787; 0: any free one)')
    .option('--sandbox-config <file>', 'accounts, gateways, tokens and behaviour (JSON5)')
    .option('--scenario <name>', 'answer every request with this failure')
    .option('--list-scenarios', 'name the failures it can produce')
    .addHelpText('after', '\nExample:\n  $ cf-aig sandbox --scenario gateway-not-found')
    .action(run('sandbox', async (...args) => (await import('../commands/sandbox.js')).sandbox(...args)));
};
