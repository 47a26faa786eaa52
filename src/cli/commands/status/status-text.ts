import type { Payment } from '../../../openclaw/blocks/recipes.js';
import type { BlockOverview, Overview, VariableOverview } from '../../../openclaw/overview.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';

export interface Status extends Overview {
  config: { path: string; exists: boolean; foundBy: string };
  env: { path: string; exists: boolean };
  /** Included files. */
  includes: string[];
  backups: { path: string; bytes: number }[];
  /** The change that `undo` reverts. */
  lastChange: { command: string; at: string } | null;
}

const PAYMENT_NAMES: Record<Payment, string> = {
  stored: 'Cloudflare: stored keys or unified billing (stored)',
  'own-key': 'you, with a provider key (own-key)',
  'own-key-open': 'you, with a provider key; the gateway needs no token (own-key-open)',
};

const LABEL_COLUMNS = 11;

export function statusText(status: Status, style: Style): string {
  const { config, env, includes, blocks, primary, fallbacks, memorySearch, backups, lastChange } = status;
  const row = (label: string, text: string) => hang(`${label.padEnd(LABEL_COLUMNS)} `, text, style.width);
  const missing = (exists: boolean) => (exists ? '' : ' (does not exist)');
  const lines = [
    row('Config', `${config.path}${missing(config.exists)}`),
    ...includes.map((path) => row('', `includes ${path}`)),
    row('.env', `${env.path}${missing(env.exists)}`),
    row('Primary', primary ?? 'none'),
    ...(fallbacks.length ? [row('Fallbacks', fallbacks.join(', '))] : []),
    ...(memorySearch
      ? [row('Memory', `search with ${memorySearch.model ?? 'an unknown model'}, ${memorySearch.baseUrl}`)]
      : []),
    ...(backups.length ? [row('Backups', backups.map(({ path }) => path).join(', '))] : []),
    ...(lastChange ? [row('Last change', `${lastChange.command}, ${lastChange.at} (cf-aig undo)`)] : []),
    ...blocks.flatMap((block) => ['', ...blockLines(block, style)]),
  ];
  if (!blocks.length) lines.push('', 'No block uses a gateway. To set one up: cf-aig init');
  return `${lines.join('\n')}\n`;
}

function blockLines(block: BlockOverview, { paint, width }: Style): string[] {
  const rows: [label: string, text: string][] = [
    ['base URL', block.baseUrl ?? 'none'],
    ['route', `${block.route ?? 'unknown'}, ${block.api}`],
    ['account', block.accountId ?? 'unknown'],
    ['gateway', block.gateway ?? 'unknown'],
    block.heldKey === null
      ? ['who pays', PAYMENT_NAMES[block.payment]]
      : ['key', `only OpenClaw can read it: ${block.heldKey}`],
    ...block.variables.map((variable, index): [string, string] => [
      index ? '' : 'variables',
      variableText(variable),
    ]),
    ...(block.headers.length ? [['headers', block.headers.join(', ')] satisfies [string, string]] : []),
    ['models', block.models.join(', ') || 'none listed'],
  ];
  return [
    paint.bold(block.id),
    ...rows.map(([label, text]) => hang(`  ${label.padEnd(LABEL_COLUMNS - 2)} `, text, width)),
  ];
}

function variableText({ name, from, empty }: VariableOverview): string {
  if (!from) return `${name}: not set anywhere`;
  const source = from.file
    ? `${from.file}${from.line ? `:${from.line}` : ''}`
    : from.kind === 'process'
      ? 'the environment'
      : 'env.vars of the config';
  return `${name} from ${source}${empty ? ', but it is empty' : ''}`;
}
