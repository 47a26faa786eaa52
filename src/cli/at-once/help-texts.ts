import { processIo } from '../process-io.js';
import { run } from '../run.js';
import type { ProcessIo } from '../shared/io.js';

/** `[columns, text]`: the text up to that width of the terminal, narrowest first. */
export type HelpTexts = (readonly [columns: number, text: string])[];

/** Beyond these the text does not change. */
const WIDTHS = { from: 20, to: 240 };

/** `cf-aig --help` for every width of a terminal; the build keeps it, so that a start need not. */
export async function renderHelp(): Promise<HelpTexts> {
  const io = processIo();
  const texts: HelpTexts = [];
  for (let columns = WIDTHS.from; columns <= WIDTHS.to; columns++) {
    const text = await helpAt(io, columns);
    if (texts.at(-1)?.[1] === text) texts.pop();
    texts.push([columns, text]);
  }
  return texts;
}

async function helpAt(io: ProcessIo, columns: number): Promise<string> {
  const parts: string[] = [];
  await run({ ...io, env: {}, program: [], columns, out: (text) => void parts.push(text) }, ['--help']);
  return parts.join('');
}
