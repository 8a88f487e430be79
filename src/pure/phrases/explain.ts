/** The words of `smtp-lab explain` around the knowledge base. */

import type { Worded } from './lang.ts';
import { explainEn } from './explain.en.ts';
import { explainRu } from './explain.ru.ts';

export interface ExplainWords {
  readonly about: string;
  readonly argument: string;
  readonly list: string;
  readonly search: string;
  readonly showSecrets: string;
  readonly unknown: (term: string, near: readonly string[]) => string;
  readonly nothingFound: (word: string) => string;
  readonly whatToExplain: string;
  readonly unknownCode: (code: string) => string;
  readonly unknownCodeText: (byClass: string, byGroup: string) => string;
  readonly offer: (server: string) => string;
  readonly unknownKeyword: string;
  readonly sasl: string;
  readonly saslUser: string;
  readonly saslPasswordFile: string;
  readonly saslTitle: (mechanism: string) => string;
  readonly saslMade: (user: string, password: string) => string;
  readonly saslIn: string;
  readonly saslDecoded: string;
  readonly saslUnknown: (name: string, known: string) => string;
  readonly saslResult: (accepted: boolean) => string;
  readonly pick: string;
  readonly next: string;
  readonly forAdmin: (text: string) => string;
  readonly source: (source: string) => string;
  readonly syntax: (text: string) => string;
  readonly example: (text: string) => string;
  readonly parameters: (names: string) => string;
  readonly answers: (codes: string) => string;
  readonly notStandard: string;
  readonly unsure: string;
  readonly cause: string;
  readonly base64: {
    readonly title: string;
    readonly text: (decoded: string) => string;
    readonly secret: string;
    readonly binary: string;
  };
  readonly exchange: string;
  readonly exchangeFor: string;
  readonly exchangeWants: string;
  readonly exchangePassword: string;
  readonly exchangeWanted: string;
  readonly exchangeRight: string;
  readonly exchangeWrong: string;
  readonly exchangeFaults: Readonly<Record<'incomplete' | 'too-costly', string>>;
  readonly kinds: Readonly<Record<string, string>>;
}

export const explainWords: Worded<ExplainWords> = { en: explainEn, ru: explainRu };
