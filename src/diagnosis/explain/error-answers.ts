import type { CauseId } from '../causes/catalogue.js';
import { type Answer, makeAnswer } from '../exchange/answer.js';
import type { Complaint } from '../exchange/complaint.js';
import { complaintLine } from '../reading/evidence.js';
import { known, valuesFromAnswer } from '../reading/exchange-values.js';
import { PROVIDER_RULES } from '../rules/provider-rules.js';
import { judge } from '../rules/rule.js';
import { causeOf } from '../rules/rules.js';
import type { Certainty, Found } from './found.js';
import { providerInWords, type Setting } from './pasted/setting.js';

/** An error of which only the words are known, and perhaps the status (0: not). */
export function answerTo(complaint: Complaint, httpStatus: number, setting: Setting): Answer {
  const { plane, path, sent, model } = setting;
  return makeAnswer(complaint, { plane, path, headers: {}, sent, model, httpStatus });
}

/** The words of somebody in a text, without any shape around them. */
export function spoken(speaker: Complaint['speaker'], message: string): Complaint {
  return { speaker, shape: 'text', at: 'text', codes: [], kinds: [], message };
}

/** Definite enough to be named without knowing who answered. */
export function isTelling(answer: Answer): boolean {
  if (answer.speaker !== 'provider' || judge(PROVIDER_RULES, answer)) return true;
  if (answer.shape === 'error object') return answer.status >= 400 || answer.kinds.length > 0;
  return answer.status >= 400 && (answer.shape === 'detail' || answer.shape === 'title');
}

export function foundIn(answer: Answer, excerpt: string, setting: Setting, certainty: Certainty): Found {
  const { cause, alternatives = [], values = {} } = causeOf(answer);
  // Without a host it is unknown whether Cloudflare's API was asked directly or as the provider behind the gateway.
  const other: CauseId[] =
    !setting.hinted && cause === 'token-lacks-workers-ai' ? ['workers-ai-token-rejected'] : [];
  return {
    cause,
    alternatives: [...other, ...alternatives],
    values: {
      ...setting.values,
      ...known({ provider: providerInWords(answer.words) }),
      ...valuesFromAnswer(answer),
      ...known(values),
    },
    evidence: [complaintLine(answer)],
    excerpt,
    certainty,
  };
}
