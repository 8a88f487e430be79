/**
 * The practice server's mind: a scenario and a command line in, actions out. No sockets, no clock, and chance from a seed:
 * the same lines give the same replies. How a reply is said is in `voice.ts`; what is said of addresses in `envelope.ts`,
 * of sign-ins in `sign-in.ts`, of the end of a letter in `letter.ts`.
 * Follows RFC 5321 §4.3.2 (which reply), §4.1.4 (order), RFC 3207 §4, RFC 3030 §2, RFC 2033 §4, RFC 2920 §3.1 (groups).
 */

import { isLegal, KNOWN_VERBS, mustEndGroup, parseCommand } from '../protocol/index.ts';
import type { Command, Phase, SessionState } from '../protocol/index.ts';
import type { Acceptance, Action } from './actions.ts';
import { AnnouncedLimits } from './announced-limits.ts';
import { chanceOf } from './chance.ts';
import { CARRIED_OUT, expn, helpText, vrfy } from './directory.ts';
import { judgeMail, judgeRcpt, wantsUtf8 } from './envelope.ts';
import type { Opinion, PathCommand } from './envelope.ts';
import { letterOf, Letters } from './letter.ts';
import type { ReceivedFacts } from './letter.ts';
import { replyOf } from './replies.ts';
import type { ReplyId } from './replies.ts';
import { openMemory } from './rules.ts';
import type { Memory } from './rules.ts';
import type { ProofPort } from './sasl/index.ts';
import type { Scenario } from './scenario.ts';
import { SignIn } from './sign-in.ts';
import type { SignInStep, TlsLayer } from './sign-in.ts';
import { Voice } from './voice.ts';

export interface MindOptions {
  /** What the minds of one server share; without it each is alone. */
  readonly memory?: Memory;
  readonly seed?: string;
  /** Without it only mechanisms that prove nothing are offered. */
  readonly proofs?: ProofPort;
}

/** Ours: the longest command line; a line of a sign-in may be longer (RFC 4954 §4). */
const MOST_CHARACTERS = 2048;
/** The first line of a request (RFC 9112 §3); its verb may be any word. */
const HTTP_REQUEST = /^[A-Z]+ \S+ HTTP\/\d/;

export class Mind {
  readonly #scenario: Scenario;
  readonly #voice: Voice;
  readonly #signIn: SignIn;
  readonly #letters: Letters;
  readonly #limits = new AnnouncedLimits();
  #offered: readonly string[];

  constructor(scenario: Scenario, options: MindOptions = {}) {
    const memory = options.memory ?? openMemory();
    memory.connections++;
    const chance = chanceOf(`${options.seed ?? ''} ${memory.connections}`);
    this.#scenario = scenario;
    this.#voice = new Voice(scenario, memory, chance);
    this.#signIn = new SignIn(scenario, options.proofs ?? null, chance, memory);
    this.#letters = new Letters(scenario, chance, memory);
    this.#offered = this.#signIn.possible(scenario.offersInClear);
  }

  get state(): SessionState {
    return this.#voice.state;
  }

  get phase(): Phase {
    return this.#voice.state.phase;
  }

  /** The envelope of the letter under way. */
  get envelope(): Acceptance {
    const { from, recipients } = this.state.envelope;
    return { from: from ?? '', to: recipients };
  }

  /** The mechanism whose challenge the next line answers; null where it is a command. */
  get answering(): string | null {
    return this.#signIn.mechanism;
  }

  /** The greeting. */
  open(): readonly Action[] {
    return this.#act('connect', '', true, () => this.#voice.say('greeting'));
  }

  /** The client spoke before the greeting was out; nothing where that is let pass. */
  spokeEarly(): readonly Action[] {
    return this.#scenario.strictTurns ? this.#outOfTurn() : [];
  }

  /** TLS is up: the session starts over. */
  tlsStarted(layer: TlsLayer = { binding: null, clientName: null }): void {
    this.#signIn.tlsStarted(layer);
    this.#letters.forget();
    this.#voice.tell({ kind: 'tls' });
    this.#offered = this.#signIn.possible(this.#scenario.offersInTls);
  }

