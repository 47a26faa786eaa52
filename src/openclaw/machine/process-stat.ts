import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** From `/proc/<pid>/stat`. Linux only. */
export interface ProcessStat {
  parent: number;
  /** Clock ticks between the start of the system and that of the process. */
  startTime: number;
}

/** `<pid> (<name>) <state> <parent> ...`; the name may contain blanks and brackets. `folder` is that of the process in `/proc`. */
export async function readStat(folder: string): Promise<ProcessStat | undefined> {
  const text = await readFile(path.join(folder, 'stat'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), startTime: Number(fields[19]) };
}
