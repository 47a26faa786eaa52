import { basename, dirname } from 'node:path';
import type { CheckId } from '../../../doctor/check/check-ids.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import type { Target } from '../../../openclaw/target.js';

export type GroupId = 'files' | 'setup' | 'openclaw' | 'network' | 'cloudflare';

/** What a summary can use. */
export interface Facts {
  snapshot: Snapshot;
  target?: Target;
  /** The titles of the checks that passed. */
  passed: ReadonlyMap<CheckId, string>;
  /** Why the others were skipped. */
  skipped: ReadonlyMap<string, string>;
  unicode: boolean;
}

interface Group {
  title: string;
  /** Behind the title, joined with commas. Claims only what was seen. */
  summary(facts: Facts): (string | undefined)[];
}

export const GROUPS: Record<GroupId, Group> = {
  files: { title: 'Files', summary: filesSummary },
  setup: { title: 'Setup', summary: setupSummary },
  openclaw: {
    title: 'OpenClaw',
    summary: ({ passed, skipped }) => [passed.get('openclaw') ?? skipped.get('openclaw'), passed.get('node')],
  },
  network: {
    title: 'Network',
    summary: ({ passed }) => [
      passed.get('connection') ?? (passed.has('proxy') ? `proxy: ${passed.get('proxy')}` : undefined),
    ],
  },
  cloudflare: { title: 'Cloudflare', summary: (facts) => [cloudflareSummary(facts)] },
};

interface Place {
  group: GroupId;
  /** If the check is skipped, that is usual and needs no line, or is in the summary. */
  quiet?: true;
}

/** The group of each check. The checks of a group follow one another in the order of output. */
export const PLACES: Record<CheckId, Place> = {
  node: { group: 'openclaw' },
  openclaw: { group: 'openclaw', quiet: true },
  'config-file': { group: 'files' },
  'config-syntax': { group: 'files' },
  'openclaw-config': { group: 'files', quiet: true },
  'env-file': { group: 'files', quiet: true },
  'provider-block': { group: 'setup' },
  'base-url': { group: 'setup' },
  credentials: { group: 'setup' },
  headers: { group: 'setup' },
  model: { group: 'setup' },
  'model-features': { group: 'setup' },
  'allow-list': { group: 'setup' },
  'memory-search': { group: 'setup' },
  'other-blocks': { group: 'setup' },
  plugin: { group: 'openclaw' },
  'auth-profiles': { group: 'openclaw' },
  daemon: { group: 'openclaw' },
  proxy: { group: 'network' },
  connection: { group: 'network' },
  clock: { group: 'network', quiet: true },
  gateway: { group: 'cloudflare' },
  token: { group: 'cloudflare' },
  provider: { group: 'cloudflare' },
  'models-offered': { group: 'cloudflare', quiet: true },
  'gateway-settings': { group: 'cloudflare', quiet: true },
};

function filesSummary({ passed }: Facts): (string | undefined)[] {
  const [config, env] = [passed.get('config-file'), passed.get('env-file')];
  if (!config || !env) return [config ?? env];
  return dirname(config) === dirname(env) ? [`${config} and ${basename(env)}`] : [config, env];
}

/** `openai/gpt-4o-mini, CLOUDFLARE_AI_GATEWAY_API_KEY from .env` */
function setupSummary({ snapshot, target, passed }: Facts): (string | undefined)[] {
  const variables = passed.has('credentials') ? (target?.credentials.variables ?? []) : [];
  const sources = variables.map((name) => {
    const { kind, file } = snapshot.environment.lookup(name)?.from ?? {};
    return `${name} from ${file ? basename(file) : kind === 'process' ? 'this shell' : 'the config'}`;
  });
  return [passed.has('model') ? target?.modelId : undefined, ...sources];
}

/** `my-gateway of account 0123…cdef: token and model accepted` */
function cloudflareSummary({ target, passed, unicode }: Facts): string | undefined {
  const { gateway, accountId } = target?.values ?? {};
  const account =
    accountId && `account ${accountId.slice(0, 4)}${unicode ? '…' : '..'}${accountId.slice(-4)}`;
  const name = passed.has('gateway') ? [gateway, account].filter(Boolean).join(' of ') : '';
  const accepted = [passed.has('token') && 'token', passed.has('provider') && 'model'].filter(Boolean);
  return [name, accepted.length ? `${accepted.join(' and ')} accepted` : ''].filter(Boolean).join(': ');
}
