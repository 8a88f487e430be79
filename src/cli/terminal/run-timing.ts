/**
 * What `--timing` and `--csv` make of a run of `send`: of one letter a waterfall, of several a table of their stages, for each server by
 * itself. It is shown after the result on a screen, before it in JSON.
 */

import type { EventSink } from '../../pure/events/index.ts';
import { Measures } from '../../pure/reports/index.ts';
import type { CliContext } from '../context.ts';
import { measuresAsCsv, showMeasures } from './measures.ts';
import { withTiming } from './waterfall.ts';

export interface RunTiming {
  readonly event: EventSink;
  /** What follows is about this server; '' where there is only one. */
  readonly next: (server: string) => void;
  /** The tables of all servers so far. */
  readonly csv: () => string;
}

interface TimingWish {
  readonly shown: boolean;
  /** A table instead of a waterfall. */
  readonly measured: boolean;
  readonly context: Pick<CliContext, 'lang' | 'color' | 'out' | 'json' | 'quiet'>;
}

export function openRunTiming(sink: EventSink, { shown, measured, context }: TimingWish): RunTiming {
  if (!measured) return { event: withTiming(sink, shown, context), next: () => undefined, csv: () => '' };
  const servers: { readonly server: string; readonly measures: Measures }[] = [];
  return {
    event: (event) => {
      const current = servers.at(-1);
      current?.measures.event(event);
      const over = event.kind === 'result' && shown && current !== undefined;
      const show = (): void => {
        if (over) showMeasures(current.measures.measured(), context, event.at, current.server);
      };
      if (context.json) show();
      sink(event);
      if (!context.json) show();
    },
    next: (server) => {
      servers.push({ server, measures: new Measures() });
    },
    csv: () =>
      measuresAsCsv(servers.map(({ server, measures }) => ({ server, measured: measures.measured() }))),
  };
}

/** Whether a file holds such a table: it may be written over. */
export function isMeasuresCsv(text: string): boolean {
  return text.startsWith(measuresAsCsv([]));
}
