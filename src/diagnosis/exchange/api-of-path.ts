import type { ApiForm } from './exchange.js';

const APIS: readonly [path: RegExp, api: ApiForm][] = [
  [/\/chat\/completions$/, 'openai-completions'],
  [/\/responses$/, 'openai-responses'],
  [/\/messages$/, 'anthropic-messages'],
  [/:(?:stream)?generateContent$/i, 'google-generative-ai'],
];

/** How a request to this path speaks to the model; undefined if the path does not tell. */
export function apiOfPath(path: string): ApiForm | undefined {
  return APIS.find(([end]) => end.test(path))?.[1];
}
