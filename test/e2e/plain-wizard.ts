import { PassThrough } from 'node:stream';
import { run } from '../../src/cli/run.js';
import { memoryIo, type World } from '../memory-io.js';

/** A question, as it is written in plain lines, and the answer to it. */
export type Answer = readonly [question: RegExp, answer: string];

export interface Played {
  code: number;
  /** What was shown, without line breaks. */
  text: string;
  /** The question at which the answers ran out; undefined: the program ended by itself. */
  stoppedAt?: string;
}

/**
 * Answers the questions of `init --accessible` in this process: a tenth of the work of a terminal. Each answer must fit its
 * question; where they run out the input ends, as with Ctrl-D.
 */
export async function playPlain(
  args: readonly string[],
  { answers, ...world }: World & { answers: readonly Answer[] },
): Promise<Played> {
  const keys = new PassThrough();
  const left = [...answers];
  const base = memoryIo(world);
  let text = '';
  let fresh = '';
  let stoppedAt: string | undefined;
  let misfit: Error | undefined;
  const io = {
    ...base,
    keys,
    stdinIsTty: true,
    stderrIsTty: true,
    err(written: string) {
      const shown = base.redactor.redact(written);
      text += shown;
      fresh += shown;
      if (!written.endsWith(': ')) return;
      const question = flat(fresh);
      fresh = '';
      const next = left.shift();
      if (!next) stoppedAt = flat(written);
      else if (!next[0].test(question)) misfit = new Error(`expected ${next[0]}, but was asked: ${question}`);
      const isOver = !next || misfit !== undefined;
      setImmediate(() => (isOver ? keys.end() : keys.write(`${next[1]}\n`)));
    },
  };
  const code = await run(io, ['init', '--accessible', ...args]);
  if (misfit) throw misfit;
  if (left.length)
    throw new Error(`not asked: ${left.map(([question]) => question).join(', ')}; seen: ${flat(text)}`);
  return { code, text: flat(text + base.stdout), stoppedAt };
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
