/**
 * The practice server's mind: a scenario and a command line in, replies out. No sockets, no clock, no chance: the same lines
 * give the same replies. It checks passwords with its own code, not with the client's, so that both cannot be wrong
 * together. Follows RFC 5321 §4.3.2 (which reply to which command), §4.1.4 (order), RFC 3207 §4, RFC 4954 §4, RFC 3030 §2.
 */

import {
  advance,
  decodeBase64,
  decodeText,
  encodeText,
  openState,
  parseCommand,
  ReplyReader,
} from '../protocol/index.ts';
import type { Command, Happening, Phase, SessionState } from '../protocol/index.ts';
import type { Scenario } from './scenario.ts';

/** What the server does next. `reply` holds the lines behind the code. */
export type Action =
  | { readonly kind: 'reply'; readonly code: number; readonly lines: readonly string[] }
  /** The next octets are the letter, up to the lone dot. */
  | { readonly kind: 'read-letter' }
  /** The next `size` octets are a chunk of the letter. */
  | { readonly kind: 'read-chunk'; readonly size: number; readonly last: boolean }
  | { readonly kind: 'start-tls' }
  | { readonly kind: 'close' };

/** A letter that was accepted. */
export interface Acceptance {
  readonly from: string;
  readonly to: readonly string[];
}

type SignIn =
  | { readonly step: 'plain' }
  | { readonly step: 'user' }
  | { readonly step: 'password'; readonly user: string };

/** Faults in a row after which the server hangs up. */
const MAX_FAULTS = 20;

const WORDS: Readonly<Record<string, string>> = {
  NOOP: '2.0.0 Ok',
  RSET: '2.0.0 Flushed',
  HELP: '2.0.0 Commands: EHLO HELO STARTTLS AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT',
};

