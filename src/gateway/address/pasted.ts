import { checkAccountId, checkGatewayName } from '../credentials/identifiers.js';
import { findPlaceholder } from '../credentials/placeholders.js';
import { isRouteName } from '../providers/routes.js';

export interface Pasted {
  accountId?: string;
  gateway?: string;
  /** `compat`, `openai`, ...; `rest` for the AI REST API */
  route?: string;
  /** `scheme://host[:port]` of a gateway; absent for the dashboard and the API */
  origin?: string;
}

const ID = '(?<accountId>[0-9a-fA-F]{32})';
const PART = '[^/?#\\s"\'`\\\\]+';
const HOST = '(?<origin>https?:\\/\\/[^/\\s"\'`]+)';

/** The places where account and gateway stand next to each other. The first that fits is taken. */
const FORMS: readonly RegExp[] = [
  // Any URL of a gateway, of any provider, at any host
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
  new RegExp(`account[-_ ]?(?:id|tag)["']?\\s*[:=]\\s*["']?${ID}(?![0-9a-fA-F])`, 'i'),
  new RegExp(`^\\s*["']?${ID}["']?\\s*$`),
];

/** A gateway that is named apart from the account. */
const GATEWAY_FORMS: readonly RegExp[] = [
  /cf-aig-gateway-id["']?\s*[:=]\s*["']?(?<gateway>[\w-]+)/i,
  /(?:ai[-_]?)?gateway(?:[-_]?(?:id|name|slug))?["']?\s*[:=]\s*["']?(?<gateway>[\w-]+)/i,
];

/** Pages of the dashboard that stand where a gateway's name could. */
const PAGES = new Set(
  'general gateways create new overview settings logs analytics billing credits keys provider-keys routes dynamic-routes guardrails evaluations playground custom-providers secrets onboarding'.split(
    ' ',
  ),
);

/** Account, gateway and route out of whatever was pasted: a dashboard's or a gateway's URL, an API URL, a curl
 * command, lines of code, a bare account ID. Undefined: none of them is in it. */
export function parsePasted(text: string): Pasted | undefined {
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups;
    if (!groups?.accountId) continue;
    const accountId = groups.accountId.toLowerCase();
    if (!checkAccountId(accountId).ok) continue;
    const gateway = usableGateway(groups.gateway) ?? gatewayElsewhere(text);
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

function gatewayElsewhere(text: string): string | undefined {
  for (const form of GATEWAY_FORMS) {
    const gateway = usableGateway(form.exec(text)?.groups?.gateway);
    if (gateway !== undefined) return gateway;
  }
  return undefined;
}

function usableGateway(name: string | undefined): string | undefined {
  if (name === undefined || PAGES.has(name) || findPlaceholder(name) !== undefined) return undefined;
  return checkGatewayName(name).ok ? name : undefined;
}
