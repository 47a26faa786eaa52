import { randomUUID } from 'node:crypto';
import { wildcard } from '../../lib/text/wildcard.js';
import { header, type SandboxRequest } from '../http/request.js';
import { type SandboxResponse, withHeaders } from '../http/response.js';
import type { Destination, GatewayContext } from '../pipeline/request-context.js';
import { records, textOf } from '../provider/conversation/read-content.js';
import { completionEndpoint } from '../provider/endpoints/index.js';
import { openaiChat } from '../provider/forms/openai-chat.js';
import { openaiResponses } from '../provider/forms/openai-responses.js';
import { AUTO_ROUTER_MODELS } from '../provider/models/auto-router-models.js';
import { priceOf, seesImages } from '../provider/models/catalogue.js';
import { catalogueModel } from '../provider/models/catalogue-id.js';
import { gatewayError } from '../responses/gateway-errors.js';
import { gatewayKey } from '../state/map-keys.js';
import { isFailure, type ProviderSteps } from './provider-steps.js';

interface Candidate {
  id: string;
  isDefault: boolean;
  slug: string;
  /** As the provider knows it. */
  model: string;
  /** US dollars: of one token in and one out. */
  price: number;
}

/** The cheapest first. */
const CANDIDATES: readonly Candidate[] = AUTO_ROUTER_MODELS.map(({ id, isDefault }) => {
  const { slug = '', model } = catalogueModel(id);
  const { input, output } = priceOf(slug, model);
  return { id, isDefault, slug, model, price: input + output };
}).sort((one, other) => one.price - other.price);

export function asksAutoRouter(model: string | undefined): boolean {
  return model === 'cloudflare/auto';
}

type RoutingReason =
  | 'cost_optimal_within_pool'
  | 'forced_by_candidate_pool'
  | 'pinned_by_turn'
  | 'fallback_candidate_unavailable'
  | 'fallback_unsupported_input';

/**
 * Tries the models that can serve the request, the cheapest first: the real one weighs quality too. Source: Cloudflare's
 * docs, AI Gateway, "Auto Router"; they do not show it on the AI REST API, where the sandbox has it all the same.
 */
export function* autoRouterSteps(context: GatewayContext): ProviderSteps {
  const { state, request } = context;
  const body = request.body.object ?? {};
  const allowed = allowedModels(request);
  if ('unmatched' in allowed) return refuse(`No model matches '${allowed.unmatched}'`);
  const needsSight = hasPicture(request.body.text);
  const eligible = allowed.candidates.filter(
    (candidate) => isPaid(context, candidate) && (!needsSight || seesImages(candidate.slug, candidate.model)),
  );
  if (eligible.length === 0) return refuse('No eligible model');
  const turn = turnOf(context, body);
  const earlier = turn && state.turns.get(turn);
  const pinned = CANDIDATES.find(({ id }) => id === earlier);
  let reason = reasonFor(eligible, body, pinned);
  for (const candidate of pinned ? [pinned, ...eligible] : eligible) {
    const response: SandboxResponse = yield { destination: destinationOf(candidate, context.rest) };
    if (!isFailure(response)) {
      if (turn) state.turns.set(turn, candidate.id);
      return routed(response, candidate.id, reason);
    }
    reason = 'fallback_candidate_unavailable';
  }
  return undefined;
}

/** The status is documented, the code is not. */
function refuse(message: string): SandboxResponse {
  return gatewayError('provider-invalid', message);
}

function routed(response: SandboxResponse, model: string, reason: RoutingReason): SandboxResponse {
  return withHeaders(response, {
    'cf-aig-routed-model': model,
    'cf-aig-routing-reason': reason,
    'cf-aig-routing-decision-id': randomUUID(),
  });
}

function reasonFor(
  eligible: readonly Candidate[],
  body: Record<string, unknown>,
  pinned: Candidate | undefined,
): RoutingReason {
  if (pinned) return 'pinned_by_turn';
  if (eligible.length === 1) return 'forced_by_candidate_pool';
  return messagesIn(body).some(({ content }) => textOf(content).trim())
    ? 'cost_optimal_within_pool'
    : 'fallback_unsupported_input';
}

function messagesIn({ messages, input }: Record<string, unknown>): Record<string, unknown>[] {
  return typeof input === 'string' ? [{ role: 'user', content: input }] : records(messages ?? input);
}

function destinationOf({ slug, model }: Candidate, rest: string): Destination {
  const [form, path] = rest.endsWith('responses')
    ? [openaiResponses, '/v1/responses']
    : [openaiChat, '/v1/chat/completions'];
  return { slug, endpoint: completionEndpoint(form), model, path };
}

function allowedModels(request: SandboxRequest): { candidates: Candidate[] } | { unmatched: string } {
  const models = listIn(request, 'cf-aig-allowed-models');
  const providers = listIn(request, 'cf-aig-allowed-providers');
  // `*` does not match a slash.
  const patterns = models.map((entry) => ({ entry, pattern: wildcard(entry, '[^/]*') }));
  const unmatched = patterns.find(({ pattern }) => !CANDIDATES.some(({ id }) => pattern.test(id)));
  if (unmatched) return { unmatched: unmatched.entry };
  const isChosen = ({ id, isDefault }: Candidate) => {
    if (models.length > 0 && !patterns.some(({ pattern }) => pattern.test(id))) return false;
    if (providers.length > 0 && !providers.includes(providerName(id))) return false;
    return isDefault || models.length > 0 || providers.length > 0;
  };
  return { candidates: CANDIDATES.filter(isChosen) };
}

function listIn(request: SandboxRequest, name: string): string[] {
  return (header(request, name) ?? '').split(',').flatMap((entry) => entry.trim() || []);
}

/** As `cf-aig-allowed-providers` has it: the catalogue's author, not the gateway's slug. */
function providerName(id: string): string {
  return id.startsWith('@cf/') ? 'workers-ai' : id.slice(0, id.indexOf('/'));
}

/** By a key stored at Cloudflare, or by credits. */
function isPaid({ state, gateway }: GatewayContext, { slug }: Candidate): boolean {
  return gateway.storedKeys[slug] !== undefined || state.config.unifiedBilling.includes(slug);
}

function hasPicture(body: string): boolean {
  return /"(?:image_url|input_image)"/.test(body);
}

/** A turn is a message of the user with what follows it, or what the client calls one; undefined outside a session. */
function turnOf({ request, gateway }: GatewayContext, body: Record<string, unknown>): string | undefined {
  const session = header(request, 'cf-aig-session-id');
  if (!session || header(request, 'cf-aig-no-session-affinity') === 'true') return undefined;
  const questions = messagesIn(body).filter(({ role, content }) => role === 'user' && !hasResult(content));
  const turn = header(request, 'cf-aig-turn-id') ?? questions.length;
  return JSON.stringify([gatewayKey(gateway), session, turn]);
}

function hasResult(content: unknown): boolean {
  return records(content).some(({ type }) => type === 'tool_result');
}
