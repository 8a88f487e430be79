/**
 * `serve`: a server of ours for other programs, until its time is over: a signal, the end of the first connection, or so long
 * without one. What happens is told as it happens; what it serves is the practice server or whatever else is started.
 */

import type { LabEvent } from '../../pure/events/index.ts';
import type { Account, Scenario } from '../../pure/practice/index.ts';
import { startPracticeServer } from '../practice-server/index.ts';
import type { PracticeServer, ReceivedMail } from '../practice-server/index.ts';
import { writeWhole } from '../storage/index.ts';
import { LifetimeClock } from './lifetime.ts';
import type { Lifetime } from './lifetime.ts';

export interface ServePlan extends Lifetime {
  readonly scenario: Scenario;
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  /** In place of the scenario's; null for that. */
  readonly tls: Scenario['tls'] | null;
  readonly accounts: readonly Account[] | null;
  readonly maxSize: number | null;
  readonly maildir: string | null;
  /** Where the certificate of the authority goes; never a key. */
  readonly authorityFile: string | null;
  readonly seed: string | null;
}

/** Where a server can be reached. */
export interface ListeningPlace {
  readonly host: string;
  readonly port: number;
  readonly tls: Scenario['tls'];
}

/** Whoever wants to know. */
export interface ServeEars {
  readonly listening: (place: ListeningPlace, at: number) => void;
  /** From the server's side; with the number of the connection in it. */
  readonly event: (event: LabEvent) => void;
  readonly received: (mail: ReceivedMail, at: number) => void;
}

/** Serves; resolves when it is over. Rejects with `cannot-listen`, or the system's error where a file cannot be written. */
export async function serve(plan: ServePlan, ears: ServeEars, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const now = (): number => performance.now() - started;
  const life = new LifetimeClock(plan, signal);
  const server = await startPracticeServer({
    scenario: plan.scenario,
    host: plan.host,
    port: plan.port,
    now,
    ...(plan.tls === null ? {} : { tls: plan.tls }),
    ...(plan.accounts === null ? {} : { accounts: plan.accounts }),
    ...(plan.maxSize === null ? {} : { maxSize: plan.maxSize }),
    ...(plan.maildir === null ? { keep: false } : { maildir: plan.maildir }),
    ...(plan.seed === null ? {} : { seed: plan.seed }),
    onEvent: (event) => {
      if (event.kind === 'connect') life.opened();
      ears.event(event);
    },
    onReceived: (mail) => {
      ears.received(mail, now());
    },
    onClosed: () => {
      life.closed();
    },
  });
  try {
    if (plan.authorityFile !== null) await writeWhole(plan.authorityFile, await server.authority());
    ears.listening({ host: server.host, port: server.port, tls: plan.tls ?? plan.scenario.tls }, now());
    life.begin();
    await life.over;
  } finally {
    await endOf(server, signal);
  }
}

/** Those who are still there hear 421 where it was not they who ended it. */
async function endOf(server: PracticeServer, signal: AbortSignal): Promise<void> {
  if (signal.aborted) await server.shutDown();
  else await server.close();
}
