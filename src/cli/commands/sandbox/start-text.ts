import { providerBySlug } from '../../../gateway/providers/providers.js';
import { DEFAULT_ORIGIN, originAt, SANDBOX_TOKENS } from '../../../sandbox/config/defaults.js';
import { builtInKey } from '../../../sandbox/provider/built-in-keys.js';
import { CLIENT_CONDITIONS, type ClientCondition } from '../../../sandbox/scenarios/scenario.js';
import type { Sandbox, SandboxOptions } from '../../../sandbox/server.js';
import { displayWidth } from '../../render/columns.js';
import { hang } from '../../render/hang.js';
import { exportCommand } from '../../render/people/shell.js';
import type { Style } from '../../render/style.js';

/** Providers whose fake keys the start screen names; docs/sandbox.md has all. */
const NAMED_PROVIDERS = ['openai', 'anthropic'] as const;

export interface ProviderKey {
  provider: string;
  /** The usual variable. */
  variable: string;
  key: string;
}

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

/** What to do in another terminal. Each line can be pasted. */
export function startText(
  running: Pick<Sandbox, 'url' | 'gatewayOrigin' | 'apiBaseUrl' | 'accountId' | 'gateway' | 'token'>,
  { authority, needs, keys }: { authority?: string; needs?: ClientCondition; keys: readonly ProviderKey[] },
  style: Style,
): string {
  const variables: [string, string][] = [
    ['CF_AIG_GATEWAY_ORIGIN', running.gatewayOrigin],
    ['CLOUDFLARE_API_BASE_URL', running.apiBaseUrl],
    ['CLOUDFLARE_ACCOUNT_ID', running.accountId],
    ['CLOUDFLARE_AI_GATEWAY_ID', running.gateway],
    ['CLOUDFLARE_AI_GATEWAY_API_KEY', running.token],
    ...(authority && needs === 'trust' ? ([['NODE_EXTRA_CA_CERTS', authority]] as [string, string][]) : []),
  ];
  // `--sandbox` knows this token, so that nothing has to be exported.
  const { port } = new URL(running.url);
  const isKnown = running.url === originAt(Number(port)) && running.token === SANDBOX_TOKENS.good.value;
  const command = `cf-aig init --sandbox${running.url === DEFAULT_ORIGIN ? '' : ` ${port}`}`;
  const short = isKnown ? ` \`${command}\`. Or, for other programs too:` : '';
  const notes = [
    'The token is a fake one and works only here.',
    keys.length ? 'So are these keys of providers, to try a setup with a key of your own:' : '',
  ].filter(Boolean);
  const paragraph = (text: string) => `${hang('', text, style)}\n`;
  return [
    paragraph(`Sandbox gateway on ${running.url}, Ctrl-C stops it. In another terminal:${short}`),
    '\n',
    ...variables.map((variable) => exportLine(variable, style)),
    `${hang('', '`cf-aig init --model openai/gpt-4o-mini`', style).replaceAll('`', '')}\n`,
    '\n',
    paragraph(notes.join(' ')),
    ...keys.map(({ variable, key }) => exportLine([variable, key], style)),
    '\n',
    needs ? `${paragraph(`To see this scenario: ${CLIENT_CONDITIONS[needs]}.`)}\n` : '',
    authority && !needs
      ? `${paragraph(`NODE_EXTRA_CA_CERTS=${authority} would make its certificate trusted.`)}\n`
      : '',
  ].join('');
}

/** A POSIX shell joins a line that ends in a backslash with the next. */
function exportLine([name, value]: [string, string], { width, shell = 'posix' }: Style): string {
  const line = exportCommand(name, value, shell);
  if (shell !== 'posix' || displayWidth(line) < width) return `${line}\n`;
  return `${exportCommand(name, '', shell)}\\\n${value}\n`;
}
