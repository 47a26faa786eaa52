import { parseBaseUrl } from '../../../gateway/address/parse-base-url.js';
import { checkGatewayToken } from '../../../gateway/credentials/recognise-credential.js';
import { findRecipe, type Recipe, recipeOfRoute } from '../../blocks/recipes.js';
import { recipeHeaders, secretRef } from '../block-edits.js';
import { headerEdits, requestEdits } from '../header-edits.js';
import type { Damage, Repair } from './repair.js';

/** The gateway token alone, placed as `init` does it for keys that are stored at Cloudflare. */
export const sendNoProviderKey: Repair = ({ block, credentials, origins, route }) => {
  const variable = credentials.gatewayToken?.variable;
  if (!variable) return { why: 'no variable holds the gateway token; run `cf-aig init`' };
  const own = block.models.find(({ raw }) => raw.headers !== undefined);
  if (own) return { why: `the model ${own.id} has headers of its own` };
  const { gateway } = parseBaseUrl(block.baseUrl ?? '', origins, block.api).url ?? {};
  const kept = block.headers['cf-aig-gateway-id'] ?? gateway ?? 'default';
  const headers = recipeHeaders(recipeFor(route, block.api), { token: variable, key: variable }, kept);
  return {
    what: `no provider key is sent; the gateway token (${variable}) is the only credential`,
    edits: [
      ...(block.auth === 'api-key'
        ? []
        : [{ op: 'set', path: [...block.path, 'auth'], value: 'api-key' } as const]),
      { op: 'set', path: [...block.path, 'apiKey'], value: secretRef(variable) },
      ...headerEdits([...block.path, 'headers'], block.value.headers, headers),
      ...requestEdits([...block.path, 'request'], block.value.request),
    ],
  };
};

/** Routes without a recipe of their own carry the token as the route or the form that they are like. */
function recipeFor(route: string | undefined, api: Recipe['api']): Recipe {
  const alike = api === 'anthropic-messages' ? 'anthropic' : 'compat';
  return findRecipe(recipeOfRoute(route) ?? alike, 'stored')!;
}

/** A gateway token in the `.env` with `Bearer` or quotes around it, where a token is left without them. */
export const mendTokenText: Repair = ({ credentials, environment, place }: Damage) => {
  const { gatewayToken } = credentials;
  const variable = gatewayToken?.variable;
  const source = variable === undefined ? undefined : environment.lookup(variable);
  if (!variable || !source) return { why: 'no variable holds the gateway token' };
  if (source.from.file !== place.envPath)
    return {
      why: `${variable} is not defined in ${place.envPath}, but in ${source.from.file ?? 'the environment'}`,
    };
  const value = unwrap(source.value);
  if (value === source.value || !checkGatewayToken(value).ok)
    return { why: 'what the token should be cannot be told; copy it again' };
  return {
    what: `${variable} in ${place.envPath} is the token alone`,
    env: [{ key: variable, value }],
  };
};

/** Quotes may stand around `Bearer`, and inside it. */
function unwrap(text: string): string {
  const inner = text
    .trim()
    .replace(/^(['"`])(.*)\1$/s, '$2')
    .replace(/^bearer\b\s*:?\s*/i, '')
    .trim();
  return inner === text ? text : unwrap(inner);
}
