/**
 * The explainer that knows the notes in the margin and nothing more: enough for a conversation whose course is known, such as
 * the tour. One for a conversation, since it does not say the same thing twice.
 */

import { commandNote, openMemory, replyNotes } from '../../pure/explain/index.ts';
import { notes as allNotes } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import type { TranscriptExplainer } from './transcript.ts';

/** Notes for one conversation. Remarks and failures are named by their codes. */
export function createMargin(lang: Lang): TranscriptExplainer {
  const notes = allNotes[lang];
  const memory = openMemory();
  return {
    command: (event) => commandNote(event, notes, memory),
    reply: (event) => ({ sides: replyNotes(event, notes, memory), explanation: null }),
    remark: ({ code }) => code,
    advice: ({ code }) => ({ headline: code, happened: [], means: [], tries: [], closing: [] }),
  };
}
