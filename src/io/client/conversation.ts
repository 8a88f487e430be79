/**
 * A conversation with a server: pumps a wire through the reply reader and the session state, and writes the event log. One
 * reply is waited for at a time; a reply that was already there before a command was written is shown as unasked and never
 * taken for its answer (RFC 5321 §4.3.1 wants them in step). Nothing read before a handshake is used after it (RFC 3207 §4.2).
 */

import type { EventSink, Untimed } from '../../pure/events/index.ts';
import {
  advance,
  concatBytes,
  decodeBase64,
  decodeText,
  encodeText,
  HIDDEN,
  LetterEncoder,
  openState,
  Secret,
} from '../../pure/protocol/index.ts';
import type { Happening, Reply, ReplyResult, SessionState } from '../../pure/protocol/index.ts';
import { openWire, peerOf, WireError } from '../wire/index.ts';
import type { Peer, TlsOptions, Wire, WireTarget } from '../wire/index.ts';
import { Inbox } from './inbox.ts';

export interface ConversationOptions {
  readonly sink: EventSink;
  /** Milliseconds since the start of the run. */
  readonly now: () => number;
  readonly practice: boolean;
  /** To connect, and for each whole reply from its command on; a trickle of octets does not extend it. */
  readonly milliseconds: number;
  /** For the reply to the end of a letter (RFC 5321 §4.5.3.2.6: ten minutes). */
  readonly finalMilliseconds: number;
}

/** A command to be sent. `secret` is the clear line where `line` hides something. */
export interface Outgoing {
  readonly verb: string;
  readonly line: string;
  readonly secret?: Secret;
  readonly template?: string;
  readonly decoded?: string;
}

const QUIT_MILLISECONDS = 5000;
const CRLF = encodeText('\r\n');

export class Conversation {
  readonly #wire: Wire;
  readonly #target: Peer;
  readonly #options: ConversationOptions;
  readonly #inbox: Inbox;
  #state: SessionState = openState();
  #letterEnded = false;

  private constructor(wire: Wire, target: Peer, options: ConversationOptions) {
    this.#wire = wire;
    this.#target = target;
    this.#options = options;
    this.#inbox = new Inbox(wire);
  }

