import { onAllCores } from './disk/core.js';
import { judgeFailure, judgeNext } from './disk/judge.js';
import { SCENARIOS } from './disk/scenarios.js';
import { line } from './report.js';

/** @typedef {import('./report.js').Miss} Miss */
/** @typedef {import('./disk/core.js').Clean} Clean */
/** @typedef {import('./disk/preload.js').Fault} Fault */

/** `stays`: every call after it fails too, as on a disk that is full or gone. @type {Omit<Fault, 'at'>[]} */
const ERRORS = [
  ...['ENOSPC', 'EACCES', 'EIO', 'EXDEV', 'EROFS', 'EBUSY'].map((code) => ({ code })),
  ...['ENOSPC', 'EIO', 'EROFS'].map((code) => ({ code, stays: true })),
];

/** Has every call that changes the disk fail with every error, then runs the command again. @type {import('./report.js').Attack} */
export async function* errorCodes(root) {
  const scenarios = [...SCENARIOS].filter(([, { hasErrors }]) => hasErrors);
  const attacks = await onAllCores(root, scenarios, async ([name, scenario], core) => {
    const clean = await core.clean(scenario);
    /** @type {Map<string, Miss[]>[]} */
    const failed = [];
    for (const [row, error] of ERRORS.entries()) {
      failed[row] = new Map();
      for (const [index, call] of clean.calls.entries()) {
        const misses = await failAt(core, scenario, clean, { at: index + 1, ...error });
        if (misses.length) failed[row].set(`${name}, call ${index + 1} (${call})`, misses);
      }
    }
    return { tried: clean.calls.length, failed };
  });
  const tried = attacks.reduce((sum, attack) => sum + attack.tried, 0);
  for (const [row, { code, stays }] of ERRORS.entries()) {
    const failed = new Map(attacks.flatMap((attack) => [...(attack.failed[row] ?? [])]));
    yield line(`disk error: ${code}${stays ? ' from then on' : ''}`, tried, failed);
  }
}

/**
 * @param {import('./disk/core.js').Core} core @param {import('./disk/scenarios.js').Scenario} scenario @param {Clean} clean
 * @param {Fault} fault @returns {Promise<Miss[]>}
 */
async function failAt(core, scenario, clean, fault) {
  const ended = await core.runFrom(clean.old, scenario, scenario.command, fault);
  // What cannot be removed is left to the next run.
  const isRemoval = /^(?:unlink|rmSync) /.test(clean.calls[(fault.at ?? 0) - 1] ?? '');
  const mayLeave = isRemoval || (fault.stays === true && fault.code !== 'ENOSPC');
  return [
    ...judgeFailure(ended, clean, { mayLeave }),
    ...(await judgeNext(core, ended.tree, scenario, clean)),
  ];
}
