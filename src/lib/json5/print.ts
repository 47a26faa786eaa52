import { isRecord } from '../json.js';
import type { QuoteMark, Style } from './style.js';

/** Arrays of scalars that fit into this width are printed on one line. */
const LINE_WIDTH = 80;
/** ASCII only: json5 and Node may disagree on which other letters need no quotes. */
const IDENTIFIER = /^[A-Za-z$_][\w$]*$/;

/** `indent` is that of the line on which the value begins; `flat` prints everything on that line. */
export function printValue(value: unknown, style: Style, indent: string, flat: boolean): string {
  if (typeof value === 'string') return printString(value, style.quote);
  if (Array.isArray(value)) return printArray(value, style, indent, flat);
  if (isRecord(value)) {
    const inner = flat ? indent : indent + style.unit;
    const members = Object.entries(value).map(([key, member]) =>
      printMember(key, member, style, inner, flat),
    );
    return bracket('{', members, '}', style, indent, flat);
  }
  return Object.is(value, -0) ? '-0' : String(value);
}

export function printMember(
  key: string,
  value: unknown,
  style: Style,
  indent: string,
  flat: boolean,
): string {
  return printKey(key, style) + style.colon + printValue(value, style, indent, flat);
}

/** Between two items on one line. */
export function separator(style: Style): string {
  return style.colon.endsWith(' ') ? ', ' : ',';
}

function printArray(value: readonly unknown[], style: Style, indent: string, flat: boolean): string {
  const inner = flat ? indent : indent + style.unit;
  const elements = value.map((element) => printValue(element, style, inner, flat));
  const line = `[${elements.join(separator(style))}]`;
  const isPlain = value.every((element) => typeof element !== 'object' || element === null);
  if (flat || (isPlain && indent.length + line.length <= LINE_WIDTH)) return line;
  return bracket('[', elements, ']', style, indent, flat);
}

function bracket(
  open: string,
  items: string[],
  close: string,
  style: Style,
  indent: string,
  flat: boolean,
): string {
  if (items.length === 0) return open + close;
  if (flat) return open + style.padding + items.join(separator(style)) + style.padding + close;
  const lineBreak = style.eol + indent;
  const lines = items.map((item) => lineBreak + style.unit + item);
  return open + lines.join(',') + (style.trailingComma ? ',' : '') + lineBreak + close;
}

function printKey(key: string, { keys, quote }: Style): string {
  if (keys !== 'bare') return printString(key, keys);
  return IDENTIFIER.test(key) ? key : printString(key, quote);
}

function printString(value: string, quote: QuoteMark): string {
  // json5 warns about these two unless they are escaped.
  const text = JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  if (quote === '"') return text;
  return `'${text.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
