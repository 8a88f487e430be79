/** Всё, чем описывается ошибка по-русски. */

import { problemsRu } from './problems.ru.ts';
import type { ProblemWords } from './problems.ts';
import { refusalsRu } from './refusals.ru.ts';
import { relayingRu } from './relaying.ru.ts';

export const words: ProblemWords = {
  problems: problemsRu,
  attempts: {
    leave: (options) => `уберите ${options.join(' и ')}`,
    without: (what, options) => `${what}, без ${options.join(' и ')}`,
  },
  special: refusalsRu,
  relaying: relayingRu,
};
