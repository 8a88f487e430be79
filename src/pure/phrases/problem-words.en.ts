/** All that words a problem in English. */

import { problemsEn } from './problems.en.ts';
import type { ProblemWords } from './problems.ts';
import { refusalsEn } from './refusals.en.ts';
import { relayingEn } from './relaying.en.ts';

export const words: ProblemWords = {
  problems: problemsEn,
  attempts: {
    leave: (options) => `leave ${options.join(' and ')} out`,
    without: (what, options) => `${what}, without ${options.join(' and ')}`,
  },
  special: refusalsEn,
  relaying: relayingEn,
};
