/** What each scenario of the practice server is for, in a line. */

import type { ScenarioName } from '../practice/index.ts';
import type { Worded } from './lang.ts';
import { scenariosEn } from './scenarios.en.ts';
import { scenariosRu } from './scenarios.ru.ts';

export type ScenarioWords = Readonly<Record<ScenarioName, string>>;

export const scenarioWords: Worded<ScenarioWords> = { en: scenariosEn, ru: scenariosRu };
