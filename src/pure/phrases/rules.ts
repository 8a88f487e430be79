/** The words about rules that make a server misbehave: their help, and why something is none. */

import type { RuleFault } from '../practice/index.ts';
import type { Worded } from './lang.ts';
import { rulesEn } from './rules.en.ts';
import { rulesRu } from './rules.ru.ts';

export interface RuleWords {
  /** The group of these options in a help. */
  readonly group: string;
  readonly rule: string;
  readonly rules: string;
  readonly seed: string;
  readonly fault: (fault: RuleFault, certificates: readonly string[]) => string;
  /** A fault of an item of a file, from 1; 0 for the file as a whole. */
  readonly inFile: (at: number, said: string) => string;
  readonly notYaml: (reason: string) => string;
}

export const ruleWords: Worded<RuleWords> = { en: rulesEn, ru: rulesRu };
