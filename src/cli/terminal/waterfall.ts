/**
 * The waterfall of `--timing`: a row for each thing that was waited for, a bar where on the line of time it lies, and how long it
 * took. It stands behind the conversation; with `--json` it is an event of its own in front of the result.
 */

import { formatJson } from '../../pure/events/index.ts';
import type { EventSink } from '../../pure/events/index.ts';
import { reportWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { Timeline } from '../../pure/reports/index.ts';
import type { TimeSpan } from '../../pure/reports/index.ts';
import type { CliContext } from '../context.ts';
import { widthOf } from './columns.ts';
import { padTo } from './layout.ts';
import { createTheme } from './theme.ts';

type Setting = Pick<CliContext, 'lang' | 'color' | 'out'>;

const MOST_LABEL = 24;
const LEAST_BAR = 10;
const MOST_BAR = 60;
const MOST_CONNECTIONS = 10;

export interface Timing {
  readonly event: EventSink;
  /** Shows what was heard so far. */
  readonly show: () => void;
}

/** Follows the events of a run, each connection by itself. Where it is not wanted, it does nothing. */
export function openTiming(
  wanted: boolean,
  context: Pick<CliContext, 'lang' | 'color' | 'out' | 'json' | 'quiet'>,
): Timing {
  if (!wanted || context.quiet) return { event: () => undefined, show: () => undefined };
  const timelines = new Map<number, Timeline>();
  let at = 0;
  return {
    event: (event) => {
      at = event.at;
      const connection = event.connection ?? 0;
      const timeline = timelines.get(connection) ?? new Timeline();
      timeline.event(event);
      // Of many connections the first are enough to see where time goes, and memory stays bounded.
      if (timelines.size < MOST_CONNECTIONS) timelines.set(connection, timeline);
    },
    show: () => {
      for (const [connection, timeline] of timelines)
        showSpans(timeline.spans(), { ...context, at, connection });
    },
  };
}

/** Spans as a waterfall or as JSON. `connection` 0 is the only one. */
export function showSpans(
  spans: readonly TimeSpan[],
  setting: Setting &
    Pick<CliContext, 'json' | 'quiet'> & { readonly at?: number; readonly connection?: number },
): void {
  const { json, quiet, out, connection = 0, at = Math.max(0, ...spans.map(({ to }) => to)) } = setting;
  if (quiet || spans.length === 0) return;
  if (json) {
    const which = connection === 0 ? {} : { connection };
    out.line(formatJson({ type: 'timing', at: exact(at), ...which, spans: spans.map(rounded) }));
    return;
  }
  out.line();
  for (const line of renderWaterfall(spans, setting, connection)) out.line(line);
}

/** A sink that shows the waterfall when the result has come: behind it on a screen, before it in JSON, where it is the last line. */
export function withTiming(
  sink: EventSink,
  wanted: boolean,
  context: Pick<CliContext, 'lang' | 'color' | 'out' | 'json' | 'quiet'>,
): EventSink {
  const timing = openTiming(wanted, context);
  return (event) => {
    timing.event(event);
    const over = event.kind === 'result';
    if (over && context.json) timing.show();
    sink(event);
    if (over && !context.json) timing.show();
  };
}

const exact = (value: number): number => Math.round(value * 1000) / 1000;

function rounded({ step, label, from, to }: TimeSpan): Readonly<Record<string, unknown>> {
  return { step, label, from: exact(from), to: exact(to) };
}

/** What a span is called. */
function spanLabel({ step, label }: TimeSpan, lang: CliContext['lang']): string {
  const words = reportWords[lang];
  return step === 'command' ? label : words.steps[step];
}

/** The waterfall as lines. `connection` 0 is the only one. */
function renderWaterfall(
  spans: readonly TimeSpan[],
  { lang, color, out }: Setting,
  connection = 0,
): readonly string[] {
  const words = reportWords[lang];
  const theme = createTheme(color);
  const start = Math.min(...spans.map(({ from }) => from));
  const end = Math.max(...spans.map(({ to }) => to));
  const whole = Math.max(end - start, 0.001);
  const labels = spans.map((span) => makeVisible(spanLabel(span, lang)).slice(0, MOST_LABEL));
  const times = spans.map(({ from, to }) => words.milliseconds(formatTime(to - from)));
  const left = Math.max(...labels.map(widthOf));
  const right = Math.max(...times.map(widthOf));
  const room = Math.min(MOST_BAR, Math.max(LEAST_BAR, out.columns - left - right - 6));
  const head = words.whereTimeWent((whole / 1000).toFixed(2));
  const rows = spans.map(({ from, to }, index) => {
    const at = Math.min(room - 1, Math.floor(((from - start) / whole) * room));
    const stop = Math.max(at + 1, Math.floor(((to - start) / whole) * room));
    const bar = padTo(' '.repeat(at) + '▇'.repeat(stop - at), room);
    const time = times[index] ?? '';
    const label = padTo(labels[index] ?? '', left);
    return `  ${label}  ${theme.client(bar)}  ${' '.repeat(right - widthOf(time))}${time}`;
  });
  return [`${connection === 0 ? '' : `[${connection}] `}${theme.strong(head)}`, ...rows];
}

function formatTime(milliseconds: number): string {
  return milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0);
}
