/** What kind of text was pasted, with its article: "taken out of the curl command". */
export type PasteKind = (typeof KINDS)[number][0] | 'the paste';

const LINE = /^\s*(?:$|#|(?:export\s+|set\s+|\$env:)?[A-Za-z_]\w*\s*=(?!\s*\w+\())/;

/** Nothing but variables and comments. */
const isEnv = (text: string) => text.split('\n').every((line) => LINE.test(line));
const isOneLine = (text: string) => !text.includes('\n');

/** The first that fits. */
const KINDS = [
  ['the curl command', /(?:^|[\n$>;&|])[ \t]*(?:\$[ \t]*)?curl(?:\.exe)?\s/],
  ['the PowerShell command', /\bInvoke-(?:RestMethod|WebRequest)\b/i],
  ['the output of wrangler', /\bwrangler\b|[│|]\s*Account Name\s*[│|]/],
  ['the .env file', (text: string) => isEnv(text) && !isOneLine(text)],
  ['the variable', (text: string) => isEnv(text) && isOneLine(text)],
  [
    'the Python code',
    /^\s*(?:import \w+\s*$|from [\w.]+ import )|\bbase_url\s*=|\bos\.(?:environ|getenv)\b/m,
  ],
  [
    'the JavaScript code',
    /\b(?:const|let|var|await|import|export default)\s|\bnew \w+\(|\bprocess\.env\b|=>|\bbaseURL\s*:/,
  ],
  ['the JSON', /^\s*[{[][\s\S]*[}\]]\s*$/],
  ['the address in the dashboard', /^\S*dash\.cloudflare\.com\/\S*$/],
  ['the address of Cloudflare’s API', /^\S*api\.cloudflare\.com\/\S*$/],
  ['the address of the gateway', /^(?:https?:\/\/)?\S*\/v1\/[0-9a-f]{32}\S*$/i],
  ['the header', /^[\w-]+:\s+\S+(?:\s\S+)?$/],
] as const satisfies readonly (readonly [string, RegExp | ((text: string) => boolean)])[];

export function kindOfPaste(text: string): PasteKind {
  return (
    KINDS.find(([, form]) => (typeof form === 'function' ? form(text) : form.test(text)))?.[0] ?? 'the paste'
  );
}
