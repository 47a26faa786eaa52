/** An element of XML without namespaces, comments and CDATA. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const TAG = /<(\/?)([a-z][a-z-]*)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>/y;

/** Throws for anything that is not well-formed, and for characters that XML 1.0 does not have. */
export function parseXml(text: string): XmlElement {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(head)) throw new Error('no declaration');
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error('no XML character');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let at = head.length;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const end = next < 0 ? text.length : next;
    open.at(-1)!.text += decode(text.slice(at, end));
    if (next < 0) break;
    TAG.lastIndex = next;
    const [whole, isEnd, name, attributes, isEmpty] = TAG.exec(text) ?? [];
    if (whole === undefined) throw new Error(`no tag: ${text.slice(next, next + 80)}`);
    at = TAG.lastIndex;
    if (isEnd) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    const element = { name: name!, attributes: readAttributes(attributes!), children: [], text: '' };
    open.at(-1)!.children.push(element);
    if (!isEmpty) open.push(element);
  }
  if (open.length > 1 || root.children.length !== 1 || root.text.trim()) throw new Error('not one element');
  return root.children[0]!;
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([a-z]+)="([^"]*)"/g)].map(
    ([, name, value]) => [name!, decode(value!)] as const,
  );
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) throw new Error('an attribute twice');
  return Object.fromEntries(pairs);
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|([a-z]+));|&/g, (whole, code, name) => {
    const character = code ? String.fromCodePoint(Number(code)) : ENTITIES[name];
    if (character === undefined) throw new Error(`no entity: ${whole}`);
    return character;
  });
}
