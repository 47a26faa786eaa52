import type { PasteKind } from './paste-kind.js';

export interface ProviderKey {
  value: string;
  /** Slug; undefined if neither the key nor its name tells it */
  provider?: string;
}

/** All that was found in a pasted text. Only the form of each part has been checked. */
export interface Paste {
  kind: PasteKind;
  accountId?: string;
  gateway?: string;
  /** `compat`, `openai`, ...; `rest` for the AI REST API */
  route?: string;
  /** The gateway token */
  token?: string;
  /** At most one for each provider */
  providerKeys: readonly ProviderKey[];
  /** As written: with or without its provider */
  model?: string;
  /** The text is this one value, without quotes, `Bearer` and what cannot be seen */
  value?: string;
  /** What else there is and cannot be used, with articles: "a Cloudflare global API key" */
  unused: readonly string[];
  /** Everything that must not be shown: the credentials above and whatever else looks like one */
  secrets: readonly string[];
}

/** What a paste can answer. */
export type PastePart = 'accountId' | 'gateway' | 'token' | 'providerKey' | 'model';

const WORDS: Record<PastePart, string> = {
  accountId: 'account',
  gateway: 'gateway',
  token: 'token',
  providerKey: 'provider key',
  model: 'model',
};

/** The parts that are there, in the order in which they are named. */
export function partsOf(paste: Paste): PastePart[] {
  return (Object.keys(WORDS) as PastePart[]).filter((part) =>
    part === 'providerKey' ? paste.providerKeys.length > 0 : paste[part] !== undefined,
  );
}

/** `account, gateway and token` */
export function partsText(parts: readonly PastePart[]): string {
  const words = parts.map((part) => WORDS[part]);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
