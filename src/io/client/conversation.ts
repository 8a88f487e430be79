/**
 * A conversation with a server, as its caller sees it; `channel.ts` pumps it. One reply is waited for at a time; one that was
 * there before a command was written is unasked, and never taken for its answer (RFC 5321 §4.3.1 wants them in step). Nothing
 * read before a handshake is used after it (RFC 3207 §4.2).
 */

import { LabError } from '../../pure/problems/index.ts';
import { HIDDEN, Secret } from '../../pure/protocol/index.ts';
import type { LetterCounts, Reply, SessionState } from '../../pure/protocol/index.ts';
import { abortError, isLoopback, openWire, endpointOf, WireError } from '../wire/index.ts';
import type { Endpoint, TlsFacts, TlsOptions, TlsStart, Wire, WireTarget } from '../wire/index.ts';
import { Channel, type ConversationOptions } from './channel.ts';
import { enforceCertificatePolicy, type Unverified } from './certificate-policy.ts';
import { cutShort } from './deadlines.ts';
import { partsOf } from './groups.ts';
import { LetterWriter, type LetterEnd, type Via } from './letter-writer.ts';
import type { Outgoing } from './mask.ts';
import type { Speech } from './speech.ts';
import { lookAtGreeting } from './other-protocols.ts';

export class Conversation {
  readonly #channel: Channel;
  #tls: TlsFacts | null = null;

  private constructor(channel: Channel) {
    this.#channel = channel;
  }

  /** Opens a wire and talks on it. Rejects with a `WireError`. */
  static async open(target: WireTarget, options: ConversationOptions): Promise<Conversation> {
    const { practice, sink, now, signal, route = {} } = options;
    const { milliseconds, max } = cutShort(options, options.milliseconds, now());
    try {
      const wire = await openWire(target, {
        ...route,
        practice,
        milliseconds,
        ...(signal === undefined ? {} : { signal }),
        tell: (event) => sink({ ...event, at: now() }),
      });
      const local = isLoopback(target, route.proxy !== undefined);
      return new Conversation(new Channel(wire, endpointOf(target), options, local));
    } catch (error) {
      if (!max || !(error instanceof WireError) || error.code !== 'connect-timeout') throw error;
      throw new WireError('max-time', { seconds: (options.maxTime ?? 0) / 1000, to: 'connect' }, error);
    }
  }

  /** On a wire that is open already: where it leads is not known, and counts as leaving this machine. */
  static on(wire: Wire, peer: Endpoint, options: ConversationOptions): Conversation {
    return new Conversation(new Channel(wire, peer, options, false));
  }

  get state(): SessionState {
    return this.#channel.state;
  }
  get peer(): Endpoint {
    return this.#channel.peer;
  }
  get tls(): TlsFacts | null {
    return this.#tls;
  }
  get isClosed(): boolean {
    return this.#channel.isClosed;
  }
  /** Whether nothing can be said any more: it is over, or the server has left while nobody spoke. */
  get hasEnded(): boolean {
    return this.#channel.isClosed || this.#channel.inbox.gone !== null;
  }
  /** The address of this end, for an address literal in EHLO. */
  get localAddress(): string | null {
    return this.#channel.wire.localAddress;
  }

  /** The version of the PROXY header that it began with; null for none. */
  readonly headerVersion = (): 1 | 2 | null => this.#channel.options.route?.proxyHeader?.version ?? null;

  /** A remark of the caller goes into the log in its order. */
  readonly remark: Channel['emit'] = (event) => this.#channel.emit(event);

  /** Waits for the greeting. Rejects with `not-smtp` where what comes is of another protocol. */
  async greeting(): Promise<Reply> {
    try {
      return await this.#channel.reply('greeting', this.#channel.options.now());
    } catch (error) {
      throw lookAtGreeting(error, this.peer);
    }
  }

  /** Sends a command line as it is typed, without its end, and waits for its whole reply. */
  readonly send = (line: string): Promise<Reply> =>
    this.command({ verb: (line.split(' ')[0] ?? '').toUpperCase(), line });

  /** Sends one command and waits for its whole reply. */
  async command(outgoing: Outgoing): Promise<Reply> {
    const [reply] = await this.group([outgoing]);
    if (reply !== undefined) return reply;
    const to = this.#channel.speech.verbOf(outgoing);
    throw new WireError('connection-lost', { to, how: 'closed', partial: '' });
  }

