import { checkGatewayName } from '../../../../../gateway/credentials/identifiers.js';
import type { GatewaySettings } from '../../../../../gateway/management/management-responses.js';
import { newGateway, settingsText } from '../../../../../gateway/management/new-gateway.js';
import { isTypo } from '../../../../../lib/nearest.js';
import { type Choice, matches } from '../../../../prompts/asker.js';

/** Values of the list: an action, then the name. */
export const USE = 'use:';
const CREATE = 'create:';
export const CUSTOM = 'custom:';
export const DEFAULT = 'default';

/** The gateways that match what is typed, similar names, and a new gateway of that name. */
export function gatewayChoices(
  gateways: readonly GatewaySettings[],
  typed: string,
  missing = '',
): Choice<string>[] {
  const all = withDefault(gateways);
  const word = typed.trim() || missing;
  const near = nearName(word, gateways);
  const fitting = all.filter(({ id }) => matches(id, typed));
  const listed = [...all.filter(({ id }) => id === near), ...fitting.filter(({ id }) => id !== near)].map(
    (gateway) => ({
      value: `${USE}${gateway.id}`,
      name: gateway.id === near && near !== word ? `${near} (did you mean this one?)` : gateway.id,
      short: gateway.id,
      description: gateways.includes(gateway)
        ? settingsText(gateway)
        : 'Cloudflare creates it with the first request: authentication on, logs on.',
    }),
  );
  const checked = checkGatewayName(word);
  if (!checked.ok) {
    const disabled = word === '' ? 'Type the name of the new gateway.' : `${checked.problem} ${checked.hint}`;
    return [
      ...listed,
      { value: CREATE, name: '+ a new gateway: type its name', description: disabled, disabled },
    ];
  }
  const { value } = checked;
  if (all.some(({ id }) => id === value)) return listed;
  return [
    ...listed,
    {
      value: `${CREATE}${value}`,
      name: `+ create ${value}`,
      short: `${value} (new)`,
      description: `With ${settingsText(newGateway(value))}.`,
    },
    { value: `${CUSTOM}${value}`, name: `+ create ${value} with other settings`, short: `${value} (new)` },
  ];
}

/** The gateway whose name was probably mistyped. */
export function nearName(name: string, gateways: readonly GatewaySettings[]): string | undefined {
  return gateways.find(({ id }) => isTypo(name, id))?.id;
}

export function isListed(gateways: readonly GatewaySettings[], name: string | undefined): boolean {
  return withDefault(gateways).some(({ id }) => id === name);
}

/** That of the existing setup, or the only one; an account without any gets `default` with the first request. */
export function evidentGateway(gateways: readonly GatewaySettings[], before?: string): string | undefined {
  const ids = gateways.map(({ id }) => id);
  if (before !== undefined) return ids.find((id) => id === before);
  return ids.length > 1 ? undefined : (ids[0] ?? DEFAULT);
}

/** Every account can have `default`, even before it exists. */
function withDefault(gateways: readonly GatewaySettings[]): readonly GatewaySettings[] {
  return gateways.some(({ id }) => id === DEFAULT) ? gateways : [...gateways, { id: DEFAULT }];
}
