import type { Lab } from '../../../lab/lab.js';
import { type EmbeddingResult, embedOnce } from '../../../models/embedding-test.js';
import { memorySearchBlock } from '../../../openclaw/blocks/memory-search.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { credentialOptions, resolveTarget } from '../../../openclaw/target.js';
import { nameOf, problemLines } from '../../render/cause-text.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';

/** One real embedding as OpenClaw's memory search, which is set, asks for it. */
export async function proveMemorySearch(snapshot: Snapshot, lab: Lab): Promise<EmbeddingResult> {
  const block = memorySearchBlock(snapshot.config.value);
  if (!block) throw new Error('there is no memory.search in the config that was written');
  const options = { ...snapshot, ...credentialOptions(snapshot) };
  return embedOnce(lab, resolveTarget(block, block.models[0]?.id, options));
}

export function memorySearchText(result: EmbeddingResult, style: Style): string {
  const { symbols, paint } = style;
  const { ok, model, dimensions, totalMs } = result;
  if (ok)
    return `${hang(` ${symbols.pass} Memory search  `, `${model} answered with ${dimensions} numbers (${totalMs} ms)`, style)}\n`;
  return `${[
    ` ${symbols.fail} Memory search  ${paint.red(paint.bold(nameOf(result)!))}`,
    ...problemLines(result, style),
  ].join('\n')}\n`;
}