  /** One line of the client, without its line end. `followed` tells whether more had come behind it already. */
  line(text: string, followed = false): readonly Action[] {
    if (this.#voice.silent) return [];
    if (this.#signIn.mechanism !== null) {
      this.#voice.tell({ kind: 'command', verb: 'AUTH', line: '<answer>' });
      if (followed && this.#scenario.strictTurns) return this.#outOfTurn();
      return this.#act('answer', text, true, () => this.#judged(this.#signIn.answer(text)));
    }
    // SECURITY: behind it comes what a web page made up, which must not be read as commands.
    if (HTTP_REQUEST.test(text)) {
      this.#voice.tell({ kind: 'command', verb: '', line: '' });
      return [...this.#voice.say('http-request'), { kind: 'close' }];
    }
    const parsed = parseCommand(text);
    const verb = parsed.ok ? parsed.value.verb : (/^[A-Za-z]+/.exec(text)?.[0] ?? '').toUpperCase();
    const inPlace = isLegal(this.state, verb);
    this.#voice.tell({ kind: 'command', verb, line: text });
    if (followed && this.#breaksTurns(verb)) return this.#outOfTurn();
    if (text.length > MOST_CHARACTERS && verb !== 'AUTH') return this.#voice.fault('line-too-long');
    // A line that cannot be read is answered for that, whatever the scenario has for its verb.
    return this.#act(verb, text.slice(verb.length).trim(), inPlace && parsed.ok, () =>
      parsed.ok ? this.#obey(parsed.value) : this.#misread(parsed.problem.code, verb),
    );
  }

  /** A line was longer than the server reads. */
  lineTooLong(): readonly Action[] {
    return this.#unread(this.#signIn.mechanism === null ? 'line-too-long' : 'answer-too-long');
  }

  /** SECURITY: what ends with LF alone is not a command (RFC 5321 §2.3.8): for another server it may be half of a line. */
  bareLineFeed(): readonly Action[] {
    return this.#unread('bare-line-feed');
  }

  /** Octets that are not read as a line; in a sign-in they end it. */
  #unread(id: ReplyId): readonly Action[] {
    if (this.#voice.silent) return [];
    this.#voice.tell({ kind: 'command', verb: this.#signIn.mechanism === null ? '' : 'AUTH', line: '' });
    this.#signIn.cancel();
    return this.#voice.fault(id);
  }

  /** The letter is over. */
  letterEnded(facts: ReceivedFacts): readonly Action[] {
    if (this.phase === 'data') this.#voice.tell({ kind: 'command', verb: 'DATA', line: '.' });
    return this.#voice.act(letterOf(facts, 'letter'), () => this.#endLetter(facts, 'DATA'));
  }
  /** A chunk is in; `facts` are of all chunks of this letter. */
  chunkEnded(last: boolean, facts: ReceivedFacts): readonly Action[] {
    const { phase } = this;
    if (!this.#offers('CHUNKING')) return this.#voice.fault('not-implemented');
    if (phase === 'mail') return this.#voice.fault(this.#letters.tried ? 'no-recipients' : 'rcpt-first');
    if (phase !== 'rcpt' && phase !== 'bdat') return this.#voice.fault('mail-first');
    if (this.#letters.chunkRefused) return this.#voice.fault('bdat-failed');
    return this.#voice.act(letterOf(facts, last ? 'letter' : 'chunk'), () => {
      if (last) return this.#endLetter(facts, 'BDAT');
      this.#letters.chunkRefused = facts.bytes > this.#scenario.maxSize;
      const bytes = String(facts.bytes);
      return this.#voice.say(this.#letters.chunkRefused ? 'letter-too-big' : 'chunk-ok', { bytes });
    });
  }

  /** The server ends the session by itself. */
  farewell(id: 'idle-too-long' | 'going-down' | 'too-many-connections'): readonly Action[] {
    return [...this.#voice.say(id), { kind: 'close' }];
  }

  #act(on: string, text: string, inPlace: boolean, usual: () => readonly Action[]): readonly Action[] {
    return this.#voice.act({ on, text, inPlace }, usual);
  }

  #obey(command: Command): readonly Action[] {
    const { verb } = command;
    const { disabled } = this.#scenario;
    if (this.phase === 'refused' && verb !== 'QUIT') return this.#voice.fault('refused-before');
    if (disabled.includes(verb) || (KNOWN_VERBS.includes(verb) && !CARRIED_OUT.includes(verb)))
      return this.#voice.fault('not-implemented');
    switch (command.kind) {
      case 'hello':
        if ((verb === 'LHLO') !== (this.state.dialect === 'lmtp'))
          return this.#voice.fault('no-such-command');
        return this.#hello(verb !== 'HELO', command.name);
      case 'path':
        return verb === 'MAIL' ? this.#mail(command) : this.#rcpt(command);
      case 'auth':
        return this.#judged(
          this.#signIn.start(command.mechanism, command.initial, this.state, this.#offered),
        );
      case 'bdat':
        // The octets follow whatever we answer (RFC 3030 §2): they are read, and answered behind them.
        return [{ kind: 'read-chunk', size: command.size, last: command.last }];
      case 'other':
        return this.#other(verb, command.argument);
    }
  }

  #other(verb: string, argument: string): readonly Action[] {
    switch (verb) {
      case 'NOOP':
        return this.#voice.say('noop');
      case 'RSET':
        this.#letters.forget();
        return this.#voice.say('reset');
      case 'HELP':
        return this.#voice.say('help', { commands: helpText(this.#scenario) });
      case 'VRFY':
        return this.#voice.reply(vrfy(this.#scenario, argument));
      case 'EXPN':
        return this.#voice.reply(expn(this.#scenario, argument));
      case 'QUIT':
        return [...this.#voice.say('bye'), { kind: 'close' }];
      case 'STARTTLS':
        return this.#startTls();
      case 'DATA':
        return this.#data();
      default:
        return this.#voice.fault('no-such-command');
    }
  }

  #hello(extended: boolean, name: string): readonly Action[] {
    const { hostname, replies } = this.#scenario;
    const { code, lines } = replyOf('hello', replies, { hostname, name });
    this.#letters.forget();
    const list = extended && code === 250 ? this.#offered : [];
    return this.#voice.reply({ code, lines: [...lines, ...list] });
  }

