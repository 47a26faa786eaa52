import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { line, Tries } from '../report.js';
import { isSeen } from './judge.js';
import { asRaw, findProblems, judgeOf } from './modes.js';
import { runAs } from './run-as.js';

/** Of one run, also on a busy machine. */
const LIMIT_MS = 60_000;

/** One way by which the texts come in. */
export class Channel extends Tries {
  /** Tries in which the text reached an output. */
  seen = 0;

  /** @param {string} name */
  constructor(name) {
    super();
    this.name = name;
  }

  /**
   * @param {import('./run-as.js').Program} program @param {string} at @param {readonly string[]} args
   * @param {import('./modes.js').Mode} mode @param {import('../in-process.js').World} world
   * @param {Record<string, string>} [files] files that it writes, by judge
   */
  async attack(program, at, args, mode, world, files = {}) {
    const all = [...args, ...(args.includes('--json') || args[0] === '__complete' ? [] : mode.args)];
    const ended = runAs(program, all, { ...world, env: { ...world.env, ...mode.env }, isTty: mode.isTty });
    const output = await Promise.race([ended, setTimeout(LIMIT_MS, undefined, { ref: false })]);
    const name = `${at}, ${mode.name}`;
    if (!output) return this.add(name, [{ kind: 'hung', what: `no end within ${LIMIT_MS / 1000} s` }]);
    const { stdout, stderr, code } = output;
    const outputs = [
      [judgeOf(all, mode.out), stdout],
      [mode.err, stderr],
      ...Object.entries(files).map(([judge, file]) => [
        judge,
        existsSync(file) ? readFileSync(file, 'utf8') : '',
      ]),
    ];
    if (outputs.some(([, text = '']) => isSeen(text))) this.seen++;
    const misses = asRaw(outputs.flatMap(([judge = '', text = '']) => findProblems(judge, text)));
    if (code === 1 && /bug in cf-aig/.test(stderr))
      misses.push({ kind: 'wrong', what: stderr.slice(0, 300) });
    this.add(name, misses);
  }

  /** A channel that let nothing of the text through proves nothing. */
  end() {
    if (!this.seen)
      this.failed.set(this.name, [{ kind: 'wrong', what: 'nothing of the text reached an output' }]);
    return line(`escapes: ${this.name}`, this.tried, this.failed);
  }
}
