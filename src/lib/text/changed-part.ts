/** What two texts do not have in common. */
export interface ChangedPart {
  before: string;
  after: string;
  /** How many lines of both are left out before it. */
  linesBefore: number;
}

/**
 * Both texts without the lines that they begin and end with, but for `context` of these: to compare them takes time for each
 * line, and an edit changes few.
 */
export function changedPart(before: string, after: string, context = 0): ChangedPart {
  const same = commonStart(before, after);
  const start = linesBack(before, same, context);
  const end = linesOn(before, before.length - commonEnd(before, after, same), context);
  return {
    before: before.slice(start, end),
    after: after.slice(start, after.length - (before.length - end)),
    linesBefore: countLines(before, start),
  };
}

/** Length of the whole lines that both begin with. */
function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return lineStart(a, at);
}

/** Length of the whole lines that both end with, after the common start. */
function commonEnd(a: string, b: string, same: number): number {
  const most = Math.min(a.length, b.length) - same;
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length))
    length++;
  const lineBreak = a.indexOf('\n', a.length - length);
  return lineBreak < 0 ? 0 : a.length - lineBreak - 1;
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function linesBack(text: string, from: number, lines: number): number {
  let at = from;
  for (let line = 0; line < lines && at > 0; line++) at = lineStart(text, at - 1);
  return at;
}

function linesOn(text: string, from: number, lines: number): number {
  let at = from;
  for (let line = 0; line < lines && at < text.length; line++) {
    const lineBreak = text.indexOf('\n', at);
    at = lineBreak < 0 ? text.length : lineBreak + 1;
  }
  return at;
}

function countLines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
