import { inflateSync } from 'node:zlib';
import { seesImages } from '../models/catalogue.js';

/** Base64 of a PNG, in JSON. */
const PNG = /iVBORw0KGgo[A-Za-z0-9+/]+={0,2}/;
/** Bytes. */
const MAX_PIXELS = 1_000_000;
const SIGNATURE_LENGTH = 8;
const COLOURS = ['Black', 'Blue', 'Green', 'Cyan', 'Red', 'Magenta', 'Yellow', 'White'];

/** The colour of the picture in a request; undefined if there is none, or if the model cannot see. `input` is JSON. */
export function lookAtPicture(input: string, speaker: string): string | undefined {
  const slash = speaker.indexOf('/');
  if (!seesImages(speaker.slice(0, slash), speaker.slice(slash + 1))) return undefined;
  const [picture] = PNG.exec(input) ?? [];
  const pixel = picture && firstPixel(Buffer.from(picture, 'base64'));
  // One bit for each of red, green and blue.
  return pixel && COLOURS[pixel.reduce((bits, value) => bits * 2 + (value > 127 ? 1 : 0), 0)];
}

/** Of a PNG with eight bits for each of red, green and blue. The first pixel is the same with every filter. */
function firstPixel(png: Buffer): number[] | undefined {
  const data: Buffer[] = [];
  try {
    for (let at = SIGNATURE_LENGTH; at + 8 <= png.length; ) {
      const length = png.readUInt32BE(at);
      const type = png.toString('latin1', at + 4, at + 8);
      const body = png.subarray(at + 8, at + 8 + length);
      if (type === 'IHDR' && (body[8] !== 8 || body[9] !== 2)) return undefined;
      if (type === 'IDAT') data.push(body);
      at += length + 12;
    }
    return [...inflateSync(Buffer.concat(data), { maxOutputLength: MAX_PIXELS }).subarray(1, 4)];
  } catch {
    return undefined;
  }
}
