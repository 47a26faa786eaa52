import { type Diagnosis, makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import type { DirectAccess } from '../gateway/requests/direct-access.js';
import type { Lab } from '../lab/lab.js';
import { mapConcurrently } from '../lib/map-concurrently.js';
import type { Target } from '../openclaw/target.js';
import { askDirectly, compare, type DirectRound } from './ask-directly.js';
import {
  checkReachable,
  completeOnce,
  type ModelResult,
  type ModelTestOptions,
  toFailure,
} from './model-test.js';
import { isRecognised, PICTURE_PROMPT, RED_SQUARE } from './picture.js';
import { Prices } from './prices.js';
import { withRetries } from './retry.js';
import { summarise, type TestedModel, tokensPerSecond } from './tested-model.js';
import { useTool } from './tool-test.js';

export interface RunOptions {
  prompt: string;
  stream: boolean;
  tools: boolean;
  image: boolean;
  repeat: number;
  /** Number of models to test at the same time. */
  concurrency: number;
  /** Number of retries after a transient failure. */
  retries: number;
}

/** Characters. */
const MAX_EVIDENCE = 200;

export interface Job {
  target: Target;
  /** Why the model is not tested. */
  blocker?: Diagnosis;
  /** With `--compare-direct`. */
  directAccess?: DirectAccess;
  /** Adds what is known of the setup to a failure. */
  advise?(failure: ModelResult): Promise<ModelResult>;
}

export type JobProgress =
  | { state: 'asking'; round: number }
  | { state: 'waiting'; round: number; ms: number }
  | { state: 'done'; result: TestedModel };

export interface RunEffects {
  sleep(ms: number): Promise<void>;
  random(): number;
  on(job: number, progress: JobProgress): void;
}

/** Tests models concurrently, and the rounds of one model sequentially so that they do not affect each other's times. */
export async function runModels(
  lab: Lab,
  jobs: readonly Job[],
  options: RunOptions,
  effects: RunEffects,
): Promise<TestedModel[]> {
  const prices = new Prices(
    lab,
    jobs.filter(isAsked).map(({ target }) => target),
  );
  return mapConcurrently(jobs, options.concurrency, async (job, index) => {
    if (isAsked(job)) prices.request();
    const rounds: TestedModel[] = [];
    const direct: DirectRound[] = [];
    for (let round = 1; round <= options.repeat; round++) {
      effects.on(index, { state: 'asking', round });
      const tested = await withRetries(() => testOnce(lab, job, options), options.retries, {
        sleep: effects.sleep,
        random: effects.random,
        onWait: (ms) => effects.on(index, { state: 'waiting', round, ms }),
      });
      const result = complete(tested, job.target, options);
      rounds.push(!result.ok && job.advise ? { ...result, ...(await job.advise(result)) } : result);
      if (!tested.ok && !tested.transient) break;
      if (job.directAccess)
        direct.push(await askDirectly(lab, job.target, job.directAccess, testOptions(options)));
    }
    const summary = summarise(rounds);
    const costUsd = summary.ok ? await prices.costOf(job.target, summary) : undefined;
    const result = { ...summary, costUsd, ...(job.directAccess && { direct: compare(rounds, direct) }) };
    effects.on(index, { state: 'done', result });
    return result;
  });
}

/** Otherwise nothing may be sent to its address, which can be one that must not have the token. */
function isAsked({ target, blocker }: Job): boolean {
  return !blocker && 'target' in checkReachable(target);
}

async function testOnce(lab: Lab, { target, blocker }: Job, options: RunOptions): Promise<ModelResult> {
  if (blocker) return toFailure(target.modelId ?? '', blocker);
  return options.tools ? useTool(lab, target) : completeOnce(lab, target, testOptions(options));
}

function testOptions({ prompt, stream, image, repeat }: RunOptions): ModelTestOptions {
  return {
    prompt: image ? PICTURE_PROMPT : prompt,
    stream,
    image: image ? RED_SQUARE : undefined,
    // Otherwise later rounds may come from the cache.
    headers: repeat > 1 ? { 'cf-aig-skip-cache': 'true' } : undefined,
  };
}

function complete(
  result: ModelResult & { attempts: number },
  target: Target,
  { stream, image, tools }: RunOptions,
): TestedModel {
  if (!result.ok) return result;
  const tested = { ...result, tokensPerSecond: tokensPerSecond(result, stream && !tools) };
  if (!image) return tested;
  if (isRecognised(result.reply)) return { ...tested, imageRecognised: true };
  // An answer alone does not show what was asked for.
  const evidence = [`reply: ${result.reply?.slice(0, MAX_EVIDENCE) || '(empty)'}`];
  const diagnosis = makeDiagnosis('image-not-recognised', target.values, evidence);
  return { ...tested, ...toFailure(result.model, diagnosis), imageRecognised: false };
}
