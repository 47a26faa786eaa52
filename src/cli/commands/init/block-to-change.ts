import type { ProviderBlock } from '../../../openclaw/blocks/block.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { blockOf, isAmbiguous } from '../../../openclaw/target.js';
import { UsageError } from '../../shared/errors.js';

/** The block to change. Unlike `blockOf` it never guesses. Throws UsageError. */
export function blockToChange(snapshot: Snapshot, providerId: string | undefined): ProviderBlock | undefined {
  if (providerId === undefined && isAmbiguous(snapshot)) {
    throw new UsageError(
      'more than one entry of models.providers uses AI Gateway',
      `Choose one with --provider-id: ${snapshot.blocks.map(({ id }) => id).join(', ')}.`,
    );
  }
  return blockOf(snapshot, providerId);
}
