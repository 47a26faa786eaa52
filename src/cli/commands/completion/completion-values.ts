import { API_FORMS, CREDENTIAL_HEADERS } from '../../../diagnosis/exchange/exchange.js';
import type { ProviderBlock } from '../../../openclaw/blocks/block.js';
import { FORMATS } from '../../render/formats/format.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot } from '../../shared/open-setup.js';
import type { Candidate, ValuesOf } from './candidates.js';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

type Source = (blocks: () => Promise<readonly ProviderBlock[]>) => Promise<readonly Candidate[] | 'files'>;

const plain = (words: readonly string[]): Candidate[] => words.map((value) => ({ value }));
const files: Source = async () => 'files';

/** Model ids, as in `init`'s flags. */
const modelIds: Source = async (blocks) =>
  plain([...new Set((await blocks()).flatMap(({ models }) => models.map(({ id }) => id)))]);

/** Model refs, as in OpenClaw's config. */
const modelRefs: Source = async (blocks) =>
  (await blocks()).flatMap(({ id, models }) =>
    models.map((model) => ({ value: `${id}/${model.id}`, help: model.name })),
  );

const kindsOf = () => import('../../../conformance/asking/experiment.js');

/** Sources of values, by flag or, for arguments, by command. */
const SOURCES: Readonly<Record<string, Source>> = {
  completion: async () => plain(SHELLS),
  'test-model': modelRefs,
  verify: async () => plain((await import('../../../verify/section-result.js')).SECTION_IDS),
  explain: async () => {
    const { CATALOGUE } = await import('../../../diagnosis/causes/catalogue.js');
    return Object.entries(CATALOGUE).map(([value, { category }]) => ({ value, help: category }));
  },
  '--model': modelIds,
  '--fallback': modelIds,
  '--add-model': modelIds,
  '--remove-model': modelIds,
  '--header': async () => {
    const { REQUEST_HEADERS } = await import('../../../gateway/requests/request-headers.js');
    return Object.entries(REQUEST_HEADERS).map(([name, { expected }]) => ({
      value: `${name}=`,
      help: expected,
    }));
  },
  '--memory-search': async () =>
    plain(['text-embedding-3-small', 'text-embedding-3-large', '@cf/baai/bge-m3']),
  '--provider-id': async (blocks) => plain((await blocks()).map(({ id }) => id)),
  '--recipe': async () => plain((await import('../../../openclaw/blocks/recipes.js')).RECIPE_NAMES),
  '--pay': async () => plain((await import('../../../openclaw/blocks/recipes.js')).PAYMENTS),
  '--provider': async () =>
    (await import('../../../gateway/providers/providers.js')).PROVIDERS.map(({ slug, name }) => ({
      value: slug,
      help: name,
    })),
  '--scenario': async () =>
    plain((await import('../../../sandbox/scenarios.js')).SCENARIOS.map(({ name }) => name)),
  '--only': async () =>
    plain(Object.keys((await import('../../../conformance/experiments/experiments.js')).TOPICS)),
  '--other-token': async () => plain((await kindsOf()).OTHER_TOKENS.map((kind) => `${kind}=`)),
  '--other-gateway': async () => plain((await kindsOf()).OTHER_GATEWAYS.map((kind) => `${kind}=`)),
  '--format': async () => plain(FORMATS),
  '--api': async () => plain(API_FORMS),
  '--token-header': async () => plain(CREDENTIAL_HEADERS),
  '--output': files,
  '--config': files,
  '--env-file': files,
  '--sandbox-config': files,
  '--data': files,
  '--journal': files,
  '--trace': files,
  '--html': files,
  '--junit': files,
};

/** Values from the tables, and from the config that the words so far select. */
export function valuesFor(io: Io): ValuesOf {
  return async (name, before) => {
    const blocks = async () => {
      const config = valueIn(before, '--config');
      const profile = valueIn(before, '--profile');
      return (await openSnapshot(io, { config, profile })).blocks;
    };
    return Object.hasOwn(SOURCES, name) ? SOURCES[name]!(blocks) : undefined;
  };
}

function valueIn(words: readonly string[], flag: string): string | undefined {
  const at = words.lastIndexOf(flag);
  if (at >= 0) return words[at + 1];
  return words.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
}
