import { OTHER_GATEWAYS, OTHER_TOKENS } from '../../../conformance/asking/experiment.js';
import type { Values } from '../../../conformance/asking/placeholder-values.js';
import { checkGatewayName } from '../../../gateway/credentials/identifiers.js';
import { UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { ConformanceOptions } from './index.js';

/** What `--other-token` and `--other-gateway` name. Throws UsageError. */
export function otherValues(
  { env, redactor }: Pick<Io, 'env' | 'redactor'>,
  { otherToken = [], otherGateway = [] }: Pick<ConformanceOptions, 'otherToken' | 'otherGateway'>,
): Values {
  const tokens = otherToken.map((text): [string, string] => {
    const [kind, variable] = pair('--other-token', text, OTHER_TOKENS, 'VARIABLE');
    const value = env[variable]?.trim();
    if (!value) throw new UsageError(`--other-token ${kind}: the variable ${variable} is not set`);
    redactor.add(value);
    return [`token:${kind}`, value];
  });
  const gateways = otherGateway.map((text): [string, string] => {
    const [kind, name] = pair('--other-gateway', text, OTHER_GATEWAYS, 'name');
    if (!checkGatewayName(name).ok)
      throw new UsageError(`--other-gateway ${kind}: no gateway can have this name`);
    return [`gateway:${kind}`, name];
  });
  return Object.fromEntries([...tokens, ...gateways]);
}

function pair(flag: string, text: string, kinds: readonly string[], what: string): [string, string] {
  const [, kind = '', value = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (kinds.includes(kind) && value) return [kind, value];
  throw new UsageError(`${flag} takes kind=${what}`, `The kinds are ${kinds.join(', ')}.`);
}
