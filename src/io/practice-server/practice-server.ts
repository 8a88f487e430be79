/**
 * The practice server: a scenario, its mind and its letters, for those who connect. On loopback unless asked otherwise; what
 * many clients may cost is bounded. `connection.ts` talks to each of them.
 */

import { promises as disk } from 'node:fs';
import { randomBytes } from 'node:crypto';
import type { LabEvent } from '../../pure/events/index.ts';
import { DEFAULT_SCENARIO, openMemory, scenarioOf, scenarioWith } from '../../pure/practice/index.ts';
import type { BriefRule, Account, Scenario, ScenarioName } from '../../pure/practice/index.ts';
import { monotonicMilliseconds } from '../wire/index.ts';
import { labAuthority, listen, Observer, openProofs, Store } from '../server/index.ts';
import { Connection } from './connection.ts';
import type { Arrival } from './connection.ts';
import { Turns } from './turns.ts';

/** A letter that the practice server accepted. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Octets of the whole letter, without stuffed dots. */
  readonly bytes: number;
  /** The letter, or as much of it as is kept in memory; the whole of a larger one is in `file`. */
  readonly content: Uint8Array;
  /** Where the whole letter is; null where `content` is all of it, or nothing was to be kept. */
  readonly file: string | null;
  readonly queueId: string;
  /** Parameters of MAIL, as written; those of each RCPT in the order of `to`. */
  readonly mailParameters: readonly string[];
  readonly rcptParameters: readonly (readonly string[])[];
  readonly via: 'DATA' | 'BDAT';
  /** What the client called itself, and who had signed in (null for nobody). */
  readonly greetedName: string;
  readonly identity: string | null;
  readonly encrypted: boolean;
  /** Which connection it came over, from 1. */
  readonly connection: number;
}

export interface PracticeServerOptions {
  /** One of the built-in names, rules in a few words, or a scenario of one's own. */
  readonly scenario?: ScenarioName | readonly BriefRule[] | Scenario;
  /** In place of the scenario's. */
  readonly accounts?: readonly Account[];
  /** The same seed gives the same queue ids, challenges and faults; without one nobody can guess them. */
  readonly seed?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** In place of the scenario's. */
  readonly tls?: Scenario['tls'];
  /** Largest letter in octets, in place of the scenario's. */
  readonly maxSize?: number;
  /** Letters go there, a file each. */
  readonly maildir?: string;
  /** False: letters are counted and thrown away. Default true. */
  readonly keep?: boolean;
  readonly onReceived?: (mail: ReceivedMail) => void;
  /** Everything that happens, from the server's side; the second argument is the number of the connection. */
  readonly onEvent?: (event: LabEvent, connection: number) => void;
  /** A connection is over. */
  readonly onClosed?: (connection: number) => void;
  /** Milliseconds since the start of the run. */
  readonly now?: () => number;
  readonly idleMilliseconds?: number;
  /** True: a client gets the certificate of the lab authority behind the server's own, as an anchor needs it. Default false. */
  readonly sendsAuthority?: boolean;
}

export interface PracticeServer {
  readonly host: string;
  readonly port: number;
  /** The name in its certificate. */
  readonly hostname: string;
  readonly scenario: Scenario;
  /** The lab authority, PEM: made at the first call. */
  readonly authority: () => Promise<string>;
  /** The last letters that were accepted, oldest first; older ones are forgotten. */
  readonly received: readonly ReceivedMail[];
  /** Moves the server's clock on: what waits for a time to pass waits no longer. */
  readonly later: (milliseconds: number) => void;
  /** Connections that are open. */
  readonly open: () => number;
  /** Takes no more connections; those that are here go on. */
  readonly stop: () => void;
  /** Says 421 to everyone, then closes. */
  readonly shutDown: () => Promise<void>;
  /** Hangs up on everyone and stops listening. */
  readonly close: () => Promise<void>;
}

/** Letters that are remembered. */
const REMEMBERED = 100;
/** More clients than this at a time are sent away. */
const MOST_CONNECTIONS = 10_000;
/** How long a goodbye may take to get out. */
const GOODBYE_MILLISECONDS = 200;

