/** A reply that somebody gave as a term, and what a reader of others' texts found: loaded when there is one. */

import { readReplies } from '../reading/index.ts';
import type { Reading } from '../reading/index.ts';
import type { Lang } from '../phrases/index.ts';
import type { Answer } from './answer.ts';
import { answerReading } from './reading-answer.ts';
import type { ReadingAnswer } from './reading-answer.ts';

type Look = (code: string) => Promise<Answer | null>;

/** The answer to a text that is one reply; null where it is none, or several. */
export function explainReplyText(text: string, lang: Lang, look: Look): Promise<ReadingAnswer> | null {
  const replies = readReplies(text);
  const [reply] = replies ?? [];
  return reply === undefined || replies?.length !== 1 ? null : answerReading(reply, text, lang, look);
}

export function explainFound(reading: Reading, lang: Lang, look: Look): Promise<ReadingAnswer> {
  return answerReading(reading, reading.said, lang, look);
}
