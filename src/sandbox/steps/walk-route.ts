import { providerBySlug } from '../../gateway/providers/providers.js';
import { jsonObject } from '../../lib/json.js';
import { gatewayError } from '../answers/gateway-errors.js';
import type { Element } from '../config/route-elements.js';
import type { Answer } from '../http/answer.js';
import { header, type SandboxIncoming } from '../http/request.js';
import { readMetadata } from '../logs/row.js';
import type { Call } from '../state/call.js';
import { findRoute } from '../state/dynamic-routes.js';
import { readHandling } from '../state/handling.js';
import { holds } from './condition.js';
import { type RouteLimit, routeLimit } from './route-limit.js';
import { failed, type Step } from './steps.js';

/** A graph may go round in circles. */
const MOST_ELEMENTS = 100;

/** The route that a model id means, without `dynamic/`. */
export function dynamicRouteIn(body: string): string | undefined {
  const model = jsonObject(body)?.model;
  return typeof model === 'string' && model.startsWith('dynamic/')
    ? model.slice('dynamic/'.length)
    : undefined;
}

/** Goes through a dynamic route's elements, and tries the models it comes to. An unknown route is an unknown model. */
export function* walk(call: Call, request: SandboxIncoming, name: string): Generator<Step, Answer, Answer> {
  const route = findRoute(call.state, call, name);
  if (!route) return gatewayError('provider-invalid', `Model not found: dynamic/${name}`);
  const { elements } = route.version;
  const subject = subjectOf(request);
  const limits: RouteLimit[] = [];
  let good: Answer | undefined;
  let element = elements.find(({ type }) => type === 'start');
  for (let count = 0; element && element.type !== 'end' && count < MOST_ELEMENTS; count++) {
    let output: string | undefined = 'next';
    if (element.type === 'conditional') output = String(holds(conditionOf(element), subject));
    else if (element.type === 'percentage') output = pick(element, call.state.random());
    else if (element.type === 'model') {
      const answer: Answer = yield stepFor(request, element);
      for (const limit of limits) limit.spend(answer.cost ?? 0);
      output = failed(answer) ? 'fallback' : 'success';
      if (!failed(answer)) good = answer;
    } else if (element.type !== 'start') {
      const limit = routeLimit(call.state, route.id, element, subject);
      limits.push(limit);
      output = limit.within ? 'success' : 'fallback';
      if (!limit.within && !element.outputs.fallback) return gatewayError('rate-limited');
    }
    const next: string | undefined = element.outputs[output ?? ''];
    element = elements.find(({ id }) => id === next);
  }
  return good ?? gatewayError('provider-failed');
}

/** What conditions and limits can look at. */
function subjectOf({ headers, body, ...request }: SandboxIncoming): Record<string, unknown> {
  const metadata = readMetadata(header({ ...request, headers, body }, 'cf-aig-metadata'));
  return { metadata, headers, body: jsonObject(body) ?? {} };
}

/** The docs call it `condition`, the API `conditions`. */
function conditionOf({ properties }: Element): unknown {
  return properties.condition ?? properties.conditions;
}

/** Outputs are called `10%`, `50%`, `else`; `random` is 0 or more and less than 1. */
function pick({ outputs }: Element, random: number): string | undefined {
  let sum = 0;
  for (const name of Object.keys(outputs)) {
    const share = Number.parseFloat(name);
    if (Number.isNaN(share)) continue;
    sum += share / 100;
    if (random < sum) return name;
  }
  return 'else' in outputs ? 'else' : undefined;
}

function stepFor(request: SandboxIncoming, { properties }: Element): Step {
  const { provider, model, timeout, retries } = properties;
  const prefix = providerBySlug(String(provider))?.compatPrefix ?? String(provider);
  const body = { ...jsonObject(request.body), model: `${prefix}/${String(model)}` };
  return {
    rest: 'compat/chat/completions',
    request: { ...request, body: JSON.stringify(body) },
    handling: readHandling({
      requestTimeout: timeout || undefined,
      maxAttempts: typeof retries === 'number' ? retries + 1 : undefined,
    }),
    chosen: true,
  };
}
