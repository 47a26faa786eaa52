import { loadInProcess } from '../bundle.js';
import { leakedByBrokenFiles } from './broken-files.js';
import { leakedByCommands } from './commands.js';
import { leakedByCrashes } from './crashes.js';
import { leakedByEchoes } from './echoes.js';
import { recordWrites } from './recorded-writes.js';
import { leakedByScenarios } from './scenarios.js';
import { leakedOnTheWire } from './wire.js';
import { leakedByWords } from './words.js';

const LINES = [
  ...[leakedByCommands, leakedByScenarios, leakedByEchoes, leakedByBrokenFiles, leakedByWords],
  ...[leakedByCrashes, leakedOnTheWire],
];

/** Searches everything that the program prints, writes and sends for secrets, in every form. @type {import('../report.js').Attack} */
export async function* leaked(root) {
  recordWrites();
  const program = await loadInProcess(root);
  for (const line of LINES) yield await line(root, program);
}
