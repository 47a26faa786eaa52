/** `diagnosis/rules/`: tables from an answer to its cause; the first row that fits decides. */

import type { Answer } from '../exchange/answer.js';
import { isEdgeFault } from '../exchange/answered-by.js';
import type { Speaker } from '../exchange/complaint.js';
import { isNotInSandbox, missingInSandbox } from '../exchange/sandbox-mark.js';
import { CLOUDFLARE_API_RULES } from './cloudflare-api-rules.js';
import { GATEWAY_LAST_RULES, GATEWAY_RULES } from './gateway-rules.js';
import { PROVIDER_RULES, STATUS_RULES } from './provider-rules.js';
import { judge, type Rule, type Verdict } from './rule.js';
import { WORKERS_AI_RULES } from './workers-ai-rules.js';

/** First in every table: the sandbox of cf-aig speaks for all of them. */
const SANDBOX_RULE: Rule = {
  cause: 'not-in-sandbox',
  when: isNotInSandbox,
  values: ({ words }) => ({ found: missingInSandbox(words) }),
};

/** Who speaks decides which tables are asked, in which order. Every list ends with a row that always holds. */
const RULES: Record<Speaker, readonly Rule[]> = {
  gateway: [SANDBOX_RULE, ...GATEWAY_RULES, ...CLOUDFLARE_API_RULES, ...GATEWAY_LAST_RULES],
  'workers-ai': [SANDBOX_RULE, ...WORKERS_AI_RULES, ...PROVIDER_RULES, ...STATUS_RULES],
  provider: [SANDBOX_RULE, ...PROVIDER_RULES, ...STATUS_RULES],
  edge: [
    SANDBOX_RULE,
    { cause: 'cloudflare-edge-fault', when: ({ status, code }) => isEdgeFault(status, code) },
    { cause: 'cloudflare-edge' },
  ],
};

export function causeOf(answer: Answer): Verdict {
  return judge(RULES[answer.speaker], answer)!;
}
