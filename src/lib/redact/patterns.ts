/** Public prefixes of vendors' keys. They stay visible: they say what kind of key it was. */
const PREFIXES = [
  'cfut_', // Cloudflare user token
  'cfat_', // Cloudflare account token
  'cfk_', // Cloudflare global API key
  'sk-ant-', // Anthropic
  'sk-or-', // OpenRouter
  'sk-proj-', // OpenAI
  'sk-', // OpenAI, DeepSeek, ...
  'AIza', // Google
  'gsk_', // Groq
  'xai-', // xAI
  'csk-', // Cerebras
  'pplx-', // Perplexity
  'hf_', // Hugging Face
  'r8_', // Replicate
  'fw_', // Fireworks AI
  'AQ.', // Google
  'ya29.', // Google Cloud
  'ABSK', // Amazon Bedrock
  'sk_car_', // Cartesia
] as const;

/** The providers' table names the beginnings of their keys by this type: none is left out here. */
export type KeyPrefix = (typeof PREFIXES)[number];

const ANY_PREFIX = PREFIXES.map((prefix) => prefix.replace('.', '\\.')).join('|');

export const PUBLIC_PREFIX = new RegExp(`^(?:${ANY_PREFIX})`);

export interface SecretPattern {
  /** Every match has this in it: most texts do not, and need not be searched. */
  sign?: string;
  /** Group 1 is the secret. It never contains `$` or `{`: `Bearer ${NAME}` is a reference and stays. */
  form: RegExp;
}

export const PATTERNS: readonly SecretPattern[] = [
  // A vendor prefix with enough characters after it.
  { form: new RegExp(`(?<![A-Za-z0-9])((?:${ANY_PREFIX})[\\w*.-]{6,}[\\w*])`, 'dg') },
  // `Bearer x`, where x is not just the next word of a sentence.
  { form: /\b(?:[Bb]earer|BEARER|[Bb]asic)\s+((?=[\w.~+/=-]*[\dA-Z_~+/=])[\w.~+/=-]{8,})/dg },
  // A credential header in a curl command, a header dump or JSON.
  {
    form: /\b(?:authorization|x-api-key|x-goog-api-key|api-key|x-auth-key)["']?\s*[:=]\s*["']?(?:(?:Bearer|Basic|Token)\s+)?([\w.~+/=-]{8,})/dgi,
  },
  // Cloudflare tokens without a prefix (40 characters) and old global keys (37 hex digits), after a word for them.
  {
    form: /(?:token|key|secret|password|bearer)["']?(?:\s*[:=]\s*|\s+)["']?(?:Bearer\s+)?([\w-]{40}|[0-9a-f]{37})(?![\w-])/dgi,
  },
  // A key of which its provider shows a part: `Incorrect API key provided: my-key-1*******7890`.
  { sign: '***', form: /(?<![\w*.-])([\w.-]{1,16}\*{3,}(?:[\w.-]{0,7}\w)?)(?![\w*])/dg },
  // JSON Web Tokens. What follows the first part is looked for once, not again behind every `eyJ` in it.
  { sign: 'eyJ', form: /(?<![\w-])(?=[\w-]+\.[\w-]{8,}\.)[\w-]*?\b(eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)/dg },
  // A password in a URL: `http://user:password@proxy`.
  { sign: '://', form: /:\/\/[^\s/:@"']*:([^\s/@"']+)@/dg },
  // A token in place of user and password: `https://token@host`.
  { sign: '://', form: /:\/\/([^\s/:@"']{8,})@/dg },
  // A query parameter with a name for secrets.
  {
    sign: '=',
    form: /[?&#][\w.-]*(?:token|key|secret|passwd|password|pwd|auth|credential|signature|sig)=([^&#\s"'`$<{]{4,})/dgi,
  },
];

const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cf-aig-authorization',
  'x-api-key',
  'x-goog-api-key',
  'api-key',
  'x-auth-key',
  'cookie',
  'set-cookie',
]);

export function isCredentialHeader(name: string): boolean {
  return CREDENTIAL_HEADERS.has(name.toLowerCase());
}

/** A credential without `Bearer` and the like, which alone may be repeated elsewhere. */
export function withoutScheme(credential: string): string {
  return credential.replace(/^(?:Bearer|Basic|Token)\s+/i, '');
}
