/**
 * The sink: a server of ours that the server under test relays or delivers to, so that letters can be counted and compared octet for
 * octet. It takes letters for any address, of SMTP or LMTP, and knows those of a case by the mark that they carry.
 */

import { DEFAULT_SCENARIO } from '../../pure/practice/index.ts';
import type { Scenario } from '../../pure/practice/index.ts';
import { decodeText } from '../../pure/protocol/index.ts';
import type { Dialect } from '../../pure/protocol/index.ts';
import type { Facts } from '../play/index.ts';
import { startPracticeServer } from '../practice-server/index.ts';
import type { ReceivedMail } from '../practice-server/index.ts';

export interface Sink {
  readonly host: string;
  readonly port: number;
  /** What came of the letters with a mark: `sink.letters`, `sink.from`, `sink.to`, `sink.letter`, `sink.parameters`. */
  readonly facts: (name: string, marker: string) => Promise<Facts>;
  readonly close: () => Promise<void>;
}

export interface SinkPlan {
  readonly host: string;
  readonly port: number;
  readonly dialect: Dialect;
  /** How long a letter may take to arrive. */
  readonly milliseconds: number;
  /** How long another one is waited for after that. */
  readonly settles: number;
}

/** It takes whatever comes; TLS would only cost time. */
const TAKES_ALL: Scenario = {
  ...DEFAULT_SCENARIO,
  name: 'sink',
  hostname: 'sink.conform.test',
  banner: 'sink.conform.test ESMTP',
  tls: 'off',
  offersInClear: ['PIPELINING', 'SIZE 52428800', '8BITMIME', 'SMTPUTF8', 'DSN', 'ENHANCEDSTATUSCODES'],
  mailboxes: [],
  lists: {},
  domains: [],
  relay: 'anyone',
  maxSize: 52_428_800,
  maxRecipients: 1000,
};

/** Letters that are remembered; the oldest are forgotten. */
const MOST_LETTERS = 1000;

/** Listens. Rejects with a `WireError` where it cannot. */
export async function openSink({ host, port, dialect, milliseconds, settles }: SinkPlan): Promise<Sink> {
  const letters: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  const server = await startPracticeServer({
    scenario: { ...TAKES_ALL, dialect },
    host,
    port,
    onReceived: (mail) => {
      letters.push(mail);
      if (letters.length > MOST_LETTERS) letters.shift();
      for (const look of waiting) look();
    },
  });
  const marked = (marker: string): readonly ReceivedMail[] =>
    letters.filter(({ content }) => decodeText(content).includes(marker));
  /** Until one more letter is here, or the time is over. */
  const next = (within: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, within);
      waiting.add(done);
    });
  const settled = new Map<string, readonly ReceivedMail[]>();
  const arrived = async (marker: string): Promise<readonly ReceivedMail[]> => {
    const known = settled.get(marker);
    if (known !== undefined) return known;
    const until = performance.now() + milliseconds;
    while (marked(marker).length === 0 && performance.now() < until) await next(until - performance.now());
    if (marked(marker).length > 0) await new Promise((resolve) => setTimeout(resolve, settles));
    settled.set(marker, marked(marker));
    return marked(marker);
  };
  return {
    host: server.host,
    port: server.port,
    facts: async (name, marker) => {
      if (!name.startsWith('sink.') || marker === '') return {};
      const found = await arrived(marker);
      const [first] = found;
      const letters = { 'sink.letters': String(found.length) };
      if (first === undefined) return letters;
      return {
        ...letters,
        'sink.from': first.from,
        'sink.to': first.to.join(' '),
        'sink.letter': decodeText(first.content),
        'sink.parameters': [...first.mailParameters, ...first.rcptParameters.flat()].join(' '),
      };
    },
    close: server.close,
  };
}
