import { makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import { TOOL } from '../gateway/forms/tool.js';
import { readReply } from '../gateway/replies/read-reply.js';
import { readToolCall, toolRequest, toolResultRequest } from '../gateway/requests/tool-requests.js';
import type { Lab } from '../lab/lab.js';
import { isRecord } from '../lib/json.js';
import type { Target } from '../openclaw/target.js';
import { ask, checkReachable, maxTokensFieldOf, measurementsOf, toFailure } from './model-test.js';
import type { TestedModel } from './tested-model.js';

/** Offers a tool, and returns its result to the model, which has to use it in the reply. Two requests, not streamed. */
export async function useTool(lab: Lab, planned: Target): Promise<Omit<TestedModel, 'attempts'>> {
  const model = planned.modelId ?? '';
  const reachability = checkReachable(planned);
  if ('blocker' in reachability) return toFailure(model, reachability.blocker);

  const { target } = reachability;
  const { access } = target;
  const options = { maxTokensField: maxTokensFieldOf(target), effort: onlyEffortOf(target) };
  const callResult = await ask(lab, target, toolRequest(access, model, options));
  if (callResult.failure) return callResult.failure;
  const first = callResult.exchange;

  const call = readToolCall(access.api, first);
  if (!call) {
    const reply = readReply(access.api, first)?.text ?? '';
    const evidence = [`reply: ${reply.slice(0, 200) || '(empty)'}`];
    const diagnosis = makeDiagnosis('tool-call-missing', target.values, evidence);
    return { ...toFailure(model, diagnosis, first), tools: { called: false } };
  }
  const tools = { called: true, name: call.name, arguments: call.arguments };
  const replyResult = await ask(lab, target, toolResultRequest(access, model, options, call));
  if (replyResult.failure) return { ...replyResult.failure, tools };
  const second = replyResult.exchange;

  const [called, replied] = [readReply(access.api, first), readReply(access.api, second)];
  return {
    model,
    ok: true,
    ...measurementsOf(second),
    totalMs: Math.round(first.timings.totalMs + second.timings.totalMs),
    inputTokens: sum(called?.inputTokens, replied?.inputTokens),
    outputTokens: sum(called?.outputTokens, replied?.outputTokens),
    reply: replied?.text,
    tools: { ...tools, usedResult: replied?.text.replaceAll(/[\s,.]/g, '').includes(TOOL.result) ?? false },
    evidence: [],
    remedy: [],
  };
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
}

/** What OpenClaw sends for an entry with a single effort; for others it depends on the level that is chosen. */
function onlyEffortOf({ block: { api, models }, modelId }: Target): string | undefined {
  const compat = models.find(({ id }) => id === modelId)?.raw.compat;
  const efforts = isRecord(compat) ? compat.supportedReasoningEfforts : undefined;
  if (api !== 'openai-completions' || !Array.isArray(efforts) || efforts.length !== 1) return undefined;
  return String(efforts[0]);
}
