import pty from '@lydell/node-pty';
import headless from '@xterm/headless';

/**
 * One line of a terminal, in pieces that look alike.
 * @typedef {{ column: number, text: string, colour: number | undefined, bold: boolean, dim: boolean }} Piece
 */

/** Milliseconds without output that count as waiting for a key. */
const QUIET = 400;
const TIMEOUT = 30_000;

/**
 * Runs a program in a terminal and types the keys, each when its question is on the screen.
 * @param {string[]} command
 * @param {object} options
 * @param {Record<string, string>} options.env
 * @param {number} options.columns
 * @param {number} options.rows
 * @param {readonly (readonly [question: RegExp, keys: string])[]} [options.keys]
 * @param {RegExp} [options.until] a question to stop at
 * @returns {Promise<Piece[][]>} what is on the screen at the end
 */
export async function record([file = '', ...args], { env, columns, rows, keys = [], until }) {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  const child = pty.spawn(file, args, { name: 'xterm-256color', cols: columns, rows, env });
  let last = Date.now();
  let written = Promise.resolve();
  child.onData((data) => {
    last = Date.now();
    written = new Promise((done) => terminal.write(data, done));
  });
  terminal.onData((answer) => child.write(answer));
  /** @type {Promise<void>} */
  const ended = new Promise((done) => child.onExit(() => done()));

  const see = async (/** @type {RegExp} */ question) => {
    const deadline = Date.now() + TIMEOUT;
    while (!question.test(textOf(terminal)) || Date.now() - last < QUIET) {
      if (Date.now() > deadline) throw new Error(`${question} is not on the screen:\n${textOf(terminal)}`);
      await new Promise((next) => setTimeout(next, 50));
    }
  };
  for (const [question, typed] of keys) {
    await see(question);
    child.write(typed);
  }
  if (until) await see(until);
  else await ended;
  await written;
  const lines = linesOf(terminal);
  child.kill();
  return lines;
}

/** @param {headless.Terminal} terminal */
function textOf(terminal) {
  return linesOf(terminal)
    .map((pieces) => pieces.map(({ text }) => text).join(''))
    .join('\n');
}

/**
 * @param {headless.Terminal} terminal
 * @returns {Piece[][]} without the empty lines at the end
 */
function linesOf({ rows, buffer: { active } }) {
  const lines = Array.from({ length: rows }, (_, row) => piecesOf(active.getLine(active.viewportY + row)));
  while (lines.length && !lines.at(-1)?.length) lines.pop();
  return lines;
}

/**
 * @param {import('@xterm/headless').IBufferLine | undefined} line
 * @returns {Piece[]}
 */
function piecesOf(line) {
  /** @type {Piece[]} */
  const pieces = [];
  const length = line?.translateToString(true).length ?? 0;
  for (let column = 0; column < length; column++) {
    const cell = line?.getCell(column);
    if (!cell) continue;
    const text = cell.getChars() || ' ';
    const colour = cell.isFgDefault() ? undefined : cell.getFgColor();
    const look = { colour, bold: cell.isBold() !== 0, dim: cell.isDim() !== 0 };
    const before = pieces.at(-1);
    if (before && before.colour === colour && before.bold === look.bold && before.dim === look.dim)
      before.text += text;
    else pieces.push({ column, text, ...look });
  }
  return pieces;
}
