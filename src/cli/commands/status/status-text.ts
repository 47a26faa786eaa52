import { PROVIDERS } from '../../../gateway/providers/providers.js';
import type { Payment } from '../../../openclaw/blocks/recipes.js';
import type { BlockOverview, Overview, VariableOverview } from '../../../openclaw/overview.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';
import { localZone, momentIn } from '../../render/zone.js';

export interface Status extends Overview {
  config: { path: string; exists: boolean; foundBy: string };
  env: { path: string; exists: boolean };
  /** Included files. */
  includes: string[];
  backups: { path: string; bytes: number }[];
  /** The change that `undo` reverts. */
  lastChange: { command: string; at: string } | null;
}

const PAYERS: Record<Payment, string> = {
  stored: 'Cloudflare, from credits that you buy there or with a provider’s key that you store there',
  'own-key': 'you: OpenClaw also sends your own key of the provider',
  'own-key-open': 'you: OpenClaw sends only your own key of the provider; the gateway asks for no token',
};

type Row = readonly [label: string, text: string];

const LABEL_COLUMNS = 11;

export function statusText(status: Status, style: Style): string {
  const { config, env, includes, blocks, primary, fallbacks, memorySearch, backups, lastChange } = status;
  const missing = (exists: boolean) => (exists ? '' : ' (does not exist)');
  const rows: Row[] = [
    ['Config', `${config.path}${missing(config.exists)}`],
    ...includes.map((path): Row => ['', `includes ${path}`]),
    ['.env', `${env.path}${missing(env.exists)}`],
    ['Model', primary ?? 'none'],
    ...(fallbacks.length ? [['Fallbacks', fallbacks.join(', ')] satisfies Row] : []),
    ...(memorySearch
      ? [
          [
            'Memory',
            `search with ${memorySearch.model ?? 'an unknown model'}, ${memorySearch.baseUrl}`,
          ] satisfies Row,
        ]
      : []),
    ...(backups.length ? [['Backups', backups.map(({ path }) => path).join(', ')] satisfies Row] : []),
    ...(lastChange
      ? [
          [
            'Last change',
            `${lastChange.command}, ${momentIn(localZone(), lastChange.at)} (cf-aig undo)`,
          ] satisfies Row,
        ]
      : []),
  ];
  const sections = blocks.map((block) => [
    style.paint.bold(block.id),
    ...rowLines(blockRows(block), '  ', style),
  ]);
  if (!blocks.length)
    sections.push([hang('', 'OpenClaw does not use a gateway yet. To set it up: cf-aig init', style)]);
  return `${[rowLines(rows, '', style), ...sections].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

export function rowLines(rows: readonly Row[], indent: string, style: Style): string[] {
  const columns = LABEL_COLUMNS - indent.length;
  return rows.map(([label, text]) => hang(`${indent}${label.padEnd(columns)} `, text, style));
}

const PAYERS_IN_SHORT: Record<Payment, string> = {
  stored: 'Cloudflare',
  'own-key': 'you, with your own key of the provider',
  'own-key-open': 'you, with your own key of the provider',
};

/** The setup at a glance, in three lines. */
export function glanceRows(block: BlockOverview, primary: string | null): Row[] {
  const { id, gateway, accountId, heldKey, payment, variables } = block;
  const isUsed = primary?.startsWith(`${id}/`) ?? false;
  const keys = variables.map(({ name, from }) =>
    from ? `key from ${sourceText(from)}` : `${name} is not set`,
  );
  return [
    ['Model', isUsed ? primary! : `${primary ?? 'none'}, which does not use the gateway`],
    ['Gateway', `${gateway ?? 'unknown'}${accountId ? `, account …${accountId.slice(-4)}` : ''}`],
    heldKey === null
      ? ['Who pays', [PAYERS_IN_SHORT[payment], ...new Set(keys)].join('; ')]
      : paymentRow(block),
  ];
}

function blockRows(block: BlockOverview): Row[] {
  return [
    ['address', block.baseUrl ?? 'none'],
    ['reaches', `${reachText(block)} (${block.route ?? 'an unknown path'}, ${block.api})`],
    ['account', block.accountId ?? 'unknown'],
    ['gateway', block.gateway ?? 'unknown'],
    paymentRow(block),
    ...block.variables.map((variable, index): Row => [index ? '' : 'variables', variableText(variable)]),
    ...(block.headers.length ? [['headers', block.headers.join(', ')] satisfies Row] : []),
    ['models', block.models.join(', ') || 'none listed'],
  ];
}

/** What the block can be used for: `every provider`, `only OpenAI`. */
function reachText({ route }: BlockOverview): string {
  if (route === null || route === 'compat' || route === 'rest') return 'every provider';
  return `only ${PROVIDERS.find(({ slug }) => slug === route)?.name ?? route}`;
}

function paymentRow({ heldKey, payment }: BlockOverview): Row {
  return heldKey === null ? ['who pays', PAYERS[payment]] : ['key', `only OpenClaw can read it: ${heldKey}`];
}

function variableText({ name, from, empty }: VariableOverview): string {
  if (!from) return `${name}: not set anywhere`;
  return `${name} from ${sourceText(from)}${empty ? ', but it is empty' : ''}`;
}

function sourceText({ kind, file, line }: NonNullable<VariableOverview['from']>): string {
  if (file) return `${file}${line ? `:${line}` : ''}`;
  return kind === 'process' ? 'the environment' : 'env.vars of the config';
}
