/**
 * The outcome on the screen: who got the letter, who did not and why, and the advice where something failed. Says what the
 * result event says and nothing else. SECURITY: addresses and replies come from outside and pass `makeVisible`.
 */

import type { Explainer } from '../../pure/explain/index.ts';
import type { ResultEvent } from '../../pure/events/index.ts';
import { transcriptWords } from '../../pure/phrases/index.ts';
import type { Lang, TranscriptWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { renderAdvice } from './advice.ts';
import { indentProse, wrapProse } from './layout.ts';
import { createTheme } from './theme.ts';
import type { TranscriptOptions } from './transcript-options.ts';

/** The lines under a conversation. */
export function renderResult(
  event: ResultEvent,
  { context, explainer }: Pick<TranscriptOptions, 'context' | 'explainer'>,
): readonly string[] {
  const { lang, color, out } = context;
  const words = transcriptWords[lang];
  const theme = createTheme(color);
  const lines: string[] = [];
  const say = (text: string, paint: (text: string) => string): void => {
    lines.push(...wrapProse(makeVisible(text), out.columns).map(paint));
  };
  if (event.accepted.length > 0) say(words.accepted(event.accepted, event.queueId), theme.good);
  if (event.unknown.length > 0) say(words.unknownRecipients(event.unknown), theme.warning);
  if (event.rejected.length > 0 && (event.outcome === 'partial' || event.rejected.length > 1)) {
    say(countsOf(event, words), theme.strong);
    for (const { address, code, enhanced, text, retryable, problem } of event.rejected) {
      const why = problem === undefined ? '' : explainer.advice(problem).headline;
      const reply = code === 0 ? why : [code, enhanced ?? '', text].filter((part) => part !== '').join(' ');
      const line = makeVisible(words.refusedRecipient(address, reply, retryable));
      lines.push(...indentProse(line, 2, out.columns));
    }
  }
  if (event.outcome === 'stopped' && event.problem === null)
    say(words.stopped(event.stage, event.unknown.length > 0), theme.good);
  if (event.outcome === 'not-sent' && event.problem === null) say(words.rehearsed, theme.good);
  if (event.totals !== undefined) {
    say(totalsOf(event.totals, words), theme.strong);
  }
  if (event.problem !== null) {
    if (lines.length > 0) lines.push('');
    const setting = { lang, color, columns: out.columns };
    lines.push(...renderAdvice(explainer.advice(event.problem), setting, event.exitCode));
  }
  return lines;
}

/** The outcome in one sentence, as `--json` gives it: unwrapped, without colour, not yet made visible. */
export function resultSentence(
  event: ResultEvent,
  { lang, explainer }: { readonly lang: Lang; readonly explainer: Explainer },
): string {
  const words = transcriptWords[lang];
  if (event.problem !== null) return explainer.advice(event.problem).headline;
  if (event.outcome === 'stopped') return words.stopped(event.stage, event.unknown.length > 0);
  if (event.outcome === 'not-sent') return words.rehearsed;
  if (event.rejected.length > 0) return countsOf(event, words);
  return words.accepted(event.accepted, event.queueId);
}

/** How many letters of several were taken, were not, and were never tried. */
export function totalsOf(
  { letters, accepted, failed, notTried, milliseconds }: NonNullable<ResultEvent['totals']>,
  words: TranscriptWords,
): string {
  return words.totals(letters, accepted, failed, notTried, (milliseconds / 1000).toFixed(1));
}

/** `1 accepted, 1 to retry, 1 refused.` */
function countsOf({ accepted, rejected }: ResultEvent, words: TranscriptWords): string {
  const retry = rejected.filter(({ retryable }) => retryable).length;
  return words.counts(accepted.length, retry, rejected.length - retry);
}
