import { join } from 'node:path';
import { GATEWAY } from '../program.js';
import { Tries } from '../report.js';
import { configText, environment, NOWHERE, writeSecretHome } from './home.js';
import { leaksOf } from './judge.js';
import { SECRETS } from './secrets.js';

/** Known by the beginning that their vendor gives them. */
const OF_VENDORS = [
  ...['newToken', 'readToken', 'openai', 'anthropic', 'google', 'groq', 'grok', 'openrouter', 'deepseek'],
  ...['bedrock', 'webToken'],
];
/** As random as a secret, which a path or a name may be too. */
const RANDOM = ['mistral', 'uuid', 'oldToken', 'pasted', 'serverVariable'];
/** Where a token may get by mistake: `$S` is the secret. */
const WORDS = [
  ['$S'],
  ['--$S'],
  ['--token=$S'],
  ['doctor', '$S'],
  ['doctor', '--timeout', '$S'],
  ['doctor', '--timeout=$S'],
  ['doctor', '--tokn', '$S'],
  ['doctor', '--tokn=$S', '--json'],
  ['status', '--json', '$S'],
  ['test-model', '--repeat', '$S'],
  ['verify', '$S'],
  ['logs', '--since', '$S'],
  ['logs', '--token-env', '$S'],
  ['logs', '--account-id', '$S'],
  ['usage', '--since', '$S'],
  ['usage', '--model', '$S'],
  ['init', '--token', '$S', '--json'],
  ['init', '--token', '$S', '--model', 'openai/gpt-4o', ...GATEWAY, '--no-input', '--dry-run'],
  ['init', '--token-env', '$S'],
  ['init', '--provider-key-env', '$S', '--no-input'],
  ['init', '--provider', '$S', '--no-input'],
  ['init', '--recipe', '$S'],
  ['init', '--pay', '$S', '--json'],
  ['init', '--model', '$S', ...GATEWAY, '--no-input'],
  ['init', '--gateway', '$S', '--no-input', '--json'],
  ['init', '--header', '$S'],
  ['init', '--header', 'cf-aig-authorization=$S'],
  ['init', '--header', 'cf-aig-cache-ttl=$S'],
  ['init', '--add-model', '$S', '--no-input'],
  ['init', '--remove-model', '$S', '--no-input'],
  ['init', '--rate-limit', '$S'],
  ['undo', '$S'],
  ['completion', '$S'],
  ['help', '$S'],
  ['sandbox', '--scenario', '$S'],
  ['sandbox', '--port', '$S'],
  ['sandbox', '--upstream', 'openai=http://$S@127.0.0.1:9'],
  ['explain', '$S'],
  ['explain', 'curl -H "Authorization: Bearer $S" https://x -> HTTP 401'],
  ['explain', "curl -u 'me:$S' https://x/ -> 401 Unauthorized"],
  ['explain', '--json', 'Error: 401 {"error":{"message":"Incorrect API key provided: $S"}}'],
  ['explain', "fetch('https://x', {headers: {'x-api-key': '$S'}}) failed: 401 Unauthorized"],
  ['explain', 'OPENAI_API_KEY=$S openclaw gateway: 401 code 2009'],
  ['explain', 'https://user:$S@host/?api_key=$S -> ECONNREFUSED'],
  ['explain', '> x-custom: $S\n< HTTP/2 401'],
  ['explain', '--verbose', '2009 Bearer $S'],
];
/** Paths and names: what is not of a vendor's form may be one. */
const NAMES = [
  ['doctor', '--config', '/nowhere/$S/openclaw.json'],
  ['doctor', '--env-file', '/nowhere/$S'],
  ['doctor', '--profile', '$S', '--offline'],
  ['doctor', '--provider-id', '$S', '--offline'],
  ['doctor', '--trace', '/nowhere/$S', '--offline'],
  ['test-model', '$S'],
  ['test-model', '$S', '--json', '--verbose'],
  ['test-model', '--html', '/nowhere/$S'],
  ['logs', '--gateway', '$S', '--json'],
  ['init', '--model', 'openai/$S', '--token-stdin', ...GATEWAY, '--no-input', '--dry-run'],
  ['init', '--account-id', '$S', '--no-input'],
  ['sandbox', '--sandbox-config', '/nowhere/$S'],
];

/** A secret where something else belongs, or in text that was pasted. @param {string} root @param {import('./home.js').Program} program */
export async function leakedByWords(root, program) {
  const tries = new Tries();
  const home = join(root, 'words');
  const env = environment(home, NOWHERE);
  writeSecretHome(home, { config: configText('stored', NOWHERE) });
  for (const words of [...WORDS, ...NAMES]) {
    for (const name of NAMES.includes(words) ? OF_VENDORS : [...OF_VENDORS, ...RANDOM]) {
      const secret = SECRETS[/** @type {keyof typeof SECRETS} */ (name)];
      const args = words.map((word) => word.replaceAll('$S', secret));
      const run = await program.runInProcess(args, { env, input: secret, cwd: home });
      tries.add(`${words.join(' ')}, ${name}`, leaksOf(run, home));
    }
  }
  return tries.line('leaked: words and pastes');
}
