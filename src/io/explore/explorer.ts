/**
 * A conversation led by typed lines. What is typed goes out as it is; STARTTLS is followed by its handshake, DATA by a letter, a
 * 334 by an answer. What comes is in the events. SECURITY: what is secret is hidden by the conversation, by where it stands.
 */

import type { EventSink, TlsEvent } from '../../pure/events/index.ts';
import { EXPERIMENTS, experimentVerdictOf } from '../../pure/explorer/index.ts';
import type { ExperimentName, Mode, Offer, ExperimentVerdict } from '../../pure/explorer/index.ts';
import { LabError, type Problem } from '../../pure/problems/index.ts';
import {
  Allowance,
  encodeBase64,
  encodeText,
  hearClient,
  limitsOf,
  nameSaid,
} from '../../pure/protocol/index.ts';
import { parseCommand, saysYes, verbOf } from '../../pure/protocol/index.ts';
import type { Credentials, JudgedLine, MechanismName } from '../../pure/protocol/index.ts';
import type { Reply, SessionState } from '../../pure/protocol/index.ts';
import { sayHello, type Conversation } from '../client/index.ts';
import { WireError } from '../wire/index.ts';
import { beginByHand, breakRule, deliverByHand, endsByHand, helloOf, signInByHand } from '../plan/index.ts';
import { encryptAsPlanned, openConversation, openVenue } from '../plan/index.ts';
import type { ConversationPlan, RunSetting, Venue } from '../plan/index.ts';
import { hidesTyped, mayHoldSecret, secretInTyped } from './typed-auth.ts';
import { TypedChunks, TypedData, type TypedLetter } from './typed-letter.ts';
import { SeenSoFar } from './seen-so-far.ts';

/** A conversation that is led by hand. Whatever ends it is told by `ended` and `problem`, never thrown. */
export class Explorer {
  readonly #plan: ConversationPlan;
  readonly #venue: Venue;
  readonly #setting: RunSetting;
  readonly #seen = new SeenSoFar();
  #conversation: Conversation | null = null;
  #letter: TypedLetter | null = null;
  readonly #chunks = new TypedChunks();
  /** What the server's limits leave, once a letter was sent by the lab. */
  #allowance: Allowance | null = null;
  /** Who signs in, as far as the lines said it. */
  #name = '';
  #problem: Problem | null = null;
  #setback: Problem | null = null;
  #keptBack: Problem | null = null;
  /** How the client called itself last: an EHLO of the lab's says the same. */
  #calledItself: string | null = null;
  #saidGoodbye = false;
  /** Octets typed behind the end of the last chunk: they were not sent. */
  surplus = 0;
  /** False: lines of a letter go as they are, dots and all. */
  stuffing = true;

  private constructor(plan: ConversationPlan, venue: Venue, setting: RunSetting) {
    this.#plan = plan;
    this.#venue = venue;
    this.#setting = setting;
  }

