/**
 * The event log as a stream: one event in, every sink told, in order. Nothing is kept here, so that memory does not grow
 * with a letter or a session; whoever derives something from the log (a screen, a recording, a verdict) is a sink that
 * keeps what it needs, and that is bounded.
 */

import type { EventSink } from './event.ts';

export interface EventLog {
  /** Tells every sink. */
  readonly emit: EventSink;
  /** Adds a sink for what happens from now on; the function that is returned takes it away again. */
  readonly add: (sink: EventSink) => () => void;
}

/** A log with these sinks. */
export function createEventLog(...sinks: readonly EventSink[]): EventLog {
  let told: readonly EventSink[] = sinks;
  return {
    emit: (event) => {
      for (const sink of told) sink(event);
    },
    add: (sink) => {
      told = [...told, sink];
      return () => {
        told = told.filter((other) => other !== sink);
      };
    },
  };
}
