import type { Form } from '../conversation/prompt.js';
import { googleGenerate } from './google-generate.js';

/** Google's streamGenerateContent without `alt=sse`: one JSON list, an item at a time. */
export const googleList: Form = {
  ...googleGenerate,
  stream: (reply, rendering) => [
    ...googleGenerate.stream(reply, rendering).map((piece, index) => {
      const item = String(piece)
        .replace(/^data: /, '')
        .trimEnd();
      return index === 0 ? `[${item}` : `,\r\n${item}`;
    }),
    ']',
  ],
  streamType: 'application/json; charset=UTF-8',
  streamError: (body) => `,\r\n${JSON.stringify(body)}]`,
};
