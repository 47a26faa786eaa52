import type { ApiForm, Exchange } from '../../diagnosis/exchange/exchange.js';
import { Json } from '../../lib/json-view.js';
import type { Body, ToolCall } from '../forms/form.js';
import { FORMS } from '../forms/forms.js';
import { TOOL } from '../forms/tool.js';
import type { Access, PlannedRequest } from './access.js';
import { completionRequest } from './requests.js';

/** A reasoning model thinks before it calls. Tokens. */
const ROOM = 512;

interface ToolOptions {
  maxTokensField?: string;
}

/** Offers the tool and asks for its use. */
export function toolRequest(a: Access, model: string, o: ToolOptions): PlannedRequest {
  const plain = completionRequest(a, model, { ...o, prompt: TOOL.prompt, maxTokens: ROOM });
  return {
    ...plain,
    id: `tool-call:${model}`,
    body: JSON.stringify(FORMS[a.api].offerTool(bodyOf(plain))),
  };
}

/** The same conversation with the tool's answer. */
export function toolResultRequest(a: Access, model: string, o: ToolOptions, call: ToolCall): PlannedRequest {
  const asked = toolRequest(a, model, o);
  return {
    ...asked,
    id: `tool-result:${model}`,
    body: JSON.stringify(FORMS[a.api].answerTool(bodyOf(asked), call)),
  };
}

/** Undefined: the model called no tool. */
export function readToolCall(api: ApiForm, { response }: Exchange): ToolCall | undefined {
  const json = Json.parse(response?.body ?? '');
  return json && FORMS[api].readToolCall(json);
}

function bodyOf({ body }: PlannedRequest): Body {
  return JSON.parse(body ?? '{}');
}
