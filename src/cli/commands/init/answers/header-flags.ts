import { CREDENTIAL_HEADERS } from '../../../../diagnosis/exchange/exchange.js';
import { headerProblem } from '../../../../gateway/requests/request-headers.js';
import { Redactor } from '../../../../lib/redact/redactor.js';
import { UsageError } from '../../../shared/errors.js';

/** Request headers for the block, by name in lower case; null removes one. */
export type HeaderChanges = Readonly<Record<string, string | null>>;

/** Checks the values of `--header`. Throws UsageError, which never contains what may be a secret. */
export function headerChanges(flags: readonly string[] = []): HeaderChanges {
  return Object.fromEntries(flags.map(headerChange));
}

function headerChange(text: string): [name: string, value: string | null] {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(equals, 0)).trim().toLowerCase();
  if (!name) {
    throw new UsageError(
      '--header needs a name and a value',
      'Such as --header cf-aig-cache-ttl=3600; without a value (--header cf-aig-cache-ttl=) it is removed.',
    );
  }
  refuseManaged(name);
  const value = text.slice(equals + 1).trim();
  if (value === '') return [name, null];
  if (new Redactor().redact(value) !== value) {
    throw new UsageError(
      `--header ${name}: a credential does not belong in openclaw.json`,
      'Give the gateway token with --token-stdin, and a provider’s key with --provider-key-env.',
    );
  }
  const problem = headerProblem(name, value);
  if (problem?.kind === 'unknown') {
    const { nearest } = problem;
    throw new UsageError(
      `--header ${name}: AI Gateway has no such header`,
      nearest
        ? `Did you mean ${nearest}?`
        : 'Only AI Gateway’s own headers can be set: https://developers.cloudflare.com/ai-gateway/configuration/request-handling/',
    );
  }
  if (problem) {
    throw new UsageError(
      `--header ${name}: the value cannot work, it is "${value}"`,
      `It should be ${problem.expected}.`,
    );
  }
  return [name, value];
}

/** Headers that init writes by itself. */
function refuseManaged(name: string): void {
  if ([...CREDENTIAL_HEADERS, 'proxy-authorization', 'cookie'].some((header) => header === name)) {
    throw new UsageError(
      `--header ${name}: a credential does not belong on the command line or in openclaw.json`,
      'init writes this header itself. Give the gateway token with --token-stdin, and a provider’s key with --provider-key-env.',
    );
  }
  if (name === 'cf-aig-gateway-id') {
    throw new UsageError(`--header ${name}: init writes it itself`, 'Give the gateway with --gateway.');
  }
}
