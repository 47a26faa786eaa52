import { jsonObject } from '../../../lib/json.js';

/** What a message of the user asks of the built-in model. */
export interface Markers {
  /** `[say:TEXT]`: that exact text. */
  say?: string;
  /** `[tool:NAME]`, `[tool:NAME {"json": true}]`: calls of tools. */
  tools: readonly { name: string; arguments?: Record<string, unknown> }[];
  /** `[fail:NAME]`: the failure of that name, in a stream after its first half. */
  fail?: string;
}

const SAY = /\[say:(\{.*\}|[^\]]*)\]/s;
const TOOL = /^([\w.-]+)(?:\s+(\{.*\}))?\s*\]/s;
const FAIL = /\[fail:([a-z0-9-]+)\]/;

function markersIn(text: string): Markers {
  return {
    say: SAY.exec(text)?.[1],
    tools: text
      .split('[tool:')
      .slice(1)
      .flatMap((part) => {
        const [, name, json = ''] = TOOL.exec(part) ?? [];
        return name ? [{ name, arguments: jsonObject(json) }] : [];
      }),
    fail: FAIL.exec(text)?.[1],
  };
}

/** Of several messages, the newest first: a client can add messages of its own to the user's. */
export function newestMarkers(texts: readonly string[]): Markers {
  const all = texts.map(markersIn);
  return all.find(({ say, tools, fail }) => say !== undefined || tools.length > 0 || fail) ?? { tools: [] };
}
