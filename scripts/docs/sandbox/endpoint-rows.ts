import {
  MISSING_MANAGEMENT_ENDPOINTS,
  MISSING_REST_ENDPOINTS,
  type MissingEndpoint,
} from '../../../src/sandbox/management/missing-endpoints.js';
import type { Row } from './row.js';

/** gateway.ai.cloudflare.com, after `/v1/{account}/{gateway}`. */
export const GATEWAY_ENDPOINTS: readonly Row[] = [
  { name: 'POST /', what: 'universal endpoint: a list of providers, or one alone', has: 'yes' },
  { name: 'POST /compat/chat/completions', what: 'chat with any provider', has: 'yes' },
  {
    name: 'POST /compat/chat/completions, model `dynamic/<route>`',
    what: 'a dynamic route',
    has: 'yes',
  },
  {
    name: 'POST /compat/chat/completions, /compat/responses, model `cloudflare/auto`',
    what: 'Auto Router',
    has: 'partly',
    note: 'the cheapest model of its pool; the AI REST API has it too, which is a guess',
  },
  {
    name: 'GET /compat/models',
    what: 'list of models',
    has: 'yes',
    note: 'the built-in providers’, and what real ones list',
  },
  {
    name: '* /{provider}/{path}',
    what: 'the provider’s own API',
    has: 'partly',
    note: 'built in: see below; any path with `--upstream`',
  },
  {
    name: '* /custom-{slug}/{path}',
    what: 'a custom provider',
    has: 'partly',
    note: 'with `--upstream custom-<slug>=<URL>`',
  },
  { name: 'POST /run', what: 'Run API (preview of March 2026)', has: 'no', note: 'superseded by `/ai/run`' },
  { name: 'WSS /', what: 'universal WebSocket', has: 'no' },
  { name: 'WSS /{provider}', what: 'realtime WebSocket', has: 'no' },
  {
    name: 'https://{custom domain}/{provider}/…',
    what: 'custom domains',
    has: 'no',
    note: '403: it answers only to its own names',
  },
];

/** api.cloudflare.com/client/v4/accounts/{account}, the AI REST API. */
export const REST_ENDPOINTS: readonly Row[] = [
  { name: 'POST /ai/run', what: '`{model, input}`', has: 'yes' },
  { name: 'POST /ai/run/{@cf/author/model}', what: 'Workers AI', has: 'yes' },
  {
    name: 'POST /ai/v1/chat/completions',
    what: 'OpenAI chat',
    has: 'yes',
    note: 'custom providers too, which is a guess',
  },
  { name: 'POST /ai/v1/responses', what: 'OpenAI Responses', has: 'yes' },
  { name: 'POST /ai/v1/messages', what: 'Anthropic Messages', has: 'yes' },
  ...MISSING_REST_ENDPOINTS.map((endpoint) => missingRow(endpoint, '/accounts/:account')),
];

const GATEWAY = '/accounts/:account/ai-gateway/gateways/:gateway';
const ROUTE = `${GATEWAY}/routes/:route`;

/**
 * api.cloudflare.com/client/v4, management. Those that the sandbox has are named as its own table names them.
 * Source: developers.cloudflare.com/api, and the npm package `cloudflare` 7.3.0.
 */
export const MANAGEMENT_ENDPOINTS: readonly Row[] = [
  { name: 'GET /user/tokens/verify', what: 'is a user’s token valid', has: 'yes' },
  { name: 'GET /accounts/:account/tokens/verify', what: 'is an account’s token valid', has: 'yes' },
  { name: 'GET /accounts', what: 'accounts of a token', has: 'yes' },
  { name: 'GET /accounts/:account', what: 'one account', has: 'yes' },
  { name: 'GET /accounts/:account/ai-gateway/gateways', what: 'gateways', has: 'yes' },
  { name: 'POST /accounts/:account/ai-gateway/gateways', what: 'make a gateway', has: 'yes' },
  { name: `GET ${GATEWAY}`, what: 'one gateway', has: 'yes' },
  {
    name: `PUT ${GATEWAY}`,
    what: 'replace its settings',
    has: 'partly',
    note: 'see “Settings of a gateway”',
  },
  { name: `DELETE ${GATEWAY}`, what: 'remove it', has: 'yes' },
  { name: `GET ${GATEWAY}/url/:provider`, what: 'address of a provider', has: 'yes' },
  {
    name: `GET ${GATEWAY}/logs`,
    what: 'logs, with filters, order and pages',
    has: 'yes',
    note: 'models as in `anthropic/claude-haiku-4.5`; for providers other than Anthropic the name is a guess',
  },
  { name: `DELETE ${GATEWAY}/logs`, what: 'remove logs by filters', has: 'yes' },
  { name: `GET ${GATEWAY}/logs/:log`, what: 'one row', has: 'yes' },
  { name: `PATCH ${GATEWAY}/logs/:log`, what: 'feedback, score, metadata', has: 'yes' },
  { name: `GET ${GATEWAY}/logs/:log/request`, what: 'what was asked', has: 'yes' },
  { name: `GET ${GATEWAY}/logs/:log/response`, what: 'what was answered', has: 'yes' },
  { name: `GET ${GATEWAY}/provider_configs`, what: 'stored provider keys', has: 'yes' },
  { name: `POST ${GATEWAY}/provider_configs`, what: 'store a key', has: 'yes' },
  { name: `PUT ${GATEWAY}/provider_configs/:config`, what: 'another secret', has: 'yes' },
  { name: `DELETE ${GATEWAY}/provider_configs/:config`, what: 'remove a key', has: 'yes' },
  { name: `GET ${GATEWAY}/routes`, what: 'dynamic routes', has: 'yes' },
  { name: `POST ${GATEWAY}/routes`, what: 'make one', has: 'yes' },
  { name: `GET ${ROUTE}`, what: 'one dynamic route', has: 'yes' },
  { name: `PATCH ${ROUTE}`, what: 'another name', has: 'yes' },
  { name: `DELETE ${ROUTE}`, what: 'remove it', has: 'yes' },
  { name: `GET ${ROUTE}/versions`, what: 'its versions', has: 'yes' },
  { name: `POST ${ROUTE}/versions`, what: 'a new version', has: 'yes' },
  { name: `GET ${ROUTE}/versions/:version`, what: 'one version', has: 'yes' },
  { name: `GET ${ROUTE}/deployments`, what: 'its deployments', has: 'yes' },
  { name: `POST ${ROUTE}/deployments`, what: 'deploy a version', has: 'yes' },
  {
    name: 'GET /accounts/:account/ai-gateway/custom-providers',
    what: 'custom providers',
    has: 'partly',
    note: 'those of `--upstream custom-<slug>=<URL>`',
  },
  {
    name: 'GET /accounts/:account/ai-gateway/billing/credit-balance',
    what: 'credits',
    has: 'yes',
  },
  { name: 'GET /accounts/:account/ai/models/search', what: 'models', has: 'partly', note: 'Workers AI’s' },
  ...MISSING_MANAGEMENT_ENDPOINTS.map((endpoint) => missingRow(endpoint)),
];

function missingRow({ method, path, what, note }: MissingEndpoint, prefix = ''): Row {
  return { name: `${method} ${path.slice(prefix.length)}`, what, has: 'no', note };
}
