import type { Fix } from '../causes/cause.js';

/** Placeholders for values that are not known. */
export const UNKNOWN = {
  accountId: '<account ID>',
  agent: '<agent>',
  gateway: '<gateway>',
  provider: '<provider>',
  providerName: 'the provider',
  keysUrl: 'https://developers.cloudflare.com/ai-gateway/usage/providers/',
  billingUrl: 'https://developers.cloudflare.com/ai-gateway/usage/providers/',
  model: '<model>',
  modelRef: 'cloudflare-ai-gateway/<model>',
  tokenVariable: 'CLOUDFLARE_AI_GATEWAY_API_KEY',
  /** Where the token stands: a variable, or a header of the config itself */
  tokenPlace: 'CLOUDFLARE_AI_GATEWAY_API_KEY',
  keyVariable: '<PROVIDER>_API_KEY',
  /** What shows that the key which was sent belongs to another provider. */
  otherKey: '<why>',
  /** Where another value of the key's variable is, and where the one is that wins against it. */
  shadowedKey: '<file>',
  keyWinner: '<file>',
  /** The variable whose exported value wins. */
  exported: '<variable that is exported>',
  variable: '<VARIABLE>',
  baseUrl: '<baseUrl>',
  file: 'openclaw.json',
  envFile: '~/.openclaw/.env',
  /** The file whose `$include` cannot be followed. */
  includedFrom: '<file that includes it>',
  line: '<line>',
  column: '<column>',
  host: 'the server',
  /** The same in a command. */
  hostName: 'gateway.ai.cloudflare.com',
  port: '443',
  proxy: 'in between',
  status: '<status>',
  code: '<code>',
  message: '<message>',
  route: '<route>',
  api: '<api>',
  header: '<header>',
  location: '<address>',
  nearest: '<name>',
  expected: '<what it should be>',
  found: '<what is there>',
  retryAfter: '<seconds>',
  /** How to restart OpenClaw's gateway: a whole sentence. */
  restart: 'Run `openclaw gateway restart`.',
  /** The command of it, if it is one. */
  restartCommand: '<command>',
  /** Where the file is that a command works on. */
  folder: '<folder>',
  detail: '<detail>',
  /** What a Cloudflare token needs on the address that is used. */
  permission: 'AI Gateway > Run',
  /** Host in the config, when it is not Cloudflare's own: only then can it be misspelt. */
  foreignHost: '<host>',
  /** Host in the config, when it is this machine. */
  localHost: 'localhost',
  /** The model of the request that failed; not known when the request asked none. */
  askedModel: '<model that was asked>',
  /** Slug of a custom provider without "custom-". */
  customSlug: '<slug>',
  /** Of OpenClaw. */
  version: '<version>',
} as const;

export type PlaceholderName = keyof typeof UNKNOWN;
export type Values = Partial<Record<PlaceholderName, string>> & {
  /** Another client than OpenClaw sends the requests: what texts call it. They then speak of nothing that only OpenClaw has. */
  client?: string;
};

/** A step that mentions one of these, not in parentheses, is left out when its value is unknown. */
export const OPTIONAL: ReadonlySet<PlaceholderName> = new Set([
  'nearest',
  'expected',
  'found',
  'retryAfter',
  'detail',
  'location',
  'line',
  'column',
  'foreignHost',
  'localHost',
  'proxy',
  'askedModel',
  'customSlug',
  'otherKey',
  'shadowedKey',
  'keyWinner',
  'exported',
  'restartCommand',
  'folder',
  'includedFrom',
] satisfies PlaceholderName[]);

const PLACEHOLDER = /\{([a-zA-Z]+)\}/g;