  /** Opens a wire and talks on it. Rejects with a `WireError`. */
  static async open(target: WireTarget, options: ConversationOptions): Promise<Conversation> {
    const { practice, milliseconds, sink, now } = options;
    const wire = await openWire(target, {
      practice,
      milliseconds,
      tell: (event) => {
        sink({ ...event, at: now() });
      },
    });
    return new Conversation(wire, peerOf(target), options);
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The address of this end, for an address literal in EHLO. */
  get localAddress(): string | null {
    return this.#wire.localAddress;
  }

  /** True from the writing of the last octet of a letter until its whole reply: then nobody knows its fate. */
  get letterEnded(): boolean {
    return this.#letterEnded;
  }

  /** Waits for the greeting. */
  async greeting(): Promise<Reply> {
    const started = this.#options.now();
    const reply = await this.#next('greeting', this.#options.milliseconds);
    this.#tell({ kind: 'greeting', reply }, reply, 'greeting', null, started);
    return reply;
  }

  /** Sends one command and waits for its whole reply. */
  async command(outgoing: Outgoing, milliseconds = this.#options.milliseconds): Promise<Reply> {
    this.#takeUnasked();
    const started = this.#options.now();
    const bytes = concatBytes([encodeText(outgoing.secret?.reveal() ?? outgoing.line), CRLF]);
    this.#state = advance(this.#state, { kind: 'command', verb: outgoing.verb, line: outgoing.line }).state;
    this.#emit({
      kind: 'command',
      ...outgoing,
      hidden: outgoing.secret !== undefined,
      bytes: bytes.length,
      grouped: false,
    });
    await this.#write(bytes, outgoing.verb);
    const reply = await this.#next(outgoing.verb, milliseconds);
    this.#tell({ kind: 'reply', reply }, reply, outgoing.verb, outgoing.line, started);
    return reply;
  }

  /** Answers a 334. What is secret goes out, and is hidden in the log. */
  answer(bytes64: string, facts: { readonly secret: boolean; readonly decoded?: string }): Promise<Reply> {
    return this.command(
      facts.secret
        ? { verb: 'AUTH', line: HIDDEN, secret: new Secret(bytes64) }
        : { verb: 'AUTH', line: bytes64, ...(facts.decoded === undefined ? {} : { decoded: facts.decoded }) },
    );
  }

  /**
   * The handshake behind an accepted STARTTLS. A certificate that does not verify rejects with `certificate`, unless
   * `mustVerify` is false: then it is a warning, as between mail servers. Octets that came in clear behind the 220 end the conversation.
   */
  async startTls(options: Omit<TlsOptions, 'milliseconds'>, mustVerify = true): Promise<void> {
    if (!this.#inbox.isEmpty) {
      this.destroy();
      throw new WireError('data-after-starttls', this.#target);
    }
    this.#inbox.startOver();
    const facts = await this.#wire.startTls(
      this.#target,
      { ...options, milliseconds: this.#options.milliseconds },
      'starttls',
    );
    const { channelBinding, ...shown } = facts;
    void channelBinding;
    this.#state = advance(this.#state, { kind: 'tls' }).state;
    this.#emit({ kind: 'tls', ...shown, mode: 'starttls' });
    if (facts.authorized || facts.certificate === null) return;
    if (!mustVerify) {
      const { servername: wanted } = options;
      this.#emit({
        kind: 'warning',
        code: 'certificate-unverified',
        detail: { check: facts.error ?? '', wanted: wanted ?? '' },
      });
      return;
    }
    this.destroy();
    throw new WireError('certificate', {
      ...this.#target,
      check: facts.error ?? '',
      wanted: options.servername ?? '',
      names: facts.certificate.altNames,
      issuer: facts.certificate.issuer,
      validFrom: facts.certificate.validFrom,
      validTo: facts.certificate.validTo,
      mode: 'starttls',
    });
  }

  /** Sends a letter after the 354; its last piece and the lone dot leave in one write. Waits for the final reply. */
  async letter(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Reply> {
    const encoder = new LetterEncoder({
      stuff: true,
      find: (bytes, octet, from) => bytes.indexOf(octet, from),
    });
    let held: Uint8Array = new Uint8Array(0);
    for await (const chunk of content) {
      if (held.length > 0) {
        this.#emit({ kind: 'letter', wire: held });
        await this.#write(held, 'DATA');
      }
      held = encoder.push(chunk);
    }
    const last = concatBytes([held, encoder.finish()]);
    const started = this.#options.now();
    this.#emit({ kind: 'letter', wire: last });
    this.#emit({ kind: 'data', ...encoder.counts, via: 'DATA' });
    this.#state = advance(this.#state, { kind: 'command', verb: 'DATA', line: '.' }).state;
    this.#letterEnded = true;
    await this.#write(last, 'DATA');
    const reply = await this.#next('DATA', this.#options.finalMilliseconds);
    this.#letterEnded = false;
    this.#tell({ kind: 'reply', reply }, reply, 'DATA', '.', started);
    return reply;
  }

  /** Says goodbye and hangs up. Whatever becomes of it changes no outcome. */
  async quit(): Promise<void> {
    if (this.#state.phase === 'closed') return;
    if (this.#state.phase === 'data' || this.#state.phase === 'auth') {
      // Inside a letter or an exchange QUIT would be taken for a part of it: only hanging up is understood.
      this.destroy();
      this.#emit({ kind: 'close', by: 'client', clean: false });
      return;
    }
    let clean = false;
    try {
      const reply = await this.command({ verb: 'QUIT', line: 'QUIT' }, QUIT_MILLISECONDS);
      clean = reply.class === 2;
    } catch (error) {
      // A server may hang up without a word: the letter's fate is known by now, so it is a remark and no failure.
      if (!(error instanceof WireError)) throw error;
      this.#emit({ kind: 'note', code: 'quit-not-answered', detail: {} });
    }
    this.destroy();
    this.#emit({ kind: 'close', by: 'client', clean });
  }

  /** Hangs up at once. */
  destroy(): void {
    this.#wire.destroy();
    this.#state = advance(this.#state, { kind: 'closed' }).state;
  }

  async #write(bytes: Uint8Array, to: string): Promise<void> {
    try {
      await this.#wire.write(bytes);
    } catch (error) {
      // A reply may lie there that says why the server hung up: reading it tells more than the failed write.
      if (this.#inbox.hasReply) return;
      throw new WireError('connection-lost', { to, how: this.#inbox.gone ?? 'reset', partial: '' }, error);
    }
  }

  /** The next reply, or the reason why there is none. */
  async #next(to: string, milliseconds: number): Promise<Reply> {
    const result = await this.#inbox.next(milliseconds);
    switch (result.kind) {
      case 'reply':
        return result;
      case 'gone':
        this.destroy();
        throw new WireError('connection-lost', { to, how: result.how, partial: result.partial });
      case 'timeout': {
        this.destroy();
        const seconds = milliseconds / 1000;
        if (to === 'greeting') throw new WireError('no-greeting', { ...this.#target, seconds });
        throw new WireError('no-reply', { to, seconds });
      }
      default:
        return this.#broken(to, result);
    }
  }

  #broken(to: string, result: Exclude<ReplyResult, Reply>): never {
    this.destroy();
    if (result.kind === 'too-long')
      throw new WireError('reply-too-long', { to, limit: result.limit, max: result.max });
    const { rule, offset } = result;
    const text = decodeText(result.raw);
    this.#emit({ kind: 'malformed', to, rule, text, offset });
    throw new WireError('malformed-reply', { to, rule, text, offset });
  }

  /** Shows what came without being asked for. */
  #takeUnasked(): void {
    for (const result of this.#inbox.takeAll()) {
      if (result.kind !== 'reply') this.#broken('', result);
      this.#tell({ kind: 'reply', reply: result }, result, null, null, this.#options.now());
      this.#emit({
        kind: 'warning',
        code: 'unasked-reply',
        detail: { code: result.code, text: result.lines[0] ?? '' },
      });
    }
  }

  #tell(
    happening: Happening,
    reply: Reply,
    to: string | null,
    command: string | null,
    started: number,
  ): void {
    const { phase, encrypted, capabilities } = this.#state;
    this.#state = advance(this.#state, happening).state;
    const challenge = reply.code === 334 ? decodeBase64((reply.lines[0] ?? '').trim()) : undefined;
    this.#emit({
      kind: 'reply',
      to,
      command,
      code: reply.code,
      class: reply.class,
      enhanced: reply.enhanced,
      lines: reply.lines,
      phase,
      elapsed: this.#options.now() - started,
      ...(challenge === undefined ? {} : { challenge: challenge === null ? null : decodeText(challenge) }),
      quirks: reply.quirks,
      encrypted,
    });
    const now = this.#state.capabilities;
    if (now !== null && now !== capabilities) {
      this.#emit({
        kind: 'capabilities',
        capabilities: now,
        layer: encrypted ? 'tls' : 'clear',
        authenticated: this.#state.identity !== null,
      });
    }
  }

  #emit(event: Untimed): void {
    this.#options.sink({ ...event, at: this.#options.now() });
  }
}
