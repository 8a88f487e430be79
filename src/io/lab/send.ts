/**
 * `send`: one letter to one server, from the lookup of its name to the goodbye. Everything that happens is in the events; the
 * last of them is the result, which tells the truth about what became of the letter. Without a server it is the practice
 * server, started inside this process on loopback.
 */

import { exitCodeFor } from './talking.ts';
import type { EventSink, ResultEvent, Stage, Untimed } from '../../pure/events/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { hasKeyword } from '../../pure/protocol/index.ts';
import type { Credentials, MechanismName } from '../../pure/protocol/index.ts';
import { Conversation, deliver, introduce, notSent, signIn } from '../client/index.ts';
import type { Delivered, TlsMode } from '../client/index.ts';
import { startPracticeServer } from '../server/index.ts';
import { WireError } from '../wire/index.ts';
import { openCrypto } from './crypto.ts';

export interface SendPlan {
  /** Null for the practice server. */
  readonly server: { readonly host: string; readonly port: number } | null;
  readonly tls: TlsMode;
  /** Authorities to trust besides the system's, PEM. */
  readonly authorities: readonly string[];
  readonly credentials: Credentials | null;
  readonly mechanisms: readonly MechanismName[];
  readonly allowPlaintextAuth: boolean;
  /** What to call ourselves; null for this host's name, or an address literal. */
  readonly ehlo: string | null;
  readonly milliseconds: number;
  readonly finalMilliseconds: number;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly letter: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Octets of the letter with CRLF line ends, where they are known before it is sent. */
  readonly size: number | null;
  /** Ends the run: QUIT between commands, hanging up inside the letter. */
  readonly signal?: AbortSignal;
}

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/i;

/** Sends the letter; resolves to the result, which is also the last event. Never rejects for what a server did. */
export async function send(plan: SendPlan, sink: EventSink): Promise<ResultEvent> {
  const started = performance.now();
  const now = (): number => performance.now() - started;
  const run = new SendRun(plan, sink, now);
  const result = await run.play();
  sink(result);
  return result;
}

/** One run: remembers how far it came, so that a failure can say so. */
class SendRun {
  readonly #plan: SendPlan;
  readonly #sink: EventSink;
  readonly #now: () => number;
  #stage: Stage = 'connect';

  constructor(plan: SendPlan, sink: EventSink, now: () => number) {
    this.#plan = plan;
    this.#sink = sink;
    this.#now = now;
  }

  async play(): Promise<ResultEvent> {
    const practice = this.#plan.server === null ? await startPracticeServer() : null;
    try {
      const target = this.#plan.server ?? { host: practice?.host ?? '', port: practice?.port ?? 0 };
      const authorities = practice === null ? this.#plan.authorities : [await practice.authority()];
      const servername = practice?.hostname ?? target.host;
      return await this.#talk(target, servername, authorities, practice !== null);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      return this.#result(notSent(error.problem, this.#stage));
    } finally {
      await practice?.close();
    }
  }

  async #talk(
    target: { readonly host: string; readonly port: number },
    servername: string,
    authorities: readonly string[],
    practice: boolean,
  ): Promise<ResultEvent> {
    const { milliseconds, finalMilliseconds, signal } = this.#plan;
    const options = {
      sink: this.#sink,
      now: this.#now,
      practice,
      milliseconds,
      finalMilliseconds,
      ...(signal === undefined ? {} : { signal }),
    };
    const conversation = await Conversation.open(target, options);
    try {
      await introduce(conversation, {
        name: this.#plan.ehlo,
        tls: this.#plan.tls,
        tlsOptions: { servername, authorities },
        user: this.#plan.credentials !== null,
        clearAllowed: this.#plan.allowPlaintextAuth || LOOPBACK.test(target.host),
        reached: (stage) => {
          this.#stage = stage;
        },
      });
      await this.#authenticate(conversation, target);
      this.#stage = 'mail';
      const { from, recipients, letter } = this.#plan;
      const mailParameters = this.#mailParameters(conversation);
      return this.#result(await deliver(conversation, { from, recipients, mailParameters, letter }));
    } catch (error) {
      if (error instanceof LabError) return this.#result(notSent(error.problem, this.#stage));
      throw error;
    } finally {
      await conversation.quit();
    }
  }

  async #authenticate(
    conversation: Conversation,
    target: { readonly host: string; readonly port: number },
  ): Promise<void> {
    const { credentials, mechanisms: wanted } = this.#plan;
    if (credentials === null) return;
    this.#stage = 'auth';
    if (!conversation.state.encrypted) {
      const loopback = LOOPBACK.test(target.host);
      if (!loopback && !this.#plan.allowPlaintextAuth) {
        const starttlsOffered = hasKeyword(conversation.state.capabilities, 'STARTTLS');
        throw new WireError('auth-needs-tls', { ...target, starttlsOffered });
      }
      this.#emit({ kind: 'warning', code: 'plaintext-auth', detail: { host: target.host, loopback } });
    }
    const context = { ...target, binding: conversation.tls?.channelBinding ?? null };
    await signIn(conversation, { credentials, wanted, crypto: await openCrypto(), context });
  }

  #mailParameters(conversation: Conversation): readonly string[] {
    const { size } = this.#plan;
    if (size === null || !hasKeyword(conversation.state.capabilities, 'SIZE')) return [];
    this.#emit({ kind: 'note', code: 'size-declared', detail: { bytes: size } });
    return [`SIZE=${size}`];
  }

  #result(delivered: Delivered): ResultEvent {
    const { rejected, problem } = delivered;
    return {
      kind: 'result',
      at: this.#now(),
      ...delivered,
      exitCode: exitCodeFor(problem),
      retryable: rejected.length > 0 && rejected.every((one) => one.retryable),
    };
  }

  #emit(event: Untimed): void {
    this.#sink({ ...event, at: this.#now() });
  }
}
