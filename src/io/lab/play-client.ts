/**
 * A session file played as the client: its `C:` lines go out as they stand, each `S:` is held against what comes. Consecutive `C:`
 * lines leave in one write (RFC 2920 §3.1). What differs is told with its place; what fails ends the play.
 */

import { accountOf, expand, matchReply, showReply, sideOf, withCaptures } from '../../pure/sessions/index.ts';
import type {
  AssertLine,
  CameReply,
  Directive,
  DirectiveLine,
  Difference,
  ServerLine,
  SessionFile,
  Span,
  Variables,
} from '../../pure/sessions/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import type { Problem } from '../../pure/problems/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import { factsOf, holds, wordsOf } from './play-assert.ts';
import type { Expectation, PlaySetting } from './play-setting.ts';
import { PlayWriter } from './play-writer.ts';

/** How a play went. `problem` is what ended it before its time. */
export interface Played {
  readonly expectations: readonly Expectation[];
  readonly problem: Problem | null;
}

/** Plays a file to its end, or to where it cannot go on. */
export async function playClient(file: SessionFile, setting: PlaySetting): Promise<Played> {
  const play = new ClientPlay(file, setting);
  try {
    await play.run();
    return { expectations: play.expectations, problem: null };
  } catch (error) {
    if (error instanceof Stray) return { expectations: play.expectations, problem: null };
    if (error instanceof LabError) return { expectations: play.expectations, problem: error.problem };
    throw error;
  }
}

/** What is said of octets that are no whole reply. */
const BROKEN: readonly string[] = ['malformed-reply', 'not-smtp', 'reply-too-long', 'connection-lost'];

/** Ends a play that has gone astray. */
class Stray extends LabError<'mismatch'> {}

class ClientPlay {
  readonly expectations: Expectation[] = [];
  readonly #file: SessionFile;
  readonly #setting: PlaySetting;
  readonly #writer: PlayWriter;
  /** How long the next reply may take, and how the file says it. */
  #within: { readonly milliseconds: number; readonly text: string } | null = null;
  /** Octets of the server that the file has as they stand, up to where a whole reply is. */
  #raw: { readonly text: string; readonly span: Span } | null = null;
  #held: Reply | null = null;
  #greeted = false;
  /** What ended the wait of a `@stall`; whoever looks for a reply after it finds this. */
  #ended: LabError | null = null;
  /** The server has stalled: it answers no goodbye. */
  #deaf = false;
  #asked = performance.now();
  /** How often the client waited for an answer to what it had written. */
  #roundTrips = 0;
  #waits = false;
  /** What was captured comes before what was given. */
  readonly #variables: Variables;

  constructor(file: SessionFile, setting: PlaySetting) {
    this.#file = file;
    this.#setting = setting;
    const { variables, captures } = setting;
    this.#variables = withCaptures(variables, captures);
    this.#writer = new PlayWriter(setting, this.#variables);
  }

