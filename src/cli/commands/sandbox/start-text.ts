import { providerBySlug } from '../../../gateway/providers/providers.js';
import { DEFAULT_ORIGIN, originAt, SANDBOX_TOKENS } from '../../../sandbox/config/defaults.js';
import { clientVariables } from '../../../sandbox/library/client-variables.js';
import type { ClientFiles } from '../../../sandbox/listening/client-files.js';
import { builtInKey } from '../../../sandbox/provider/built-in-keys.js';
import { CLIENT_CONDITIONS, type ClientCondition } from '../../../sandbox/scenarios/scenario.js';
import type { Sandbox, SandboxOptions } from '../../../sandbox/server.js';
import { displayWidth } from '../../render/columns.js';
import { hang } from '../../render/hang.js';
import { exportCommand, shellWord } from '../../render/people/shell.js';
import type { Style } from '../../render/style.js';
import { SANDBOX_TOKEN_VARIABLE } from './sandbox-settings.js';

/** Providers whose fake keys the start screen names; docs/sandbox.md has all. */
const NAMED_PROVIDERS = ['openai', 'anthropic'] as const;

export interface ProviderKey {
  provider: string;
  /** The usual variable. */
  variable: string;
  key: string;
}

/** Where the token is from: a new one is of this run only; that of the variable is never printed. */
export type TokenSource = 'config' | 'variable' | 'new';

/** Fake keys that the sandbox accepts for providers, unless it sends their requests on. */
export function providerKeys({
  config,
  upstreams,
}: Pick<SandboxOptions, 'config' | 'upstreams'>): ProviderKey[] {
  return NAMED_PROVIDERS.filter((slug) => !upstreams?.has(slug)).flatMap((slug) => {
    const provider = providerBySlug(slug);
    const [key] = config?.providers[slug]?.keys ?? [builtInKey(slug)];
    return provider && key ? { provider: provider.name, variable: provider.keyVariable, key } : [];
  });
}

const TOKEN_NOTES: Record<TokenSource, string> = {
  config: 'The token is a fake one and works only here.',
  variable: `CLOUDFLARE_AI_GATEWAY_API_KEY is the value of ${SANDBOX_TOKEN_VARIABLE}.`,
  new: `The token is a new one in each run; ${SANDBOX_TOKEN_VARIABLE} sets one that stays.`,
};

/** What to do in another terminal. Each line can be pasted. */
export function startText(
  running: Pick<
    Sandbox,
    'url' | 'otherUrls' | 'gatewayOrigin' | 'apiBaseUrl' | 'accountId' | 'gateway' | 'token'
  >,
  {
    files,
    tls,
    needs,
    keys,
    tokenFrom = 'config',
  }: {
    files?: ClientFiles;
    tls?: boolean;
    needs?: ClientCondition;
    keys: readonly ProviderKey[];
    tokenFrom?: TokenSource;
  },
  style: Style,
): string {
  const variables: [string, string][] = [
    ...Object.entries(clientVariables(running)).filter(
      ([name]) => name !== 'CLOUDFLARE_AI_GATEWAY_API_KEY' || tokenFrom !== 'variable',
    ),
    ...(files && needs === 'trust' ? ([['NODE_EXTRA_CA_CERTS', files.authority]] as [string, string][]) : []),
  ];
  // `--sandbox` knows this token, so that nothing has to be exported.
  const { port } = new URL(running.url);
  const isKnown = running.url === originAt(Number(port)) && running.token === SANDBOX_TOKENS.good.value;
  const command = `cf-aig init --sandbox${running.url === DEFAULT_ORIGIN ? '' : ` ${port}`}`;
  const short = isKnown ? ` \`${command}\`. Or, for other programs too:` : '';
  const notes = [
    TOKEN_NOTES[tokenFrom],
    keys.length
      ? `${tokenFrom === 'config' ? 'So are these keys of providers' : 'These keys of providers are fake ones'}, to try a setup with a key of your own:`
      : '',
  ].filter(Boolean);
  const others = running.otherUrls.filter((url) => url !== running.url);
  const reached = others.length ? ` From other machines: ${others.join(', ')}.` : '';
  const paragraph = (text: string) => `${hang('', text, style)}\n`;
  return [
    paragraph(`Sandbox gateway on ${running.url}, Ctrl-C stops it.${reached} In another terminal:${short}`),
    '\n',
    ...variables.map((variable) => exportLine(variable, style)),
    `${hang('', '`cf-aig init --model openai/gpt-4o-mini`', style).replaceAll('`', '')}\n`,
    '\n',
    paragraph(notes.join(' ')),
    ...keys.map(({ variable, key }) => exportLine([variable, key], style)),
    '\n',
    needs ? `${paragraph(`To see this scenario: ${CLIENT_CONDITIONS[needs]}.`)}\n` : '',
    files && tls ? tlsText(running.url, files, paragraph, style) : '',
    files && !tls && !needs
      ? `${paragraph(`NODE_EXTRA_CA_CERTS=${files.authority} would make its certificate trusted.`)}\n`
      : '',
  ].join('');
}

/** How a program is led here that knows only Cloudflare's own hosts. */
function tlsText(
  url: string,
  { authority, preload }: ClientFiles,
  paragraph: (text: string) => string,
  style: Style,
): string {
  return [
    paragraph('For programs on Node that know only Cloudflare’s own hosts:'),
    exportLine(['NODE_OPTIONS', `--import=${preload}`], style),
    '\n',
    paragraph('For others of that kind (Bun, Python, curl), a proxy that leads nowhere else:'),
    exportLine(['HTTPS_PROXY', url], style),
    ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'CURL_CA_BUNDLE'].map((name) =>
      exportLine([name, authority], style),
    ),
    '\n',
  ].join('');
}

/** A POSIX shell joins a line that ends in a backslash with the next. */
function exportLine([name, value]: [string, string], { width, shell = 'posix' }: Style): string {
  if (shell !== 'posix') return `${exportCommand(name, value, shell)}\n`;
  const word = shellWord(value, shell);
  const line = exportCommand(name, word, shell);
  return displayWidth(line) < width ? `${line}\n` : `${exportCommand(name, '', shell)}\\\n${word}\n`;
}
