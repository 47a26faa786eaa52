import { parseBaseUrl } from '../../../gateway/address/parse-base-url.js';
import { checkGatewayToken } from '../../../gateway/credentials/recognise-credential.js';
import { findRecipe, type Recipe, recipeOfRoute } from '../../blocks/recipes.js';
import { recipeHeaders } from '../block-edits.js';
import { headerEdits, requestEdits } from '../header-edits.js';
import { keyReference } from '../version-forms.js';
import type { Repair } from './repair.js';

/** Sends only the gateway token, in the form that `init` writes for keys stored at Cloudflare. */
export const sendNoProviderKey: Repair = ({ block, credentials, installed, origins, route }) => {
  const variable = credentials.gatewayToken?.variable;
  if (!variable) return { why: 'no variable has the gateway token; run `cf-aig init`' };
  const override = block.models.find(({ raw }) => raw.headers !== undefined);
  if (override) return { why: `the model ${override.id} has its own headers` };
  const { gateway } = parseBaseUrl(block.baseUrl ?? '', origins, block.api).url ?? {};
  const gatewayName = block.headers['cf-aig-gateway-id'] ?? gateway ?? 'default';
  const headers = recipeHeaders(recipeFor(route, block.api), { token: variable, key: variable }, gatewayName);
  return {
    what: `no provider key is sent; the gateway token (${variable}) is the only credential`,
    edits: [
      ...(block.auth === 'api-key'
        ? []
        : [{ op: 'set', path: [...block.path, 'auth'], value: 'api-key' } as const]),
      { op: 'set', path: [...block.path, 'apiKey'], value: keyReference(variable, installed.version) },
      ...headerEdits([...block.path, 'headers'], block.value.headers, headers),
      ...requestEdits([...block.path, 'request'], block.value.request),
    ],
  };
};

/** For routes without a recipe, the recipe of a similar route. */
function recipeFor(route: string | undefined, api: Recipe['api']): Recipe {
  const similar = api === 'anthropic-messages' ? 'anthropic' : 'compat';
  return findRecipe(recipeOfRoute(route) ?? similar, 'stored')!;
}

/** Removes `Bearer` or quotes around the gateway token in the `.env`, if what remains is a token. */
export const fixTokenText: Repair = ({ credentials, environment, place }) => {
  const { gatewayToken } = credentials;
  const variable = gatewayToken?.variable;
  const source = variable === undefined ? undefined : environment.lookup(variable);
  if (!variable || !source) return { why: 'no variable has the gateway token' };
  if (source.from.file !== place.envPath)
    return {
      why: `${variable} is not defined in ${place.envPath}, but in ${source.from.file ?? 'the environment'}`,
    };
  const value = unwrap(source.value);
  if (value === source.value || !checkGatewayToken(value).ok)
    return { why: 'the token cannot be recovered; copy it again' };
  return {
    what: `${variable} in ${place.envPath} is only the token`,
    env: [{ key: variable, value }],
  };
};

/** Quotes can be around `Bearer` or after it. */
function unwrap(text: string): string {
  const inner = text
    .trim()
    .replace(/^(['"`])(.*)\1$/s, '$2')
    // As a word processor sets them.
    .replace(/^[\u201c\u201e\u2018](.*)[\u201d\u201c\u2019]$/s, '$1')
    .replace(/^bearer\b\s*:?\s*/i, '')
    .trim();
  return inner === text ? text : unwrap(inner);
}
