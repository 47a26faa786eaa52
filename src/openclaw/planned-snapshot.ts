import { DISK, type ReadEffects, readSnapshot, type Snapshot } from './snapshot.js';

interface PlannedText {
  path: string;
  after: string;
}

/** The snapshot after a plan, without writing anything, so that doctor can check it. */
export async function readPlanned(
  { invocation }: Pick<Snapshot, 'invocation'>,
  writes: readonly PlannedText[],
  disk: ReadEffects = DISK,
): Promise<Snapshot> {
  const planned = new Map(writes.map(({ path, after }) => [path, after]));
  const snapshot = await readSnapshot(invocation, {
    ...disk,
    exists: (path) => planned.has(path) || disk.exists(path),
    readText: async (path) => {
      const file = await disk.readText(path);
      const text = planned.get(path);
      if (text === undefined) return file;
      const size = Buffer.byteLength(text);
      return file.kind === 'file'
        ? { ...file, text, size }
        : { kind: 'file', path, realPath: path, text, mode: 0o600, size };
    },
  });
  return { ...snapshot, isPlanned: true };
}
