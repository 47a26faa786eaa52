import { Tries } from '../report.js';
import { asRaw, findProblems } from './modes.js';
import { PIECES } from './pieces.js';
import { runAs } from './run-as.js';
import { FILES } from './world.js';

/** What completion offers to a shell. @param {import('./run-as.js').Program} program @param {import('./homes.js').Homes} homes */
export async function attackCompletion(program, homes) {
  const tries = new Tries();
  for (const [aim, piece] of Object.entries(PIECES)) {
    homes.reset('bad');
    FILES['model ids and names']?.(homes.home, piece);
    for (const words of [
      ['test-model', ''],
      ['init', '--model', ''],
      ['doctor', '--provider-id', ''],
    ]) {
      const { stdout } = await runAs(program, ['__complete', '--', ...words], { env: { HOME: homes.home } });
      const wrong = stdout
        .split('\n')
        .filter((row) => row && !/^[\w@%+=:,./-]+(?:\t[^\u0000-\u001f]*)?$/.test(row));
      const what = [...findProblems('plain', stdout), ...wrong.map((row) => JSON.stringify(row))];
      tries.add(`${words.join(' ')}, ${aim}`, asRaw(what));
    }
  }
  return tries.line('escapes: completion');
}
