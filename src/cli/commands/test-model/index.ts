/** `cli/commands/test-model/`: `cf-aig test-model`: which models, the live table, the document. */

import { type Command, Option } from '@commander-js/extra-typings';
import {
  MODEL_TIMEOUT_MS,
  type OptionsOf,
  wholeNumber,
  withBlock,
  withCommon,
  withPlace,
  withTimeout,
} from '../../shared/options.js';

const MOST_ROUNDS = 1000;
const MOST_SIDE_BY_SIDE = 1000;
const MOST_RETRIES = 10;

export const testModelCommand = (program: Command) =>
  withTimeout(withBlock(withPlace(withCommon(program.command('test-model')))), MODEL_TIMEOUT_MS)
    .description('one small real request per model, through the gateway')
    .argument('[model...]', 'models as in OpenClaw’s config (default: the primary model)')
    .option('--all', 'every model that the config lists')
    .option('--stream', 'ask for a stream, as OpenClaw does')
    .option('--prompt <text>', 'what to ask')
    .option('--tools', 'let the model call a tool and use its answer, as an agent does (two requests)')
    .option('--image', 'show it a small picture')
    .addOption(number('--repeat <n>', 'ask so many times; shows min, median and p95', 1, 1, MOST_ROUNDS))
    .option('--compare-direct', 'ask the provider directly as well, with its own key: what the gateway costs')
    .addOption(number('--concurrency <n>', 'models asked side by side', 16, 1, MOST_SIDE_BY_SIDE))
    .addOption(number('--retries <n>', 'repetitions of a request whose failure may pass', 2, 0, MOST_RETRIES))
    .option('--html <file>', 'write a page with charts, readable offline')
    .option('--junit <file>', 'write JUnit XML')
    .option('--github', 'print GitHub annotations instead of text, and fill the run’s summary')
    .addHelpText(
      'after',
      '\nExamples:\n  $ cf-aig test-model --all\n  $ cf-aig test-model --stream --repeat 5',
    );

export type TestModelOptions = OptionsOf<typeof testModelCommand>;

function number<F extends string>(flags: F, description: string, usual: number, least: number, most: number) {
  return new Option(flags, description).default(usual).argParser(wholeNumber(least, most));
}
