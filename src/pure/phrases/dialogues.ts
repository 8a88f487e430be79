/** The words of transcripts: how a foreign one was read, what breaks the protocol in it, what still looks like a secret. */

import type { ConductDetails, TranscriptRemarkDetails } from '../problems/index.ts';
import type { Leftover } from '../sessions/index.ts';
import type { Worded } from './lang.ts';
import { dialoguesEn } from './dialogues.en.ts';
import { dialoguesRu } from './dialogues.ru.ts';

export interface DialogueWords {
  readonly from: string;
  readonly conversation: string;
  readonly repair: string;
  readonly judge: string;
  readonly against: string;
  readonly redact: string;
  readonly anonymize: string;
  readonly remark: string;
  readonly remarks: {
    readonly [K in keyof TranscriptRemarkDetails]: (detail: TranscriptRemarkDetails[K]) => string;
  };
  /** Of a capture: the two sides and the first packet. */
  readonly stream: (client: string, server: string, packet: number) => string;
  readonly streamTable: {
    readonly head: readonly [string, string, string, string, string, string];
    readonly letters: Readonly<
      Record<'none' | 'accepted' | 'refused' | 'unknown' | 'not-sent' | 'not-visible', string>
    >;
  };
  readonly conduct: { readonly [K in keyof ConductDetails]: (detail: ConductDetails[K]) => string };
  readonly client: string;
  readonly server: string;
  /** Behind a fault: the broken rule. */
  readonly rule: (rule: string) => string;
  readonly verdict: (client: number, server: number, warnings: number) => string;
  readonly verdictFine: string;
  /** Where a refusal stands, whom it is about (or ''), and its title. */
  readonly refused: (place: string, recipient: string, title: string) => string;
  readonly refusedOnly: string;
  readonly moreRefusals: (count: number) => string;
  readonly ending: (
    how: 'quit' | 'closed-by-server' | 'closed-by-client' | 'closed' | 'not-shown',
    letter: 'none' | 'accepted' | 'refused' | 'unknown' | 'not-sent' | 'not-visible',
  ) => string;
  readonly encrypted: (mode: 'starttls' | 'implicit') => string;
  readonly beginningMissing: string;
  readonly notUnderstood: (lines: number, first: number) => string;
  readonly asWanted: (file: string) => string;
  readonly oneAtATime: (count: number) => string;
  readonly noSuchConversation: (count: number) => string;
  readonly tryAuto: string;
  readonly leftovers: Readonly<Record<Leftover['what'], string>>;
  readonly clean: (file: string) => string;
  readonly redacted: (places: number) => string;
  readonly repaired: (places: number) => string;
  readonly notRedacted: (file: string) => string;
  readonly notReadable: (file: string, line: number, code: string) => string;
  readonly together: (one: string, other: string) => string;
  readonly needs: (option: string) => string;
}

export const dialogueWords: Worded<DialogueWords> = { en: dialoguesEn, ru: dialoguesRu };
