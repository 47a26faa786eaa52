/** `cli/render/`: turns data into text: tables, findings, diffs, errors, progress. */

import { Chalk, type ChalkInstance } from 'chalk';
import type { Status } from '../../doctor/check/finding.js';
import type { Io } from '../shared/io.js';
import { supportsLinks } from './links.js';
import { type ColourInput, colourLevel } from './people/colour-level.js';
import { type Surroundings, surroundingsOf } from './people/for-people.js';

export interface Style extends Surroundings {
  paint: ChalkInstance;
  symbols: Record<Status, string>;
  /** The terminal can show more than ASCII. */
  unicode: boolean;
  /** Columns to wrap at. */
  width: number;
  /** The terminal knows hyperlinks. */
  links: boolean;
}

export interface StyleInput extends Surroundings, ColourInput {
  columns: number;
  unicode: boolean;
}

const UNICODE = { pass: '✔', warn: '!', fail: '✖', skip: '–' };
const ASCII = { pass: '[ok]  ', warn: '[warn]', fail: '[fail]', skip: '[skip]' };
const MAX_WIDTH = 110;

/** Columns that each symbol takes. */
export function symbolWidth({ unicode }: Pick<Style, 'unicode'>): number {
  return (unicode ? UNICODE : ASCII).pass.length;
}

export function styleFor({ unicode, home, program, ...input }: StyleInput): Style {
  const level = colourLevel(input);
  const paint = new Chalk({ level });
  const symbols = unicode ? UNICODE : ASCII;
  return {
    paint,
    symbols: {
      pass: paint.green(symbols.pass),
      warn: paint.yellow(symbols.warn),
      fail: paint.red(symbols.fail),
      skip: paint.dim(symbols.skip),
    },
    unicode,
    width: Math.min(input.columns, MAX_WIDTH),
    links: supportsLinks({ env: input.env, isTty: input.isTty, hasColour: level > 0 }),
    home,
    program,
  };
}

/** The style of one output stream. `color` is commander's: false with `--no-color`. */
export function styleOf(io: Io, stream: 'stdout' | 'stderr', { color }: { color?: boolean }): Style {
  const isTty = stream === 'stdout' ? io.stdoutIsTty : io.stderrIsTty;
  const { env, columns, unicode } = io;
  return styleFor({ env, isTty, columns, unicode, noColor: color === false, ...surroundingsOf(io) });
}
