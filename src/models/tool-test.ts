import { makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import { readReply } from '../gateway/replies/read-reply.js';
import { readToolCall, TOOL, toolRequest, toolResultRequest } from '../gateway/requests/tool-requests.js';
import { accessOf, type DoctorContext, type Target, valuesOf } from '../lab/context.js';
import { ask, failed, hindrance, maxTokensField, measured } from './model-test.js';
import type { TestedModel } from './tested-model.js';

type Tested = Omit<TestedModel, 'attempts'>;

/** A tool is offered, called, and answered; the reply has to make use of it. Two requests, neither of them streamed. */
export async function useTool(context: DoctorContext, target: Target, mark: string): Promise<Tested> {
  const model = target.modelId ?? '';
  const seenBeforehand = hindrance(context, target);
  if (seenBeforehand) return failed(model, seenBeforehand);

  const access = accessOf(target)!;
  const entry = target.block.models.find(({ id }) => id === model);
  const options = { maxTokensField: maxTokensField(entry?.raw) };
  const asked = toolRequest(access, model, options);
  const opening = await ask(context, target, { ...asked, id: asked.id + mark });
  if (opening.failure) return opening.failure;
  const first = opening.exchange;

  const call = readToolCall(access.api, first);
  if (!call) {
    const said = readReply(access.api, first)?.text ?? '';
    const evidence = [`it said: ${said.slice(0, 200) || '(nothing)'}`];
    const diagnosis = makeDiagnosis(
      'tool-call-missing',
      { ...valuesOf(context.place, target), model },
      evidence,
    );
    return { ...failed(model, diagnosis, first), tools: { called: false } };
  }
  const tools = { called: true, name: call.name, arguments: call.arguments };
  const answered = toolResultRequest(access, model, options, call);
  const closing = await ask(context, target, { ...answered, id: answered.id + mark });
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
