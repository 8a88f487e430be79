/** A scenario as one person alone meets it: the banner and the queue ids come from a seed, so that whose conversation it was can be seen. */

import { chanceOf } from './chance.ts';
import type { Scenario } from './scenario.ts';

export function scenarioForOne(scenario: Scenario, seed: string): Scenario {
  return { ...scenario, queueIds: 'hex', banner: `${scenario.banner} ${chanceOf(seed).text(8)}` };
}
