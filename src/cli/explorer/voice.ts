/**
 * What the explorer says: the events of the conversation, and remarks of its own. On a terminal a typed line is there already, so
 * its command is not shown again. With `--json` a remark is a note among the events. SECURITY: all texts are made visible here.
 */

import { formatJson } from '../../pure/events/index.ts';
import type { EventSink, LabEvent } from '../../pure/events/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import type { Problem } from '../../pure/problems/index.ts';
import {
  createEventView,
  held,
  indentProse,
  released,
  padTo,
  renderAdvice,
  widthOf,
  wrapProse,
} from '../terminal/index.ts';
import type { EventViewOptions } from '../terminal/index.ts';

export interface Voice {
  readonly event: EventSink;
  /** A remark of the lab: prose, wrapped. */
  readonly note: (text: string, indent?: number) => void;
  /** Names and what is said of each, in two columns. */
  readonly list: (rows: readonly (readonly [name: string, what: string])[], indent?: number) => void;
  /** A typed line once more, with a mark under one of its characters; nothing where it would not fit. */
  readonly pointer: (line: string, at: number) => void;
  /** A line to be typed or copied: flush left, whole. With `--json` a note. */
  readonly copied: (line: string) => void;
  /** A line of somebody's text, with a bar before each line that it takes. */
  readonly quoted: (text: string) => void;
  /** Parts what comes from what was. */
  readonly rule: () => void;
  /** A line as it stands. */
  readonly line: (text: string) => void;
  /** A line that is safe already, with styles of our own in it. */
  readonly styled: (text: string) => void;
  /** What ended the conversation, where no event of it tells; with `--json` the result does. */
  readonly problem: (problem: Problem) => void;
  /** What could not be done, while the conversation goes on. */
  readonly setback: (problem: Problem) => void;
  /** Whether what is sent now was typed, and so is on the screen already. */
  typed: boolean;
  /** Called before anything is printed: a prompt may stand there. */
  before: () => void;
  /** Called behind it. */
  after: () => void;
  /** The class of the last reply. */
  readonly lastReply: () => { readonly code: number; readonly class: number } | null;
  readonly stop: () => void;
}

const INDENT = 3;
const MOST_RULE = 60;
/** Between the columns of a list. */
const GAP = 2;

/** A sentence without the marks that Markdown has for a word to be typed: a note is no Markdown. */
function unmarked(text: string, lang: CliContext['lang']): string {
  return text.replace(/`([^`\n]+)`/g, (_whole, word: string) => (lang === 'ru' ? `«${word}»` : `"${word}"`));
}

export function createVoice(
  options: EventViewOptions & { readonly context: CliContext; readonly echoes: boolean },
): Voice {
  const { context, echoes } = options;
  const view = createEventView(options);
  const started = performance.now();
  let last: { readonly code: number; readonly class: number } | null = null;
  const print = (work: () => void): void => {
    voice.before();
    work();
    voice.after();
  };
  const noteEvent = (message: string, more: Readonly<Record<string, unknown>> = {}): void => {
    const at = Math.round(performance.now() - started);
    context.out.line(formatJson({ type: 'note', at, code: 'explorer', message, ...more }));
  };
  const advise = (problem: Problem): void => {
    const { lang, color, err } = context;
    const setting = { lang, color: color && err.isTerminal, columns: err.columns };
    print(() => {
      for (const line of renderAdvice(options.explainer.advice(problem), setting)) err.line(line);
    });
  };
  const voice: Voice = {
    typed: false,
    before: () => undefined,
    after: () => undefined,
    event: (event: LabEvent) => {
      if (event.kind === 'reply') last = event;
      const shown = event.kind === 'command' || event.kind === 'letter' || event.kind === 'data';
      if (shown && voice.typed && echoes) return;
      // What sums up a whole run has no place in a conversation that goes on.
      if (event.kind === 'result' && !context.json) return;
      print(() => view.event(event));
    },
    note: (text, indent = INDENT) => {
      if (context.quiet) return;
      if (context.json) {
        noteEvent(text);
        return;
      }
      print(() => {
        const prose = held(unmarked(makeVisible(text), context.lang));
        for (const line of indentProse(prose, indent, context.out.columns)) context.out.line(released(line));
      });
    },
    list: (rows, indent = INDENT) => {
      if (context.quiet) return;
      if (context.json) {
        for (const [name, what] of rows) noteEvent(`${name}: ${what}`);
        return;
      }
      const margin = indent + Math.max(0, ...rows.map(([name]) => widthOf(name))) + GAP;
      print(() => {
        for (const [name, what] of rows) {
          const [first = '', ...more] = indentProse(makeVisible(what), margin, context.out.columns);
          context.out.line(padTo(' '.repeat(indent) + makeVisible(name), margin) + first.trimStart());
          for (const line of more) context.out.line(line);
        }
      });
    },
    pointer: (text, at) => {
      if (context.json || context.quiet || at < 0) return;
      const shown = ' '.repeat(INDENT) + makeVisible(text);
      const before = widthOf(' '.repeat(INDENT) + makeVisible(text.slice(0, at)));
      if (widthOf(shown) > context.out.columns || before >= context.out.columns) return;
      print(() => {
        context.out.line(shown);
        context.out.line(`${' '.repeat(before)}^`);
      });
    },
    copied: (text) => {
      if (context.quiet) return;
      if (context.json) noteEvent(text);
      else print(() => context.out.line(makeVisible(text)));
    },
    quoted: (text) => {
      if (context.quiet) return;
      if (context.json) {
        noteEvent(text);
        return;
      }
      const bar = `${' '.repeat(INDENT)}| `;
      print(() => {
        const shown = makeVisible(text);
        const width = context.out.columns - bar.length;
        for (const line of widthOf(shown) <= width ? [shown] : wrapProse(shown, width))
          context.out.line(`${bar}${line}`.trimEnd());
      });
    },
    rule: () => {
      if (!context.json && !context.quiet)
        print(() => context.out.line('-'.repeat(Math.min(MOST_RULE, context.out.columns))));
    },
    line: (text) => {
      if (!context.json && !context.quiet) print(() => context.out.line(makeVisible(text)));
    },
    styled: (text) => {
      if (!context.json && !context.quiet) print(() => context.out.line(text));
    },
    problem: (problem) => {
      if (!context.json) advise(problem);
    },
    setback: (problem) => {
      if (context.json) {
        const { headline, ...advice } = options.explainer.advice(problem);
        noteEvent(headline, { advice });
      } else advise(problem);
    },
    lastReply: () => last,
    stop: view.stop,
  };
  return voice;
}
