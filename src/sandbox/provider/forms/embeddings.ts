import { countTokens } from '../conversation/compose-reply.js';

/** Eight numbers that depend only on the text. */
function vector(text: string): number[] {
  let seed = 2166136261;
  return Array.from({ length: 8 }, (_, index) => {
    for (const character of `${index}${text}`) seed = Math.imul(seed ^ character.codePointAt(0)!, 16777619);
    return Number(((seed >>> 0) / 2 ** 31 - 1).toFixed(6));
  });
}

function texts(input: unknown): string[] {
  return (Array.isArray(input) ? input : [input]).map((text) =>
    typeof text === 'string' ? text : JSON.stringify(text),
  );
}

/** 32-bit floats, lowest byte first: what OpenAI's own SDK asks for. */
function base64(numbers: readonly number[]): string {
  return Buffer.from(new Uint8Array(Float32Array.from(numbers).buffer)).toString('base64');
}

/** OpenAI's embeddings, also behind `/workers-ai/v1/embeddings`. */
export function openaiEmbeddings(model: string, input: unknown, encoding?: unknown) {
  const all = texts(input);
  const used = countTokens(all.join(''));
  return {
    object: 'list',
    data: all.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: encoding === 'base64' ? base64(vector(text)) : vector(text),
    })),
    model,
    usage: { prompt_tokens: used, total_tokens: used },
  };
}

/** Workers AI's own embeddings. */
export function workersAiEmbeddings(text: unknown) {
  const data = texts(text).map(vector);
  return {
    result: { shape: [data.length, 8], data, pooling: 'cls' },
    success: true,
    errors: [],
    messages: [],
  };
}