/** Starts a practice server. Rejects with a `WireError` where it cannot listen. */
export async function startPracticeServer(options: PracticeServerOptions = {}): Promise<PracticeServer> {
  const scenario = scenarioFor(options);
  const { tls = scenario.tls, maildir, keep = true, onReceived, onEvent, onClosed, now } = options;
  const store = new Store({ keep, ...(maildir === undefined ? {} : { maildir }) });
  const turns = new Turns();
  const proofs = await openProofs(scenario.accounts);
  const memory = openMemory();
  let moved = 0;
  memory.clock = () => monotonicMilliseconds() + moved;
  const mind = { memory, seed: options.seed ?? randomBytes(16).toString('hex'), proofs };
  const connections = new Set<Connection>();
  const received: ReceivedMail[] = [];
  const started = monotonicMilliseconds();

  const arrived = (number: number, arrival: Arrival): void => {
    const mail = mailOf(number, arrival);
    if (keep) received.push(mail);
    const forgotten = received.length > REMEMBERED ? received.shift() : undefined;
    // A file that nobody knows of any more; one in a maildir is the user's.
    if (forgotten?.file && maildir === undefined)
      disk.rm(forgotten.file, { force: true }).catch(() => undefined);
    onReceived?.(mail);
  };

  const listening = await listen(
    {
      ...(options.host === undefined ? {} : { host: options.host }),
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.idleMilliseconds === undefined ? {} : { idleMilliseconds: options.idleMilliseconds }),
    },
    (peer, number) => {
      const observer =
        onEvent === undefined
          ? null
          : new Observer({
              sink: onEvent,
              now: now ?? (() => monotonicMilliseconds() - started),
              connection: number,
            });
      const connection = new Connection(peer, {
        scenario,
        tls,
        mind,
        store,
        turns,
        observer,
        sendsAuthority: options.sendsAuthority === true,
        arrived: (arrival) => {
          arrived(number, arrival);
        },
        over: () => {
          connections.delete(connection);
          onClosed?.(number);
        },
      });
      connections.add(connection);
      connection.start();
      if (connections.size > MOST_CONNECTIONS) connection.farewell('too-many-connections');
    },
  );
  const close = async (): Promise<void> => {
    await listening.close();
    await store.close();
  };
  return {
    host: listening.host,
    port: listening.port,
    hostname: scenario.hostname,
    scenario,
    authority: () => Promise.resolve(labAuthority()),
    received,
    later: (milliseconds) => {
      moved += milliseconds;
    },
    open: listening.open,
    stop: listening.stop,
    shutDown: async () => {
      listening.stop();
      for (const connection of connections) connection.farewell('going-down');
      if (connections.size > 0) await new Promise((resolve) => setTimeout(resolve, GOODBYE_MILLISECONDS));
      await close();
    },
    close,
  };
}

/** The scenario with what was asked for otherwise. */
function scenarioFor({
  scenario = DEFAULT_SCENARIO,
  accounts,
  tls,
  maxSize,
}: PracticeServerOptions): Scenario {
  const base =
    typeof scenario === 'string'
      ? scenarioOf(scenario)
      : 'name' in scenario
        ? scenario
        : scenarioWith(scenario);
  const { offersInTls } = base;
  // Where there is to be no TLS, what would be offered inside it is offered as it is.
  const without = tls === 'off' && base.tls !== 'off';
  const offersInClear = without ? offersInTls.filter((line) => line !== 'REQUIRETLS') : base.offersInClear;
  const begins = (tls ?? base.tls) === 'starttls';
  const sized = (line: string): string =>
    maxSize === undefined ? line : line.replace(/^SIZE \d+$/i, `SIZE ${maxSize}`);
  return {
    ...base,
    accounts: accounts ?? base.accounts,
    maxSize: maxSize ?? base.maxSize,
    offersInClear: offersInClear.map(sized).filter((line) => begins || line.toUpperCase() !== 'STARTTLS'),
    offersInTls: offersInTls.map(sized),
  };
}

/** Written out: there is one for each letter, and copies of objects are felt. */
function mailOf(connection: number, { letter, bytes, stored, mind }: Arrival): ReceivedMail {
  const { greetedName, identity, encrypted } = mind.state;
  return {
    from: letter.from,
    to: letter.to,
    bytes,
    content: stored.content,
    file: stored.file,
    queueId: letter.queueId,
    mailParameters: letter.mailParameters,
    rcptParameters: letter.rcptParameters,
    via: letter.via,
    greetedName: greetedName ?? '',
    identity,
    encrypted,
    connection,
  };
}
