export interface CredentialKind {
  kind:
    | 'cf-user-token'
    | 'cf-account-token'
    | 'cf-global-key'
    | 'cf-token-unprefixed'
    | 'provider-key'
    | 'unknown';
  /** Slug of the provider whose key it is */
  provider?: string;
  /** For people, with its article: "an OpenAI key" */
  label: string;
}

const key = (provider: string, label: string): CredentialKind => ({ kind: 'provider-key', provider, label });

/** How credentials begin, the longer beginning before the shorter.
 * Source for Cloudflare's: developers.cloudflare.com/fundamentals/api/get-started/token-formats */
const KINDS: readonly [form: RegExp, kind: CredentialKind][] = [
  [/^cfut_/, { kind: 'cf-user-token', label: 'a Cloudflare user API token' }],
  [/^cfat_/, { kind: 'cf-account-token', label: 'a Cloudflare account API token' }],
  [/^cfk_/, { kind: 'cf-global-key', label: 'a Cloudflare global API key' }],
  [/^sk-ant-/, key('anthropic', 'an Anthropic key')],
  [/^sk-or-/, key('openrouter', 'an OpenRouter key')],
  [/^sk-(proj|svcacct|admin)-/, key('openai', 'an OpenAI key')],
  [/^sk-/, key('openai', 'an OpenAI key')],
  [/^AIza/, key('google-ai-studio', 'a Google AI Studio key')],
  [/^AQ\.[\w-]{20}/, key('google-ai-studio', 'a Google AI Studio key')],
  [/^ya29\./, key('google-vertex-ai', 'a Google Cloud access token')],
  [/^gsk_/, key('groq', 'a Groq key')],
  [/^xai-/, key('grok', 'an xAI key')],
  [/^r8_/, key('replicate', 'a Replicate token')],
  [/^hf_/, key('huggingface', 'a Hugging Face token')],
  [/^pplx-/, key('perplexity-ai', 'a Perplexity key')],
  [/^csk-/, key('cerebras', 'a Cerebras key')],
  [/^fw_/, key('fireworks', 'a Fireworks AI key')],
  [/^sk_car_/, key('cartesia', 'a Cartesia key')],
  [/^sk_[0-9a-f]{40,}$/, key('elevenlabs', 'an ElevenLabs key')],
  [/^(AKIA|ASIA)[A-Z0-9]{12,}$/, key('aws-bedrock', 'an AWS access key ID')],
  [/^ABSK[\w+/=]{20}/, key('aws-bedrock', 'an Amazon Bedrock key')],
  [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9a-f]{32}$/, key('fal', 'a Fal AI key')],
  // Cloudflare's global key before it had a prefix
  [/^[0-9a-f]{37}$/, { kind: 'cf-global-key', label: 'a Cloudflare global API key' }],
  [/^[A-Za-z0-9_-]{40}$/, { kind: 'cf-token-unprefixed', label: 'a Cloudflare API token' }],
];

/** Whose credential it is, judged by its form alone. The text is never part of the answer. */
export function recogniseCredential(text: string): CredentialKind {
  return KINDS.find(([form]) => form.test(text))?.[1] ?? { kind: 'unknown', label: 'an unknown credential' };
}
