/** @typedef {import('./random.js').Dice} Dice */

/** Members in order, so that a key may come twice. */
export class Members {
  /** @param {[string, unknown][]} list */
  constructor(list) {
    this.list = list;
  }
}

/** Written as it is: hexadecimal and signed numbers, `Infinity`. */
export class Raw {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** A value as JSON5, with comments, quotes and white space as people have never written them. @param {unknown} root @param {Dice} dice */
export function writeJson5(root, dice) {
  const { below, once, pick } = dice;
  const eol = pick(['\n', '\n', '\r\n', '\r']);
  const comments = pick([0, 4, 12]);
  const unit = pick(['  ', '\t', '    ', '']);
  const isTidy = once(3);
  let number = 0;

  /** @param {number} depth */
  function gap(depth) {
    if (isTidy) return comments && once(comments) ? tidyComment(depth) : eol + unit.repeat(depth);
    const spaces = [
      '',
      '',
      ' ',
      '  ',
      eol,
      eol + unit.repeat(depth),
      '\t',
      '\u00a0',
      '\u2028',
      '\ufeff',
      eol + eol,
    ];
    let text = pick(spaces);
    if (comments && once(comments)) text += comment(depth) + pick(spaces);
    return text;
  }

  /** @param {number} depth */
  function tidyComment(depth) {
    const start = eol + unit.repeat(depth);
    return `${start}// note ${number++}${start}`;
  }

  /** @param {number} depth */
  function comment(depth) {
    const words = pick([
      `note ${number++}`,
      `"k${number++}": {`,
      `'${number++}`,
      `] ${number++}  `,
      `/ ${number++} ,`,
      `é😀${number++}`,
    ]);
    if (once(2)) return `//${words}${pick([eol, eol, '\u2028'])}`;
    return `/*${words}${once(3) ? eol + unit.repeat(depth) : ''}*/`;
  }

  /** @param {string[]} items @param {number} depth */
  function list(items, depth) {
    const inner = isTidy ? '' : gap(depth + 1);
    const last = items.length && once(2) ? `,${isTidy ? '' : gap(depth)}` : '';
    return (
      gap(depth + 1) +
      items.map((item) => item + inner).join(`,${gap(depth + 1)}`) +
      last +
      (items.length ? gap(depth) : '')
    );
  }

  /** @param {unknown} node @param {number} depth @returns {string} */
  function value(node, depth) {
    if (node instanceof Raw) return node.text;
    if (node instanceof Members)
      return `{${list(
        node.list.map(
          ([key, inner]) =>
            `${name(key)}${isTidy ? '' : gap(depth)}:${isTidy ? ' ' : gap(depth)}${value(inner, depth + 1)}`,
        ),
        depth,
      )}}`;
    if (Array.isArray(node))
      return `[${list(
        node.map((inner) => value(inner, depth + 1)),
        depth,
      )}]`;
    if (typeof node === 'string') return string(node);
    if (typeof node === 'number') return numberText(node);
    return String(node);
  }

  /** @param {string} key */
  function name(key) {
    return /^[A-Za-z$_][\w$]*$/.test(key) && !once(3) ? key : string(key);
  }

  /** @param {string} text */
  function string(text) {
    const json = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
    if (!once(3)) return json;
    const body = json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
    return `'${once(8) ? `\\${eol}` : ''}${once(8) ? body.replace(/^[a-z]/, (letter) => `\\x${letter.charCodeAt(0).toString(16)}`) : body}'`;
  }

  /** @param {number} amount */
  function numberText(amount) {
    if (Number.isInteger(amount) && amount > 0 && once(3)) return `0x${amount.toString(16)}`;
    return `${amount > 0 && once(4) ? '+' : ''}${once(4) && Number.isInteger(amount) && !Object.is(amount, -0) ? `${amount}.` : Object.is(amount, -0) ? '-0' : amount}`;
  }

  const bom = once(12) ? '\ufeff' : '';
  const before = below(3) ? '' : gap(0);
  return bom + before + value(root, 0) + (once(3) ? gap(0) : once(2) ? eol : '');
}
