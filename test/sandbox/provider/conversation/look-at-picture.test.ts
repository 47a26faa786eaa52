import { deflateSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { RED_SQUARE } from '../../../../src/models/picture.js';
import { lookAtPicture } from '../../../../src/sandbox/provider/conversation/look-at-picture.js';

/** A PNG of one pixel; checksums are left out, nothing here reads them. */
function png(pixel: readonly number[], colourType = 2): string {
  const chunk = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, colourType, 0, 0, 0])),
    chunk('IDAT', deflateSync(Buffer.from([0, ...pixel]))),
    chunk('IEND', Buffer.alloc(0)),
  ]).toString('base64');
}

test.each<[string, string, string, string | undefined]>([
  ['the picture of test-model', RED_SQUARE.base64, 'openai/gpt-4o-mini', 'Red'],
  ['a blue one', png([0, 0, 255]), 'anthropic/claude-sonnet-4-6', 'Blue'],
  ['a white one', png([250, 250, 250]), 'workers-ai/@cf/meta/llama-3.2-11b-vision-instruct', 'White'],
  ['a model that only reads', png([0, 0, 255]), 'workers-ai/@cf/meta/llama-3.1-8b-instruct', undefined],
  ['no picture', 'Hello', 'openai/gpt-4o-mini', undefined],
  ['grey levels', png([0], 0), 'openai/gpt-4o-mini', undefined],
  ['half a picture', RED_SQUARE.base64.slice(0, 80), 'openai/gpt-4o-mini', undefined],
])('%s', (_, data, speaker, colour) => {
  const input = JSON.stringify([{ type: 'image_url', image_url: { url: `data:image/png;base64,${data}` } }]);
  expect(lookAtPicture(input, speaker)).toBe(colour);
});
