import type { Scenario } from './scenario.js';

export type { Scenario } from './scenario.js';

export const SCENARIOS: readonly Scenario[] = [];

export class UnknownScenario extends Error {
  override name = 'UnknownScenario';
}

export function scenarioNamed(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (!found) throw new UnknownScenario(`no scenario is called ${name}`);
  return found;
}
