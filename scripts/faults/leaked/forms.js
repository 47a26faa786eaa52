/** @typedef {(text: string) => string} Transform */

/** @param {string} text @param {(byte: number) => string} write */
const bytes = (text, write) => [...Buffer.from(text)].map(write).join('');
/** @param {string} text @param {(unit: string) => string} write */
const units = (text, write) => text.split('').map(write).join('');
/** @param {number} number @param {number} digits */
const hex = (number, digits) => number.toString(16).padStart(digits, '0');
/** @param {string} text @param {BufferEncoding} encoding */
const encode = (text, encoding) => Buffer.from(text).toString(encoding);
/** @param {string} text @param {number} length */
const everyNth = (text, length) => text.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [];
/** @type {Transform} */
const toJson = (text) => JSON.stringify(text).slice(1, -1);
/** @type {Transform} */
const toPercent = (text) => encodeURIComponent(Buffer.from(text).toString());

/** Of a text after `before` bytes, the characters of its base64 that depend on it alone. @param {string} text @param {number} before */
function base64After(text, before) {
  const length = Buffer.byteLength(text);
  const whole = encode('\0'.repeat(before) + text, 'base64');
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + length) * 8) / 6));
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** @type {Transform} */
function base32(text) {
  const bits = bytes(text, (byte) => byte.toString(2).padStart(8, '0'));
  return everyNth(bits, 5)
    .map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Ways in which programs write a text. @type {Record<string, Transform>} */
const WRITTEN = {
  plain: (text) => text,
  JSON: toJson,
  'JSON, ASCII': (text) => toJson(text).replace(/[^ -~]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`),
  'JSON, ASCII in capitals': (text) =>
    toJson(text).replace(/[^ -~]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4).toUpperCase()}`),
  'JSON for HTML': (text) => toJson(text).replace(/[<>&']/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`),
  'JSON with \\/': (text) => toJson(text).replaceAll('/', '\\/'),
  '\\u': (text) => units(text, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`),
  '\\u{}': (text) => units(text, (unit) => `\\u{${hex(unit.charCodeAt(0), 1)}}`),
  '\\x': (text) => bytes(text, (byte) => `\\x${hex(byte, 2)}`),
  octal: (text) => bytes(text, (byte) => `\\${byte.toString(8).padStart(3, '0')}`),
  'URL component': toPercent,
  'URL component, small': (text) => toPercent(text).replace(/%../g, (code) => code.toLowerCase()),
  URL: (text) => encodeURI(Buffer.from(text).toString()),
  form: (text) => new URLSearchParams([['', Buffer.from(text).toString()]]).toString().slice(1),
  'RFC 3986': (text) =>
    toPercent(text).replace(/[!'()*]/g, (unit) => `%${hex(unit.charCodeAt(0), 2).toUpperCase()}`),
  percent: (text) => bytes(text, (byte) => `%${hex(byte, 2)}`),
  'percent in capitals': (text) => bytes(text, (byte) => `%${hex(byte, 2).toUpperCase()}`),
  'base64, 0': (text) => base64After(text, 0),
  'base64, 1': (text) => base64After(text, 1),
  'base64, 2': (text) => base64After(text, 2),
  'base64url, 0': (text) => base64After(text, 0).replaceAll('+', '-').replaceAll('/', '_'),
  'base64url, 1': (text) => base64After(text, 1).replaceAll('+', '-').replaceAll('/', '_'),
  'base64url, 2': (text) => base64After(text, 2).replaceAll('+', '-').replaceAll('/', '_'),
  'UTF-16 in base64': (text) => encode(Buffer.from(text, 'utf16le').toString('latin1'), 'base64'),
  base32: base32,
  hex: (text) => encode(text, 'hex'),
  'hex in capitals': (text) => encode(text, 'hex').toUpperCase(),
  'hex with blanks': (text) => bytes(text, (byte) => `${hex(byte, 2)} `),
  'hex with colons': (text) => bytes(text, (byte) => `${hex(byte, 2)}:`),
  'bytes in a list': (text) => bytes(text, (byte) => `${byte},`),
  HTML: (text) => text.replace(/[&<>"']/g, (unit) => ENTITIES[unit] ?? unit),
  XML: (text) => text.replace(/[&<>"']/g, (unit) => (unit === "'" ? '&apos;' : (ENTITIES[unit] ?? unit))),
  entities: (text) => units(text, (unit) => `&#${unit.charCodeAt(0)};`),
  'hex entities': (text) => units(text, (unit) => `&#x${hex(unit.charCodeAt(0), 2)};`),
  "sh, '": (text) => text.replaceAll("'", `'\\''`),
  'sh, "': (text) => text.replace(/[$`"\\!]/g, '\\$&'),
  'sh, bare': (text) => text.replace(/[^\w.,:/@+-]/g, '\\$&'),
  PowerShell: (text) => text.replaceAll("'", "''"),
  'PowerShell, "': (text) => text.replace(/[$`"]/g, '`$&'),
  cmd: (text) => text.replace(/[()%!^"<>&|]/g, '^$&'),
  'regular expression': (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'),
  'quoted-printable': (text) =>
    bytes(text, (byte) =>
      byte >= 33 && byte <= 126 && byte !== 61 ? String.fromCharCode(byte) : `=${hex(byte, 2).toUpperCase()}`,
    ),
  Markdown: (text) => text.replace(/[\\`*_{}[\]()#+.!|<>-]/g, '\\$&'),
  'Latin-1': (text) => Buffer.from(text).toString('latin1'),
  decomposed: (text) => text.normalize('NFD'),
  reversed: (text) =>
    units(text, (unit) => unit)
      .split('')
      .reverse()
      .join(''),
  small: (text) => text.toLowerCase(),
  capitals: (text) => text.toUpperCase(),
  rot13: (text) =>
    text.replace(/[a-z]/gi, (unit) => {
      const first = unit < 'a' ? 65 : 97;
      return String.fromCharCode(((unit.charCodeAt(0) - first + 13) % 26) + first);
    }),
  spaced: (text) => text.split('').join(' '),
  dashed: (text) => text.split('').join('-'),
  dotted: (text) => text.split('').join('.'),
};

/** Ways that programs apply to what is written already. */
const AROUND = ['JSON', 'URL component', 'base64, 0', 'base64, 1', 'base64, 2', 'HTML', 'hex', 'reversed'];
const INSIDE = ['JSON', 'JSON, ASCII', 'URL component', 'form', 'base64, 0', 'HTML', 'hex'];

/** About a hundred. @type {Record<string, Transform>} */
export const FORMS = {
  ...WRITTEN,
  ...Object.fromEntries(
    AROUND.flatMap((outer) =>
      INSIDE.map((inner) => [
        `${outer} of ${inner}`,
        (/** @type {string} */ text) => WRITTEN[outer]?.(WRITTEN[inner]?.(text) ?? '') ?? '',
      ]),
    ),
  ),
};

/** Characters of a secret that tell it: a text with so many of them has leaked it. */
const WINDOW = 12;
/** A shorter secret may be part of a word. */
const MIN_SECRET = 6;
const HASH_BITS = 22;

/** @param {string} text @param {number} at of some characters of a window */
function hash(text, at) {
  let value = text.charCodeAt(at);
  for (const next of [3, 7, 11]) value = Math.imul(value, 0x9e3779b1) + text.charCodeAt(at + next);
  return Math.imul(value, 0x9e3779b1) >>> (32 - HASH_BITS);
}

/** @typedef {{ name: string, form: string }} Hit */

/** Finds secrets in texts, in every form, whole or a part of `WINDOW` characters. */
export class Finder {
  /** Whole forms that are shorter than a window. @type {Map<string, Hit>} */
  #short = new Map();
  /** By length: the longer a form is, the more of it makes a window. @type {Map<number, Map<string, Hit>>} */
  #windows = new Map();
  /** By hash, whether there is a window. */
  #hashes = new Uint8Array(2 ** HASH_BITS);

  /** @param {Readonly<Record<string, string>>} secrets by name */
  constructor(secrets) {
    for (const [name, secret] of Object.entries(secrets)) {
      if (secret.length < MIN_SECRET) throw new Error(`${name} is too short to stand out from other text`);
      for (const [form, transform] of Object.entries(FORMS))
        this.#add({ name, form }, secret, transform(secret));
    }
  }

  /** @param {Hit} hit @param {string} secret @param {string} text */
  #add(hit, secret, text) {
    if (text.length < WINDOW) {
      if (text.length >= MIN_SECRET && !this.#short.has(text)) this.#short.set(text, hit);
      return;
    }
    const length = Math.min(text.length, Math.max(WINDOW, Math.ceil((WINDOW * text.length) / secret.length)));
    const windows = this.#windows.get(length) ?? new Map();
    this.#windows.set(length, windows);
    for (let at = 0; at + length <= text.length; at++) {
      const window = text.slice(at, at + length);
      if (!windows.has(window)) windows.set(window, hit);
      this.#hashes[hash(window, 0)] = 1;
    }
  }

  /** The secrets in a text by name, each once: the form, and the text itself. Line breaks do not hide one. @param {string} text */
  findIn(text) {
    /** @type {Map<string, string>} */
    const found = new Map();
    for (const written of new Set([text, text.replace(/[\s│┃|]+/g, '')])) {
      const note = (
        /** @type {Hit} */ { name, form },
        /** @type {number} */ at,
        /** @type {number} */ length,
      ) => {
        const around = written.slice(Math.max(0, at - 50), at + length + 10);
        if (!found.has(name)) found.set(name, `${form}: ${JSON.stringify(around)}`);
      };
      for (const [short, hit] of this.#short) {
        const at = written.indexOf(short);
        if (at >= 0) note(hit, at, short.length);
      }
      for (let at = 0; at + WINDOW <= written.length; at++) {
        if (this.#hashes[hash(written, at)] === 0) continue;
        for (const [length, windows] of this.#windows) {
          const hit = windows.get(written.slice(at, at + length));
          if (hit) note(hit, at, length);
        }
      }
    }
    return found;
  }
}
