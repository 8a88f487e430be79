/** The built-in scenarios by name. What each is for is told in `phrases/scenarios`, in both languages. */

import type { Scenario } from '../scenario.ts';
import { DEFAULT_SCENARIO, TOUR_SCENARIO } from './default.ts';
import { LINES } from './lines.ts';
import { REFUSALS } from './refusals.ts';
import { STYLES } from './styles.ts';

export { ALWAYS, DEFAULT_SCENARIO, PRACTICE_ACCOUNT, TOUR_SCENARIO } from './default.ts';

const SCENARIOS = {
  default: DEFAULT_SCENARIO,
  tour: TOUR_SCENARIO,
  ...REFUSALS,
  ...LINES,
  ...STYLES,
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof SCENARIOS;

/** Every name, in the order of a list for reading. */
export const SCENARIO_NAMES: readonly ScenarioName[] = Object.keys(SCENARIOS).filter(isScenarioName);

export function isScenarioName(text: string): text is ScenarioName {
  return Object.hasOwn(SCENARIOS, text);
}

/** The scenario of this name. */
export function scenarioOf(name: ScenarioName): Scenario {
  return SCENARIOS[name];
}
