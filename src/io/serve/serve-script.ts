/**
 * `serve --script`: session files played as the server, one a connection, in turn. Ends after the last, unless it begins again, or where
 * its lifetime is over; tells whether every client kept to its file.
 */

import { randomBytes } from 'node:crypto';
import type { LabEvent } from '../../pure/events/index.ts';
import type { Expectation, SessionFile, Variables } from '../../pure/sessions/index.ts';
import { playServer } from '../scripted-server/index.ts';
import { labAuthority, listen, Observer, PeerQueue } from '../server/index.ts';
import { writeWhole } from '../storage/index.ts';
import { LifetimeClock } from './lifetime.ts';
import type { Lifetime } from './lifetime.ts';
import { readBeside } from '../play/index.ts';
import type { ReadSession } from '../play/index.ts';

export interface ScriptPlan extends Lifetime {
  readonly sessions: readonly ReadSession[];
  readonly host: string;
  readonly port: number;
  readonly loop: boolean;
  readonly implicitTls: boolean;
  /** Null for one that nobody can guess. */
  readonly seed: string | null;
  /** Whether what strays is told with its secrets. */
  readonly showSecrets: boolean;
  /** Where the certificate of the authority goes; null for nowhere. */
  readonly authorityFile: string | null;
  /** The variables of a file. */
  readonly variables: (file: SessionFile) => Variables;
}

export interface ScriptEars {
  readonly listening: (
    place: { readonly host: string; readonly port: number; readonly tls: 'off' | 'implicit' },
    at: number,
  ) => void;
  /** With the number of the connection in it. */
  readonly event: (event: LabEvent) => void;
  readonly expectation: (expectation: Expectation, connection: number, at: number) => void;
  /** A file was played to one client, to its end or to where that strayed. */
  readonly played: (file: string, kept: boolean, connection: number) => void;
  /** A further connection of a file is over. */
  readonly over: (connection: number) => void;
}

/** The name in the certificate, and in what stands for a challenge. */
const HOSTNAME = 'mail.example.test';

/** Serves. Rejects with `cannot-listen`, or the system's error where the certificate cannot be written. */
export async function serveScripts(plan: ScriptPlan, ears: ScriptEars, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const now = (): number => performance.now() - started;
  const seed = plan.seed ?? randomBytes(16).toString('hex');
  const life = new LifetimeClock(plan, signal);
  let next = 0;
  let open = 0;
  /** Files that wait for another connection, the oldest first. */
  const waiting: { left: number; readonly others: PeerQueue; readonly numbers: number[] }[] = [];
  const listening = await listen({ host: plan.host, port: plan.port }, (peer, connection) => {
    const [begun] = waiting;
    if (begun !== undefined) {
      begun.numbers.push(connection);
      begun.others.add(peer);
      if (--begun.left === 0) waiting.shift();
      return;
    }
    const session = plan.sessions[plan.loop ? next % plan.sessions.length : next];
    next++;
    if (session === undefined) {
      peer.destroy();
      return;
    }
    open++;
    life.opened();
    const guests = {
      left: session.file.front.connections - 1,
      // A further client is waited for as long as the first would be.
      others: new PeerQueue(plan.idleMilliseconds ?? undefined),
      numbers: [connection],
    };
    if (guests.left > 0) waiting.push(guests);
    const numberOf = (own: number): number => guests.numbers[own - 1] ?? connection;
    void playServer(peer, guests.others, session.file, {
      regex: session.regex,
      variables: plan.variables(session.file),
      hostname: HOSTNAME,
      seed: `${seed}/${connection}`,
      implicitTls: plan.implicitTls,
      showSecrets: plan.showSecrets,
      readFile: (line) => readBeside(session.path, line),
      told: (expectation) => {
        ears.expectation(expectation, connection, now());
      },
      observer: (own) => new Observer({ sink: ears.event, now, connection: numberOf(own) }),
    }).then((ok) => {
      open--;
      // Whoever strayed before it was complete takes no further client.
      if (waiting.includes(guests)) waiting.splice(waiting.indexOf(guests), 1);
      for (const number of guests.numbers.slice(1)) ears.over(number);
      ears.played(session.path, ok, connection);
      life.closed();
      if (!plan.loop && open === 0 && next >= plan.sessions.length) life.end();
    });
  });
  try {
    if (plan.authorityFile !== null) await writeWhole(plan.authorityFile, labAuthority());
    const tls = plan.implicitTls ? 'implicit' : 'off';
    ears.listening({ host: listening.host, port: listening.port, tls }, now());
    life.begin();
    await life.over;
  } finally {
    for (const { others } of waiting) others.close();
    await listening.close();
  }
}
