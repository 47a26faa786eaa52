/** What the text of a model id asks of the built-in provider. */
export interface ModelMarkers {
  /** `fail-401`, `fail-quota`: the provider fails in that way. */
  failure?: string;
  /** `slow-500`: milliseconds until the first byte. */
  delayMs?: number;
  /** `flaky-2`: number of outages before each answer. */
  outages?: number;
}

export function modelMarkers(model: string): ModelMarkers {
  const number = (pattern: RegExp) => {
    const digits = pattern.exec(model)?.[1];
    return digits === undefined ? undefined : Number(digits);
  };
  return {
    failure: /fail-([a-z0-9]+(?:-[a-z0-9]+)*)/.exec(model)?.[1],
    delayMs: number(/slow-(\d+)/),
    outages: number(/flaky-(\d+)/),
  };
}

export function isMarked(model: string): boolean {
  return Object.values(modelMarkers(model)).some((marker) => marker !== undefined);
}
