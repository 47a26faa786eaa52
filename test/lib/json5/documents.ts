import fc from '../../property.js';

/** Throws of a die: the n-th asks for a number below its argument. */
type Dice = (below: number) => number;

const KEYS = [
  'a',
  'b',
  '$id',
  'true',
  'null',
  'Infinity',
  '__proto__',
  'constructor',
  'a-b',
  '',
  "it's",
  '"',
  'ключ',
  '0',
];

const key = fc.oneof(fc.constantFrom(...KEYS), fc.string({ unit: 'grapheme', maxLength: 4 }));
const scalar = fc.oneof(
  fc.constantFrom(null, true, false, 0, -0, 255, -1.5, 0.25, 1e21, Number.NaN, Number.POSITIVE_INFINITY),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('// no comment', '/* nor this */', "it's", '"', '\\', '\n', '$NAME', '}', ','),
);

/** Any value that JSON5 can hold; objects are lists of pairs, so that keys may come twice. */
const { value: pairs } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((members) => new Members(members)),
  ),
}));

class Members {
  readonly list: [string, unknown][];
  constructor(list: [string, unknown][]) {
    this.list = list;
  }
}

export const anyKey = key;
/** A plain value to set. */
export const anyValue: fc.Arbitrary<unknown> = pairs.map(plain);

/** Documents whose root is an object, with comments and white space wherever JSON5 lets them be. */
export const wildDocument: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.tuple(key, pairs), { maxLength: 4 }),
    fc.array(fc.nat(9999), { minLength: 40, maxLength: 40 }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\uFEFF'),
  )
  .map(([members, throws, eol, bom]) => bom + write(new Members(members), dice(throws), eol));

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof Members)) return value;
  return Object.fromEntries(value.list.map(([name, inner]) => [name, plain(inner)]));
}

function dice(throws: readonly number[]): Dice {
  let turn = 0;
  return (below) => (throws[turn % throws.length]! + 7 * Math.floor(turn++ / throws.length)) % below;
}

function write(root: Members, roll: Dice, eol: string): string {
  let comments = 0;

  function gap(): string {
    const spaces = ['', '', '', ' ', '  ', eol, `${eol}  `, '\t', '\u00A0', '\u2028', eol + eol];
    let text = spaces[roll(spaces.length)]!;
    if (roll(6) === 0) {
      const words = `c${comments++} {"']${roll(3) === 0 ? '  ' : ''}`;
      text += roll(2) === 0 ? `//${words}${eol}` : `/* ${words}${roll(3) === 0 ? eol : ''}*/`;
      text += spaces[roll(spaces.length)]!;
    }
    return text;
  }

  function list(items: string[]): string {
    const last = items.length > 0 && roll(2) === 0 ? `,${gap()}` : '';
    return gap() + items.map((item) => item + gap()).join(`,${gap()}`) + last;
  }

  function value(node: unknown): string {
    if (node instanceof Members) return `{${list(node.list.map(([name, inner]) => member(name, inner)))}}`;
    if (Array.isArray(node)) return `[${list(node.map(value))}]`;
    if (typeof node === 'string') return string(node);
    return typeof node === 'number' ? number(node) : String(node);
  }

  function member(name: string, inner: unknown): string {
    const bare = /^[A-Za-zа-я$_][\wа-я$]*$/.test(name) && roll(2) === 0;
    return `${bare ? name : string(name)}${gap()}:${gap()}${value(inner)}`;
  }

  function string(text: string): string {
    const json = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
    if (roll(2) === 0) return json;
    const continued = roll(4) === 0 ? `\\${eol}` : '';
    return `'${continued}${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  }

  function number(amount: number): string {
    if (Object.is(amount, -0)) return '-0';
    if (Number.isInteger(amount) && amount > 0 && amount < 1e6 && roll(2) === 0)
      return `0x${amount.toString(16)}`;
    if (amount > 0 && roll(2) === 0) return `+${amount}`;
    return String(amount).replace(/^0\./, roll(2) === 0 ? '.' : '0.');
  }

  return gap() + value(root) + gap();
}
