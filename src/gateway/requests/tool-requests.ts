import type { ApiForm, Exchange } from '../../diagnosis/exchange/exchange.js';
import { Json } from '../../lib/json-view.js';
import type { Body, ToolCall } from '../forms/form.js';
import { FORMS } from '../forms/forms.js';
import { TOOL } from '../forms/tool.js';
import type { Access, PlannedRequest } from './access.js';
import { completionRequest } from './requests.js';

/** Enough for a reasoning model to think before it calls the tool. */
const MAX_TOKENS = 512;

interface ToolOptions {
  maxTokensField?: string;
  /** For a model that takes tools only with this `reasoning_effort`. */
  effort?: string;
}

/** Offers a tool and asks the model to use it. */
export function toolRequest(a: Access, model: string, { effort, ...o }: ToolOptions): PlannedRequest {
  const plain = completionRequest(a, model, { ...o, prompt: TOOL.prompt, maxTokens: MAX_TOKENS });
  const body = FORMS[a.api].offerTool(bodyOf(plain));
  return {
    ...plain,
    id: `tool-call:${model}`,
    body: JSON.stringify({ ...body, reasoning_effort: effort }),
  };
}

/** The same conversation with the tool's result. */
export function toolResultRequest(a: Access, model: string, o: ToolOptions, call: ToolCall): PlannedRequest {
  const request = toolRequest(a, model, o);
  return {
    ...request,
    id: `tool-result:${model}`,
    body: JSON.stringify(FORMS[a.api].answerTool(bodyOf(request), call)),
  };
}

/** Undefined if the model called no tool. */
export function readToolCall(api: ApiForm, { response }: Exchange): ToolCall | undefined {
  const json = Json.parse(response?.body ?? '');
  return json && FORMS[api].readToolCall(json);
}

function bodyOf({ body }: PlannedRequest): Body {
  return JSON.parse(body ?? '{}');
}
