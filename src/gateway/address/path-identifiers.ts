import type { Checked } from '../credentials/checked.js';
import { checkAccountId, checkGatewayName, toGatewayName } from '../credentials/identifiers.js';
import { findPlaceholder } from '../credentials/placeholders.js';
import type { Problem } from './base-url.js';

/** The account's place in the path. `value` only when it is one; `mended` also when it can be told. */
export function readAccount(part: string | undefined): {
  value?: string;
  mended?: string;
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
  if (checked.ok) return { value: checked.value, mended: checked.value, problems: [] };
  if (findPlaceholder(part) !== undefined) return { problems: [] };
  const bare = part.replaceAll('-', '').toLowerCase();
  return {
    problems: [{ cause: 'base-url-account-malformed', values: { accountId: part, detail: clause(checked) } }],
    mended: checkAccountId(bare).ok ? bare : undefined,
  };
}

/** The gateway's place in the path; the counterpart of `readAccount`. */
export function readGatewayName(part: string, checked: Checked): ReturnType<typeof readAccount> {
  if (checked.ok) return { value: checked.value, mended: checked.value, problems: [] };
  if (findPlaceholder(part) !== undefined) return { problems: [] };
  const meant = toGatewayName(part);
  return {
    problems: [
      {
        cause: 'base-url-gateway-malformed',
        values: { gateway: part, detail: clause(checked), nearest: meant },
      },
    ],
    // Small letters are certain; what a dot or a space should be is only a guess.
    mended: checkGatewayName(part.toLowerCase()).ok ? part.toLowerCase() : undefined,
  };
}

/** A sentence as part of another one: "The account ID has ..." becomes "the account ID has ...". */
function clause(checked: Extract<Checked, { ok: false }>): string {
  return checked.problem.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase()).replace(/\.$/, '');
}
