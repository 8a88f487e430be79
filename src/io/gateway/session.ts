/**
 * One client of a gateway, from its connection to its end: what it says goes to the server, what the server says comes back, in order
 * and with nothing made up. Nothing is queued: the client's 250 is the server's. What is lost is told as what it is: before the end of
 * a letter nothing was accepted, behind it nobody knows.
 */

import type { Outcome } from '../../pure/events/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { saysYes } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import { queueIdOf } from '../client/index.ts';
import { Observer } from '../server/index.ts';
import type { Peer } from '../server/index.ts';
import { ClientLeg } from './client-leg.ts';
import type { ClientLine } from './client-leg.ts';
import { passGroup } from './command-group.ts';
import { Exchange } from './exchange.ts';
import type { SessionSetting } from './exchange.ts';
import { beginTls, passHello } from './introduction.ts';
import { passChunk, passLetter } from './letter-passage.ts';
import type { Passed } from './letter-passage.ts';
import { ownReply } from './own-replies.ts';
import type { OwnReply } from './own-replies.ts';
import { ServerLeg } from './server-leg.ts';
import { passSignIn } from './sign-in-passage.ts';

export class GatewaySession {
  readonly #setting: SessionSetting;
  readonly #client: ClientLeg;
  readonly #connection: number;
  #server: ServerLeg | null = null;
  /** A line that was read and is still to be dealt with. */
  #next: ClientLine | null = null;
  #chunks = { bytes: 0, lines: 0 };
  #letters = 0;
  #toldLineEnd = false;
  #isIdle = false;
  /** Why there is to be no more was said. */
  #told = false;