  /**
   * Sends commands in one write, and waits for the reply to each (RFC 2920). A 421 ends it: the replies are those that came.
   * What must be last in a group ends one: the rest goes in the next.
   */
  async group(outgoings: readonly Outgoing[]): Promise<readonly Reply[]> {
    const channel = this.#channel;
    const replies: Reply[] = [];
    for (const part of partsOf(outgoings)) {
      if (part[0]?.verb !== 'QUIT') channel.checkStopped();
      channel.takeUnasked();
      const first = channel.speech.verbOf(part[0]);
      this.#refuseWhereClosed(first);
      const started = channel.options.now();
      const bytes = channel.speech.say(part);
      await channel.write(bytes, (seconds) => new WireError('no-reply', { to: first, seconds }));
      for (const { verb } of part) {
        const reply = await channel.reply(verb === 'QUIT' ? 'quit' : 'command', started);
        replies.push(reply);
        if (reply.code === 421 && verb !== 'QUIT') return replies;
      }
    }
    return replies;
  }

  /** Answers a 334. What is secret goes out, and is hidden in the log. */
  answer(
    bytes64: string,
    facts: { readonly secret: boolean } & Pick<Outgoing, 'decoded' | 'template' | 'from'>,
  ): Promise<Reply> {
    const { secret, ...rest } = facts;
    return this.command(
      secret
        ? { verb: 'AUTH', line: HIDDEN, secret: new Secret(bytes64), ...rest }
        : { verb: 'AUTH', line: bytes64, ...rest },
    );
  }

  get speech(): Speech {
    return this.#channel.speech;
  }

  readonly signedIn = (user: string): void => this.#channel.advance({ kind: 'identity', user });

