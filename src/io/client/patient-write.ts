/**
 * One write that is not waited for for ever: while the system takes octets it may go on, and where it takes none for too long,
 * the run is over or the user wants to stop, it ends with the reason.
 */

import type { LabError } from '../../pure/problems/index.ts';
import { abortError } from '../wire/index.ts';
import type { Wire } from '../wire/index.ts';
import { afterRealTime, cutShort, uploadLimitOf } from './deadlines.ts';
import type { After, Timeouts } from './deadlines.ts';
import type { Inbox } from './inbox.ts';

/** How a write ended: taken by the system, cut short by something that the server said, or not at all. */
export type Written = 'written' | 'heard' | 'failed';

export interface WriteSetting {
  readonly wire: Wire;
  readonly inbox: Inbox;
  readonly options: Timeouts & {
    readonly now: () => number;
    readonly after?: After;
    readonly signal?: AbortSignal;
  };
  readonly stalled: (seconds: number) => LabError;
  readonly runOver: () => LabError;
  /** Whether a reply, or the end of the wire, ends the wait. */
  readonly stopsAtReply: boolean;
}

/** Writes; resolves to how it ended, or to the error that it ended with. */
export function writePatiently(bytes: Uint8Array, setting: WriteSetting): Promise<Written | LabError> {
  const { wire, inbox, options, stalled, runOver, stopsAtReply } = setting;
  const { after = afterRealTime, now, signal } = options;
  return new Promise((resolve) => {
    const limit = uploadLimitOf(options);
    let pending = Infinity;
    let over = false;
    let cancel = (): void => undefined;
    const finish = (how: Written | LabError): void => {
      if (over) return;
      over = true;
      cancel();
      signal?.removeEventListener('abort', stop);
      if (stopsAtReply) inbox.onHeard(null);
      resolve(how);
    };
    const stop = (): void => {
      if (signal !== undefined) finish(abortError(signal));
    };
    const watch = (): void => {
      const { milliseconds, max } = cutShort(options, limit, now());
      cancel = after(milliseconds, () => {
        const left = wire.pendingBytes();
        if (max || left >= pending) {
          finish(max ? runOver() : stalled(limit / 1000));
          return;
        }
        pending = left;
        watch();
      });
    };
    wire.write(bytes).then(
      () => {
        finish('written');
      },
      () => {
        finish('failed');
      },
    );
    pending = wire.pendingBytes();
    if (stopsAtReply) {
      inbox.onHeard(() => {
        finish('heard');
      });
    }
    signal?.addEventListener('abort', stop);
    watch();
  });
}
