import { readComplaint } from '../error-bodies/error-body.js';
import { shorten } from '../reading/exchange-values.js';
import { isPlaceholder, type Values } from '../reading/values.js';
import { CLOUDFLARE_CODES, candidatesForStatus } from './codes.js';
import { answerTo, foundIn, isTelling, spoken } from './error-answers.js';
import { EXCERPT_CHARS, type Found, oneOf, SEVERAL } from './found.js';
import { OPENCLAW_SENTENCES } from './openclaw-sentences.js';
import { transportIn } from './transport-phrases.js';

/** The failure that one line of a text speaks of; what is more definite is looked for first. */
export function explainLine(line: string): Found | undefined {
  const excerpt = shorten(line, EXCERPT_CHARS);
  if (excerpt === '') return undefined;
  return (
    explainCodeAndWords(line, excerpt) ??
    explainTransport(line, excerpt) ??
    explainSentence(line, excerpt) ??
    explainStatusAndWords(line, excerpt) ??
    explainStatus(line, excerpt)
  );
}

/** `2021: Insufficient ...`, `code=2009 message=...`, `error code: 1010`, or an unmistakable sentence of the gateway. */
function explainCodeAndWords(line: string, excerpt: string): Found | undefined {
  if (/\berror code: 1\d{3}\b/i.test(line))
    return oneOf(['cloudflare-edge'], excerpt, [], { code: /1\d{3}/.exec(line)![0] });
  const match =
    /(?:^\s*|error\W{1,3}|code["'\s:=]+|[("'=[])(\d{4,5})["']?\s*[:,-]\s*(?:["']?message["']?\s*[:=]\s*)?["']?([A-Za-z][^"\n]{3,200})/i.exec(
      line,
    );
  const code = Number(match?.[1]);
  if (
    match &&
    (CLOUDFLARE_CODES[code] || (/AiGateway|AI Gateway/.test(line) && code >= 2000 && code < 3000))
  ) {
    const complaint = readComplaint([{ code, message: match[2] }], 'rest', true);
    if (complaint) return foundIn(answerTo(complaint, 0), excerpt);
  }
  if (!GATEWAY_SENTENCES.test(line)) return undefined;
  return foundIn(answerTo(spoken('gateway', line), 0), excerpt);
}

const GATEWAY_SENTENCES =
  /Please configure AI Gateway in the Cloudflare|Chat completion bad format|Failed to get response from provider|Failed to parse model output|blocked due to (security configurations|DLP policy)|Wholesale Rate limited|Insufficient (wholesale|unified billing|AI Gateway) credits|not available via unified billing|no BYOK credential named|spend-limit enforcement|Spend limit exceeded: rule|Insufficient balance; add money to your gateway/i;

function explainTransport(line: string, excerpt: string): Found | undefined {
  const transport = transportIn(line);
  return transport && oneOf([transport.cause], excerpt, [], transport.values);
}

function explainSentence(line: string, excerpt: string): Found | undefined {
  for (const { says, candidates } of OPENCLAW_SENTENCES) {
    const match = says.exec(line);
    if (!match) continue;
    const values: Values = {};
    for (const [name, value] of Object.entries(match.groups ?? {})) {
      if (isPlaceholder(name) && value) values[name] = value;
    }
    return oneOf(
      candidates,
      excerpt,
      candidates.length > 1 ? [`OpenClaw's own words; ${SEVERAL}`] : [],
      values,
    );
  }
  return undefined;
}

/** `Error: 429 You exceeded your current quota`: an SDK's way to quote a provider. */
function explainStatusAndWords(line: string, excerpt: string): Found | undefined {
  const match =
    /(?:^|(?:error|status|http|returned|got|code|failed|with)\W{1,3}|[=:("'[] ?)([45]\d\d)[\s:,\-)"'\]]+(\S.{3,400})$/i.exec(
      line,
    );
  if (!match) return undefined;
  const answer = answerTo(spoken('provider', match[2]!), Number(match[1]));
  return isTelling(answer) ? foundIn(answer, excerpt) : undefined;
}

function explainStatus(line: string, excerpt: string): Found | undefined {
  const named = /\b(?:HTTP(?:\/[\d.]+)?|status(?: ?code)?)["']?[\s:=]+["']?([345]\d\d)\b/i.exec(line);
  const bare = /^\s*([345]\d\d)(?: [A-Z][A-Za-z-]*)+\s*$/.exec(line);
  const status = (named ?? bare)?.[1];
  const candidates = status && candidatesForStatus(Number(status));
  return candidates
    ? oneOf(candidates, excerpt, candidates.length > 1 ? [SEVERAL] : [], { status })
    : undefined;
}
