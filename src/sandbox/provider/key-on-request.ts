import { jsonObject } from '../../lib/json.js';
import { header, type SandboxRequest } from '../http/request.js';

/** Where a provider's key is: a header, and what of its value is the key. */
type KeyPlace = readonly [header: string, key: RegExp];

const BEARER: KeyPlace = ['authorization', /^Bearer\s+(.+)$/i];
const TOKEN: KeyPlace = ['authorization', /^(?:Bearer|Token)\s+(.+)$/i];
const whole = (name: string): KeyPlace => [name, /^(.+)$/];

/** The other providers take a Bearer key. */
const PLACES: Record<string, readonly KeyPlace[]> = {
  anthropic: [whole('x-api-key'), BEARER],
  'google-ai-studio': [whole('x-goog-api-key'), BEARER],
  'google-vertex-ai': [BEARER, whole('x-goog-api-key')],
  'azure-openai': [whole('api-key'), BEARER],
  // The id of the key that signed the request; the signature is not checked.
  'aws-bedrock': [
    ['authorization', /^AWS4-HMAC-SHA256 .*?\bCredential=([^/\s,]{1,256})\//],
    BEARER,
    whole('x-api-key'),
  ],
  cohere: [TOKEN],
  replicate: [TOKEN],
  deepgram: [TOKEN],
  grok: [BEARER, whole('x-api-key')],
  deepseek: [BEARER, whole('x-api-key')],
  openrouter: [BEARER, whole('x-api-key')],
  fireworks: [BEARER, whole('x-api-key')],
  parallel: [BEARER, whole('x-api-key')],
  cartesia: [whole('x-api-key'), BEARER],
  elevenlabs: [whole('xi-api-key'), BEARER],
  ideogram: [whole('api-key')],
  fal: [['authorization', /^(?:Key|Bearer)\s+(.+)$/i]],
};

/** The provider key on a request. The header with the gateway token does not count, except for Workers AI. */
export function keyOnRequest(
  slug: string,
  request: SandboxRequest,
  tokenIn: string | undefined,
): string | undefined {
  for (const [name, pattern] of PLACES[slug] ?? [BEARER]) {
    const key = pattern.exec(header(request, name) ?? '')?.[1];
    if (key && (tokenIn !== name || slug === 'workers-ai')) return key;
  }
  return slug.startsWith('google-') ? (request.query.get('key') ?? undefined) : undefined;
}

/** AWS credentials and Google's service accounts are JSON, which Google's clients send in base64: the id in it. */
export function idOfKey(key: string): string {
  const fields = jsonObject(key) ?? jsonObject(Buffer.from(key, 'base64').toString('utf8'));
  const id = fields?.accessKeyId ?? fields?.private_key_id;
  return typeof id === 'string' ? id : key;
}
