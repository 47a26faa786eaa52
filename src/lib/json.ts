/** `lib/`: what any program could use; imports nothing of the other rooms. */

/** A JSON object: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** undefined if the text is not a JSON object. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  // Checking the first character is far cheaper than a thrown error, and empty bodies are common.
  const value = /^\s*\{/.test(text) ? parseJson(text) : undefined;
  return isRecord(value) ? value : undefined;
}

/** For messages: `an object`, `a string`, `null`. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
