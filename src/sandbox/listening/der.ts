/** The part of ASN.1's DER that an X.509 certificate needs. */
type Bytes = Uint8Array;

function element(tag: number, ...parts: Bytes[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...length(content.length)]), content]);
}

function length(size: number): number[] {
  if (size < 0x80) return [size];
  return size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
}

export const sequence = (...parts: Bytes[]) => element(0x30, ...parts);
export const set = (...parts: Bytes[]) => element(0x31, ...parts);
export const integer = (bytes: Bytes) => element(0x02, bytes);
/** `unused`: bits at the end that do not count. */
export const bitString = (bytes: Bytes, unused = 0) => element(0x03, Buffer.from([unused]), bytes);
export const octetString = (bytes: Bytes) => element(0x04, bytes);
export const boolean = (value: boolean) => element(0x01, Buffer.from([value ? 0xff : 0]));
export const utf8 = (text: string) => element(0x0c, Buffer.from(text, 'utf8'));
/** Context-specific; `constructed` when it holds other elements. */
export const context = (number: number, content: Bytes, constructed = true) =>
  element((constructed ? 0xa0 : 0x80) | number, content);

/** UTCTime, which covers 1950 to 2049. */
export const time = (date: Date) =>
  element(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`, 'ascii'));

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift(0x80 | (left & 0x7f));
  return digits;
}
