/** `cli/render/`: turns data into text: tables, findings, diffs, errors, progress. */

import { Chalk } from 'chalk';
import type { Status } from '../../doctor/check/finding.js';
import { withStyles } from '../../lib/text/printable.js';
import type { Io } from '../shared/io.js';
import { supportsLinks } from './links.js';
import { type ColourInput, colourLevel } from './people/colour-level.js';
import { type Surroundings, surroundingsOf } from './people/for-people.js';

const LOOKS = ['bold', 'dim', 'red', 'green', 'yellow', 'blue', 'cyan'] as const;

/** chalk's colours, signed: they can be part of any text. */
type Paint = Record<(typeof LOOKS)[number], (text: string) => string>;

export interface Style extends Surroundings {
  paint: Paint;
  /** Texts get colours. */
  hasColour: boolean;
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

export function styleFor({ unicode, home, program, shell, ...input }: StyleInput): Style {
  const level = colourLevel(input);
  const paint = paintWith(level);
  const symbols = unicode ? UNICODE : ASCII;
  return {
    paint,
    hasColour: level > 0,
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
    shell,
  };
}

function paintWith(level: 0 | 1 | 2): Paint {
  const chalk = new Chalk({ level });
  const looks = LOOKS.map((look) => [look, (text: string) => withStyles(text, chalk[look])]);
  return Object.fromEntries(looks);
}

/** The style of one output stream. `color` is commander's: false with `--no-color`. */
export function styleOf(io: Io, stream: 'stdout' | 'stderr', { color }: { color?: boolean }): Style {
  const isTty = stream === 'stdout' ? io.stdoutIsTty : io.stderrIsTty;
  const { env, columns, unicode } = io;
  return styleFor({ env, isTty, columns, unicode, noColor: color === false, ...surroundingsOf(io) });
}
