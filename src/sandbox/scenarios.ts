import { nearest } from '../lib/nearest.js';
import { BAD_TOKEN_SCENARIOS } from './scenarios/bad-token-scenarios.js';
import { BAD_URL_SCENARIOS } from './scenarios/bad-url-scenarios.js';
import { GATEWAY_POLICY_SCENARIOS } from './scenarios/gateway-policy-scenarios.js';
import { NETWORK_SCENARIOS } from './scenarios/network-scenarios.js';
import type { Scenario } from './scenarios/scenario.js';
import { UPSTREAM_ERROR_SCENARIOS } from './scenarios/upstream-error-scenarios.js';

/** Everything that can go wrong on the wire, in the order in which one failure hides the next. */
export const SCENARIOS: readonly Scenario[] = [
  ...NETWORK_SCENARIOS,
  ...BAD_URL_SCENARIOS,
  ...BAD_TOKEN_SCENARIOS,
  ...GATEWAY_POLICY_SCENARIOS,
  ...UPSTREAM_ERROR_SCENARIOS,
];

export class UnknownScenario extends Error {
  override name = 'UnknownScenario';
}

/** Throws UnknownScenario, which names the nearest one. */
export function findScenario(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (found) return found;
  const near = nearest(
    name,
    SCENARIOS.map((scenario) => scenario.name),
  );
  throw new UnknownScenario(`there is no scenario ${name}${near ? `; did you mean ${near}?` : ''}`);
}