  async run(): Promise<void> {
    const asserts: AssertLine[] = [];
    let reply: ServerLine[] = [];
    for (const line of this.#file.lines) {
      if (line.kind !== 'raw' || line.side !== 'server') await this.#rawReply();
      switch (line.kind) {
        case 'client':
        case 'file':
        case 'literal':
          this.#writer.add(line);
          break;
        case 'raw':
          if (line.side === 'client') this.#writer.add(line);
          else {
            await this.#flush();
            const text = (this.#raw?.text ?? '') + expand(line.parts, this.#variables).text;
            this.#raw = { text, span: this.#raw?.span ?? line.span };
          }
          break;
        case 'server':
          await this.#flush();
          reply.push(line);
          if (line.separator === '-') break;
          await this.#expect(reply);
          reply = [];
          break;
        case 'directive':
          await this.#direct(line, line.directive);
          break;
        case 'assert':
          asserts.push(line);
          break;
        case 'blank':
        case 'comment':
          break;
      }
    }
    await this.#rawReply();
    await this.#flush();
    for (const assert of asserts) this.#assert(assert);
    if (this.#deaf) this.#setting.conversation.destroy();
  }

  async #direct({ span, rest }: DirectiveLine, directive: Directive): Promise<void> {
    const { conversation, encrypt, signIn } = this.#setting;
    switch (directive.name) {
      case 'split':
        this.#writer.split(directive.sizes);
        return;
      case 'slow':
        this.#writer.slow(directive.octetsPerSecond);
        return;
      case 'within':
        this.#within = { milliseconds: directive.milliseconds, text: `@within${rest}` };
        return;
      case 'note':
      case 'why':
      case 'after':
      case 'include':
        return;
      case 'tls':
        await this.#flush();
        await encrypt();
        return;
      case 'wait':
        await this.#flush();
        await new Promise((resolve) => setTimeout(resolve, directive.milliseconds));
        return;
      case 'auth': {
        await this.#flush();
        const { user, secret } = accountOf(directive, this.#variables);
        await signIn(directive.mechanism, user, secret);
        return;
      }
      case 'close':
      case 'reset':
        await this.#flush();
        if (sideOf(directive, this.#file, 'client') === 'client')
          conversation.destroy(directive.name === 'reset');
        return;
      case 'stall':
        await this.#flush();
        if (sideOf(directive, this.#file, 'client') === 'client') await this.#stall();
        else this.#deaf = true;
        return;
      case 'closed':
        await this.#flush();
        if (sideOf(directive, this.#file, 'client') === 'server') await this.#expectClosed(span);
        else conversation.destroy();
    }
  }

  /** Says nothing until the server speaks, hangs up, or the time for a reply is over. What comes then is for the next lines. */
  async #stall(): Promise<void> {
    try {
      this.#held = await this.#next();
    } catch (error) {
      if (
        !(error instanceof LabError) ||
        !['connection-lost', 'no-reply', 'no-greeting'].includes(error.code)
      )
        throw error;
      this.#ended = error;
    }
  }

  async #flush(): Promise<void> {
    const asked = performance.now();
    if (!(await this.#writer.flush())) return;
    // A file that speaks first means it: nothing waits for the greeting.
    this.#greeted = true;
    this.#waits = true;
    this.#asked = asked;
  }

  async #next(): Promise<Reply> {
    const { conversation } = this.#setting;
    const held = this.#held;
    this.#held = null;
    if (held !== null) return held;
    if (this.#ended !== null) throw this.#ended;
    const first = !this.#greeted && conversation.state.phase === 'connected';
    this.#greeted = true;
    if (this.#waits) this.#roundTrips++;
    this.#waits = false;
    return first ? conversation.greeting() : conversation.readReply();
  }

  /** The next reply, which the file may want in a given time: what comes later is told, and ends the play or not. */
  async #inTime(span: Span): Promise<Reply> {
    const within = this.#within;
    this.#within = null;
    const reply = this.#next();
    if (within === null) return reply;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      const left = within.milliseconds - (performance.now() - this.#asked);
      timer = setTimeout(resolve, Math.max(0, left), null);
    });
    const came = await Promise.race([reply, late]).finally(() => {
      clearTimeout(timer);
    });
    if (came !== null) return came;
    this.#record(span, false, within.text, '');
    if (this.#setting.keepGoing) return reply;
    // Nobody waits for it any longer.
    reply.catch(() => undefined);
    this.#setting.conversation.destroy();
    throw new Stray('mismatch', { file: this.#nameOf(span), line: span.line });
  }

  async #expect(lines: readonly ServerLine[]): Promise<void> {
    const [first] = lines;
    if (first === undefined) return;
    const reply = await this.#inTime(first.span);
    const { level, regex, captures } = this.#setting;
    const hello = /^(?:EHLO|HELO|LHLO)\b/i.test(this.#writer.last);
    const matched = matchReply(lines, reply, { level, hello, variables: this.#variables, regex });
    if (matched.difference !== null && first.mode === 'optional') {
      this.#held = reply;
      return;
    }
    for (const [name, value] of matched.captures) {
      captures.set(name, value);
      this.#setting.variables.learned?.(name, value);
    }
    this.#tell(first.span, matched.difference, reply);
  }

  /** What was gathered of octets is a whole reply, or none at all: it has to come as it stands. */
  async #rawReply(): Promise<void> {
    const raw = this.#raw;
    this.#raw = null;
    if (raw === null) return;
    const wanted = raw.text.split(/\r?\n/).filter((line, at, all) => line !== '' || at < all.length - 1);
    try {
      const reply = await this.#inTime(raw.span);
      const last = reply.lines.length - 1;
      const came = reply.lines.map((text, at) => `${reply.code}${at < last ? '-' : ' '}${text}`.trimEnd());
      const same = came.length === wanted.length && came.every((line, at) => line === wanted[at]?.trimEnd());
      const difference = { span: raw.span, wanted: wanted.join(' / '), came: showReply(reply) };
      this.#tell(raw.span, same ? null : difference, reply);
    } catch (error) {
      // What is no reply, or half of one, is told as one that is broken.
      const isReply = /(?:^|\n)[2-5]\d\d(?: [^\n]*)?\r?\n$/.test(raw.text);
      if (!(error instanceof LabError) || isReply || !BROKEN.includes(error.code)) throw error;
      this.#record(raw.span, true, wanted.join(' / '), wanted.join(' / '));
    }
  }

  async #expectClosed(span: Span): Promise<void> {
    try {
      const reply = await this.#next();
      this.#tell(span, { span, wanted: '@closed', came: showReply(reply) }, reply);
    } catch (error) {
      if (!(error instanceof LabError) || error.code !== 'connection-lost') throw error;
      this.#record(span, true, '@closed', '@closed');
    }
  }

  #tell(span: Span, difference: Difference | null, reply: Reply): void {
    const came = showReply(reply);
    this.#record(
      difference?.span ?? span,
      difference === null,
      difference?.wanted ?? '',
      difference?.came ?? came,
      { code: reply.code, lines: reply.lines },
    );
    if (difference !== null && !this.#setting.keepGoing) {
      throw new Stray('mismatch', { file: this.#nameOf(span), line: difference.span.line });
    }
  }

  #record(span: Span, ok: boolean, wanted: string, came: string, reply?: CameReply): void {
    const about = reply === undefined ? {} : { reply };
    const expectation = {
      file: this.#nameOf(span),
      span,
      ok,
      wanted,
      came,
      after: this.#writer.last,
      ...about,
    };
    this.expectations.push(expectation);
    this.#setting.told(expectation);
  }

  #nameOf({ file }: Span): string {
    return file ?? this.#file.name;
  }

  #assert(line: AssertLine): void {
    const { conversation, regex } = this.#setting;
    const facts = factsOf(conversation, { roundTrips: this.#roundTrips, bytes: this.#writer.bytes });
    const value = facts[line.subject] ?? this.#variables.get(line.subject);
    const ok = value !== undefined && holds(value, line, regex);
    this.#record(line.span, ok, wordsOf(line), value ?? '');
  }
}