  #startTls(): readonly Action[] {
    const { encrypted, greetedName, phase } = this.state;
    if (encrypted) return this.#voice.fault('already-tls');
    if (greetedName === null) return this.#voice.fault('hello-first');
    if (phase !== 'ready') return this.#voice.fault('within-letter');
    if (!this.#offers('STARTTLS')) return this.#voice.fault('not-implemented');
    return [...this.#voice.say('tls-go'), ...(this.phase === 'tls' ? [{ kind: 'start-tls' } as const] : [])];
  }

  #mail(command: PathCommand): readonly Action[] {
    const { greetedName, encrypted, identity, phase } = this.state;
    const { requires } = this.#scenario;
    if (greetedName === null) return this.#voice.fault('hello-first');
    if (phase === 'bdat') return this.#voice.fault('bdat-started');
    if (phase !== 'ready') return this.#voice.fault('sender-twice');
    if (requires === 'tls' && !encrypted) return this.#voice.fault('tls-first');
    if (requires === 'auth' && identity === null) {
      const cannotYet = !this.#offers('AUTH') && this.#offers('STARTTLS');
      return this.#voice.fault(cannotYet ? 'tls-first' : 'auth-first');
    }
    const beyond = this.#limits.mail(this.#usable());
    if (beyond !== null) return this.#voice.say(beyond);
    const said = this.#opine(judgeMail(command, this.#scenario, this.#usable()));
    if (this.phase === 'mail') this.#letters.begin(command, wantsUtf8(command));
    return said;
  }

  #rcpt(command: PathCommand): readonly Action[] {
    if (this.phase === 'bdat') return this.#voice.fault('bdat-started');
    if (this.phase !== 'mail' && this.phase !== 'rcpt') return this.#voice.fault('mail-first');
    const beyond = this.#limits.rcpt(command.mailbox.domain, this.#usable());
    if (beyond !== null) return this.#voice.say(beyond);
    const before = this.state.envelope.count;
    const { utf8 } = this.#letters;
    const said = this.#opine(judgeRcpt(command, this.#scenario, this.#usable(), this.state, utf8));
    this.#letters.addressed(command, this.state.envelope.count > before);
    return said;
  }

  #data(): readonly Action[] {
    const { phase } = this.state;
    if (phase === 'bdat') return this.#voice.fault('bdat-started');
    if (phase === 'mail') {
      // RFC 2033 §4.2 knows only 503 here.
      const is554 = this.#letters.tried && this.state.dialect === 'smtp';
      return this.#voice.fault(is554 ? 'no-recipients' : 'rcpt-first');
    }
    if (phase !== 'rcpt') return this.#voice.fault('mail-first');
    const said = this.#voice.say('data-go');
    return this.phase === 'data' ? [...said, { kind: 'read-letter' }] : said;
  }

  #endLetter(facts: ReceivedFacts, via: 'DATA' | 'BDAT'): readonly Action[] {
    const { letter, replies } = this.#letters.end(facts, via, this.state);
    const said = replies.flatMap(({ reply, recipient }) => this.#voice.reply(reply, 'reply', recipient));
    return letter === null ? said : [{ kind: 'accept', letter }, ...said];
  }

  #judged(step: SignInStep): readonly Action[] {
    if (step.kind === 'fault') return this.#voice.fault(step.reply);
    const said = this.#voice.reply(step.reply);
    if (step.kind === 'signed-in') this.#voice.tell({ kind: 'identity', user: step.user });
    return said;
  }

  /** What may be used: nothing after HELO. */
  #usable(): readonly string[] {
    return this.state.extended ? this.#offered : [];
  }

  #offers(keyword: string): boolean {
    return this.#offered.some((line) => line.split(/[ =]/)[0]?.toUpperCase() === keyword);
  }

  #breaksTurns(verb: string): boolean {
    if (!this.#scenario.strictTurns) return false;
    return mustEndGroup(verb) || !this.state.extended || !this.#offers('PIPELINING');
  }

  #outOfTurn(): readonly Action[] {
    return [...this.#voice.say('out-of-turn'), { kind: 'close' }];
  }

  /** RFC 5321 §4.2.4: 500 for a verb that is none, 501 for a fault behind a known one. */
  #misread(code: string, verb: string): readonly Action[] {
    if (code === 'bad-verb') return this.#voice.fault('no-such-command');
    return this.#voice.fault(code.startsWith('bad-parameter') ? 'bad-parameter' : 'bad-argument', { verb });
  }

  #opine(opinion: Opinion): readonly Action[] {
    return opinion.id === null
      ? this.#voice.reply(opinion.reply)
      : this.#voice.say(opinion.id, opinion.values);
  }
}
