import { providerId } from '../../http/ids.js';
import { countTokens } from '../conversation/count-tokens.js';
import { countOf, records } from '../conversation/read-content.js';

/** Numbers in a vector, by model. Sources: the models' own pages. */
const SIZES: Record<string, number> = {
  'text-embedding-3-small': 1536,
  'text-embedding-3-large': 3072,
  'text-embedding-ada-002': 1536,
  'gemini-embedding-001': 3072,
  '@cf/baai/bge-small-en-v1.5': 384,
  '@cf/baai/bge-base-en-v1.5': 768,
  '@cf/baai/bge-large-en-v1.5': 1024,
  '@cf/baai/bge-m3': 1024,
  '@cf/google/embeddinggemma-300m': 768,
  '@cf/qwen/qwen3-embedding-0.6b': 1024,
  'mistral-embed': 1024,
  'embed-v4.0': 1536,
  'embed-english-v3.0': 1024,
  'embed-multilingual-v3.0': 1024,
};
const DEFAULT_SIZE = 768;
/** More than any model has. */
const MAX_NUMBERS = 8192;

export function embeddingSize(model: string): number {
  return SIZES[model] ?? DEFAULT_SIZE;
}

/** Models whose vectors cannot be shortened. */
export function hasFixedSize(model: string): boolean {
  return model === 'text-embedding-ada-002';
}

/** Of the vectors that a request wants. */
function sizeOf(model: string, wanted: unknown): number {
  return Math.min(countOf(wanted) ?? embeddingSize(model), MAX_NUMBERS);
}

/** A vector of length 1 that depends only on the text. The first numbers of a long one are those of a short one. */
function vector(text: string, size: number): number[] {
  let seed = 2166136261;
  for (const character of text) seed = Math.imul(seed ^ character.codePointAt(0)!, 16777619);
  const numbers = Array.from({ length: size }, () => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return (seed >>> 0) / 2 ** 31 - 1;
  });
  const length = Math.hypot(...numbers) || 1;
  return numbers.map((number) => Number((number / length).toFixed(8)));
}

/** OpenAI's limit for the texts of a request. Those of others are lower or not known. */
export const MOST_TEXTS = 2048;

/** The texts of a request, whatever its form calls them. */
export function textsIn({ input, text, texts: all, requests }: Record<string, unknown>): number {
  const list = [input, text, all, requests].find(Array.isArray);
  return list ? texts(list).length : 1;
}

/** A list of numbers is one text in tokens. */
function texts(input: unknown): string[] {
  return (Array.isArray(input) && typeof input[0] !== 'number' ? input : [input]).map((text) =>
    typeof text === 'string' ? text : JSON.stringify(text),
  );
}

/** 32-bit floats, lowest byte first: what OpenAI's own SDK asks for. */
function base64(numbers: readonly number[]): string {
  return Buffer.from(new Uint8Array(Float32Array.from(numbers).buffer)).toString('base64');
}

/** An API of embeddings. */
interface Embeddings {
  /** The field that the body has to have. */
  field?: string;
  embed(model: string, body: Record<string, unknown>): unknown;
}

/** OpenAI's embeddings, also behind `/workers-ai/v1/embeddings`. */
export const openaiEmbeddings: Embeddings = {
  field: 'input',
  embed(model, { input, dimensions, encoding_format: encoding }) {
    const all = texts(input);
    const used = countTokens(all.join(''));
    const size = sizeOf(model, dimensions);
    return {
      // Mistral's have one.
      id: /^(?:co|mi)stral/.test(model) ? providerId('') : undefined,
      object: 'list',
      data: all.map((text, index) => {
        const numbers = vector(text, size);
        return { object: 'embedding', index, embedding: encoding === 'base64' ? base64(numbers) : numbers };
      }),
      model,
      usage: { prompt_tokens: used, total_tokens: used },
    };
  },
};

/** Workers AI's own embeddings. */
const workersAiEmbeddings: Embeddings = {
  embed(model, { text }) {
    const size = embeddingSize(model);
    const data = texts(text).map((each) => vector(each, size));
    return {
      result: { shape: [data.length, size], data, pooling: 'cls' },
      success: true,
      errors: [],
      messages: [],
    };
  },
};

/** Google's `embedContent` and `batchEmbedContents`. */
const googleEmbeddings: Embeddings = {
  embed(model, body) {
    const one = ({ content, outputDimensionality: wanted }: Record<string, unknown>) => ({
      values: vector(JSON.stringify(content ?? ''), sizeOf(model, wanted)),
    });
    return Array.isArray(body.requests)
      ? { embeddings: records(body.requests).map(one) }
      : { embedding: one(body) };
  },
};

/** Cohere's, by the version of the API: the second names the type of the numbers. */
function cohereEmbeddings(version: '1' | '2'): Embeddings {
  return {
    field: 'texts',
    embed(model, { texts: input, output_dimension: wanted, embedding_types: types }) {
      const all = texts(input);
      const size = sizeOf(model, wanted);
      const float = all.map((text) => vector(text, size));
      const named = version === '2' || Array.isArray(types);
      return {
        id: providerId(''),
        embeddings: named ? { float } : float,
        texts: all,
        response_type: named ? 'embeddings_by_type' : 'embeddings_floats',
        meta: { api_version: { version }, billed_units: { input_tokens: countTokens(all.join('')) } },
      };
    },
  };
}

/** By form; the others are OpenAI's. */
export const EMBEDDINGS: Record<string, Embeddings> = {
  run: workersAiEmbeddings,
  generateContent: googleEmbeddings,
  'cohere.v1': cohereEmbeddings('1'),
  'cohere.v2': cohereEmbeddings('2'),
};
