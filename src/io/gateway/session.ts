/**
 * One client of a gateway, from its connection to its end: what it says goes to the server, what the server says comes back, in order
 * and with nothing made up. Nothing is queued: the client's 250 is the server's. What is lost is told as what it is: before the end of
 * a letter nothing was accepted, behind it nobody knows.
 */

import { LabError } from '../../pure/problems/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import { Observer } from '../server/index.ts';
import type { Peer } from '../server/index.ts';
import { act, replaces, swallow } from './acting.ts';
import type { ActingPort } from './acting.ts';
import { ClientLeg } from './client-leg.ts';
import type { ClientLine } from './client-leg.ts';
import { passGroup } from './command-group.ts';
import { Exchange } from './exchange.ts';
import type { SessionSetting } from './exchange.ts';
import type { Acting } from './faults.ts';
import { beginTls, passHello } from './introduction.ts';
import { Letters } from './letters.ts';
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
    const { signal, plan, certificateOf, faults } = this.#setting;
    const stop = (): void => {
      this.#client.lines.stop();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (plan.tls === 'implicit' && !(await this.#client.startTls(certificateOf('good'), 'implicit')))
        return;
      const acting = faults.find('connect', '', this.#client.state);
      if (acting !== null && (await act(acting, this.#portOf())) !== 'usual') return;
      const server = await this.#open();
      if (server === null) return;
      const exchange = new Exchange(this.#client, server, this.#setting, this.#connection);
      const letters = new Letters(exchange, {
        isIdle: () => this.#isIdle,
        lost: (error) => {
          this.#lost(error, 'unknown');
        },
      });
      while (!exchange.isOver && !this.#told && !signal.aborted) {
        await this.#client.flush();
        if (this.#client.isCut) return;
        const line = this.#next ?? (await this.#nextLine(server));
        this.#next = null;
        if (line === null) break;
        await this.#take(line, exchange, letters).catch((error: unknown) => {
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

  async #take(line: ClientLine, exchange: Exchange, letters: Letters): Promise<void> {
    const { client } = exchange;
    const isSignIn = client.signIns.isPart(line.text) || client.state.phase === 'auth';
    if (line.ending === '\n' && !this.#toldLineEnd) {
      this.#toldLineEnd = true;
      exchange.remark({ code: 'line-end-passed-as-crlf', detail: {} });
    }
    if (line.unfit !== null) {
      exchange.remark({ code: 'line-not-passed', detail: { because: line.unfit } });
      if (line.unfit === 'http') exchange.isOver = true;
      return exchange.say(line.unfit);
    }
    const on = line.before.phase === 'auth' ? 'answer' : line.verb;
    const acting = this.#setting.faults.find(on, line.text.slice(line.verb.length).trim(), line.before);
    if (acting !== null && !(await this.#goesOn(acting, line, exchange))) return;
    return isSignIn ? passSignIn(line, exchange) : this.#pass(line, exchange, letters);
  }

  /** Does what a rule says at a command; false where the command goes no further. */
  async #goesOn(acting: Acting, line: ClientLine, exchange: Exchange): Promise<boolean> {
    // The octets of a chunk come whatever is answered (RFC 3030 §2).
    if (line.verb === 'BDAT' && replaces(acting) && (await swallow(this.#client, line)) === null) {
      exchange.isOver = true;
      return false;
    }
    const consequence = await act(acting, exchange);
    if (consequence === 'over') exchange.isOver = true;
    return consequence === 'usual';
  }

  async #pass(line: ClientLine, exchange: Exchange, letters: Letters): Promise<void> {
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
        if (this.#setting.bench !== null) return this.#refuseChunk(line, exchange);
        return letters.chunk(line);
      case 'DATA':
        if ((await letters.isReplaced(line)) || (await letters.isScreened(line))) return;
        return this.#group(line, exchange, letters);
      case 'QUIT':
        return this.#quit(line, exchange);
      default:
        return this.#group(line, exchange, letters);
    }
  }

  /** A policy looks at whole letters: chunks are not offered then. */
  async #refuseChunk(line: ClientLine, exchange: Exchange): Promise<void> {
    if ((await swallow(this.#client, line)) === null) exchange.isOver = true;
    else exchange.say('no-chunks');
  }

  async #group(line: ClientLine, exchange: Exchange, letters: Letters): Promise<void> {
    const { next, isLetterNext } = await passGroup(line, exchange);
    this.#next = next;
    if (isLetterNext) await letters.pass();
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

  /** What a rule can do before there is a server. */
  #portOf(): ActingPort {
    const { observer } = this.#client;
    return {
      client: this.#client,
      remark: (remark, kind) => {
        observer.remark(remark, kind);
      },
      hidden: [],
      certificate: 'good',
    };
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
