import {
  cameThroughCloudflare,
  edgeCode,
  isCloudflarePage,
  isEdgeFault,
  isFromProxy,
  passedTheGateway,
} from '../exchange/answered-by.js';
import type { Body } from '../exchange/body.js';
import type { Exchange } from '../exchange/exchange.js';
import type { Verdict } from './rule.js';

type Asked = Pick<Exchange, 'plane' | 'request'>;
type Response = NonNullable<Exchange['response']>;

/** Everything that can be said of an answer before, or without, reading words in it. */
interface Scene {
  status: number;
  headers: Record<string, string>;
  body: Body;
  plane: Exchange['plane'];
  host: string;
}

type Row = Verdict & { when(scene: Scene): boolean };

/** Answers that are told by status and headers, whatever the body. */
const BY_STATUS: readonly Row[] = [
  { cause: 'proxy-failed', when: ({ status }) => status === 407 },
  { cause: 'captive-portal', when: ({ status }) => status === 511 },
  {
    cause: 'access-login',
    when: ({ status, headers }) =>
      isRedirect(status) && /cloudflareaccess\.com|\/cdn-cgi\/access\//.test(headers.location ?? ''),
  },
  { cause: 'access-login', when: isRefusedByAccess },
  {
    cause: 'captive-portal',
    when: ({ status, headers, host }) => isRedirect(status) && leadsElsewhere(headers.location, host),
    alternatives: ['redirected'],
  },
  { cause: 'redirected', when: ({ status }) => isRedirect(status) },
  { cause: 'foreign-server', when: ({ status }) => status < 200 || status > 599 },
];

/** A 2xx whose body no model would send. */
const SUCCESS_WITHOUT_JSON: readonly Row[] = [
  { cause: 'body-empty', when: ({ body }) => body.kind === 'empty' },
  { cause: 'body-truncated', when: ({ body }) => body.kind === 'broken-json' },
  { cause: 'proxy-failed', when: ({ body, headers }) => body.kind === 'html' && isFromProxy(headers, body) },
  { cause: 'cloudflare-edge-fault', when: (scene) => isCloudflarePage(scene.body) && isFault(scene) },
  { cause: 'cloudflare-edge', when: ({ body }) => isCloudflarePage(body) },
  { cause: 'captive-portal', when: ({ body }) => body.kind === 'html', alternatives: ['foreign-server'] },
  { cause: 'body-not-json', when: ({ body }) => body.kind === 'text', alternatives: ['foreign-server'] },
];

/** An error without JSON in it. Whose it is can be seen only from its look and from headers; the rest falls to the provider. */
const ERROR_WITHOUT_JSON: readonly Row[] = [
  {
    cause: 'proxy-failed',
    when: ({ headers, body }) => isFromProxy(headers, body) && !passedTheGateway(headers),
  },
  {
    cause: 'cloudflare-edge-fault',
    when: (scene) => isCloudflarePage(scene.body) && !passedTheGateway(scene.headers) && isFault(scene),
  },
  {
    cause: 'cloudflare-edge',
    when: ({ headers, body }) => isCloudflarePage(body) && !passedTheGateway(headers),
  },
  {
    cause: 'url-not-routed',
    when: ({ status, headers }) =>
      [404, 405].includes(status) && cameThroughCloudflare(headers) && !passedTheGateway(headers),
  },
  {
    cause: 'token-rejected',
    when: ({ plane, status, body }) =>
      plane !== 'gateway' && [401, 403].includes(status) && body.kind !== 'html',
    alternatives: ['token-unknown', 'token-lacks-workers-ai', 'token-other-account'],
  },
  {
    cause: 'cloudflare-edge-fault',
    when: ({ status, headers, body }) =>
      body.kind === 'html' && status >= 500 && cameThroughCloudflare(headers) && !passedTheGateway(headers),
  },
  {
    cause: 'cloudflare-edge',
    when: ({ headers, body }) =>
      body.kind === 'html' && cameThroughCloudflare(headers) && !passedTheGateway(headers),
  },
  {
    cause: 'foreign-server',
    when: ({ headers, body }) => body.kind === 'html' && !passedTheGateway(headers),
    alternatives: ['captive-portal'],
  },
  {
    cause: 'cloudflare-edge-fault',
    when: ({ status, headers, body }) =>
      body.kind === 'empty' && status >= 500 && cameThroughCloudflare(headers) && !passedTheGateway(headers),
  },
  {
    cause: 'body-empty',
    when: ({ status, headers, body }) => body.kind === 'empty' && status >= 500 && !passedTheGateway(headers),
  },
  { cause: 'cloudflare-edge-fault', when: ({ plane, status }) => plane === 'management' && status >= 500 },
];

/** Redirects, proxies and the like: what status and headers alone tell. */
export function judgeByStatus(exchange: Asked, response: Response, body: Body): Verdict | undefined {
  return pick(BY_STATUS, sceneOf(exchange, response, body));
}

/** Whose answer it is when there is no JSON in it; undefined: the provider's, or nothing to object to. */
export function judgeWithoutJson(exchange: Asked, response: Response, body: Body): Verdict | undefined {
  if (body.kind === 'json' || body.kind === 'stream') return undefined;
  const rows = response.status < 300 ? SUCCESS_WITHOUT_JSON : ERROR_WITHOUT_JSON;
  return pick(rows, sceneOf(exchange, response, body));
}

function sceneOf({ plane, request }: Asked, { status, headers }: Response, body: Body): Scene {
  return { plane, status, headers, body, host: hostOf(request.url) ?? '' };
}

function pick(rows: readonly Row[], scene: Scene): Verdict | undefined {
  return rows.find((row) => row.when(scene));
}

function isFault({ status, body }: Scene): boolean {
  const code = edgeCode(body);
  return isEdgeFault(status, code === undefined ? undefined : Number(code));
}

/** Access says so in headers or, to a browser, on a page. */
function isRefusedByAccess({ status, headers, body }: Scene): boolean {
  if (status !== 401 && status !== 403) return false;
  if (/cloudflare-access/i.test(headers['www-authenticate'] ?? '') || 'cf-access-domain' in headers)
    return true;
  return body.kind === 'html' && /cloudflareaccess\.com|cloudflare access/i.test(body.text);
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function leadsElsewhere(location: string | undefined, host: string): boolean {
  const target = location && hostOf(location);
  return Boolean(target) && target !== host;
}

/** Without the port: the same server on another port, such as that of https://, is no login page. */
function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
