import type { Lab } from '../../../lab/lab.js';
import { type EmbeddingResult, embedOnce } from '../../../models/embedding-test.js';
import { memorySearchBlock } from '../../../openclaw/blocks/memory-search.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { credentialOptions, resolveTarget } from '../../../openclaw/target.js';
import { numbered } from '../../render/findings.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';

/** One real embedding as OpenClaw's memory search, which is set, asks for it. */
export async function proveMemorySearch(snapshot: Snapshot, lab: Lab): Promise<EmbeddingResult> {
  const block = memorySearchBlock(snapshot.config.value);
  if (!block) throw new Error('there is no memory.search in the config that was written');
  const options = { ...snapshot, ...credentialOptions(snapshot) };
  return embedOnce(lab, resolveTarget(block, block.models[0]?.id, options));
}

export function memorySearchText(result: EmbeddingResult, { symbols, paint, width }: Style): string {
  const { ok, model, dimensions, totalMs, category, cause, title = '', remedy } = result;
  if (ok)
    return `${hang(` ${symbols.pass} Memory search  `, `${model} answered with ${dimensions} numbers (${totalMs} ms)`, width)}\n`;
  return `${[
    ` ${symbols.fail} Memory search  ${paint.red.bold(`${category} · ${cause}`)}`,
    hang('  ', title, width),
    ...numbered(remedy, width),
  ].join('\n')}\n`;
}
