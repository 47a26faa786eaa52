import { around, findRaw } from '../raw.js';
import { outsideCode } from './outside-code.js';
import { MARK } from './pieces.js';

/** Colours of the program. */
const COLOUR = /\u001b\[(?:[12]|22|3[12346]|39)m/g;
/** Its links: to a page of documentation, and their end. */
const LINK =
  /\u001b\]8;;https:\/\/(?:developers\.cloudflare\.com|dash\.cloudflare\.com|docs\.openclaw\.ai|platform\.openai\.com)\/[^\u0000-\u0020\u007f-\u009f]*\u0007([^\u0000-\u001f]*)\u001b\]8;;\u0007/g;
/** It redraws a line, or lines. */
const REDRAW = /\r\u001b\[2K|\u001b\[\d+F\u001b\[0J/g;
const COMMAND_OF_A_RUNNER = /^[^\S\n]*::|##\[/m;

/** How an output is read, and what is not allowed in it: the first that there is, or undefined. @type {Record<string, (text: string) => string | undefined>} */
export const JUDGES = {
  plain: findRaw,
  terminal: (text) =>
    around(text, /\u001b\[31mRED/) ??
    findRaw(text.replace(LINK, '$1').replace(COLOUR, '').replace(REDRAW, '')),
  GitHub: (text) => findRaw(text) ?? around(text, COMMAND_OF_A_RUNNER),
  annotations: (text) =>
    findRaw(text) ??
    around(
      text
        .split('\n')
        .filter(
          (line) => !/^::(?:error|warning|notice) title=[^:,]*(?:,(?:file|line|col)=[^:,]*)*::/.test(line),
        )
        .join('\n'),
      COMMAND_OF_A_RUNNER,
    ),
  JSON: (text) => {
    if (text === '') return undefined;
    try {
      JSON.parse(text);
    } catch (error) {
      return `no document: ${error} ${JSON.stringify(text.slice(0, 200))}`;
    }
    return findRaw(text);
  },
  HTML: (text) =>
    findRaw(text) ??
    tags(text.replace(/<a href="(https:\/\/[^"<>]*)" rel="noreferrer">\1<\/a>/g, ''), HTML_TAGS, HTML_VALUE),
  XML: (text) =>
    around(text, /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u) ??
    tags(text, XML_TAGS, XML_VALUE),
  Markdown: (text) => findRaw(text) ?? markdown(text),
};

const HTML_TAGS = new Set(
  'html head meta title style body header h1 h2 h3 dl dt dd p b i code small br ul li span svg rect table thead tbody tr th td section pre a'.split(
    ' ',
  ),
);
/** Attributes that the page has, with values that do nothing. */
const HTML_VALUE =
  /^(?:lang|charset|name|content|http-equiv|class|id|data-title|width|height|rx|aria-hidden|rel)="[^"<>]*"$|^href="(?:#failure-\d+|https:\/\/(?:[\w.-]+\.)?(?:cloudflare\.com|openai\.com|openclaw\.ai|anthropic\.com)\/[^"<>]*)"$/;
const XML_TAGS = new Set([
  'testsuites',
  'testsuite',
  'testcase',
  'failure',
  'skipped',
  'system-out',
  'properties',
  'property',
]);
const XML_VALUE = /^[a-z]+="[^"<>]*"$/;

/** A tag, an attribute or an entity that the page itself has not. @param {string} text @param {Set<string>} names @param {RegExp} value */
function tags(text, names, value) {
  const body = text
    .replace(/^<(?:!doctype html|\?xml version="1\.0" encoding="UTF-8"\?)>\s*/, '')
    .replace(/<style>[^<]*<\/style>/, '');
  for (const [tag, name = '', attributes = ''] of body.matchAll(/<\/?([^\s>/]*)([^>]*)>?/g)) {
    if (!names.has(name)) return JSON.stringify(tag.slice(0, 80));
    for (const attribute of attributes.replace(/\/$/, '').match(/[^\s="]+(?:="[^"]*")?|["=]/g) ?? [])
      if (!value.test(attribute)) return JSON.stringify(tag.slice(0, 120));
  }
  return around(body, /&(?!(?:amp|lt|gt|quot|apos|#35|#39|#58);)/);
}

/** What GitHub would read outside code: a heading, an image, a link, a mention, a tag of the text from outside. @param {string} text */
function markdown(text) {
  let fence = '';
  for (const line of text.split('\n')) {
    const [, opened = ''] = /^\s*(`{3,})/.exec(line) ?? [];
    if (fence) {
      if (opened.length >= fence.length && /^\s*`+\s*$/.test(line)) fence = '';
      continue;
    }
    if (opened) {
      fence = opened;
      continue;
    }
    const rest = outsideCode(line.replace(/<summary><code>[^<]*<\/code><\/summary>/, '<summary></summary>'));
    if (
      /^\s*#+ HEADING|@evil|\]\(|#1\b|<(?!\/?(?:details|summary)>)|https?:\/\/\S*evil/.test(rest) ||
      rest.includes('<details>|')
    )
      return JSON.stringify(line.slice(0, 160));
  }
  return fence ? 'a block of code does not end' : undefined;
}

/** @param {string} text */
export function isSeen(text) {
  return text.includes(MARK);
}
