import { configTroubles } from '../../checks/config-troubles.js';
import type { DoctorContext, Target } from '../../checks/context.js';
import { completeOnce, type ModelResult } from '../../checks/model-test.js';
import { CATEGORY_EXIT_CODES, deciding } from '../../diagnosis/category.js';
import { makeDiagnosis } from '../../diagnosis/diagnosis.js';
import { mapConcurrently } from '../../lib/map-concurrently.js';
import { fallbackModels, primaryModel } from '../../openclaw/models.js';
import { CauseError, UsageError } from '../errors.js';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { exchangeText } from '../render/exchange.js';
import { modelResultText, modelsSummary } from '../render/model-result.js';
import { styleFor } from '../render/style.js';
import type { Result } from '../result.js';
import { type ContextOptions, withContext } from './open-context.js';

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

/** One target per model to test: named ones, all that are listed, or the primary. */
async function targetsOf(context: DoctorContext, { models, all }: TestModelOptions): Promise<Target[]> {
  const config = await context.config();
  const [trouble] = await configTroubles(context);
  if (trouble) throw new CauseError(trouble);
  const blocks = await context.blocks();
  const [main] = blocks;
  if (!main || !config.value)
    throw new CauseError(makeDiagnosis('provider-block-missing', await context.values(), []));

  if (all) {
    const listed = blocks.flatMap((block) => block.models.map(({ id }) => ({ block, id })));
    if (!listed.length) throw new CauseError(makeDiagnosis('models-empty', await context.values(), []));
    return Promise.all(listed.map(({ block, id }) => context.targetFor(block, id)));
  }
  if (models.length) {
    return Promise.all(
      models.map((name) => {
        const block = blocks.find(({ id }) => name.startsWith(`${id}/`));
        return block
          ? context.targetFor(block, name.slice(block.id.length + 1))
          : context.targetFor(main, name);
      }),
    );
  }
  const target = (await context.target())!;
  if (target.modelId) return [target];
  const configured = [primaryModel(config.value), ...fallbackModels(config.value)].filter(Boolean);
  throw new CauseError(
    makeDiagnosis('model-primary-missing', await context.values(), [
      `${configured.length} model(s) configured`,
    ]),
  );
}
