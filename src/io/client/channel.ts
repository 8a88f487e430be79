/**
 * The pump of a conversation: writes what is said, waits for what is answered, keeps the session state by `advance` alone, and
 * writes the event log. It knows when a wait is over and what the end of a wire means; what to say is for the conversation.
 */

import type { EventSink, Untimed } from '../../pure/events/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { advance, awaitedReply, decodeText, openState } from '../../pure/protocol/index.ts';
import type { Dialect, Happening, Reply, ReplyResult, SessionState } from '../../pure/protocol/index.ts';
import { abortError, WireError } from '../wire/index.ts';
import type { Endpoint, Wire, WireOptions } from '../wire/index.ts';
import { afterRealTime, cutShort, limitOf } from './deadlines.ts';
import type { After, Awaited, Timeouts } from './deadlines.ts';
import { Inbox } from './inbox.ts';
import { Speech } from './speech.ts';
import { writePatiently } from './patient-write.ts';
import type { Written } from './patient-write.ts';
import { eventOf, UNASKED } from './reply-event.ts';

export interface ConversationOptions extends Timeouts {
  readonly sink: EventSink;
  /** Milliseconds since the start of the run. */
  readonly now: () => number;
  /** Timers; those of the system, unless a test has its own. */
  readonly after?: After;
  readonly practice: boolean;
  readonly dialect?: Dialect;
  /** Family, local address, proxy, PROXY header: how to connect. */
  readonly route?: Pick<
    WireOptions,
    'family' | 'bind' | 'localPort' | 'proxy' | 'proxyHeader' | 'resolve' | 'resolver'
  >;
  /** Secrets may go over a connection that is not encrypted, though it leaves this machine. */
  readonly allowPlaintextAuth?: boolean;
  /** As much of a letter as is handed over at once, and as a chunk of BDAT holds: 256 KiB unless said otherwise. */
  readonly pieceOctets?: number;
  /** Stops the conversation: no command is begun any more, a letter is dropped before its end. */
  readonly signal?: AbortSignal;
}

/** A server may be out of step by a few replies; one that is so by more floods us, and is hung up on. */
const MAX_UNASKED = 100;
/** How long a running step may still take once the user wants to stop. */
const GRACE_MILLISECONDS = 1000;
/** A failed write is followed by the reason at once, or never. */
const AFTER_FAILURE_MILLISECONDS = 1000;

export class Channel {
  readonly wire: Wire;
  readonly peer: Endpoint;
  readonly options: ConversationOptions;
  readonly inbox: Inbox;
  #state: SessionState;
  #closed = false;
  #failedWrite = false;
  /** The start of a reply lay there before the command was written: once whole, it answers nothing. */
  #begunEarly = false;
  #unasked = 0;
  /** What this side says, and what of it may be shown. */
  readonly speech: Speech;
  readonly #abort: () => void;

  constructor(wire: Wire, peer: Endpoint, options: ConversationOptions, local: boolean) {
    this.wire = wire;
    this.peer = peer;
    this.options = options;
    this.speech = new Speech(this, local);
    this.#state = openState(options.dialect);
    this.inbox = new Inbox(wire, options.now, options.after ?? afterRealTime);
    this.#abort = () => {
      this.inbox.hurry(GRACE_MILLISECONDS);
    };
    if (options.signal?.aborted === true) this.#abort();
    else options.signal?.addEventListener('abort', this.#abort);
  }

