import { notImplemented } from '../responses/not-implemented.js';
import { GATEWAYS, type ManagementEndpoint, type Method } from './management-endpoint.js';

/** Paths of Cloudflare's API that the sandbox does not have, each with all that is below it. */
export interface MissingEndpoint {
  /** `*`: any. */
  method: Method | '*';
  /** The path after `/client/v4`; `:name` is one segment. */
  path: string;
  what: string;
  /** What the sandbox has in its place. */
  note?: string;
}

const ACCOUNT = '/accounts/:account';
const GATEWAY = `${GATEWAYS}/:gateway`;
const BILLING = `${ACCOUNT}/ai-gateway/billing`;

/** Sources: developers.cloudflare.com/api, and the npm package `cloudflare` 7.3.0. */
export const MISSING_MANAGEMENT_ENDPOINTS: readonly MissingEndpoint[] = [
  {
    method: 'POST',
    path: `${ACCOUNT}/ai-gateway/custom-providers`,
    what: 'make a custom provider',
    note: '`--upstream custom-<slug>=<URL>` is one',
  },
  { method: '*', path: `${ACCOUNT}/ai-gateway/custom-providers/:provider`, what: 'one custom provider' },
  { method: '*', path: `${BILLING}/invoice-history`, what: 'bills' },
  { method: '*', path: `${BILLING}/invoice-preview`, what: 'the next bill' },
  { method: '*', path: `${BILLING}/usage-history`, what: 'usage' },
  { method: '*', path: `${BILLING}/spending-limit`, what: 'spending limit of the account' },
  { method: '*', path: `${BILLING}/topup`, what: 'add credits', note: '`credits` in the config' },
  { method: '*', path: `${GATEWAY}/policies`, what: 'policies (beta)', note: 'scenario `policy-denied`' },
  { method: '*', path: `${GATEWAY}/custom-domains`, what: 'custom domains' },
  { method: '*', path: `${GATEWAY}/datasets`, what: 'datasets' },
  { method: '*', path: `${GATEWAY}/evaluations`, what: 'evaluations' },
  { method: '*', path: `${ACCOUNT}/ai-gateway/evaluation-types`, what: 'kinds of evaluations' },
  { method: '*', path: `${ACCOUNT}/ai/models/schema`, what: 'schema of a model' },
  { method: '*', path: `${ACCOUNT}/ai/authors/search`, what: 'authors of models' },
  { method: '*', path: `${ACCOUNT}/ai/tasks/search`, what: 'tasks of models' },
  {
    method: '*',
    path: `${ACCOUNT}/secrets_store`,
    what: 'Secrets Store',
    note: '`provider_configs` stores keys without it',
  },
  { method: '*', path: `${ACCOUNT}/logpush`, what: 'Logpush' },
  { method: '*', path: `${ACCOUNT}/tokens`, what: 'tokens of the account', note: '`tokens` in the config' },
  { method: '*', path: '/user', what: 'the user and its tokens', note: '`tokens` in the config' },
  { method: '*', path: '/memberships', what: 'accounts of the user', note: '`GET /accounts` lists them' },
  { method: '*', path: '/zones', what: 'domains' },
  { method: '*', path: '/graphql', what: 'analytics' },
];

/** Next to the AI REST API; those below `v1` are not documented, and a token decides what they say. */
export const MISSING_REST_ENDPOINTS: readonly MissingEndpoint[] = [
  { method: 'POST', path: `${ACCOUNT}/ai/websearch`, what: 'web search' },
  { method: 'POST', path: `${ACCOUNT}/ai/v1/embeddings`, what: 'OpenAI embeddings' },
  { method: 'POST', path: `${ACCOUNT}/ai/v1/completions`, what: 'OpenAI completions' },
  { method: 'POST', path: `${ACCOUNT}/ai/v1/rerank`, what: 'order by relevance' },
  { method: 'POST', path: `${ACCOUNT}/ai/v1/messages/count_tokens`, what: 'Anthropic, count tokens' },
  { method: 'POST', path: `${ACCOUNT}/ai/run/@hf`, what: 'Workers AI, models of Hugging Face' },
  { method: '*', path: `${ACCOUNT}/ai/tomarkdown`, what: 'files as Markdown' },
  { method: '*', path: `${ACCOUNT}/ai/finetunes`, what: 'fine-tunes' },
];

/** The same as endpoints, whose token is checked as that of any other. */
export const MISSING_ENDPOINTS: readonly ManagementEndpoint[] = [
  ...MISSING_MANAGEMENT_ENDPOINTS,
  ...MISSING_REST_ENDPOINTS,
].map(({ method, path }) => ({
  method,
  path,
  withAllBelow: true,
  needs: neededFor(path),
  handle: ({ request }) => notImplemented('management', `${request.method} ${path.replace(ACCOUNT, '')}`),
}));

function neededFor(path: string): ManagementEndpoint['needs'] {
  if (path.startsWith(`${ACCOUNT}/ai/`)) return 'workers-ai-read';
  return path.startsWith(ACCOUNT) ? 'ai-gateway-read' : undefined;
}