  /**
   * The handshake: behind an accepted STARTTLS, or before the greeting. Octets that came unencrypted behind the 220 end the
   * conversation, and so does a certificate that does not verify, unless `unverified` says to go on.
   */
  async startTls(
    options: Omit<TlsOptions, 'milliseconds'>,
    unverified: Unverified = 'fail',
    mode: TlsStart = 'starttls',
  ): Promise<TlsFacts> {
    const channel = this.#channel;
    channel.checkStopped();
    if (mode === 'starttls' && !channel.inbox.isEmpty) {
      channel.close('client', false);
      throw new WireError('data-after-starttls', this.peer);
    }
    channel.inbox.startOver();
    const limit = cutShort(channel.options, channel.options.milliseconds, channel.options.now());
    let facts: TlsFacts;
    const { signal } = channel.options;
    const abort = (): void => channel.wire.destroy();
    signal?.addEventListener('abort', abort);
    try {
      facts = await channel.wire.startTls(this.peer, { ...options, milliseconds: limit.milliseconds }, mode);
    } catch (error) {
      channel.close('client', false);
      throw signal?.aborted === true ? abortError(signal) : error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
    this.#tls = facts;
    channel.advance({ kind: 'tls' });
    const { channelBinding: _hidden, ...shown } = facts;
    channel.emit({ kind: 'tls', ...shown, mode });
    enforceCertificatePolicy(channel, facts, unverified, mode);
    return facts;
  }

  /**
   * Sends a letter after the 354, or by BDAT, and waits for the replies to its end. Rejects where it fails before that end was
   * written: then nothing was accepted. With `drop` it disconnects behind the end, and waits for nothing; `raw` is for experiments.
   */
  async letter(
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    via: Via = 'DATA',
    { drop = false, raw = false } = {},
  ): Promise<LetterEnd> {
    const writer = new LetterWriter(this.#channel, via, { raw });
    try {
      for await (const chunk of content) {
        if (!(await writer.write(chunk))) break;
      }
    } catch (error) {
      // A letter that cannot be read to its end must not be ended: a server takes half of one for a whole.
      if (via === 'DATA') this.#channel.close('client', false);
      throw error;
    }
    return writer.finish(drop);
  }

  /** A letter that is written piece by piece. `stuff` false sends lines as they are, for experiments. */
  beginLetter(via: Via = 'DATA', stuff = true): LetterWriter {
    return new LetterWriter(this.#channel, via, { stuff });
  }

  /** Sends octets as they are, with nothing said about them but what they are. For experiments. */
  async raw(bytes: Uint8Array, outgoing: Outgoing): Promise<void> {
    const to = this.#channel.speech.verbOf(outgoing);
    this.#channel.checkStopped();
    this.#refuseWhereClosed(to);
    this.#channel.speech.sayOctets(outgoing, bytes);
    await this.#channel.write(bytes, (seconds) => new WireError('no-reply', { to, seconds }));
  }

  /** Sends lines in one write (or in writes of these sizes), whatever the protocol has to say about it. For session files. */
  async linesAsTheyAre(
    outgoings: readonly Outgoing[],
    sizes: readonly number[] = [],
    pause = 0,
  ): Promise<void> {
    const channel = this.#channel;
    const first = channel.speech.verbOf(outgoings[0]);
    channel.checkStopped();
    this.#refuseWhereClosed(first);
    let left: Uint8Array = channel.speech.say(outgoings);
    const stalled = (seconds: number): LabError => new WireError('no-reply', { to: first, seconds });
    for (const size of sizes) {
      await channel.write(left.subarray(0, size), stalled);
      left = left.subarray(size);
      // A pause, however short, lets each piece leave by itself.
      await new Promise((resolve) => setTimeout(resolve, Math.max(1, pause)));
    }
    if (left.length > 0) await channel.write(left, stalled);
  }

  /** Sends a piece of a letter with its dots as they stand; `whole` where it ends here. For session files. */
  async letterAsItIs(wire: Uint8Array, whole: LetterCounts | null, via: Via = 'DATA'): Promise<void> {
    const channel = this.#channel;
    channel.checkStopped(true);
    this.#refuseWhereClosed(via);
    // The end of a chunk is not a line of its own (RFC 3030 §2): its BDAT has asked for the reply.
    if (whole !== null && via === 'DATA') channel.advance({ kind: 'command', verb: 'DATA', line: '.' });
    channel.emit({ kind: 'letter', wire });
    if (whole !== null) channel.emit({ kind: 'data', ...whole, via });
    await channel.write(wire, (seconds) => new WireError('upload-stalled', { sent: 0, seconds }));
  }

  readonly readReply = (to: 'command' | 'letter' = 'command') =>
    this.#channel.reply(to, this.#channel.options.now());

  /** The same; null where nothing comes within so many milliseconds, which ends nothing. */
  async replyWithin(milliseconds: number): Promise<Reply | null> {
    return (await this.#channel.inbox.comes(milliseconds)) ? this.readReply() : null;
  }

  /** What was not answered is waited for no longer. */
  readonly waitNoLonger = (): void => this.#channel.advance({ kind: 'unanswered' });

  /**
   * Tells at once of what comes while nothing is asked: a 421, a stray reply, the end of the connection. To be taken back
   * (null) before the next command. `heard` is called after the log was written.
   */
  watch(heard: ((what: 'reply' | 'closed') => void) | null): void {
    const channel = this.#channel;
    if (heard === null) return channel.inbox.onHeard(null);
    const look = (): void => {
      for (const result of channel.inbox.takeAll()) {
        if (result.kind === 'reply') channel.tellUnasked(result);
        else channel.broken('', result);
        heard('reply');
      }
      if (channel.leaveFlood()) heard('closed');
      if (channel.inbox.gone !== null && !channel.isClosed) {
        channel.close('server', channel.state.phase === 'closing');
        heard('closed');
      }
    };
    channel.inbox.onHeard(look);
    if (channel.inbox.hasReply || channel.inbox.gone !== null) look();
  }

  /** Says goodbye and disconnects. Whatever becomes of it changes no outcome. */
  async quit(): Promise<void> {
    const channel = this.#channel;
    await channel.hearRest();
    if (channel.isClosed) return;
    // Inside a letter or an exchange QUIT would be taken for a part of it; after a 421 nobody listens any more.
    const { phase } = channel.state;
    if (['data', 'auth', 'tls', 'closing', 'connected'].includes(phase) || this.hasEnded) {
      channel.close(channel.inbox.gone === null ? 'client' : 'server', phase === 'closing');
      return;
    }
    let clean = false;
    try {
      const { class: said, code } = await this.command({ verb: 'QUIT', line: 'QUIT' });
      clean = said === 2;
      if (!clean) channel.emit({ kind: 'note', code: 'quit-refused', detail: { code } });
    } catch (error) {
      // A server may disconnect without a word: the letter's fate is known, so it is a remark.
      if (!(error instanceof LabError)) throw error;
      if (!channel.isClosed) channel.emit({ kind: 'note', code: 'quit-not-answered', detail: {} });
    }
    channel.close(clean || channel.inbox.gone === null ? 'client' : 'server', clean);
  }

  /** Hangs up at once; `reset` without a word of farewell on the wire either (RST). */
  destroy(reset = false): void {
    this.#channel.close('client', false, reset);
  }

  #refuseWhereClosed(to: string): void {
    if (!this.hasEnded) return;
    const how = this.#channel.inbox.gone?.how ?? 'closed';
    this.#channel.close('server', false);
    throw new WireError('connection-lost', { to, how, partial: '' });
  }
}
