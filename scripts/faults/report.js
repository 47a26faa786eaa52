/** What may go wrong, as the last line of the report counts it. */
const KINDS = {
  lost: 'lost',
  leaked: 'leaked',
  run: 'run',
  hung: 'hung',
  raw: 'raw control characters',
  wrong: 'wrong answers',
};

/**
 * `lost`: a value, a comment or half of a file is gone. `leaked`: a secret in output, in a file that is not for it, or at a
 * host that is not its own. `run`: a program that only foreign files or variables name was started. `hung`: no end within the
 * limit. `raw`: a control character from outside reached the output. `wrong`: an internal error, a success that was none, a
 * cause that was not there.
 * @typedef {{ kind: keyof typeof KINDS, what: string }} Miss
 * @typedef {{ name: string, tried: number, held: number, misses: Miss[], reason?: string }} Line `reason`: why nothing was tried
 * @typedef {(root: string) => Iterable<Line> | AsyncIterable<Line>} Attack `root`: a new folder that is removed after it
 */

/** @param {string} name @param {number} tried @param {Map<string, Miss[]>} failed misses by try @returns {Line} */
export function line(name, tried, failed) {
  const misses = [...failed].flatMap(([at, found]) =>
    found.map(({ kind, what }) => ({ kind, what: `${at}: ${what}` })),
  );
  return { name, tried, held: tried - failed.size, misses };
}

/** The tries of one line. */
export class Tries {
  tried = 0;
  /** @type {Map<string, Miss[]>} */
  failed = new Map();

  /** @param {string} name @param {Miss[]} misses */
  add(name, misses) {
    this.tried++;
    if (misses.length) this.failed.set(name, [...(this.failed.get(name) ?? []), ...misses]);
  }

  /** @param {string} name */
  line(name) {
    return line(name, this.tried, this.failed);
  }
}

/** A line of what this machine cannot try. @param {string} name @param {string} reason @returns {Line} */
export function notTried(name, reason) {
  return { name, tried: 0, held: 0, misses: [], reason };
}

/** @param {Line} line */
export function lineText({ name, tried, held, reason }) {
  if (reason !== undefined) return `${name.padEnd(40)} not tried: ${reason}`;
  return `${name.padEnd(40)} tried ${String(tried).padStart(7)}  held ${String(held).padStart(7)}`;
}

/** @param {Line[]} lines @returns {string} `0 lost, 0 leaked, ...` */
export function summary(lines) {
  const misses = lines.flatMap((line) => line.misses);
  return Object.entries(KINDS)
    .map(([kind, name]) => `${misses.filter((miss) => miss.kind === kind).length} ${name}`)
    .join(', ');
}
