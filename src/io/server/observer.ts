/**
 * What the practice server saw and did, as events of the log, told from its side of the wire. SECURITY: whatever may hold a
 * password or what is made from one is hidden here, by where it stands in the session.
 */

import { Echoes } from '../../pure/events/index.ts';
import type {
  CommandEvent,
  Draft,
  EventSink,
  LabEvent,
  Remark,
  ReplyEvent,
  Untimed,
} from '../../pure/events/index.ts';
import {
  classOf,
  decodeBase64,
  decodeText,
  hearClient,
  hearServer,
  HIDDEN,
  LF,
  NO_SIGN_IN,
  parseEnhancedCode,
  Secret,
  verbOf,
} from '../../pure/protocol/index.ts';
import type { Phase } from '../../pure/protocol/index.ts';
import type { Peer, PeerTls } from './peer.ts';

export interface ObserverOptions {
  readonly sink: (event: LabEvent, connection: number) => void;
  readonly now: () => number;
  readonly connection: number;
}

/** Where a session is when a line comes, and the mechanism of the sign-in that it answers, as far as the server knows. */
export interface Standing {
  readonly phase: Phase;
  readonly answering: string | null;
}

/** A line that waits for its reply, where several do. */
export interface Asked {
  readonly verb: string | null;
  readonly line: string | null;
  readonly askedAt: number;
  readonly phase: Phase;
}

/** The eyes on one connection. */
export class Observer {
  readonly #sink: EventSink;
  readonly #now: () => number;
  readonly #connection: number;
  #verb: string | null = null;
  #line: string | null = null;
  #askedAt = 0;
  #phase: Phase = 'connected';
  #secrecy = NO_SIGN_IN;
  /** What lines hid: a reply may repeat it. */
  readonly #echoes = new Echoes();
  #toldBare = false;

  constructor({ sink, now, connection }: ObserverOptions) {
    this.#sink = (event) => {
      sink(event, connection);
    };
    this.#now = now;
    this.#connection = connection;
  }

  /** `practice`: it is the practice server, and no script. */
  connected({ address, port, family }: Peer, practice = true): void {
    this.#tell({ kind: 'connect', host: address, port, address, family, practice, proxy: null });
    this.#verb = 'greeting';
    this.#askedAt = this.#now();
  }

  encrypted({ protocol, cipher, servername }: PeerTls, mode: 'starttls' | 'implicit'): void {
    // What the client thinks of our certificate stays with it; its own, where it has one, is not verified.
    const facts = { servername, authorized: false, error: null, certificate: null };
    this.#tell({ kind: 'tls', protocol, cipher, mode, ...facts });
  }

  /** A line came. To be called before anything is made of it. Gives it as it may be shown. */
  line(octets: Uint8Array, bytes: number, grouped: boolean, { phase, answering }: Standing): string {
    const line = decodeText(octets);
    this.#phase = phase;
    const { secrecy, from, name, template } = hearClient(this.#secrecy, line);
    this.#secrecy = secrecy;
    const hidden = from >= 0;
    const start = line.slice(0, Math.max(0, from));
    const text = hidden ? start + HIDDEN : line;
    if (hidden) this.#echoes.add(line, text);
    // The first word may be the secret.
    this.#verb = answering === null && (!hidden || start.trim() !== '') ? verbOf(text) : 'AUTH';
    this.#line = text;
    this.#askedAt = this.#now();
    const verb = this.#verb;
    const event: Draft<Untimed<CommandEvent>> = { kind: 'command', verb, line: text, hidden, bytes, grouped };
    if (hidden) event.secret = new Secret(line);
    if (hidden && template !== '') event.template = start + template;
    if (name !== null) event.decoded = name;
    this.#tell(event);
    if ((bytes - octets.length === 1 || octets.includes(LF)) && !this.#toldBare) {
      this.#toldBare = true;
      this.#tell({ kind: 'warning', code: 'bare-line-end', detail: { of: 'command' } });
    }
    return text;
  }

  /** What the next reply answers: the last line that came, unless `answers` says which one. */
  get asked(): Asked {
    return { verb: this.#verb, line: this.#line, askedAt: this.#askedAt, phase: this.#phase };
  }

  answers({ verb, line, askedAt, phase }: Asked): void {
    this.#verb = verb;
    this.#line = line;
    this.#askedAt = askedAt;
    this.#phase = phase;
  }

  reply(code: number, lines: readonly string[], recipient: string | undefined, encrypted: boolean): void {
    const [first = ''] = lines;
    this.#secrecy = hearServer(this.#secrecy, { code, lines });
    const shown = this.#echoes.hide(code, lines);
    const octets = code === 334 ? decodeBase64(shown[0] ?? '') : null;
    const event: Draft<Untimed<ReplyEvent>> = {
      kind: 'reply',
      to: this.#verb,
      command: this.#line,
      code,
      class: classOf(code),
      enhanced: parseEnhancedCode(first),
      lines: shown,
      phase: this.#phase,
      elapsed: this.#now() - this.#askedAt,
      quirks: [],
      encrypted,
    };
    if (recipient !== undefined) event.recipient = recipient;
    if (code === 334) event.challenge = octets === null ? null : decodeText(octets);
    this.#tell(event);
  }

  /** Octets that are no reply of the table. */
  raw(octets: Uint8Array): void {
    const challenge = /(?:^|\n)334 ?([^\r\n]*)/.exec(decodeText(octets.subarray(0, 2048)))?.[1];
    if (challenge !== undefined) this.#secrecy = hearServer(this.#secrecy, { code: 334, lines: [challenge] });
    this.#tell({
      kind: 'malformed',
      to: this.#verb,
      rule: 'raw',
      text: decodeText(octets.subarray(0, 2048)),
      offset: 0,
    });
  }

  /** A piece of a letter, as it came over the wire. */
  letter(wire: Uint8Array): void {
    this.#tell({ kind: 'letter', wire });
  }

  letterEnded(
    facts: { readonly bytes: number; readonly lines: number; readonly stuffed: number },
    via: 'DATA' | 'BDAT',
    phase: Phase,
  ): void {
    this.#verb = via;
    // What comes answers the dot, and no longer the DATA before it; the last BDAT is its own end.
    if (via === 'DATA') this.#line = '.';
    this.#phase = phase;
    this.#askedAt = this.#now();
    this.#tell({ kind: 'data', ...facts, repaired: 0, closed: false, via });
  }

  /** A remark of those who serve. */
  remark(remark: Remark, kind: 'warning' | 'note' = 'warning'): void {
    this.#tell({ kind, ...remark });
  }

  droppedAfterStartTls(octets: number): void {
    this.#tell({ kind: 'warning', code: 'data-after-starttls', detail: { octets } });
  }

  closed(by: 'client' | 'server', clean: boolean): void {
    this.#tell({ kind: 'close', by, clean });
  }

  #tell(event: Untimed): void {
    // The event is made for this call; a copy of each would be felt.
    this.#sink(Object.assign(event, { at: this.#now(), connection: this.#connection }));
  }
}
