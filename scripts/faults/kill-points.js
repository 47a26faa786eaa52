import { onAllCores } from './disk/core.js';
import { backupTexts, temporaryFiles } from './disk/homes.js';
import { SCENARIOS } from './disk/scenarios.js';
import { differences, exposedFiles, partialFiles } from './disk/trees.js';
import { line } from './report.js';

/** Kills each command that writes before every call that changes the disk, then runs it again. @type {import('./report.js').Attack} */
export async function* killPoints(root) {
  const attacks = await onAllCores(root, SCENARIOS, async ([name, scenario], core) => {
    const clean = await core.clean(scenario);
    /** @type {Map<string, import('./report.js').Miss[]>} */
    const failed = new Map();
    for (const [index, call] of clean.calls.entries()) {
      const lost = await killAt(core, scenario, clean, index + 1);
      const at = `${name}, before call ${index + 1} (${call})`;
      if (lost.length)
        failed.set(
          at,
          lost.map((what) => ({ kind: 'lost', what })),
        );
    }
    return { group: scenario.group, tried: clean.calls.length, failed };
  });
  for (const group of new Set(attacks.map((attack) => attack.group))) {
    const found = attacks.filter((attack) => attack.group === group);
    const tried = found.reduce((sum, attack) => sum + attack.tried, 0);
    yield line(`killed: ${group}`, tried, new Map(found.flatMap(({ failed }) => [...failed])));
  }
}

/**
 * @param {import('./disk/core.js').Core} core @param {import('./disk/scenarios.js').Scenario} scenario
 * @param {import('./disk/core.js').Clean} clean @param {number} at
 */
async function killAt(core, scenario, { old, wanted }, at) {
  const killed = await core.kill(old, scenario, at);
  if (!killed.isKilled) return ['the run is not killed: it makes other calls than before'];
  const lost = [
    ...partialFiles(killed.tree, old, wanted).map((path) => `half of ${path}`),
    ...exposedFiles(killed.tree, old, wanted).map((path) => `others can read ${path}`),
  ];
  // Another `undo` would revert what was before.
  const isDone = differences(killed.tree, wanted).length === 0;
  const next = await core.next(killed.tree, scenario, isDone ? ['status'] : scenario.command);
  if (!isDone && next.code !== 0) lost.push(`the next run ends with ${next.code}: ${next.stderr}`);
  for (const path of differences(next.tree, wanted)) lost.push(`${path} is not finished by the next run`);
  for (const path of temporaryFiles(next.tree)) lost.push(`${path} stays`);
  const backups = backupTexts(next.tree);
  for (const text of backupTexts(wanted))
    if (backupTexts(old).includes(text) && !backups.includes(text)) lost.push(`the backup ${text} is gone`);
  if (scenario.undoes) {
    const { tree } = await core.next(next.tree, scenario, ['undo', '--yes', '--no-input']);
    for (const path of differences(tree, old)) lost.push(`undo does not restore ${path}`);
  }
  return lost;
}