  constructor(peer: Peer, connection: number, setting: SessionSetting) {
    this.#setting = setting;
    this.#connection = connection;
    const observer = new Observer({
      sink: (event) => {
        setting.tell({ ...event, leg: 'client' });
      },
      now: setting.now,
      connection,
    });
    this.#client = new ClientLeg(peer, observer, {
      dialect: setting.plan.server.dialect,
      wrong: setting.wrong,
      idle: () => {
        this.#isIdle = true;
        this.#client.lines.stop();
      },
    });
  }

  /** Sends the client away before anything else. */
  async refuse(): Promise<void> {
    this.#say('too-many');
    await this.#end(false);
  }

  /** Leads it to its end. Never rejects with what a client or a server did. */
  async run(): Promise<void> {
    const { signal, plan, certificate } = this.#setting;
    const stop = (): void => {
      this.#client.lines.stop();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (plan.tls === 'implicit' && !(await this.#client.startTls(certificate, 'implicit'))) return;
      const server = await this.#open();
      if (server === null) return;
      const exchange = new Exchange(this.#client, server, this.#setting);
      while (!exchange.isOver && !this.#told && !signal.aborted) {
        await this.#client.flush();
        const line = this.#next ?? (await this.#nextLine(server));
        this.#next = null;
        if (line === null) break;
        await this.#take(line, exchange).catch((error: unknown) => {
          this.#lost(error, 'lost');
        });
      }
      if (!exchange.isOver) this.#farewell(server);
    } finally {
      signal.removeEventListener('abort', stop);
      await this.#end(this.#client.state.phase === 'closing');
    }
  }

  async #open(): Promise<ServerLeg | null> {
    const { plan, venue, now, signal, tell } = this.#setting;
    const connection = this.#connection;
    const opened = await ServerLeg.open(plan.server, venue, {
      sink: (event) => {
        tell({ ...event, connection, leg: 'server' });
      },
      now,
      signal,
    });
    if (opened instanceof ServerLeg) {
      this.#server = opened;
      this.#client.say(opened.greeting);
      return opened;
    }
    this.#lost(opened.error, 'unreachable', opened.refusal);
    await this.#client.end(false);
    await opened.ended;
    return null;
  }

  /** The next line, unless the server leaves first. */
  async #nextLine(server: ServerLeg): Promise<ClientLine | null> {
    server.watch(() => {
      this.#client.lines.stop();
    });
    const line = await this.#client.read(false);
    server.watch(null);
    return line;
  }

  async #take(line: ClientLine, exchange: Exchange): Promise<void> {
    const { client } = exchange;
    const isSignIn = client.signIns.isPart(line.text) || client.state.phase === 'auth';
    if (line.ending === '\n' && !this.#toldLineEnd) {
      this.#toldLineEnd = true;
      exchange.remark({ code: 'line-end-passed-as-crlf', detail: {} });
    }
    if (line.unfit !== null) {
      exchange.remark({ code: 'line-not-passed', detail: { because: line.unfit } });
      return exchange.say(line.unfit);
    }
    if (isSignIn) return passSignIn(line, exchange);
    switch (line.verb) {
      case 'EHLO':
      case 'LHLO':
        return passHello(line, exchange);
      case 'STARTTLS':
        return beginTls(exchange);
      case 'XCLIENT':
      case 'XFORWARD':
        return exchange.say('not-for-clients');
      case 'BDAT':
        return this.#chunk(line, exchange);
      case 'QUIT':
        return this.#quit(line, exchange);
      default: {
        const { next, isLetterNext } = await passGroup(line, exchange);
        this.#next = next;
        if (isLetterNext) await this.#letter(exchange);
      }
    }
  }

  async #letter(exchange: Exchange): Promise<void> {
    await this.#client.flush();
    this.#tellLetter(await passLetter(this.#client, exchange.server), true, exchange);
  }

  async #chunk(line: ClientLine, exchange: Exchange): Promise<void> {
    const last = / LAST\s*$/i.test(line.text);
    if (this.#client.state.phase !== 'bdat') this.#chunks = { bytes: 0, lines: 0 };
    this.#tellLetter(await passChunk(line, this.#client, exchange.server, this.#chunks), last, exchange);
  }

  /** Says what the server said of a letter, and tells of it where that was its end. */
  #tellLetter(passed: Passed, ended: boolean, exchange: Exchange): void {
    if (passed.kind === 'broken-off') {
      if (!this.#client.hasLeft) this.#say(this.#isIdle ? 'idle' : 'going-down');
      exchange.isOver = true;
      this.#tellOutcome('not-sent', null);
      return;
    }
    const { replies } = passed;
    for (const reply of replies) exchange.answer(reply);
    if (passed.kind === 'unknown') {
      exchange.remark({ code: 'letter-fate-unknown', detail: {} });
      this.#lost(passed.error, 'unknown');
      this.#tellOutcome('unknown', null);
      return;
    }
    const yes = replies.filter(saysYes);
    const [first] = yes;
    // A chunk that was taken is no letter yet.
    if (!ended && first !== undefined) return;
    if (first !== undefined && this.#client.hasLeft)
      exchange.remark({ code: 'client-not-told', detail: { code: first.code } });
    const outcome = yes.length === 0 ? 'rejected' : yes.length < replies.length ? 'partial' : 'accepted';
    this.#tellOutcome(outcome, first === undefined ? null : queueIdOf(first));
  }

  #tellOutcome(outcome: Outcome, queueId: string | null): void {
    const { tell, now } = this.#setting;
    this.#letters++;
    const index = this.#letters;
    tell({ kind: 'message', at: now(), connection: this.#connection, index, outcome, queueId });
  }

  async #quit(line: ClientLine, exchange: Exchange): Promise<void> {
    exchange.isOver = true;
    try {
      const [reply = ownReply('bye')] = await exchange.server.pass([line]);
      exchange.answer(reply);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      // Whatever became of the server: nothing hangs on a goodbye.
      this.#say('bye');
    }
  }

  #say(id: OwnReply): void {
    this.#client.say(ownReply(id));
  }

  /** The server is lost: the client is told, and so are those who look on. */
  #lost(error: unknown, id: 'lost' | 'unknown' | 'unreachable', said: Reply | null = null): void {
    if (!(error instanceof LabError)) throw error;
    this.#told = true;
    const isOurs = this.#setting.signal.aborted && id !== 'unknown';
    if (!isOurs)
      this.#client.observer.remark({ code: 'server-leg-failed', detail: { problem: error.problem } });
    this.#client.say(isOurs ? ownReply('going-down') : (said ?? ownReply(id)));
  }

  /** Why no line is read any more, where the client is still there and was not told. */
  #farewell(server: ServerLeg): void {
    if (this.#told || this.#client.hasLeft) return;
    if (this.#setting.signal.aborted) this.#say('going-down');
    else if (this.#isIdle) this.#say('idle');
    else this.#client.say(server.farewell ?? ownReply('lost'));
  }

  async #end(clean: boolean): Promise<void> {
    await this.#client.end(clean);
    await this.#server?.end().catch((error: unknown) => {
      if (!(error instanceof LabError)) throw error;
    });
    this.#client.closed();
  }
}
