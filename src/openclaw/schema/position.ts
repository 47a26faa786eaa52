import type { Path } from '../../lib/json5/parse.js';
import type { OpenClawConfig } from '../files/config.js';
import { ownerOf } from '../files/owner-file.js';

/** The position in the main file or an included one; of what holds it, if the value itself is not there. */
export function positionOf(
  config: OpenClawConfig,
  path: Path,
): { file: string; line: number; column: number } | undefined {
  for (let length = path.length; length >= 0; length--) {
    try {
      const { part, path: local } = ownerOf(config, path.slice(0, length));
      const at = part.document.locate(local);
      if (at) return { file: part.path, line: at.line, column: at.column };
    } catch {
      return undefined; // merged from several files
    }
  }
  return undefined;
}
