import { findProgram, trustedFolders } from '../../../lib/programs/search-path.js';
import { planSkill } from '../../../openclaw/changes/skill/skill-plan.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, refuseBrokenConfig } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import type { InitOptions } from './answers/init-options.js';
import { applyChange, type ModelsDocument } from './change-models.js';

/** Options that ask for a setup. */
export const SETUP_OPTIONS: readonly (keyof InitOptions)[] = [
  'model',
  'accountId',
  'gateway',
  'tokenStdin',
  'tokenEnv',
  'token',
  'pay',
  'provider',
  'providerKeyEnv',
  'recipe',
  'fallback',
  'keepPrimary',
  'header',
  'memorySearch',
  'createGateway',
  'sandbox',
];

/** `init --skill` where OpenClaw is set up: adds the skill and nothing else. Undefined where there is a setup to make. */
export async function addSkill(io: Io, options: InitOptions): Promise<Result<ModelsDocument> | undefined> {
  if (SETUP_OPTIONS.some((key) => options[key] !== undefined)) return undefined;
  const snapshot = await openSnapshot(io, options);
  refuseBrokenConfig(snapshot);
  if (!snapshot.blocks.length) return undefined;
  const { plan, isForeign } = planSkill(snapshot);
  const notes = [...plan.notes, ...(await skillNotes(snapshot)).map((note) => `${note}.`)];
  return applyChange(io, options, {
    command: 'init --skill',
    plan,
    notes,
    needsConsent: isForeign,
    next: 'OpenClaw offers it to its agents in new sessions: openclaw skills info cf-aig',
  });
}

/** What the skill lacks before OpenClaw offers it. */
export async function skillNotes({ invocation }: Pick<Snapshot, 'invocation'>): Promise<string[]> {
  // What npx and the like put on the PATH is there for this run only.
  const lasting = trustedFolders(invocation).filter(
    (folder) => !/node_modules[\\/]\.bin[\\/]?$/.test(folder),
  );
  const isFound = (await findProgram('cf-aig', invocation, lasting)) !== undefined;
  return isFound
    ? []
    : ['cf-aig is not on the PATH, and OpenClaw offers the skill only where it is: npm install -g cf-aig'];
}
