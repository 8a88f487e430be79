/** The short notes in the margin of a conversation: their one shape, and both languages. Each is at most 38 columns. */

import type { Worded } from './lang.ts';
import { notesEn } from './notes.en.ts';
import { notesRu } from './notes.ru.ts';

export interface Notes {
  /** What stands before the note of the first reply of each class. */
  readonly classes: Readonly<Record<number, string>>;
  readonly commands: Readonly<Record<string, string>>;
  readonly helloAgain: string;
  /** A reply by verb and code, such as `DATA 354`; a verb alone stands for all its accepted replies. */
  readonly replies: Readonly<Record<string, string>>;
  /** A reply by its code, where the verb says nothing of its own. */
  readonly codes: Readonly<Record<number, string>>;
  /** Replies whose enhanced code says another thing than the code does: `452 4.5.3`. */
  readonly enhanced: Readonly<Record<string, string>>;
  readonly keywords: Readonly<Record<string, string>>;
  readonly firstHyphen: string;
  readonly lastSpace: string;
  /** The lines of a list that EXPN shows, behind the first. */
  readonly member: string;
  readonly lastMember: string;
  readonly base64Of: (text: string) => string;
  readonly hidden: string;
  readonly loneDot: string;
  readonly tls: (protocol: string) => string;
}

export const notes: Worded<Notes> = { en: notesEn, ru: notesRu };
