/** `cli/commands/test-model/`: `cf-aig test-model`: its targets, live table and reports. */

import { type Command, Option } from '@commander-js/extra-typings';
import { withClient } from '../../clients/client-options.js';
import { withFormat } from '../../render/formats/format.js';
import {
  MODEL_TIMEOUT_MS,
  MORE_OPTIONS,
  type OptionsOf,
  wholeNumber,
  withBlock,
  withCommon,
  withPlace,
  withTimeout,
} from '../../shared/options.js';

const MAX_ROUNDS = 1000;
const MAX_CONCURRENCY = 1000;
const MAX_RETRIES = 10;

export const testModelCommand = (program: Command) =>
  withClient(
    withTimeout(
      withBlock(withPlace(withFormat(withCommon(program.command('test-model'))))),
      MODEL_TIMEOUT_MS,
    ),
  )
    .summary('send one small real request')
    .description('send one small real request per model through the gateway')
    .argument('[model...]', 'models as in OpenClaw’s config (default: the primary model)')
    .option('--all', 'test every model in the config')
    .option('--stream', 'request a stream, as OpenClaw does')
    .addOption(
      number('--repeat <n>', 'number of requests per model; shows min, median and p95', 1, 1, MAX_ROUNDS),
    )
    .option('--tools', 'let the model call a tool and use its result, as an agent does (two requests)')
    .option('--image', 'send a small image, which the model has to recognise')
    .optionsGroup(MORE_OPTIONS)
    .option('--prompt <text>', 'the prompt')
    .option(
      '--compare-direct',
      'also send the request directly to the provider, with its own key, to measure the gateway’s overhead',
    )
    .addOption(
      number('--concurrency <n>', 'number of models to test at the same time', 16, 1, MAX_CONCURRENCY),
    )
    .addOption(number('--retries <n>', 'number of retries after a transient failure', 2, 0, MAX_RETRIES))
    .option('--html <file>', 'write a self-contained HTML page with charts')
    .option('--junit <file>', 'write JUnit XML')
    .option('--github', 'print GitHub annotations instead of text, and write the job summary')
    .addHelpText(
      'after',
      '\nExamples:\n  $ cf-aig test-model --all\n  $ cf-aig test-model --stream --repeat 5',
    );

export type TestModelOptions = OptionsOf<typeof testModelCommand>;

function number<F extends string>(flags: F, description: string, initial: number, min: number, max: number) {
  return new Option(flags, description).default(initial).argParser(wholeNumber(min, max));
}
