import type { Values } from '../../diagnosis/reading/values.js';
import type { Origins } from '../../gateway/address/origins.js';
import { buildBaseUrl, parseBaseUrl } from '../../gateway/address/parse-base-url.js';
import { redactUrl } from '../../gateway/address/url-text.js';
import { checkModelId } from '../../gateway/providers/model-id-form.js';
import type { Path } from '../../lib/json5/parse.js';
import { showPath } from '../../lib/json5/show-path.js';
import { leadsToGateway } from '../../openclaw/blocks/block.js';
import { agentsIn } from '../../openclaw/blocks/model-roles.js';
import { valueAt } from '../../openclaw/files/tree.js';
import { isSecret } from '../../openclaw/secrets/credential-problems.js';
import type { Environment } from '../../openclaw/secrets/environment.js';
import { readApiKey } from '../../openclaw/secrets/references.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

/** Address, model and key of a memory search through the gateway. */
export const memorySearch: Check<'memory-search', 'block'> = {
  id: 'memory-search',
  title: 'Memory search',
  stage: 'block',
  run({ snapshot: { config, origins, environment }, target }) {
    const { value } = config;
    const places = searchesIn(value).filter((path) => {
      const baseUrl = valueAt(value, [...path, 'remote', 'baseUrl']);
      return typeof baseUrl === 'string' && leadsToGateway(baseUrl, origins);
    });
    if (!places.length) return [];
    const problems = places.flatMap((path) => [
      ...checkPlace(value, path, origins),
      ...checkKey(value, [...path, 'remote', 'apiKey'], { environment, values: target.values }),
    ]);
    return problems.length ? problems : pass('uses the gateway, on a route that serves embeddings');
  },
};

/** `agents.*.memorySearch` in older versions. */
function searchesIn(config: unknown): Path[] {
  const agents: Path[] = [['agents', 'defaults'], ...agentsIn(config).map(({ path }) => path)];
  return [
    ['memory', 'search'],
    ...agents.flatMap((path): Path[] => [
      [...path, 'memory', 'search'],
      [...path, 'memorySearch'],
    ]),
  ];
}

function checkKey(
  config: unknown,
  path: Path,
  { environment, values }: { environment: Environment; values: Values },
): Outcome[] {
  const key = valueAt(config, path);
  const isWritten =
    typeof key === 'string' && readApiKey(key, environment).form === 'literal' && isSecret(key);
  return isWritten ? [problem('secret-in-config', values, `at ${showPath(path)}`)] : [];
}

/** Routes without embeddings. */
const NO_EMBEDDINGS: ReadonlySet<string> = new Set(['compat', 'anthropic']);

function checkPlace(config: unknown, path: Path, origins: Origins): Outcome[] {
  const at = [...path, 'remote', 'baseUrl'];
  const baseUrl = String(valueAt(config, at));
  const { url, problems } = parseBaseUrl(baseUrl, origins);
  const { accountId, gateway, route } = url ?? {};
  const found = showPath(at);
  if (problems.length || (route !== undefined && NO_EMBEDDINGS.has(route))) {
    const expected =
      accountId && gateway ? buildBaseUrl({ origins, route: 'openai', accountId, gateway }) : undefined;
    const values = { baseUrl: redactUrl(baseUrl), accountId, gateway, route, found, expected };
    return [problem('memory-search-address', values, `${found} = ${redactUrl(baseUrl)}`)];
  }
  const modelAt = [...path, 'model'];
  const model = valueAt(config, modelAt);
  const misfit = route && typeof model === 'string' ? checkModelId(route, model) : undefined;
  if (!misfit || typeof model !== 'string') return [];
  const values = { model, route, found: showPath(modelAt), expected: misfit.values.expected };
  return [problem('memory-search-model', values, `${showPath(modelAt)} = ${model}`)];
}
