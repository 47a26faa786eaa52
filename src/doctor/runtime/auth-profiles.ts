import type { ProviderBlock } from '../../openclaw/blocks/block.js';
import type { AuthStore, Pause } from '../../openclaw/machine/auth-store.js';
import type { AuthStores } from '../../openclaw/surroundings.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem, skip } from '../check/finding.js';

const UNREAD: Record<Exclude<AuthStores['kind'], 'read'>, Outcome> = {
  none: pass('OpenClaw has stored none'),
  'node-too-old': skip('OpenClaw’s database can only be read with Node 22.5 or newer'),
  unreadable: skip('OpenClaw’s database could not be read'),
};

/** Credentials in OpenClaw's databases, and keys that it temporarily does not use. */
export const authProfiles: Check<'auth-profiles', 'runtime'> = {
  id: 'auth-profiles',
  title: 'Stored keys',
  stage: 'runtime',
  run({ surroundings: { authStores, now }, target: { block, credentials, values } }) {
    if (authStores.kind !== 'read') return UNREAD[authStores.kind];
    const { stores } = authStores;
    const shadows = findShadows(stores, block, credentials.variables);
    const findings = [
      ...(shadows.length ? [problem('auth-profile-shadows', values, ...shadows)] : []),
      ...checkPauses(stores, block, now),
    ];
    return findings.length ? findings : pass('none that takes precedence over the block’s key');
  },
};

/** Profiles take precedence over the config's key, unless the block has `auth: "api-key"`. */
function findShadows(
  stores: readonly AuthStore[],
  block: ProviderBlock,
  variables: readonly string[],
): string[] {
  if (block.auth === 'api-key' || block.apiKey === undefined) return [];
  return stores.flatMap(({ file, profiles }) =>
    profiles
      .filter(({ id, provider }) => isOf(block, provider) && id !== block.apiKey)
      // A reference to the same variable is the same key.
      .filter(({ variable }) => variable === undefined || !variables.includes(variable))
      .map(({ id, type }) => `profile ${id} (${type}) in ${file}`),
  );
}

function checkPauses(stores: readonly AuthStore[], block: ProviderBlock, now: Date): Outcome[] {
  const active = stores
    .flatMap((store) =>
      store.pauses.filter(({ id, until }) => concerns(store, block, id) && until > now.getTime()),
    )
    .sort((a, b) => b.until - a.until);
  if (!active.length) return [];
  return [
    { ...problem('openclaw-cooldown', {}, ...active.map((pause) => describe(pause, now))), status: 'warn' },
  ];
}

function concerns({ profiles }: AuthStore, block: ProviderBlock, id: string): boolean {
  if (isOf(block, id.replace(/^inline-api-key:/, ''))) return true;
  return profiles.some((profile) => profile.id === id && isOf(block, profile.provider));
}

function describe({ id, until, reason }: Pause, now: Date): string {
  const minutes = Math.ceil((until - now.getTime()) / 60_000);
  const key = id.startsWith('inline-api-key:') ? 'the key of the config' : `the profile ${id}`;
  return `${minutes} min left for ${key}${reason ? `, after a failure of kind "${reason}"` : ''}`;
}

function isOf(block: ProviderBlock, provider: string): boolean {
  return provider.toLowerCase() === block.id.toLowerCase();
}
