import { trimEnd } from '../../../lib/text/trim-end.js';
import { apiOfPath } from '../../exchange/api-of-path.js';
import { isCloudflareHost } from '../../exchange/cloudflare-host.js';
import { CREDENTIAL_HEADERS, type CredentialHeader, type Plane, type Sent } from '../../exchange/exchange.js';
import { known, valuesFromHost, valuesFromPath } from '../../reading/exchange-values.js';
import type { Values } from '../../reading/values.js';

/** What a text tells about the request besides the error: address, model, credentials. */
export interface Setting {
  plane: Plane;
  /** A host of Cloudflare is named, so the plane is no guess. */
  hinted: boolean;
  /** The address of the request, or of the base, whichever the text has. */
  url?: string;
  /** The text calls the address a base URL. */
  isBase?: boolean;
  path: string;
  /** Known only where headers are shown. */
  sent?: Sent;
  model?: string;
  /** Of the answer, when a field of its own gives it. */
  status?: number;
  values: Values;
}

const URL_IN_TEXT = /https?:\/\/(?:[^\s"'`<>|\\)\]{},]|\{[\w-]+\})+/g;
const BASE_LABEL = /(?:base[_-]?ur[li]|api[_-]?base|baseURL|endpoint|base)["']?\s*[:=]\s*["']?$/i;

/** Nothing of a request is in a text without one of these. */
const SPEAKS_OF_REQUEST = /:\/\/|\bmodel|accounts\/|cf-aig-gateway-id|^> |-H\b|--header/m;

/** What the text says; `outer`: what is known already of the text around it. */
export function settingOf(text: string, outer?: Setting): Setting {
  if (outer && !SPEAKS_OF_REQUEST.test(text)) return outer;
  const address = addressIn(text);
  const model = modelIn(text) ?? outer?.model;
  const plane = planeOf(text) ?? outer?.plane ?? 'gateway';
  const url = address?.url ?? outer?.url;
  const path = address?.isOfGateway ? pathOf(address.url) : (outer?.path ?? '');
  const place = valuesFromPath(withoutQuery(path));
  const route = plane === 'gateway' ? /^\/v1\/[^/]+\/[^/]+\/([^/?]+)/.exec(path)?.[1] : undefined;
  const provider = providerOf(route, model) ?? providerInWords(text);
  const gateway = /cf-aig-gateway-id["']?\s*[:=]\s*["']?([\w-]+)/i.exec(text)?.[1];
  const api = apiOfPath(path);
  return {
    plane,
    hinted: text.includes('cloudflare.com') || (outer?.hinted ?? false),
    url,
    isBase: address?.isBase ?? outer?.isBase,
    path,
    sent: sentIn(text, plane, { route, provider, api, model }) ?? outer?.sent,
    model,
    status: outer?.status,
    values: {
      ...outer?.values,
      ...known({
        ...place,
        ...(address ? valuesFromHost(hostOf(address.url)) : {}),
        ...(plane === 'rest' ? { permission: 'Workers AI > Read' } : {}),
        gateway: gateway ?? place.gateway,
        route,
        provider,
        api,
        model,
        modelRef: model && `cloudflare-ai-gateway/${model}`,
        askedModel: model,
      }),
    },
  };
}

/** The same with the provider that a line names, if it names one. */
export function withProvider(setting: Setting, provider: string | undefined): Setting {
  return provider ? { ...setting, values: { ...setting.values, provider } } : setting;
}

interface Address {
  url: string;
  isBase: boolean;
  /** At Cloudflare, or elsewhere in the form of a gateway's. */
  isOfGateway: boolean;
}

/** The address that counts: of Cloudflare, or in the form of a gateway's; else the first one that is no documentation. */
function addressIn(text: string): Address | undefined {
  const sent = /^> [A-Z]+ (\/\S*) HTTP/m.exec(text)?.[1];
  const host = sent && /^> host: *(\S+)/im.exec(text)?.[1];
  if (host) return { url: `https://${host}${sent}`, isBase: false, isOfGateway: true };
  if (!text.includes('://')) return undefined;
  let best: (Address & { rank: number }) | undefined;
  for (const match of text.matchAll(URL_IN_TEXT)) {
    const url = trimEnd(match[0], '.,;:!?');
    const rank = rankOf(url);
    if (rank > (best?.rank ?? 0)) {
      const isBase = BASE_LABEL.test(text.slice(Math.max(0, match.index - 40), match.index));
      best = { url, isBase, isOfGateway: rank > 1, rank };
    }
  }
  return best;
}

function rankOf(url: string): number {
  const host = hostOf(url);
  if (!host) return 0;
  if (isCloudflareHost(host)) return 3;
  if (/\/v1\/[0-9a-f]{32}\//.test(url)) return 2;
  return /(?:^|\.)(?:docs?|platform|console|dash|developers?|help|status|github)\.|cloudflare\.com$/.test(
    host,
  )
    ? 0
    : 1;
}

function planeOf(text: string): Plane | undefined {
  if (text.includes('gateway.ai.cloudflare.com')) return 'gateway';
  if (/\/accounts\/[^/\s]*\/ai\/(?!ai-gateway)/.test(text)) return 'rest';
  if (!text.includes('api.cloudflare.com')) return undefined;
  return /\/client\/v4\/\S/.test(text) ? 'management' : 'rest';
}

const MODEL = /["'`]?\bmodel(?:_?id|_?name)?["'`]?\s*[:=]\s*["'`]?((?:@?[\w.-]+\/)*@?[\w.-]*[\w][\w.:-]*)/gi;

function modelIn(text: string): string | undefined {
  for (const [, name] of text.matchAll(MODEL)) {
    const model = trimEnd(name!, '.:-').replace(/^cloudflare-ai-gateway\//, '');
    if (/[-/@.\d]/.test(model) && !/^(?:Optional|None|null|undefined|\d+)$/i.test(model)) return model;
  }
  return undefined;
}

function providerOf(route: string | undefined, model: string | undefined): string | undefined {
  if (route && route !== 'compat') return route;
  if (!model?.includes('/')) return undefined;
  return model.startsWith('@cf/') ? 'workers-ai' : model.slice(0, model.indexOf('/'));
}

/** What only one provider says, and Cloudflare's name for it. */
const VOICES: readonly [words: RegExp, provider: string][] = [
  [/platform\.openai\.com/, 'openai'],
  [/console\.x\.ai|api\.x\.ai|pass your API key in the corresponding HTTP header/, 'grok'],
  [/x-api-key|console\.anthropic\.com|api\.anthropic\.com|"?type"?: ?"?authentication_error/i, 'anthropic'],
  [
    /googleapis|aistudio\.google|API_KEY_INVALID|INVALID_ARGUMENT|RESOURCE_EXHAUSTED|developers\.google\.com/,
    'google-ai-studio',
  ],
  [/authentication fails|deepseek/i, 'deepseek'],
  [/openrouter/i, 'openrouter'],
  [/console\.groq\.com/, 'groq'],
  [/AiError|@cf\//, 'workers-ai'],
];

export function providerInWords(text: string): string | undefined {
  return VOICES.find(([words]) => words.test(text))?.[1];
}

/** `curl -v` and a curl command show which headers were sent; what is not Cloudflare's counts as the provider's key. */
function sentIn(
  text: string,
  plane: Plane,
  request: Pick<Sent, 'route' | 'provider' | 'api' | 'model'>,
): Sent | undefined {
  const shown = [
    ...text.matchAll(/^> ([\w-]+): *(.*)$/gm),
    ...text.matchAll(/(?:-H|--header)[\s=]*["']?([\w-]+)\s*:\s*([^"'\n]*)/g),
  ];
  if (shown.length === 0) return undefined;
  const values = new Map(shown.map(([, name, value]) => [name!.toLowerCase(), value ?? '']));
  const used = CREDENTIAL_HEADERS.filter((header) => values.has(header));
  const isToken = (header: CredentialHeader) =>
    plane === 'rest'
      ? header === 'authorization'
      : header === 'cf-aig-authorization' ||
        (!values.has('cf-aig-authorization') &&
          /\bcf[ua]t_|\$\{?(?:CF|CLOUDFLARE)_/.test(values.get(header)!));
  return {
    gatewayTokenIn: used.filter(isToken),
    providerKeyIn: used.filter((header) => !isToken(header)),
    ...request,
  };
}

function hostOf(url: string): string | undefined {
  return /^https?:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(url)?.[1];
}

/** As it is written: a URL with `${NAME}` in it keeps that. */
function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/i, '').replace(/#.*$/, '');
}

function withoutQuery(path: string): string {
  return path.replace(/\?.*$/, '');
}