/** What a text can do without when the value is not known. */
const DISPENSABLE: readonly [pattern: RegExp, without: string][] = [
  // `not valid JSON5: see line {line}, column {column}`
  [/: see line \{(line)\}, column \{column\}/g, ''],
  // `baseUrl is not a URL: {baseUrl}`, `some models do not go through the gateway: {found}.`
  [/: \{(baseUrl|found)\}(?=\.?$)/g, ''],
  // `no gateway named "{gateway}"`
  [/ named "\{([a-zA-Z]+)\}"/g, ' of that name'],
  // `the connection to {host} port {port}`
  [/ port \{(port)\}/g, ''],
  [/(?<=^The name) \{(host)\}/g, ' of the server'],
  [/(?<=server that answered) at \{(host)\}/g, ''],
  // `the model {model}`, `the gateway "{gateway}"`
  [
    /(?<=\b(?:model|account|gateway|route|host|provider|header|variable|agent|fallback|OpenClaw|model id|account ID)) "?\{([a-zA-Z]+)\}"?(?!\w)/g,
    '',
  ],
];

/** ` (HTTP {status})`, ` (the balance is {found})` */
const IN_PARENTHESES = / \([^()]*?\{([a-zA-Z]+)\}[^()]*\)/g;

/** The template with every placeholder replaced; text in braces that is no placeholder stays as it is. */
export function fill(template: string, values: Values): string {
  const short = DISPENSABLE.reduce(
    (text, [pattern, without]) =>
      text.replace(pattern, (part, name: string) => (isPlaceholder(name) && !values[name] ? without : part)),
    withoutParentheses(template, values),
  );
  return dashboardLink(short, values).replace(PLACEHOLDER, (whole, name: string) =>
    isPlaceholder(name) ? (knownValue(name, values) ?? UNKNOWN[name]) : whole,
  );
}

/** Without the parentheses about a value that is not known. */
function withoutParentheses(template: string, values: Values): string {
  return template.replace(IN_PARENTHESES, (part, name: string) =>
    isPlaceholder(name) && !values[name] ? '' : part,
  );
}

function knownValue(name: PlaceholderName, values: Values): string | undefined {
  return values[name] ?? (name === 'hostName' ? values.host : undefined);
}

/** The first one whose optional values are all known, and all values of its command: the last needs none. */
export function fillFix(fixes: Fix | readonly Fix[], values: Values): Fix {
  const { command, what } = [fixes]
    .flat()
    .find(
      ({ command = '', what }) =>
        placeholdersOf(command).every((name) => knownValue(name, values)) && isKnown(what, values),
    )!;
  return { command: command && fillCommand(command, values), what: fillStep(what, values) };
}

export function fillSteps(steps: readonly string[], values: Values): string[] {
  return steps.filter((step) => isKnown(step, values)).map((step) => fillStep(step, values));
}

function fillStep(step: string, values: Values): string {
  const known = step.replace(/: \{(keysUrl|billingUrl)\}/, (link, name) =>
    values[name as keyof Values] ? link : '.',
  );
  return fill(known, values);
}

/** A command may be one of the values itself; any other value is one word of it. */
function fillCommand(command: string, values: Values): string {
  if (command === '{restartCommand}') return fill(command, values);
  const words = Object.entries(values).map(([name, value]) => [name, value && shellWord(value)]);
  return fill(command, Object.fromEntries(words));
}

/**
 * As a shell reads it: in single quotes, if it has anything that is special there. A path of Windows is in double quotes, which
 * cmd and PowerShell know.
 */
function shellWord(value: string): string {
  if (/^(?:[a-z]:[\\/]|\\\\)/i.test(value)) return /^[\w:.\\/-]+$/.test(value) ? value : `"${value}"`;
  return /^[\w@%+=:,./~-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** Whether all optional values of the template are known, but for what is in parentheses. */
function isKnown(template: string, values: Values): boolean {
  const needed = placeholdersOf(withoutParentheses(template, values));
  return needed.every((name) => !OPTIONAL.has(name) || values[name]);
}

function placeholdersOf(template: string): PlaceholderName[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1]!).filter(isPlaceholder);
}

export function isPlaceholder(name: string): name is PlaceholderName {
  return Object.hasOwn(UNKNOWN, name);
}

/** Cloudflare's dashboard asks for the account itself when the link says `:account`. */
function dashboardLink(template: string, values: Values): string {
  return values.accountId
    ? template
    : template.replaceAll(
        'https://dash.cloudflare.com/{accountId}/',
        'https://dash.cloudflare.com/?to=/:account/',
      );
}