  get state(): SessionState {
    return this.#state;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Tells of an event, which is made for this call: a copy of each would be felt. */
  emit(event: Untimed): void {
    this.options.sink(Object.assign(event, { at: this.options.now() }));
  }

  advance(happening: Happening): void {
    this.#state = advance(this.#state, happening).state;
  }

  /** Rejects where the user wants to stop: nothing new is begun. Inside a letter that means to disconnect. */
  checkStopped(insideLetter = false): void {
    const { signal } = this.options;
    if (signal?.aborted !== true) return;
    if (insideLetter) this.close('client', false);
    throw abortError(signal);
  }

  /** Writes. Rejects where it takes too long; a wire that is gone is `failed`, since a reply may lie there that says why. */
  async write(
    bytes: Uint8Array,
    stalled: (seconds: number) => LabError,
    stopsAtReply = false,
  ): Promise<Written> {
    this.#begunEarly = this.inbox.hasStart;
    const written = await writePatiently(bytes, {
      wire: this.wire,
      inbox: this.inbox,
      options: this.options,
      stalled,
      runOver: () => this.#runOver(''),
      stopsAtReply,
    });
    if (written === 'failed') this.#failedWrite = true;
    if (typeof written === 'string') return written;
    this.close('client', false);
    throw written;
  }

  /** The next reply, told and taken into the state. Rejects with the reason why there is none; the wire is given up then. */
  async reply(awaited: Awaited, started: number): Promise<Reply> {
    for (;;) {
      const waiting = awaitedReply(this.#state);
      const to = awaited === 'greeting' ? 'greeting' : (waiting?.command.verb ?? '');
      const limit = this.#failedWrite
        ? AFTER_FAILURE_MILLISECONDS
        : limitOf(this.options, awaited, waiting?.command.verb);
      const { milliseconds, max } = cutShort(this.options, limit, this.options.now());
      const result = await this.inbox.next(milliseconds);
      if (result.kind === 'reply') {
        const shown = this.speech.heard(result);
        if (this.#begunEarly && result.code !== 421) {
          this.#begunEarly = false;
          this.#tellStray(shown);
          continue;
        }
        const happening = { kind: awaited === 'greeting' ? 'greeting' : 'reply', reply: result } as const;
        this.#tell(happening, shown, started);
        // A mechanism reads its challenge as it came.
        return to === 'AUTH' && result.code === 334 ? result : shown;
      }
      if (result.kind === 'gone') {
        const { how, error } = result.gone;
        if (awaited === 'greeting') this.#tellBegun(result.partial);
        // The goodbye is told by those who say it.
        if (awaited !== 'quit') this.close('server', false);
        if (error instanceof WireError) throw error;
        throw new WireError('connection-lost', { to, how, partial: result.partial }, error);
      }
      if (result.kind === 'timeout') {
        if (awaited === 'greeting') this.#tellBegun(this.inbox.unfinished());
        if (awaited !== 'quit') this.close('client', false);
        throw this.#silence(to, max, limit);
      }
      throw this.broken(to, result);
    }
  }

  /**
   * Hears the replies that were asked for and not waited for. A goodbye before them would be told their replies, and behind a DATA
   * it would be a line of the letter. Where one does not come soon, the wire is given up.
   */
  async hearRest(): Promise<void> {
    try {
      while (!this.isClosed && this.inbox.gone === null && awaitedReply(this.#state) !== null)
        await this.reply('rest', this.options.now());
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
    }
  }

  /** What still comes from a wire that does not take our octets. Rejects where that is nothing. */
  async lastWord(to: string): Promise<ReplyResult> {
    const result = await this.inbox.next(AFTER_FAILURE_MILLISECONDS);
    if (result.kind !== 'timeout' && result.kind !== 'gone') return result;
    const how = result.kind === 'gone' ? result.gone.how : 'reset';
    this.close('server', false);
    throw new WireError('connection-lost', {
      to,
      how,
      partial: result.kind === 'gone' ? result.partial : '',
    });
  }

  /** What came is not a reply: the stream cannot be trusted from here on. */
  broken(to: string, result: Exclude<ReplyResult, Reply>): WireError {
    const text = decodeText(result.raw);
    if (result.kind === 'too-long') {
      const { limit, max } = result;
      this.emit({ kind: 'malformed', to: to === '' ? null : to, rule: `too-long-${limit}`, text, offset: 0 });
      this.close('client', false);
      return new WireError('reply-too-long', { to, limit, max });
    }
    const { rule, offset } = result;
    this.emit({ kind: 'malformed', to: to === '' ? null : to, rule, text, offset });
    this.close('client', false);
    return new WireError('malformed-reply', { to, rule, text, offset });
  }

  /** Shows what came without being asked for. Rejects where the server says with it that it is leaving. */
  takeUnasked(): void {
    for (const result of this.inbox.takeAll()) {
      if (result.kind !== 'reply') throw this.broken('', result);
      this.tellUnasked(result);
      if (result.code === 421) {
        throw new WireError('server-closing', { code: result.code, text: result.lines.join(' ') });
      }
      if (this.leaveFlood()) {
        throw new WireError('unasked-reply', { code: result.code, text: result.lines.join(' ') });
      }
    }
  }

  /** Tells of a reply that came too early for what it is about, such as a refusal in the middle of a letter. */
  tellEarly(reply: Reply, to: string): void {
    this.emit(eventOf(reply, this.#state, { ...UNASKED, to }));
  }

  /** Hangs up where more came unasked than can be a mistake; true where it did. */
  leaveFlood(): boolean {
    if (this.#unasked <= MAX_UNASKED || this.#closed) return false;
    this.close('client', false);
    return true;
  }

  tellUnasked(reply: Reply): void {
    this.#tellStray(this.speech.heard(reply));
  }

  #tellStray(reply: Reply): void {
    this.#unasked += 1;
    const before = this.#state;
    // Only the 421 means something without a question (RFC 5321 §3.8); all others change nothing.
    if (reply.code === 421) this.advance({ kind: 'reply', reply });
    this.emit(eventOf(reply, before, UNASKED));
    const detail = { code: reply.code, text: reply.lines[0] ?? '' };
    this.emit({ kind: 'warning', code: 'unasked-reply', detail });
  }

  /** Hangs up and tells of it, once. */
  close(by: 'client' | 'server', clean: boolean, reset = false): void {
    if (this.#closed) return;
    this.#closed = true;
    this.options.signal?.removeEventListener('abort', this.#abort);
    this.wire.destroy(reset);
    this.advance({ kind: 'closed' });
    this.emit({ kind: 'close', by, clean });
  }

  /** A greeting that has no end: what came of it shows who answers there. */
  #tellBegun(text: string): void {
    if (text === '') return;
    this.emit({ kind: 'malformed', to: 'greeting', rule: 'incomplete', text, offset: text.length });
  }

  #silence(to: string, max: boolean, limit: number): LabError {
    if (this.options.signal?.aborted === true) return abortError(this.options.signal);
    if (max) return this.#runOver(to);
    const seconds = limit / 1000;
    if (this.#failedWrite) return new WireError('connection-lost', { to, how: 'reset', partial: '' });
    if (to === 'greeting')
      return new WireError('no-greeting', { ...this.peer, seconds, partial: this.inbox.unfinished() });
    return new WireError('no-reply', { to, seconds });
  }

  #runOver(to: string): WireError {
    return new WireError('max-time', { seconds: (this.options.maxTime ?? 0) / 1000, to });
  }

  #tell(happening: Happening, reply: Reply, started: number): void {
    const waiting = awaitedReply(this.#state);
    const before = this.#state;
    this.advance(happening);
    const greeting = happening.kind === 'greeting';
    const to = greeting ? 'greeting' : (waiting?.command.verb ?? null);
    const line = greeting ? null : (waiting?.command.line ?? null);
    const recipient = greeting ? null : (waiting?.recipient ?? null);
    this.emit(
      eventOf(reply, before, { to, command: line, recipient, elapsed: this.options.now() - started }),
    );
    this.speech.remarkOn(reply);
    const now = this.#state.capabilities;
    if (now === null || now === before.capabilities) return;
    const layer = before.encrypted ? 'tls' : 'clear';
    this.emit({
      kind: 'capabilities',
      capabilities: now,
      layer,
      authenticated: this.#state.identity !== null,
    });
  }
}
