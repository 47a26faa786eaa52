import { completeOnce, type ModelResult } from '../../checks/model-test.js';
import { CATEGORY_EXIT_CODES, deciding } from '../../diagnosis/category.js';
import { mapConcurrently } from '../../lib/map-concurrently.js';
import { UsageError } from '../errors.js';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { exchangeText } from '../render/exchange.js';
import { modelResultText, modelsSummary } from '../render/model-result.js';
import { styleFor } from '../render/style.js';
import type { Result } from '../result.js';
import { type ContextOptions, withContext } from './open-context.js';
import { targetsOf } from './targets.js';

export interface TestModelOptions extends CommonOptions, ContextOptions {
  models: string[];
  all?: boolean;
  stream?: boolean;
  prompt?: string;
}

const DEFAULT_PROMPT = 'Reply with one short friendly sentence.';
const SIDE_BY_SIDE = 16;

export async function testModel(io: Io, options: TestModelOptions): Promise<Result> {
  if (options.all && options.models.length) {
    throw new UsageError('--all and model names exclude each other', 'Leave one of them out.');
  }
  const style = styleFor({
    env: io.env,
    isTty: io.stdoutIsTty,
    columns: io.columns,
    noColor: options.color === false,
  });
  const results = await withContext(io, options, async (context) => {
    const targets = await targetsOf(context, options);
    const done = await mapConcurrently(targets, SIDE_BY_SIDE, async (target) => {
      const result = await completeOnce(context, target, {
        prompt: options.prompt ?? DEFAULT_PROMPT,
        stream: options.stream ?? false,
      });
      if (!options.json) io.out(modelResultText(result, style));
      return result;
    });
    if (options.verbose) for (const exchange of context.wire.exchanges) io.err(exchangeText(exchange));
    return done;
  });
  return conclude(results, options.json ? '' : modelsSummary(results, style));
}

function conclude(results: ModelResult[], human: string): Result {
  const worst = deciding(results.filter(({ ok }) => !ok));
  const verdict = worst?.category ? { category: worst.category, cause: worst.cause } : null;
  return {
    exitCode: verdict ? CATEGORY_EXIT_CODES[verdict.category] : 0,
    document: { results, verdict },
    human,
  };
}
