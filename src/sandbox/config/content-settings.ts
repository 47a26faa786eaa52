import { isRecord } from '../../lib/json.js';
import { boolean, list, object, oneOf, string, type Validator } from './validators.js';

/** Words that block a request or a response that contains them, in any case. */
interface WordLists {
  request: string[];
  response: string[];
}

type Action = 'FLAG' | 'BLOCK';
type Check = 'REQUEST' | 'RESPONSE';

export interface DlpPolicy {
  id: string;
  enabled: boolean;
  action: Action;
  check: Check[];
  profiles: string[];
}

/** `dlp` of the management API: one action for all, or policies. Source: the npm package `cloudflare` 7.3.0. */
type DlpSetting =
  | { enabled: boolean; action: Action; profiles: string[] }
  | { enabled: boolean; policies: DlpPolicy[] };

const CATEGORIES = ['P1', ...Array.from({ length: 13 }, (_, index) => `S${index + 1}`)];

type Categories = Record<string, Action>;

/** `guardrails` of the management API: actions by hazard category. Source: as above. */
interface GuardrailsSetting {
  prompt: Categories;
  response: Categories;
}

/** The words that profiles find in addition to their own ids. Without a setting, one policy blocks them; null: off. */
export interface SandboxDlp extends WordLists {
  setting?: DlpSetting | null;
}

/** The words that categories find in addition to `guardrails:<category>`. Without a setting, one blocks them; null: off. */
export interface SandboxGuardrails extends WordLists {
  setting?: GuardrailsSetting | null;
}

const action = oneOf('FLAG', 'BLOCK');

const dlpLegacy = object<Extract<DlpSetting, { action: Action }>>({
  enabled: boolean,
  action,
  profiles: list(string),
});

const dlpPolicyList = object<Extract<DlpSetting, { policies: DlpPolicy[] }>>({
  enabled: boolean,
  policies: list(
    object<DlpPolicy>({
      id: string,
      enabled: boolean,
      action,
      check: list(oneOf('REQUEST', 'RESPONSE')),
      profiles: list(string),
    }),
  ),
});

/** Throws SandboxConfigError. */
export const dlpSetting: Validator<DlpSetting> = (value, path) =>
  (isRecord(value) && 'policies' in value ? dlpPolicyList : dlpLegacy)(value, path);

const categories: Validator<Categories> = (value, path) =>
  Object.fromEntries(
    Object.entries(
      object<Record<string, Action | undefined>>(
        Object.fromEntries(
          CATEGORIES.map((name) => [name, (one, at) => (one === undefined ? undefined : action(one, at))]),
        ),
      )(value, path),
    ).filter((entry): entry is [string, Action] => entry[1] !== undefined),
  );

/** Throws SandboxConfigError. */
export const guardrailsSetting = object<GuardrailsSetting>({ prompt: categories, response: categories });

const words = { request: list(string), response: list(string) };
const noWords: WordLists = { request: [], response: [] };

/** Undefined and null stay as they are. */
const optional =
  <T>(validator: Validator<T>): Validator<T | null | undefined> =>
  (value, path) =>
    value === undefined || value === null ? value : validator(value, path);

export const sandboxDlp = object<SandboxDlp>({ ...words, setting: optional(dlpSetting) }, noWords);
export const sandboxGuardrails = object<SandboxGuardrails>(
  { ...words, setting: optional(guardrailsSetting) },
  noWords,
);

/** The policies that are on. Those that have no id of their own get the sandbox's. */
export function dlpPolicies({ setting, request, response }: SandboxDlp): DlpPolicy[] {
  const own = { id: 'sandbox-policy', enabled: true };
  if (setting === undefined) {
    const check: Check[] = [
      ...(request.length > 0 ? ['REQUEST' as const] : []),
      ...(response.length > 0 ? ['RESPONSE' as const] : []),
    ];
    return check.length > 0 ? [{ ...own, action: 'BLOCK', check, profiles: ['sandbox-profile'] }] : [];
  }
  if (!setting?.enabled) return [];
  if ('policies' in setting) return setting.policies.filter(({ enabled }) => enabled);
  return [{ ...own, action: setting.action, check: ['REQUEST', 'RESPONSE'], profiles: setting.profiles }];
}

export function showDlp(dlp: SandboxDlp): DlpSetting | null {
  if (dlp.setting !== undefined) return dlp.setting;
  const policies = dlpPolicies(dlp);
  return policies.length > 0 ? { enabled: true, policies } : null;
}

export function showGuardrails({ setting, request, response }: SandboxGuardrails): GuardrailsSetting | null {
  if (setting !== undefined) return setting;
  if (request.length + response.length === 0) return null;
  const blocking = (list: string[]): Categories => (list.length > 0 ? { S1: 'BLOCK' } : {});
  return { prompt: blocking(request), response: blocking(response) };
}
