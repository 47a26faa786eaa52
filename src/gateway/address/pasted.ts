import { checkAccountId, checkGatewayName } from '../credentials/identifiers.js';
import { findPlaceholder } from '../credentials/placeholders.js';
import { isRouteName } from '../providers/routes.js';

export interface Pasted {
  accountId?: string;
  gateway?: string;
  /** `compat`, `openai`, ...; `rest` for the AI REST API */
  route?: string;
  /** `scheme://host[:port]` of a gateway; undefined for the dashboard and the API */
  origin?: string;
}

const ID = '(?<accountId>[0-9a-fA-F]{32})';
const PART = '[^/?#\\s"\'`\\\\]+';
const HOST = '(?<origin>https?:\\/\\/[^/\\s"\'`]+)';

/** Texts with an account ID and possibly a gateway. The first match wins. */
const FORMS: readonly RegExp[] = [
  // A gateway URL with any provider, on any host
  new RegExp(`${HOST}\\/v1\\/${ID}(?:\\/(?<gateway>${PART})(?:\\/(?<route>${PART}))?)?`),
  new RegExp(
    `gateway\\.ai\\.cloudflare\\.com\\/v1\\/${ID}(?:\\/(?<gateway>${PART})(?:\\/(?<route>${PART}))?)?`,
  ),
  // The dashboard
  new RegExp(`dash\\.cloudflare\\.com\\/${ID}\\/ai\\/ai-gateway\\/gateways\\/(?<gateway>${PART})`),
  new RegExp(`dash\\.cloudflare\\.com\\/${ID}\\/ai\\/ai-gateway\\/(?<gateway>${PART})`),
  new RegExp(`dash\\.cloudflare\\.com\\/${ID}`),
  // The API
  new RegExp(`\\/accounts\\/${ID}\\/ai-gateway\\/gateways\\/(?<gateway>${PART})`),
  new RegExp(`\\/accounts\\/${ID}\\/(?<rest>ai)\\/`),
  new RegExp(`\\/accounts\\/${ID}(?![0-9a-fA-F])`),
  // Source code and .env files
  new RegExp(`account(?:[-_ ]?(?:id|tag))?["']?\\s*[:=]\\s*["']?${ID}(?![0-9a-fA-F])`, 'i'),
  new RegExp(`^\\s*["']?${ID}["']?\\s*$`),
];

/** A gateway that is named separately from the account. */
const GATEWAY_FORMS: readonly RegExp[] = [
  /cf-aig-gateway-id["']?\s*[:=]\s*["']?(?<gateway>[\w-]+)/gi,
  /(?:ai[-_]?)?gateway(?:[-_]?(?:id|name|slug))?["']?\s*[:=]\s*["']?(?<gateway>[\w-]+)/gi,
];

/** Dashboard pages whose name is where a gateway's could be. */
const PAGES = new Set(
  'general gateways create new overview settings logs analytics billing credits keys provider-keys routes dynamic-routes guardrails evaluations playground custom-providers secrets onboarding'.split(
    ' ',
  ),
);

/** Finds account, gateway and route in pasted text: a dashboard, gateway or API URL, a curl command, source code, a bare
 * account ID. Undefined if there is no account ID. */
export function parsePasted(text: string): Pasted | undefined {
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups;
    if (!groups?.accountId) continue;
    const accountId = groups.accountId.toLowerCase();
    if (!checkAccountId(accountId).ok) continue;
    const gateway = validGateway(groups.gateway) ?? findGatewayName(text);
    const route = groups.rest ? 'rest' : groups.route && isRouteName(groups.route) ? groups.route : undefined;
    return {
      accountId,
      gateway,
      route,
      origin: groups.origin,
    };
  }
  return undefined;
}

/** A gateway that is named without its account: in a variable, a header, source code. */
export function findGatewayName(text: string): string | undefined {
  const found = GATEWAY_FORMS.flatMap((form) => [...text.matchAll(form)]);
  return found.map(({ groups }) => validGateway(groups?.gateway)).find((name) => name !== undefined);
}

function validGateway(name: string | undefined): string | undefined {
  if (name === undefined || PAGES.has(name) || findPlaceholder(name) !== undefined) return undefined;
  return checkGatewayName(name).ok ? name : undefined;
}
