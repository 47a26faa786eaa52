import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from '../http/answer.js';
import { uuidv7 } from '../http/ids.js';
import { type Call, gatewayOf, runStages, type Stage } from '../state/call.js';
import { handlingOf, pauseAfter } from '../state/handling.js';

/** What differs from the client's request when a provider is tried. */
export type Step = Partial<Pick<Call, 'rest' | 'request' | 'handling' | 'chosen' | 'tokenIn'>>;

/** Says which provider to try next, is told what it answered. What it returns wins over the last answer. */
export type Plan = Generator<Step, Answer | undefined, Answer>;

/** The stage in which the providers are tried, one after the other, each as often as it may be. */
export function stepsStage(plan: (call: Call) => Plan, stages: readonly Stage[]): Stage {
  return {
    name: 'steps',
    async before(call) {
      const steps = plan(call);
      let answer: Answer | undefined;
      let next = steps.next();
      for (let index = 0; !next.done; index++) {
        answer = await tryStep({ ...call, ...next.value, step: index }, stages);
        next = steps.next(answer);
      }
      return next.value ?? answer;
    },
  };
}

/** One provider for the whole request. */
export function* single(): Plan {
  yield {};
  return undefined;
}

export function failed({ status }: Answer): boolean {
  return status >= 400;
}

async function tryStep(call: Call, stages: readonly Stage[]): Promise<Answer> {
  const handling = handlingOf(gatewayOf(call), call.request, call.handling);
  const { maxAttempts } = handling;
  for (let attempt = 1; ; attempt++) {
    const first = call.step === 0 && attempt === 1;
    // The last of several tries may take as long as it takes; a dynamic route's falls back instead.
    const patient = maxAttempts > 1 && attempt === maxAttempts && !call.chosen;
    const timeoutMs = patient ? undefined : handling.requestTimeout;
    const startedAt = first ? call.startedAt : call.state.now();
    const logId = first ? call.requestId : uuidv7(startedAt);
    const tried: Call = { ...call, startedAt, logId, timeoutMs };
    const answer = await runStages(stages, tried);
    if (attempt >= maxAttempts || tried.answeredBy !== 'upstream' || !worthRetrying(answer)) return answer;
    await wait(pauseAfter(attempt, handling), undefined, { signal: call.signal });
  }
}

/** Cloudflare does not say which answers it tries again; these may be better the next time. */
function worthRetrying({ status, unreached }: Answer): boolean {
  return unreached === true || status === 408 || status === 429 || status >= 500;
}