  /**
   * Connects and waits for the greeting; with `--tls starttls` it goes on to where the line is encrypted. Rejects with a
   * `LabError` where there is nobody to talk to. `at` is a venue that outlives the conversation.
   */
  static async open(plan: ConversationPlan, setting: RunSetting, at: Venue | null = null): Promise<Explorer> {
    const venue = at ?? (await openVenue(plan));
    const explorer = new Explorer(
      plan,
      at === null ? venue : { ...venue, close: () => Promise.resolve() },
      setting,
    );
    try {
      explorer.#conversation = await explorer.#connect();
      await beginByHand(explorer.#conversation, plan, venue);
      return explorer;
    } catch (error) {
      explorer.#conversation?.destroy();
      if (at === null) await venue.close();
      throw error;
    }
  }

  get state(): SessionState {
    return this.#open.state;
  }

  /** Octets that an open chunk still lacks. */
  get octetsLeft(): number {
    return this.#letter?.octetsLeft ?? 0;
  }

  get mode(): Mode {
    if (this.#letter !== null) return this.#letter.kind;
    return this.state.phase === 'auth' ? 'answer' : 'command';
  }

  get ended(): boolean {
    return this.#open.isClosed;
  }

  /** What ended it, where that was no goodbye. */
  get problem(): Problem | null {
    return this.#problem;
  }

  /** What kept a request from being done while the conversation goes on, where no reply tells it; told once. */
  takeSetback(): Problem | null {
    const setback = this.#setback;
    this.#setback = null;
    return setback;
  }

  /** Whether the server hung up without a goodbye of ours. */
  get leftByServer(): boolean {
    return this.#seen.closedBy === 'server' && !this.#saidGoodbye;
  }

  /** The first reply that said no, and to what. */
  get firstRefusal(): { readonly verb: string; readonly code: number } | null {
    return this.#seen.firstRefusal;
  }

  /** Recipients of letters that the server took. */
  get accepted(): readonly string[] {
    return this.#seen.accepted;
  }

  /** The server's name for the last letter that it took. */
  get queueId(): string | null {
    return this.#seen.queueId;
  }

  get practice(): boolean {
    return this.#venue.practice;
  }

  get host(): string {
    return this.#venue.practice ? '' : this.#open.peer.host;
  }

  get ledger(): readonly Offer[] {
    return this.#seen.ledger;
  }

  get certificate(): TlsEvent | null {
    return this.#seen.certificate;
  }

  /** Whether what is typed next is a secret, as far as it was typed. */
  hides(line: string): boolean {
    return hidesTyped(line, this.mode, this.#open.speech.secrecy);
  }

  /** Whether a line, for the server or for the lab, may have a secret in it: the history does not keep it. */
  mayHoldSecret(line: string): boolean {
    return mayHoldSecret(line, this.mode, this.#open.speech.secrecy);
  }

  /** What a line with a secret in it is to a sign-in; null where it has none. */
  secretIn(line: string): JudgedLine['kind'] | null {
    return secretInTyped(line, this.mode, this.#open.speech.secrecy);
  }

  /** Why a secret was not sent, where one was not. */
  get keptBack(): Problem | null {
    return this.#keptBack;
  }

  /** Sends a line as it was typed, and waits for what it asks for. */
  type(line: string): Promise<void> {
    return this.#guarded(async () => {
      switch (this.mode) {
        case 'chunk':
        case 'letter':
          return this.#letterLine(line);
        case 'answer':
          return this.#answer(line);
        case 'command':
          return this.#command(line);
      }
    });
  }

  /** STARTTLS, the handshake, and EHLO again. */
  startTls(): Promise<void> {
    return this.#guarded(async () => {
      const conversation = this.#open;
      const { phase } = conversation.state;
      // A letter that is open would be in the way.
      if (['mail', 'rcpt', 'bdat'].includes(phase)) await this.#command('RSET');
      else if (phase !== 'ready') await sayHello(conversation, helloOf(this.#plan, this.#calledItself));
      await this.#command('STARTTLS');
      if (conversation.state.encrypted && !conversation.isClosed)
        await sayHello(conversation, helloOf(this.#plan, this.#calledItself));
    });
  }

  /** Signs in by the strongest mechanism, or the one that is named. */
  signIn(credentials: Credentials, wanted: readonly MechanismName[]): Promise<void> {
    return this.#guarded(() => signInByHand(this.#open, credentials, wanted));
  }

  /** Sends a letter in this conversation. Gives the recipients for whom the server's limits leave no room in it. */
  async deliver(from: string, recipients: readonly string[], letter: string): Promise<readonly string[]> {
    let left = recipients;
    await this.#guarded(async () => {
      this.#allowance ??= new Allowance(limitsOf(this.state.capabilities));
      const went = await deliverByHand(this.#open, this.#allowance, { from, recipients, letter });
      for (const delivered of went.delivered) this.#seen.took(delivered);
      left = went.left;
    });
    return left;
  }

  /** Breaks a rule on purpose; what may be said of the server then. A fresh connection is closed again. */
  async experiment(name: ExperimentName): Promise<ExperimentVerdict> {
    let verdict: ExperimentVerdict = 'nothing';
    await this.#guarded(async () => {
      const own = EXPERIMENTS[name].fresh ? await this.#connect() : null;
      const broken = breakRule(own ?? this.#open, EXPERIMENTS[name], this.practice);
      verdict = experimentVerdictOf(name, await broken.finally(() => own?.destroy()));
    });
    return this.ended ? 'by-code' : verdict;
  }

  /** Tells at once of what comes while nothing was asked; null before the next line is sent. */
  watch(heard: (() => void) | null): void {
    if (!this.ended) this.#open.watch(heard);
  }

  /** Says goodbye where that can be said, and ends everything. A letter that is under way is dropped before its end. */
  async close(): Promise<void> {
    try {
      await this.#conversation?.quit();
    } finally {
      await this.#venue.close();
    }
  }

  get #open(): Conversation {
    // `open` resolves only with a conversation in place.
    if (this.#conversation === null) throw new WireError('internal', { message: 'no conversation is open' });
    return this.#conversation;
  }

  #connect(): Promise<Conversation> {
    const { sink } = this.#setting;
    const heard: EventSink = (event) => {
      this.#seen.notice(event);
      sink(event);
    };
    return openConversation(this.#plan, this.#venue, { ...this.#setting, sink: heard });
  }

  /** A failure ends the conversation, or was a refusal: both are told by the events, and kept here. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      this.#letter = null;
      if (error.code === 'auth-needs-tls') this.#keptBack = error.problem;
      // A refused sign-in or a list without STARTTLS leaves the conversation where it was.
      if (this.ended || endsByHand(error)) this.#problem = error.problem;
      // What a reply said is shown already, with its meaning.
      else if (!('code' in error.detail)) this.#setback = error.problem;
    } finally {
      this.#calledItself = this.state.greetedName ?? this.#calledItself;
    }
  }

  async #command(line: string): Promise<void> {
    const conversation = this.#open;
    const verb = verbOf(line);
    const parsed = parseCommand(line);
    if (parsed.ok && parsed.value.kind === 'bdat') {
      this.#letter = this.#chunks.begin(conversation, { verb, line }, parsed.value.size);
      if (parsed.value.size === 0) await this.#letterLine('');
      return;
    }
    const said = verb === 'AUTH' ? this.#nameIn(line) : '';
    const reply = await conversation.command({ verb, line, from: 'typed' });
    if (verb === 'STARTTLS' && reply.code === 220) {
      await encryptAsPlanned(conversation, this.#plan, this.#venue);
    } else if (verb === 'DATA' && reply.code === 354) {
      this.#letter = new TypedData(conversation, this.stuffing);
    } else if (verb === 'AUTH') {
      this.#name = said;
      if (saysYes(reply)) conversation.signedIn(said);
    } else if (verb === 'QUIT') await this.#leave(reply);
  }

  /** After a goodbye nobody says anything more. */
  async #leave(reply: Reply): Promise<void> {
    if (reply.class !== 2) return;
    this.#saidGoodbye = true;
    await this.#open.quit();
  }

  #nameIn(line: string): string {
    return nameSaid(hearClient(this.#open.speech.secrecy, line), line);
  }

  async #answer(text: string): Promise<void> {
    const answer = text.startsWith('=') && text.length > 1 ? encodeBase64(encodeText(text.slice(1))) : text;
    if (this.#name === '') this.#name = this.#nameIn(answer);
    const reply = await this.#open.answer(answer, { secret: false, from: 'typed' });
    if (reply.code === 221) await this.#leave(reply);
    else if (saysYes(reply)) this.#open.signedIn(this.#name);
  }

  async #letterLine(line: string): Promise<void> {
    const letter = this.#letter;
    if (letter === null) return;
    if (letter.endsWith(line)) this.#letter = null; // Whatever becomes of its end.
    const { taken, goesOn, surplus, queueId = null } = await letter.line(line);
    this.surplus = surplus ?? 0;
    this.#seen.took({ accepted: taken, queueId });
    if (!goesOn) this.#letter = null;
  }
}
