import type { Diagnosis } from '../../../diagnosis/reading/diagnosis.js';
import { type BlockOverview, overviewOf } from '../../../openclaw/overview.js';
import { blockOf } from '../../../openclaw/target.js';
import { hang } from '../../render/hang.js';
import { type Style, styleOf } from '../../render/style.js';
import { EXIT_OK } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { findBrokenConfig, openSnapshot } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { glanceRows, rowLines } from '../status/status-text.js';
import type { StartOptions } from './index.js';

/** What the files say about the setup, and the command to start with. */
type State =
  | { state: 'not-set-up'; next: 'cf-aig init' }
  | { state: 'broken-config'; next: 'cf-aig doctor'; problem: Diagnosis }
  | { state: 'set-up'; next: 'cf-aig doctor'; primary: string | null; block: BlockOverview };

export type StartDocument = State & { command: null };

/** Where to start, according to the files; sends nothing, and is no judgement: the exit code is 0. */
export async function start(io: Io, options: StartOptions): Promise<Result<StartDocument>> {
  const found = await look(io);
  return {
    exitCode: EXIT_OK,
    document: { command: null, ...found },
    human: startText(found, styleOf(io, 'stdout', options)),
  };
}

async function look(io: Io): Promise<State> {
  const snapshot = await openSnapshot(io, {});
  const problem = findBrokenConfig(snapshot);
  if (problem) return { state: 'broken-config', next: 'cf-aig doctor', problem };
  const { blocks, primary } = overviewOf(snapshot);
  const chosen = blockOf(snapshot);
  const block = blocks.find(({ id }) => id === chosen?.id);
  if (!block) return { state: 'not-set-up', next: 'cf-aig init' };
  return { state: 'set-up', next: 'cf-aig doctor', primary, block };
}

const NEXT_COLUMNS = 14;

const ABSENT = [
  'OpenClaw does not use Cloudflare AI Gateway yet.',
  'A few questions set it up; nothing is written before you have seen it.',
];

function startText(found: State, style: Style): string {
  const command = (label: string, text: string) =>
    hang(label.padEnd(NEXT_COLUMNS), style.paint.bold(text), style);
  return `${[
    ...findingLines(found, style),
    '',
    command(found.state === 'not-set-up' ? 'Start here:' : 'Check it:', found.next),
    command('All commands:', 'cf-aig --help'),
  ].join('\n')}\n`;
}

function findingLines(found: State, style: Style): string[] {
  if (found.state === 'set-up') return rowLines(glanceRows(found.block, found.primary), '', style);
  if (found.state === 'broken-config')
    return [
      hang(`${style.symbols.fail} `, [found.problem.title, ...found.problem.evidence].join('\n'), style),
    ];
  return ABSENT.map((line) => hang('', line, style));
}
