/**
 * Where the events of a conversation go, as the options of every command say: lines on the screen with a sign of life while a
 * server lets us wait, JSON with `--json`, and with `--quiet` nothing but what failed. One function, so that every command
 * that talks to a server shows it alike.
 */

import type { Explainer } from '../../pure/explain/index.ts';
import { toNdjson } from '../../pure/events/index.ts';
import type { EventSink, MalformedEvent, ResultEvent, VerdictEvent } from '../../pure/events/index.ts';
import { transcriptWords } from '../../pure/phrases/index.ts';
import type { CliContext } from '../context.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { renderAdvice } from './advice.ts';
import { heldOutput } from './held-output.ts';
import { renderResult, resultSentence, totalsOf } from './result.ts';
import { veil, veiled } from './veil.ts';
import { createTranscript } from './transcript.ts';
import type { TranscriptOptions } from './transcript-options.ts';
import { createWaiting } from './waiting.ts';

/** As for a transcript, and the streams and wishes that decide between the ways. */
export interface EventViewOptions extends TranscriptOptions {
  readonly context: Pick<
    CliContext,
    'lang' | 'explain' | 'color' | 'out' | 'err' | 'json' | 'quiet' | 'hide'
  >;
  /** Whether the conversation is shown, or only how it ended; `on-error` shows it where that was no success. */
  readonly transcript?: TranscriptWish;
  /** It is over and is shown once more: nobody waits for a reply. */
  readonly recorded?: boolean;
}

export type TranscriptWish = 'always' | 'on-error' | 'never';

export interface EventView {
  readonly event: EventSink;
  /** To be called before anything else is printed, and when the conversation is over. */
  readonly stop: () => void;
}

/** The view that the context asks for. */
export function createEventView(options: EventViewOptions): EventView {
  const { context, explainer } = options;
  if (context.quiet && !context.json) {
    const event: EventSink = (happened) => {
      if (happened.kind === 'result') tellFailure(veil(happened, context.hide), context, explainer);
    };
    return { event, stop: () => undefined };
  }
  const view = plainView(options);
  // The results may go to a file, and the person sits before the other stream.
  const apart = !context.out.isTerminal && context.err.isTerminal;
  if (context.json || options.recorded === true || !apart)
    return { ...view, event: veiled(view.event, context.hide) };
  const told: EventSink = (event) => {
    view.event(event);
    if (event.kind === 'result')
      context.err.line(makeVisible(resultSentence(event, { lang: context.lang, explainer })));
  };
  return { ...view, event: veiled(told, context.hide) };
}

function plainView(options: EventViewOptions): EventView {
  const { context, explainer } = options;
  if (context.json) return { event: writeJson(context, explainer), stop: () => undefined };
  const { transcript: wish = 'always' } = options;
  if (wish !== 'always') return endingView(options, wish);
  const transcript = createTranscript(options);
  if (options.recorded === true) return { event: transcript.event, stop: () => undefined };
  const waiting = createWaiting(context);
  return {
    // The sign goes before the line comes, and may come back behind it.
    event: (event) => {
      waiting.stop();
      transcript.event(event);
      waiting.event(event);
    },
    stop: waiting.stop,
  };
}

/** How it ended, behind the conversation where that is wanted. */
function endingView(options: EventViewOptions, wish: 'on-error' | 'never'): EventView {
  const { out, lang } = options.context;
  const held = heldOutput(out);
  const transcript = createTranscript({ ...options, context: { ...options.context, out: held.out } });
  const waiting = createWaiting(options.context);
  return {
    event: (event) => {
      waiting.stop();
      if (event.kind !== 'result') {
        if (wish === 'on-error') transcript.event(event);
        waiting.event(event);
        return;
      }
      if (wish === 'on-error' && event.exitCode !== 0) {
        held.release(transcriptWords[lang].linesLeftOut);
        transcript.event(event);
      } else for (const line of renderResult(event, options)) out.line(line);
    },
    stop: waiting.stop,
  };
}

function writeJson({ out, lang }: Pick<CliContext, 'out' | 'lang'>, explainer: Explainer): EventSink {
  const words = {
    explain: (event: Parameters<Explainer['reply']>[0]) => {
      const { explanation, sides } = explainer.reply(event);
      return { ...(explanation ?? { title: sides.at(-1) ?? '', text: '', next: '' }), notes: sides };
    },
    remark: explainer.remark,
    verdict: (event: VerdictEvent) => {
      const said = explainer.verdict?.(event);
      return said === undefined ? '' : [...said.points, said.outcome].join(' · ');
    },
    command: explainer.command,
    malformed: ({ rule }: MalformedEvent) => transcriptWords[lang].notAReply(rule),
    advice: explainer.advice,
    result: (event: ResultEvent) => resultSentence(event, { lang, explainer }),
  };
  // The clock of the wall, at the moment that the run counts from.
  let started: number | null = null;
  return (event) => {
    started ??= Date.now() - event.at;
    const line = toNdjson(event, words, started);
    if (line !== null) out.line(line);
  };
}

function tellFailure(
  { problem, exitCode, totals }: ResultEvent,
  { err, lang, color }: EventViewOptions['context'],
  explainer: Explainer,
): void {
  if (problem === null) return;
  if (totals !== undefined) err.line(totalsOf(totals, transcriptWords[lang]));
  const setting = { lang, color: color && err.isTerminal, columns: err.columns };
  for (const line of renderAdvice(explainer.advice(problem), setting, exitCode)) err.line(line);
}
