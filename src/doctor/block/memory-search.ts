import type { Values } from '../../diagnosis/reading/values.js';
import type { Origins } from '../../gateway/address/origins.js';
import { buildBaseUrl, parseBaseUrl } from '../../gateway/address/parse-base-url.js';
import { redactUrl } from '../../gateway/address/url-text.js';
import { checkModelId } from '../../gateway/providers/model-id-form.js';
import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { showPath } from '../../lib/json5/paths.js';
import { agentsIn } from '../../openclaw/blocks/agents.js';
import { leadsToGateway, readBlock } from '../../openclaw/blocks/block.js';
import { recordAt } from '../../openclaw/files/tree.js';
import { resolveCredentials } from '../../openclaw/secrets/credentials.js';
import type { Environment } from '../../openclaw/secrets/environment.js';
import { fillTemplate } from '../../openclaw/secrets/references.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

/** Address, model and key of a memory search through the gateway. */
export const memorySearch: Check<'memory-search', 'block'> = {
  id: 'memory-search',
  title: 'Memory search',
  stage: 'block',
  run({ snapshot, target }) {
    const searches = searchesIn(snapshot).filter(({ baseUrl }) => leadsToGateway(baseUrl, snapshot.origins));
    if (!searches.length) return [];
    const problems = searches.flatMap((search) => [
      ...checkAddress(search, snapshot.origins),
      ...checkKey(search, snapshot.environment, target.values),
    ]);
    return problems.length ? problems : pass('uses the gateway, on a route that serves embeddings');
  },
};

/** The settings of one memory search. */
interface Search {
  path: Path;
  /** `remote.baseUrl`, or that of the provider block that it names. */
  baseUrl: string;
  /** Where it is. */
  addressPath: Path;
  model?: string;
  remote: Record<string, unknown>;
}

function searchesIn({ config: { value }, blocks, environment }: Snapshot): Search[] {
  return placesIn(value).flatMap((path) => {
    const { provider, model, remote } = recordAt(value, path) ?? {};
    const common = {
      path,
      model: typeof model === 'string' ? model : undefined,
      remote: isRecord(remote) ? remote : {},
    };
    const written = common.remote.baseUrl;
    if (typeof written === 'string' && written.trim() !== '') {
      const baseUrl = fillTemplate(written, environment);
      return [{ ...common, baseUrl, addressPath: [...path, 'remote', 'baseUrl'] }];
    }
    const block = blocks.find(({ id }) => id === provider);
    return block?.baseUrl === undefined
      ? []
      : [{ ...common, baseUrl: block.baseUrl, addressPath: [...block.path, 'baseUrl'] }];
  });
}

/** `agents.*.memorySearch` in older versions. */
function placesIn(config: unknown): Path[] {
  const agents: Path[] = [['agents', 'defaults'], ...agentsIn(config).map(({ path }) => path)];
  return [
    ['memory', 'search'],
    ...agents.flatMap((path): Path[] => [
      [...path, 'memory', 'search'],
      [...path, 'memorySearch'],
    ]),
  ];
}

/** Its credentials, by the rules of a block. */
function checkKey({ path, remote }: Search, environment: Environment, values: Values): Outcome[] {
  const block = { ...readBlock('memory.search', remote), path: [...path, 'remote'] };
  return resolveCredentials(block, environment)
    .problems.filter(({ cause }) => cause !== 'api-key-missing')
    .map(({ cause, values: details, path: at }) => ({
      ...problem(cause, { ...values, ...details }, `at ${showPath(at)}`),
      // Without memory search the agent still answers.
      status: 'warn' as const,
    }));
}

/** Routes without embeddings. */
const NO_EMBEDDINGS: ReadonlySet<string> = new Set(['compat', 'anthropic']);

function checkAddress({ path, baseUrl, addressPath, model }: Search, origins: Origins): Outcome[] {
  const { url, problems } = parseBaseUrl(baseUrl, origins);
  const { accountId, gateway, route } = url ?? {};
  if (problems.length || (route !== undefined && NO_EMBEDDINGS.has(route))) {
    const expected =
      accountId && gateway ? buildBaseUrl({ origins, route: 'openai', accountId, gateway }) : undefined;
    const found = showPath([...path, 'remote', 'baseUrl']);
    const values = { baseUrl: redactUrl(baseUrl), accountId, gateway, route, found, expected };
    return [problem('memory-search-address', values, `${showPath(addressPath)} = ${redactUrl(baseUrl)}`)];
  }
  const misfit = route && model !== undefined ? checkModelId(route, model) : undefined;
  if (!misfit) return [];
  const found = showPath([...path, 'model']);
  const values = { model, route, found, expected: misfit.values.expected };
  return [problem('memory-search-model', values, `${found} = ${model}`)];
}
