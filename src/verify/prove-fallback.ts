import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { management } from '../gateway/management/management.js';
import { readDynamicRoutes } from '../gateway/management/management-responses.js';
import { routeByName } from '../gateway/providers/routes.js';
import { readReply } from '../gateway/replies/read-reply.js';
import { completionRequest } from '../gateway/requests/requests.js';
import { universalRequest } from '../gateway/requests/universal-request.js';
import { Json } from '../lib/json-view.js';
import { maxTokensFieldOf } from '../models/model-test.js';
import { broken, diagnosed, type Measured, type Outcome, skipped, works } from './section.js';
import type { Subject } from './subject.js';

const PROMPT = 'Reply with one short friendly sentence.';
const NO_SUCH_MODEL = 'cf-aig-no-such-model';

/** A request of two steps, of which the first must fail, and the gateway's own routes, if there are any. */
export async function fallback(subject: Subject): Promise<Outcome> {
  const notes = openClawNotes(subject);
  const { plane } = subject.access.baseUrl;
  if (plane !== 'gateway') {
    const where = plane === 'rest' ? 'Cloudflare’s AI REST API' : 'a custom domain';
    return skipped(`fallbacks of the gateway do not exist on ${where}`, { notes });
  }

  const request = universalRequest(subject.access, [missingModel(subject.model), subject.model], {
    prompt: PROMPT,
    maxTokensField: maxTokensFieldOf(subject.target),
  });
  const exchange = await subject.send({ ...request, id: 'verify-fallback' });
  const evidence = [`two steps: ${missingModel(subject.model)}, then ${subject.model}`];
  const trouble = subject.diagnose(exchange);
  // The provider's answer to the first step: the second was never asked.
  if (trouble?.category === 'upstream-error' && exchange.response?.headers['cf-aig-step'] === '0')
    return broken('fallback-not-taken', subject.values, {
      evidence: [...evidence, ...trouble.evidence],
      notes,
    });
  if (trouble) return diagnosed(trouble, { evidence, notes });

  const step = exchange.response?.headers['cf-aig-step'];
  evidence.push(`cf-aig-step: ${step ?? '(not sent)'}`);
  const measured = measuredOf(subject, exchange);
  if (step === undefined || step === '0')
    return broken('fallback-not-taken', subject.values, { evidence, notes, measured });

  const routes = await dynamicRoutes(subject);
  if (routes.failed)
    return { ...routes.failed, evidence: [...evidence, ...routes.failed.evidence], notes, measured };
  return works(
    `the first step failed, step ${step} answered (${measured.model}) after ${measured.totalMs} ms`,
    {
      evidence: [...evidence, ...routes.evidence],
      notes: [...routes.notes, ...notes],
      measured: { ...measured, ...routes.measured },
    },
  );
}

function measuredOf(subject: Subject, exchange: Exchange): Measured {
  const headers = exchange.response?.headers ?? {};
  return {
    step: Number(headers['cf-aig-step'] ?? Number.NaN),
    model: headers['cf-aig-model'] ?? modelIn(exchange) ?? subject.model,
    totalMs: Math.round(exchange.timings.totalMs),
    ...(headers['cf-aig-provider'] && { provider: headers['cf-aig-provider'] }),
  };
}

interface Routes {
  evidence: string[];
  notes: string[];
  measured: Measured;
  failed?: Outcome;
}

/** One dynamic route, if the gateway has any: it is asked on `/compat`, the only place for them. */
async function dynamicRoutes(subject: Subject): Promise<Routes> {
  const none = { evidence: [], notes: [], measured: {} };
  if (!subject.gateway) return none;
  const names = readDynamicRoutes(await subject.send(management.listDynamicRoutes(subject.gateway)));
  const [name] = names ?? [];
  if (!name) return none;
  const { baseUrl, api } = subject.access;
  if (baseUrl.route !== 'compat' || api !== 'openai-completions') {
    const suffix = routeByName('compat')?.suffix;
    return { ...none, notes: [`The gateway has the dynamic route ${name}; it answers on ${suffix} only.`] };
  }
  const planned = completionRequest(subject.access, `dynamic/${name}`, { prompt: PROMPT });
  const exchange = await subject.send({ ...planned, id: `verify-dynamic-${name}` });
  const trouble = subject.diagnose(exchange);
  if (trouble) return { ...none, failed: diagnosed(trouble) };
  const seen = measuredOf(subject, exchange);
  const text = readReply(api, exchange)?.text ?? '';
  return {
    evidence: [
      `dynamic/${name}: answered by ${seen.provider ?? '?'} ${seen.model}, step ${seen.step || 0}${text ? '' : ', an empty reply'}`,
    ],
    notes: [],
    measured: { dynamicRoute: name, dynamicModel: String(seen.model) },
  };
}

/** A model that no provider has, on the same way as the real one. */
function missingModel(model: string): string {
  const prefix = model.slice(0, model.lastIndexOf('/') + 1);
  return `${prefix}${NO_SUCH_MODEL}`;
}

function modelIn({ response }: Exchange): string | undefined {
  const answer = Json.parse(response?.body ?? '');
  return answer?.at('model').text() ?? answer?.at('modelVersion').text();
}

/** OpenClaw can do the same by itself, on any route. */
function openClawNotes(subject: Subject): string[] {
  const { fallbacks } = subject.options;
  if (fallbacks.length)
    return [
      `OpenClaw falls back by itself, too: agents.defaults.model.fallbacks has ${fallbacks.join(', ')}.`,
    ];
  const { id, models } = subject.target.block;
  const others = models.filter((model) => model.id !== subject.model).map((model) => `${id}/${model.id}`);
  const example = JSON.stringify(others.length ? others.slice(0, 3) : [`${id}/<another model>`]);
  return [
    `OpenClaw can fall back by itself, on any route: agents.defaults.model.fallbacks: ${example}. A request of OpenClaw’s own has one step only, so this is what helps an agent.`,
  ];
}
