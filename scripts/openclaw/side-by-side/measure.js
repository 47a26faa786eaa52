import { makeHome } from '../home.js';
import { initProblem } from '../init.js';
import { runCfAig } from '../run-program.js';
import { takeTurn } from '../turn.js';
import { FAULTS, GATEWAY, KEY, MODEL } from './faults.js';

/** @import { Fault } from './faults.js' */
/** @import { Lab } from '../lab/lab.js' */
/** @import { Installed } from '../install.js' */

/** @typedef {{ text: string, seconds: number }} Said */
/** @typedef {{ fault: string, openclaw: Said, cfAig: Said }} Row */

const RUNS = 3;

/**
 * What OpenClaw and cf-aig say of each fault, one after the other; times are the median of three runs.
 * @param {Lab} lab
 * @param {Installed} installed
 * @param {string[]} words parts of names; none: all faults
 * @returns {Promise<Row[]>}
 */
export async function measureFaults(lab, installed, words) {
  const rows = [];
  for (const fault of FAULTS.filter(
    ({ name }) => !words.length || words.some((word) => name.includes(word)),
  )) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await runFault(lab, installed, fault));
    const row = {
      fault: fault.name,
      openclaw: median(runs.map(({ openclaw }) => openclaw)),
      cfAig: median(runs.map(({ cfAig }) => cfAig)),
    };
    console.log(JSON.stringify(row));
    rows.push(row);
  }
  return rows;
}

/**
 * In a home of its own: after a failure OpenClaw does not send a key for a while.
 * @param {Lab} lab
 * @param {Installed} installed
 * @param {Fault} fault
 * @returns {Promise<{ openclaw: Said, cfAig: Said }>}
 */
async function runFault(lab, installed, { ownKey, put }) {
  const home = makeHome(installed, lab);
  try {
    const args = ['--recipe', 'compat', '--pay', ownKey ? 'own-key' : 'stored', '--model', MODEL];
    const failed = await initProblem(home, lab, { gateway: GATEWAY, key: ownKey ? KEY : undefined, args });
    if (failed) throw new Error(failed);
    put(home, lab);
    const turn = await takeTurn('exec', home);
    if (turn.replied) throw new Error('OpenClaw completed a turn');
    return {
      openclaw: { text: turn.reply || turn.error, seconds: turn.seconds },
      cfAig: await askCfAig(home.env),
    };
  } finally {
    lab.repairModels(GATEWAY);
    home.remove();
  }
}

/**
 * The verdict of doctor; where nothing is wrong with the setup, that of a real request.
 * @param {Record<string, string>} env
 * @returns {Promise<Said>}
 */
async function askCfAig(env) {
  const doctor = await runCfAig(['doctor', '--json'], env);
  const { verdict, findings } = JSON.parse(doctor.stdout);
  if (verdict) {
    const { title } = findings.find((/** @type {any} */ { cause }) => cause === verdict.cause);
    return { text: title, seconds: doctor.seconds };
  }
  const test = await runCfAig(['test-model', '--json'], env);
  return { text: JSON.parse(test.stdout).results[0].title ?? 'all well', seconds: test.seconds };
}

/**
 * @param {Said[]} said
 * @returns {Said} that of the run which took neither longest nor shortest
 */
function median(said) {
  return said.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(RUNS / 2)] ?? { text: '', seconds: 0 };
}
