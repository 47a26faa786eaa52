import type { Checked } from '../credentials/checked.js';
import { checkAccountId, checkGatewayName, toGatewayName } from '../credentials/identifiers.js';
import { findPlaceholder } from '../credentials/placeholders.js';
import type { Problem } from './base-url.js';

/** Checks the account's segment. `value` is a valid account ID; `corrected` may also be a repaired one. */
export function readAccount(part: string | undefined): {
  value?: string;
  corrected?: string;
  problems: Problem[];
} {
  if (part === undefined || part === '') {
    return {
      problems: [
        { cause: 'base-url-account-malformed', values: { accountId: '(none)', detail: 'it is missing' } },
      ],
    };
  }
  const checked = checkAccountId(part);
  if (checked.ok) return { value: checked.value, corrected: checked.value, problems: [] };
  if (findPlaceholder(part) !== undefined) return { problems: [] };
  const bare = part.replaceAll('-', '').toLowerCase();
  return {
    problems: [{ cause: 'base-url-account-malformed', values: { accountId: part, detail: clause(checked) } }],
    corrected: checkAccountId(bare).ok ? bare : undefined,
  };
}

/** Like `readAccount`, for the gateway's segment. */
export function readGatewayName(part: string, checked: Checked): ReturnType<typeof readAccount> {
  if (checked.ok) return { value: checked.value, corrected: checked.value, problems: [] };
  if (findPlaceholder(part) !== undefined) return { problems: [] };
  return {
    problems: [
      {
        cause: 'base-url-gateway-malformed',
        values: { gateway: part, detail: clause(checked), nearest: toGatewayName(part) },
      },
    ],
    // Lower case is certain; replacing a dot or a space is only a guess.
    corrected: checkGatewayName(part.toLowerCase()).ok ? part.toLowerCase() : undefined,
  };
}

/** Makes a sentence part of another: "The account ID has ..." becomes "the account ID has ...". */
function clause(checked: Extract<Checked, { ok: false }>): string {
  return checked.problem.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase()).replace(/\.$/, '');
}
