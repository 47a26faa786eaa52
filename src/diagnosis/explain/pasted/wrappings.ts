import { trimEnd } from '../../../lib/text/trim-end.js';

/** A line without what clients put around an error: names of classes, prefixes of loggers, the status and its words. */
export interface Unwrapped {
  message: string;
  /** 0: none is named. */
  status: number;
  /** A client says that it is an error; else it may be any sentence. */
  isError: boolean;
}

const STATUS_WORDS: Readonly<Record<string, number>> = {
  'bad request': 400,
  unauthorized: 401,
  'payment required': 402,
  forbidden: 403,
  'not found': 404,
  'method not allowed': 405,
  'proxy authentication required': 407,
  'request timeout': 408,
  gone: 410,
  'payload too large': 413,
  'request entity too large': 413,
  'content too large': 413,
  'unprocessable entity': 422,
  'failed dependency': 424,
  'too many requests': 429,
  'internal server error': 500,
  'bad gateway': 502,
  'service unavailable': 503,
  'gateway timeout': 504,
  'gateway time-out': 504,
};

const STATUS_TEXT = new RegExp(
  `^\\(?(${Object.keys(STATUS_WORDS).join('|')})(?:\\)?\\s*[:·—–,-]\\s*|\\)?\\.?\\s*$)`,
  'i',
);

/** What clients write before the words that count. Taken off from the left as long as one fits. */
const PREFIXES: readonly RegExp[] = [
  // A program's name, before words for an error
  /^[\w.@/() -]{2,30}: (?=(?:\[\w+\] )?(?:\w+ ){0,2}(?:error|exception|failed|failure)\b)/i,
  // Claude Code, opencode, Codex, shells
  /^(?:api |uncaught |unexpected |runtime |unhandled |fatal |stream |llm |request |http )?(?:error|exception|failure|failed|fatal|warn(?:ing)?)(?: \([^)]*\))?(?:\[[\w./-]+\])?\s*(?:[:·—–-]+|=)\s*/i,
  /^(?:\[?(?:error|warn|info|debug)\]?[\s:]+)+/i,
  /^(?:✘|×|✗)\s*/,
  // openai.AuthenticationError: , APICallError [AI_APICallError]: , litellm.exceptions.X: , AnthropicException -
  /^(?:in promise\) )?[\w.$]*(?:Error|Exception|Errors|Failure)\b(?:\s*\[[\w.-]+\])?\s*[:-]\s*/,
  /^(?:failed after \d+ attempts?\b[^:]*\.\s*)?last (?:error|status):\s*/i,
  /^exceeded retry limit, last status:\s*/i,
  /^(?:error|status|response) code\s*[:=]?\s*(?=\d{3}\b)/i,
  /^(?:http(?:\/[\d.]+)?|status|code|got|returned|with)\s*[:=]?\s*(?=\d{3}\b)/i,
  /^(?:unexpected|last) status\s*[:=]?\s*(?=\d{3}\b)/i,
  /^(?:request|the request|call) (?:failed|was rejected|returned)[^:\d]{0,40}[:\s]\s*/i,
  /^http error!?\s*(?:status)?\s*[:=]?\s*/i,
  /^(?:llm|api|provider|upstream|model|server|remote server|gateway)\s(?:request |call )?(?:api )?(?:error|failed|returned(?: an)?(?: error)?)[^:\d]{0,20}[:\s]\s*/i,
  /^(?:error )?from provider[^:]*:\s*/i,
  /^the remote server returned an error:\s*/i,
  /^response status code does not indicate success:\s*/i,
];

/** Before these nothing counts: loggers, module names, times. */
const LAST_CLASS = /^.*?\b(?=[\w.$]*(?:Error|Exception)\b(?:\s*\[[\w.-]+\])?\s*[:-]\s)/s;

export function unwrap(line: string): Unwrapped {
  let rest = line.trim();
  let status = 0;
  let isError = false;
  const field = /\berr(?:or)?=["']?(?=\S)/.exec(rest);
  if (field) {
    rest = rest.slice(field.index + field[0].length);
    isError = true;
  }
  const inner = LAST_CLASS.exec(rest)?.[0];
  if (inner) rest = rest.slice(inner.length);
  for (let changed = true; changed; ) {
    changed = false;
    for (const prefix of PREFIXES) {
      const found = prefix.exec(rest)?.[0];
      if (!found) continue;
      rest = rest.slice(found.length);
      isError = changed = true;
    }
    const number = /^\(?([45]\d\d)\)?(?:\s*[:,·—–-]\s*|\s+|$)/.exec(rest);
    if (number && !status) {
      status = Number(number[1]);
      rest = rest.slice(number[0].length);
      isError = changed = true;
    }
    const words = STATUS_TEXT.exec(rest);
    if (words) {
      status ||= STATUS_WORDS[words[1]!.toLowerCase()]!;
      rest = rest.slice(words[0].length);
      isError = changed = true;
    }
  }
  return { message: trimEnd(rest.replace(/^["'`]+/, ''), '"\'`').trim(), status, isError };
}

/** A status that a line names in passing; 0: none. */
export function statusIn(line: string): number {
  const named =
    /\b(?:HTTP(?:\/[\d.]+)?|status(?: ?code)?|response code|statuscode)["']?[\s:=]+["'(]?([345]\d\d)\b/i.exec(
      line,
    ) ??
    /\b([45]\d\d) (?:client|server) error\b/i.exec(line) ??
    /\b(?:client|server) error ['"]([45]\d\d)\b/i.exec(line) ??
    /\berror:? \(([45]\d\d)\)/i.exec(line) ??
    /\bERROR ([45]\d\d):/.exec(line) ??
    /\b(?:returned|answered|responded with|failed with|got)(?: a| an)?(?: status| error)?(?: code)? ([45]\d\d)\b(?! (?:items|results|rows|times|bytes|ms))/i.exec(
      line,
    ) ??
    /" ([45]\d\d) \d+\b/.exec(line) ??
    /\b([45]\d\d) status code\b/i.exec(line) ??
    /^\s*([345]\d\d)(?: [A-Z][A-Za-z-]*)+\.?\s*$/.exec(line);
  return Number(named?.[1] ?? 0);
}
