import type { FileChange, Run } from './journal.js';

/** Fingerprints of the current contents by path. */
type Prints = ReadonlyMap<string, string | null>;

/** Whether the run was killed before it had written all its files: at least one is as before. */
export function isInterrupted({ files }: Run, prints: Prints): boolean {
  return files.some(({ path, before, after }) => before !== after && prints.get(path) === before);
}

/**
 * Adds a run to the history. If it finishes one that was killed, the two become one, so that one `undo` reverts all of it.
 * `prints`: the files of the last run as they are before this one.
 */
export function addRun(runs: readonly Run[], run: Run, prints: Prints): Run[] {
  const last = runs.at(-1);
  const continues = last && last.command === run.command && last.providerId === run.providerId;
  if (!continues || !wasKilled(last, prints)) return [...runs, run];
  const written = last.files.filter(({ path, after }) => prints.get(path) === after);
  const files = run.files.map((change) => {
    const first = written.find(({ path }) => path === change.path);
    return first ? join(first, change) : change;
  });
  const others = written.filter(({ path }) => !files.some((change) => change.path === path));
  return [
    ...runs.slice(0, -1),
    {
      ...run,
      fallbackBlocks: unique(last.fallbackBlocks, run.fallbackBlocks),
      primaryBefore: last.primaryBefore ?? run.primaryBefore,
      files: [...others, ...files],
    },
  ];
}

/** Files are written in order: if a later one is written, the user has put the earlier one back. */
function wasKilled({ files }: Run, prints: Prints): boolean {
  const isOld = ({ path, before }: FileChange) => prints.get(path) === before;
  const first = files.findIndex(isOld);
  return first >= 0 && files.slice(first).every(isOld);
}

function join(first: FileChange, second: FileChange): FileChange {
  return { ...second, before: first.before, variables: unique(first.variables, second.variables) };
}

function unique(...lists: (readonly string[] | undefined)[]): string[] | undefined {
  const all = new Set(lists.flatMap((list) => list ?? []));
  return all.size || lists.some((list) => list) ? [...all] : undefined;
}
