import { loadInProcess } from '../bundle.js';
import { plantedPipes } from './pipes.js';
import { plantedPrograms } from './programs.js';

const LINES = [plantedPrograms, plantedPipes];

/** Plants programs, links and pipes in the way of every command. @type {import('../report.js').Attack} */
export async function* foreign(root) {
  const program = await loadInProcess(root);
  for (const line of LINES) yield await line(root, program);
}
