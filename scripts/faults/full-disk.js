import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Core } from './disk/core.js';
import { restore } from './disk/homes.js';
import { judgeFailure, judgeNext } from './disk/judge.js';
import { SCENARIOS } from './disk/scenarios.js';
import { notTried, Tries } from './report.js';

const NAME = 'a full disk (tmpfs)';
/** As many as the longest of the commands needs. */
const FREE = Array.from({ length: 16 }, (_, count) => count);

/** Runs the commands on a real disk with only so many pages, or so many files, left. @type {import('./report.js').Attack} */
export async function* fullDisk(root) {
  const disk = join(root, 'disk');
  mkdirSync(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,nr_inodes=200', 'tmpfs', disk], {
    encoding: 'utf8',
  });
  if (mounted.status !== 0) {
    yield notTried(
      NAME,
      process.getuid?.() === 0 ? 'no tmpfs can be mounted here' : 'only root can mount a tmpfs',
    );
    return;
  }
  const core = new Core(disk);
  try {
    const tries = new Tries();
    for (const [name, scenario] of SCENARIOS) {
      if (!scenario.hasErrors) continue;
      const clean = await core.clean(scenario);
      for (const [what, fill] of Object.entries(FILLS)) {
        for (const free of FREE) {
          restore(clean.old, core.home);
          const filler = fill(disk, free);
          const ended = await core.run(scenario, scenario.command);
          rmSync(filler, { recursive: true });
          tries.add(`${name}, ${free} ${what} free`, [
            ...judgeFailure(ended, clean),
            ...(await judgeNext(core, ended.tree, scenario, clean)),
          ]);
        }
      }
    }
    yield tries.line(NAME);
  } finally {
    core.end();
    spawnSync('umount', ['--lazy', disk]);
  }
}

/** Leave so much free. Return the path of what fills the disk. @type {Record<string, (disk: string, free: number) => string>} */
const FILLS = {
  pages: (disk, free) => {
    const filler = join(disk, 'filler');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail - free) * bsize));
    return filler;
  },
  files: (disk, free) => {
    const filler = join(disk, 'files');
    mkdirSync(filler);
    for (let left = statfsSync(disk).ffree; left > free; left--)
      writeFileSync(join(filler, String(left)), '');
    return filler;
  },
};
