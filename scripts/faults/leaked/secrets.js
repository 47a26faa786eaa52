import { createHash } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The same for the same name: no part of it is a word. @param {string} name @param {number} length */
function random(name, length, alphabet = LETTERS) {
  let text = '';
  for (let block = 0; text.length < length; block++) {
    const bytes = createHash('sha256').update(`${name} ${block}`).digest();
    text += [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');
  }
  return text.slice(0, length);
}

const HEX = '0123456789abcdef';
const FAKE = 'FAKE';

/** Secrets that a user of OpenClaw would have, and where. */
export const SECRETS = {
  // In the .env.
  token: `cfut_${FAKE}${random('token', 44)}`,
  openai: `sk-proj-${FAKE}${random('openai', 60)}`,
  anthropic: `sk-ant-api03-${FAKE}${random('anthropic', 80)}`,
  google: `AIza${FAKE}${random('google', 31)}`,
  groq: `gsk_${FAKE}${random('groq', 48)}`,
  grok: `xai-${FAKE}${random('grok', 76)}`,
  openrouter: `sk-or-v1-${FAKE}${random('openrouter', 60, HEX)}`,
  deepseek: `sk-${random('deepseek', 32, HEX)}`,
  cerebras: `csk-${FAKE}${random('cerebras', 44)}`,
  perplexity: `pplx-${FAKE}${random('perplexity', 44)}`,
  huggingFace: `hf_${FAKE}${random('huggingFace', 30)}`,
  replicate: `r8_${FAKE}${random('replicate', 33)}`,
  bedrock: `ABSK${FAKE}${random('bedrock', 60)}==`,
  cartesia: `sk_car_${FAKE}${random('cartesia', 22)}`,
  mistral: random('mistral', 32),
  azure: random('azure', 32, HEX),
  uuid: random('uuid', 32, HEX).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  databasePassword: `${FAKE}${random('databasePassword', 16)}`,
  special: `p@${random('special', 4)}"'\\/+&=?%41#<>$\{}[]()*^|;:, ~!${random('special, end', 4)}`,
  unicode: `schlüssel-日本語-🔑-${random('unicode', 8)}-ñ`,
  pemLine: random('pemLine', 64),
  short: random('short', 7),
  words: `correct horse battery staple ${random('words', 6)}`,
  commentedOut: `${FAKE}${random('commentedOut', 30)}`,
  unnamed: random('unnamed', 40),
  // In openclaw.json.
  otherApiKey: `sk-${FAKE}${random('otherApiKey', 40)}`,
  otherHeader: random('otherHeader', 24),
  blockHeader: `${random('blockHeader', 14)}<i>&amp;'%25+"/)]=?${random('blockHeader, end', 4)}`,
  botToken: `123456789:${random('botToken', 35)}`,
  gatewayAuth: random('gatewayAuth', 48, HEX),
  gatewayPassword: `${random('gatewayPassword', 6)}&<b>"${random('gatewayPassword, end', 6)}`,
  skillKey: random('skillKey', 28),
  serverVariable: `ghp_${FAKE}${random('serverVariable', 32)}`,
  query: random('query', 20),
  inComment: `${FAKE}${random('inComment', 30)}`,
  // In the environment.
  readToken: `cfat_${FAKE}${random('readToken', 44)}`,
  proxyPassword: `${random('proxyPassword', 10)}!~${random('proxyPassword, end', 4)}`,
  exported: `${FAKE}${random('exported', 30)}`,
  // Given in a run.
  newToken: `cfut_${FAKE}${random('newToken', 44)}`,
  oldToken: random('oldToken', 40),
  globalKey: random('globalKey', 37, HEX),
  pasted: `${FAKE}${random('pasted', 28)}`,
  pastedPassword: `${random('pastedPassword', 14)}!${random('pastedPassword, end', 4)}`,
  webToken: `eyJhbGciOiJ${random('webToken', 20)}.${random('webToken, body', 60)}.${random('webToken, end', 43)}`,
};
