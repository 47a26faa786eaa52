import { makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import { TOOL } from '../gateway/forms/tool.js';
import { readReply } from '../gateway/replies/read-reply.js';
import { readToolCall, toolRequest, toolResultRequest } from '../gateway/requests/tool-requests.js';
import type { Lab } from '../lab/lab.js';
import type { Target } from '../openclaw/target.js';
import { ask, failed, maxTokensFieldOf, measured, reach } from './model-test.js';
import type { TestedModel } from './tested-model.js';

type Tested = Omit<TestedModel, 'attempts'>;

/** A tool is offered, called, and answered; the reply has to make use of it. Two requests, neither of them streamed. */
export async function useTool(lab: Lab, planned: Target): Promise<Tested> {
  const model = planned.modelId ?? '';
  const reached = reach(planned);
  if ('hindrance' in reached) return failed(model, reached.hindrance);

  const { target } = reached;
  const { access } = target;
  const options = { maxTokensField: maxTokensFieldOf(target) };
  const opening = await ask(lab, target, toolRequest(access, model, options));
  if (opening.failure) return opening.failure;
  const first = opening.exchange;

  const call = readToolCall(access.api, first);
  if (!call) {
    const said = readReply(access.api, first)?.text ?? '';
    const evidence = [`it said: ${said.slice(0, 200) || '(nothing)'}`];
    const diagnosis = makeDiagnosis('tool-call-missing', target.values, evidence);
    return { ...failed(model, diagnosis, first), tools: { called: false } };
  }
  const tools = { called: true, name: call.name, arguments: call.arguments };
  const closing = await ask(lab, target, toolResultRequest(access, model, options, call));
  if (closing.failure) return { ...closing.failure, tools };
  const second = closing.exchange;

  const [called, replied] = [readReply(access.api, first), readReply(access.api, second)];
  return {
    model,
    ok: true,
    ...measured(second),
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
