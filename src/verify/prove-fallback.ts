import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { management } from '../gateway/management/management.js';
import { readDynamicRoutes } from '../gateway/management/management-responses.js';
import { routeByName } from '../gateway/providers/routes.js';
import { readReply } from '../gateway/replies/read-reply.js';
import { markAsOwn } from '../gateway/requests/own-requests.js';
import { completionRequest } from '../gateway/requests/requests.js';
import { universalRequest } from '../gateway/requests/universal-request.js';
import { Json } from '../lib/json-view.js';
import { maxTokensFieldOf } from '../models/model-test.js';
import { findHeadersMissing } from './gateway-headers.js';
import { fromDiagnosis, type Measured, type Outcome, pass, problem, skip } from './section-result.js';
import type { VerifyContext } from './verify-context.js';

const PROMPT = 'Reply with one short friendly sentence.';
const NO_SUCH_MODEL = 'cf-aig-no-such-model';

/** Sends a request with two steps, the first of which has to fail, and tries a dynamic route if the gateway has one. */
export async function fallback(context: VerifyContext): Promise<Outcome> {
  const notes = openClawNotes(context);
  const { plane } = context.access.baseUrl;
  if (plane !== 'gateway') {
    const name = plane === 'rest' ? 'Cloudflare’s AI REST API' : 'a custom domain';
    return skip(`${name} does not support the gateway’s fallbacks`, { notes });
  }

  const request = markAsOwn(
    universalRequest(context.access, [missingModel(context.model), context.model], {
      prompt: PROMPT,
      maxTokensField: maxTokensFieldOf(context.target),
    }),
  );
  const exchange = await context.send({ ...request, id: 'verify-fallback' });
  const evidence = [`two models: ${missingModel(context.model)}, then ${context.model}`];
  const failure = context.diagnose(exchange);
  // This is the provider's response to the first step: the second was never tried.
  if (failure?.category === 'upstream-error' && exchange.response?.headers['cf-aig-step'] === '0')
    return problem('fallback-not-taken', context.values, {
      evidence: [...evidence, ...failure.evidence],
      notes,
    });
  if (failure) return fromDiagnosis(failure, { evidence, notes });

  const step = exchange.response?.headers['cf-aig-step'];
  evidence.push(`cf-aig-step: ${step ?? '(not sent)'}`);
  const measured = measure(context, exchange);
  if (step === undefined || step === '0')
    return (
      findHeadersMissing(context, [exchange], { evidence, notes }) ??
      problem('fallback-not-taken', context.values, { evidence, notes, measured })
    );

  const routes = await tryDynamicRoute(context);
  if (routes.failed)
    return { ...routes.failed, evidence: [...evidence, ...routes.failed.evidence], notes, measured };
  return pass(`the first model failed, and the gateway asked the second (${measured.model})`, {
    evidence: [...evidence, ...routes.evidence],
    notes: [...routes.notes, ...notes],
    measured: { ...measured, ...routes.measured },
  });
}

function measure(context: VerifyContext, exchange: Exchange): Measured {
  const headers = exchange.response?.headers ?? {};
  return {
    step: Number(headers['cf-aig-step'] ?? Number.NaN),
    model: headers['cf-aig-model'] ?? modelIn(exchange) ?? context.model,
    totalMs: Math.round(exchange.timings.totalMs),
    ...(headers['cf-aig-provider'] && { provider: headers['cf-aig-provider'] }),
  };
}

interface RouteResult {
  evidence: string[];
  notes: string[];
  measured: Measured;
  failed?: Outcome;
}

/** Tries the first dynamic route of the gateway, if it has any. They only work on `/compat`. */
async function tryDynamicRoute(context: VerifyContext): Promise<RouteResult> {
  const none = { evidence: [], notes: [], measured: {} };
  if (!context.gateway) return none;
  const names = readDynamicRoutes(await context.send(management.listDynamicRoutes(context.gateway)));
  const [name] = names ?? [];
  if (!name) return none;
  const { baseUrl, api } = context.access;
  if (baseUrl.route !== 'compat' || api !== 'openai-completions') {
    const suffix = routeByName('compat')?.suffix;
    return { ...none, notes: [`The gateway has the dynamic route ${name}, which only works on ${suffix}.`] };
  }
  const planned = markAsOwn(completionRequest(context.access, `dynamic/${name}`, { prompt: PROMPT }));
  const exchange = await context.send({ ...planned, id: `verify-dynamic-${name}` });
  const failure = context.diagnose(exchange);
  if (failure) return { ...none, failed: fromDiagnosis(failure) };
  const { provider = '?', model, step } = measure(context, exchange);
  const text = readReply(api, exchange)?.text ?? '';
  return {
    evidence: [
      `dynamic/${name}: answered by ${provider} ${model}, step ${step || 0}${text ? '' : ', with an empty reply'}`,
    ],
    notes: [],
    measured: { dynamicRoute: name, dynamicModel: String(model) },
  };
}

/** A model that does not exist, with the same provider as the real one. */
function missingModel(model: string): string {
  const prefix = model.slice(0, model.lastIndexOf('/') + 1);
  return `${prefix}${NO_SUCH_MODEL}`;
}

function modelIn({ response }: Exchange): string | undefined {
  const body = Json.parse(response?.body ?? '');
  return body?.at('model').text() ?? body?.at('modelVersion').text();
}

/** OpenClaw's own fallbacks work on any route. */
function openClawNotes(context: VerifyContext): string[] {
  const { fallbacks } = context.options;
  if (fallbacks.length)
    return [
      `OpenClaw’s requests name one model; its own fallbacks are ${fallbacks.join(', ')} (agents.defaults.model.fallbacks).`,
    ];
  const { id, models } = context.target.block;
  const others = models.filter((model) => model.id !== context.model).map((model) => `${id}/${model.id}`);
  const example = JSON.stringify(others.length ? others.slice(0, 3) : [`${id}/<another model>`]);
  return [
    `OpenClaw’s requests name one model, so an agent needs OpenClaw’s own fallbacks: agents.defaults.model.fallbacks: ${example}`,
  ];
}
