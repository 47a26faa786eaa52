import { MODEL_TIMEOUT_MS, withBlock, withCommon, withPlace, withTimeout } from '../options.js';
import type { DefineCommand } from './define.js';

export const testModelCommand: DefineCommand = (program, run) => {
  withTimeout(withBlock(withPlace(withCommon(program.command('test-model')))), MODEL_TIMEOUT_MS)
    .description('one small real request per model, through the gateway')
    .argument('[model...]', 'models as in OpenClaw’s config (default: the primary model)')
    .option('--all', 'every model that the config lists')
    .option('--stream', 'ask for a stream, as OpenClaw does')
    .option('--prompt <text>', 'what to ask')
    .addHelpText('after', '\nExample:\n  $ cf-aig test-model --all')
    .action((models: string[], options) =>
      run('test-model', async (io, o: typeof options) =>
        (await import('../commands/test-model.js')).testModel(io, { ...o, models }),
      )(options),
    );
};