export class Mind {
  readonly #scenario: Scenario;
  #state: SessionState = openState();
  #signIn: SignIn | null = null;
  #faults = 0;
  #queued = 0;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  get phase(): Phase {
    return this.#state.phase;
  }

  /** The envelope of the letter under way. */
  get envelope(): Acceptance {
    return { from: this.#state.envelope.from ?? '', to: this.#state.envelope.recipients };
  }

  /** The greeting. */
  open(): readonly Action[] {
    return this.#say(220, [this.#scenario.banner], 'greeting');
  }

  /** TLS is up: the session starts over. */
  tlsStarted(): void {
    this.#tell({ kind: 'tls' });
  }

  /** One line of the client, without its line end. */
  line(text: string): readonly Action[] {
    if (this.#signIn !== null) return this.#continueSignIn(text, this.#signIn);
    const parsed = parseCommand(text);
    const verb = parsed.ok ? parsed.value.verb : (/^[A-Za-z]+/.exec(text)?.[0] ?? '').toUpperCase();
    this.#tell({ kind: 'command', verb, line: text });
    if (!parsed.ok) return this.#fault(...syntaxReply(parsed.problem.code, verb));
    return this.#obey(parsed.value);
  }

  /** A line was longer than the server reads. */
  lineTooLong(): readonly Action[] {
    this.#tell({ kind: 'command', verb: '', line: '' });
    return this.#fault(500, '5.5.2 Line too long');
  }

  /** The letter is over. `bareLineEnds` and `bytes` are what the reader found. */
  letterEnded(facts: { readonly bytes: number; readonly bareLineEnds: number }): readonly Action[] {
    if (this.#state.phase === 'data') this.#tell({ kind: 'command', verb: 'DATA', line: '.' });
    if (facts.bareLineEnds > 0) return this.#say(554, ['5.6.0 Bare CR or LF is not allowed']);
    if (facts.bytes > this.#scenario.maxSize) return this.#say(552, ['5.3.4 Message too big']);
    this.#queued++;
    return this.#say(250, [`2.0.0 Queued as LAB${this.#queued}`]);
  }

  /** A chunk is in; `bytes` are those of all chunks of this letter. */
  chunkEnded(last: boolean, bytes: number): readonly Action[] {
    const { phase } = this.#state;
    if (phase !== 'rcpt' && phase !== 'bdat') return this.#fault(503, '5.5.1 RCPT first');
    return last ? this.letterEnded({ bytes, bareLineEnds: 0 }) : this.#say(250, ['2.0.0 Chunk ok']);
  }

  #obey(command: Command): readonly Action[] {
    const { phase } = this.#state;
    switch (command.verb) {
      case 'EHLO':
        return this.#say(250, [this.#scenario.hostname, ...this.#offers()]);
      case 'HELO':
        return this.#say(250, [this.#scenario.hostname]);
      case 'NOOP':
      case 'RSET':
      case 'HELP':
        return this.#say(command.verb === 'HELP' ? 214 : 250, [WORDS[command.verb] ?? '']);
      case 'VRFY':
        return this.#say(252, ['2.5.0 Send some mail, we will try']);
      case 'EXPN':
        return this.#fault(502, '5.5.1 Not implemented');
      case 'QUIT':
        return [...this.#say(221, ['2.0.0 Bye']), { kind: 'close' }];
      case 'STARTTLS':
        if (this.#state.encrypted) return this.#fault(503, '5.5.1 Already inside TLS');
        if (phase === 'connected' || phase === 'greeted') return this.#fault(503, '5.5.1 EHLO first');
        if (!this.#offers().includes('STARTTLS')) return this.#fault(502, '5.5.1 Not implemented');
        return [...this.#say(220, ['2.0.0 Go ahead']), { kind: 'start-tls' }];
      case 'AUTH':
        return command.kind === 'auth' ? this.#startSignIn(command.mechanism, command.initial) : [];
      case 'MAIL':
        return command.kind === 'path' ? this.#mail(command) : [];
      case 'RCPT':
        return command.kind === 'path' ? this.#rcpt(command) : [];
      case 'DATA':
        if (phase === 'mail') return this.#fault(554, '5.5.1 No valid recipients');
        if (phase !== 'rcpt') return this.#fault(503, '5.5.1 RCPT first');
        return [...this.#say(354, ['End with a lone dot']), { kind: 'read-letter' }];
      case 'BDAT':
        // The octets follow whatever we answer (RFC 3030 §2): they are read, and answered behind them.
        return command.kind === 'bdat'
          ? [{ kind: 'read-chunk', size: command.size, last: command.last }]
          : [];
      default:
        return this.#fault(500, '5.5.2 Command not recognized');
    }
  }

  #offers(): readonly string[] {
    return this.#state.encrypted ? this.#scenario.offersInTls : this.#scenario.offersInClear;
  }

  #mail(command: Extract<Command, { kind: 'path' }>): readonly Action[] {
    if (this.#state.greetedName === null) return this.#fault(503, '5.5.1 EHLO first');
    if (this.#state.phase !== 'ready') return this.#fault(503, '5.5.1 Sender already given');
    for (const { keyword, value } of command.parameters) {
      const offered = keyword === 'BODY' ? '8BITMIME' : keyword;
      if (!this.#offers().some((line) => line.split(' ')[0] === offered)) {
        return this.#fault(555, `5.5.4 ${keyword} is not supported`);
      }
      if (keyword === 'SIZE' && Number(value) > this.#scenario.maxSize)
        return this.#fault(552, '5.3.4 Message too big');
    }
    return this.#say(250, ['2.1.0 Sender ok']);
  }

  #rcpt(command: Extract<Command, { kind: 'path' }>): readonly Action[] {
    const { phase, identity } = this.#state;
    if (phase !== 'mail' && phase !== 'rcpt') return this.#fault(503, '5.5.1 MAIL first');
    const { address, domain } = command.mailbox;
    const known = this.#scenario.mailboxes.find((mailbox) => mailbox.address === address.toLowerCase());
    if (known !== undefined) return this.#say(known.code, [known.text]);
    if (domain === '' || this.#scenario.domains.includes(domain.toLowerCase())) {
      return this.#say(550, ['5.1.1 No such user']);
    }
    return identity === null
      ? this.#say(550, ['5.7.1 Relaying denied'])
      : this.#say(250, ['2.1.5 Recipient ok']);
  }

  #startSignIn(mechanism: string, initial: string | null): readonly Action[] {
    if (this.#state.identity !== null) return this.#fault(503, '5.5.1 Already signed in');
    if (this.#state.phase !== 'ready') return this.#fault(503, '5.5.1 EHLO first');
    const offered = this.#offers().find((line) => line.startsWith('AUTH '));
    if (offered === undefined) {
      return this.#state.encrypted
        ? this.#fault(502, '5.5.1 Not implemented')
        : this.#fault(538, '5.7.11 Encryption required');
    }
    if (!offered.split(' ').includes(mechanism)) return this.#fault(504, '5.5.4 Mechanism not supported');
    this.#signIn = mechanism === 'PLAIN' ? { step: 'plain' } : { step: 'user' };
    if (initial !== null) return this.#continueSignIn(initial === '=' ? '' : initial, this.#signIn, false);
    return this.#say(334, [mechanism === 'PLAIN' ? '' : 'VXNlcm5hbWU6']);
  }

  #continueSignIn(text: string, at: SignIn, asCommand = true): readonly Action[] {
    if (asCommand) this.#tell({ kind: 'command', verb: 'AUTH', line: '<answer>' });
    this.#signIn = null;
    if (text === '*') return this.#fault(501, '5.7.0 Sign-in cancelled');
    const octets = decodeBase64(text);
    if (octets === null) return this.#fault(501, '5.5.2 Not base64');
    const answer = decodeText(octets);
    if (at.step === 'user') {
      this.#signIn = { step: 'password', user: answer };
      return this.#say(334, ['UGFzc3dvcmQ6']);
    }
    const [, user = '', password = ''] = at.step === 'plain' ? answer.split('\0') : ['', at.user, answer];
    const right = this.#scenario.accounts.some(
      (account) => account.user === user && account.password === password,
    );
    if (!right) return this.#fault(535, '5.7.8 Wrong user name or password');
    const done = this.#say(235, ['2.7.0 Signed in']);
    this.#tell({ kind: 'identity', user });
    return done;
  }

  #fault(code: number, text: string): readonly Action[] {
    this.#faults++;
    if (this.#faults <= MAX_FAULTS) return this.#say(code, [text]);
    return [...this.#say(421, ['4.7.0 Too many errors']), { kind: 'close' }];
  }

  #say(code: number, lines: readonly string[], as: 'greeting' | 'reply' = 'reply'): readonly Action[] {
    const [reply] = new ReplyReader().push(encodeText(formatReply(code, lines)));
    if (reply?.kind === 'reply') this.#tell({ kind: as, reply });
    return [{ kind: 'reply', code, lines }];
  }

  #tell(happening: Happening): void {
    this.#state = advance(this.#state, happening).state;
  }
}

/** A reply as it goes over the wire. */
export function formatReply(code: number, lines: readonly string[]): string {
  return lines.map((line, index) => `${code}${index === lines.length - 1 ? ' ' : '-'}${line}\r\n`).join('');
}

/** RFC 5321 §4.2.4: 500 for a verb that is none, 501 for a fault behind a known one. */
function syntaxReply(code: string, verb: string): readonly [number, string] {
  if (code === 'bad-verb') return [500, '5.5.2 Command not recognized'];
  if (code === 'bad-parameter' || code === 'bad-parameter-value')
    return [501, '5.5.4 Syntax error in parameters'];
  return [501, `5.5.4 Syntax error behind ${verb}`];
}
