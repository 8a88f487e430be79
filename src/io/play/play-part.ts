/**
 * One connection of a session file that is played as the client: its `C:` lines go out as they stand, each `S:` is held against what
 * comes. Consecutive `C:` lines leave in one write (RFC 2920 §3.1). What differs is told with its place; what fails ends the play.
 */

import {
  accountOf,
  expand,
  findAbsent,
  isFact,
  matchReply,
  showAbsent,
  showReply,
  sideOf,
} from '../../pure/sessions/index.ts';
import type {
  AbsentLine,
  AssertLine,
  CameReply,
  Difference,
  Expectation,
  ReplyStep,
  RunVariables,
  SessionFile,
  Span,
  Step,
  Variables,
} from '../../pure/sessions/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import { holds, wordsOf } from './play-assert.ts';
import { PlayReplies } from './play-replies.ts';
import type { PlayLine, PlaySetting } from './play-setting.ts';
import { PlayWriter } from './play-writer.ts';

/** Replies to these have their lines in any order. */
const HELLO: readonly string[] = ['EHLO', 'HELO', 'LHLO'];

/** What is said of octets that are no whole reply. */
const BROKEN: readonly string[] = ['malformed-reply', 'not-smtp', 'reply-too-long', 'connection-lost'];

/** Ends a play that has gone astray. */
export class Stray extends LabError<'mismatch'> {}

/** What the connections of a file have in common: what was looked at, and names that were read. */
export interface PlayNotes {
  readonly expectations: Expectation[];
  readonly names: RunVariables;
}

/** What is said of one connection. */
export type PartSetting = Omit<PlaySetting, 'open'> & PlayLine;

export class PlayPart {
  readonly #file: SessionFile;
  readonly #setting: PartSetting;
  readonly #notes: PlayNotes;
  readonly #writer: PlayWriter;
  readonly #replies: PlayReplies;
  /** Octets of the server that the file has as they stand, up to where a whole reply is. */
  #raw: { readonly text: string; readonly span: Span } | null = null;
  /** The server has stalled: it answers no goodbye. */
  #deaf = false;
  /** The last reply that came. */
  #reply: Reply | null = null;
  readonly #variables: Variables;

  constructor(file: SessionFile, setting: PartSetting, notes: PlayNotes) {
    this.#file = file;
    this.#setting = setting;
    this.#notes = notes;
    this.#variables = notes.names.variables;
    this.#replies = new PlayReplies(setting.conversation);
    this.#writer = new PlayWriter(setting, this.#variables);
  }

  /** The last code that came. */
  get code(): number | null {
    return this.#reply?.code ?? null;
  }

  async take(step: Step): Promise<void> {
    if (step.act !== 'server-octets') await this.#rawReply();
    await this.#do(step);
  }

  /** Says what was gathered: the play is over, or goes on on another connection. */
  async pause(): Promise<void> {
    await this.#rawReply();
    await this.#flush();
  }

  end(): void {
    if (this.#deaf) this.#setting.conversation.destroy();
  }

  async #do(step: Step): Promise<void> {
    const { encrypt, signIn } = this.#setting;
    switch (step.act) {
      case 'command':
      case 'letter-line':
      case 'letter':
      case 'chunk':
        this.#writer.add(step);
        return;
      case 'server-octets': {
        await this.#flush();
        const { line } = step;
        const text = (this.#raw?.text ?? '') + expand(line.parts, this.#variables).text;
        this.#raw = { text, span: this.#raw?.span ?? line.span };
        return;
      }
      case 'reply':
        await this.#flush();
        // A letter that was left out has no reply.
        if (!this.#writer.refused) await this.#expect(step);
        return;
      case 'handshake':
        await this.#flush();
        // STARTTLS was refused, and the play goes on: there is nobody to shake hands with.
        if (!step.first && this.#setting.keepGoing && this.#reply?.code !== 220) return;
        await encrypt(step.first ? 'implicit' : 'starttls');
        return;
      case 'sign-in': {
        await this.#flush();
        const { user, secret } = accountOf(step.directive, this.#variables);
        await signIn(step.directive.mechanism, user, secret);
        return;
      }
      case 'order':
        await this.#order(step);
        return;
      case 'absent':
        this.#absent(step.line);
        return;
      case 'assert':
        await this.#assert(step.line);
        return;
      case 'words':
      case 'comment':
      case 'if':
      case 'else':
      case 'end':
    }
  }

  async #order({ directive, span, text }: Extract<Step, { act: 'order' }>): Promise<void> {
    const { conversation } = this.#setting;
    switch (directive.name) {
      case 'split':
        this.#writer.split(directive.sizes);
        return;
      case 'slow':
        this.#writer.slow(directive.octetsPerSecond);
        return;
      case 'within':
        this.#replies.within({ milliseconds: directive.milliseconds, text });
        return;
      case 'after':
        return;
      case 'quiet': {
        await this.#flush();
        const came = await this.#replies.unquiet(directive.milliseconds);
        if (came !== null) this.#tell(span, { span, wanted: text, came: showReply(came) }, came);
        else this.#record(span, true, text, text);
        return;
      }
      case 'wait':
        await this.#flush();
        await this.#setting.pause(directive.milliseconds);
        return;
      case 'close':
      case 'reset':
        await this.#flush();
        if (sideOf(directive, this.#file, 'client') === 'client')
          conversation.destroy(directive.name === 'reset');
        return;
      case 'stall':
        await this.#flush();
        if (sideOf(directive, this.#file, 'client') === 'client') await this.#replies.stall();
        else this.#deaf = true;
        return;
      case 'closed':
        await this.#flush();
        if (sideOf(directive, this.#file, 'client') === 'server') await this.#expectClosed(span);
        else conversation.destroy();
    }
  }

  async #flush(): Promise<void> {
    const asked = performance.now();
    if (await this.#writer.flush()) this.#replies.said(asked);
  }

  /** The next reply, which the file may want in a given time: what comes later is told, and ends the play or not. */
  async #inTime(span: Span): Promise<Reply> {
    const came = await this.#replies.inTime();
    if (!('late' in came)) return came;
    this.#record(span, false, came.late, '');
    if (this.#setting.keepGoing) return came.reply;
    // Nobody waits for it any longer.
    came.reply.catch(() => undefined);
    this.#setting.conversation.destroy();
    throw new Stray('mismatch', { file: this.#nameOf(span), line: span.line });
  }

  async #expect({ lines, span, optional, to }: ReplyStep): Promise<void> {
    const reply = await this.#inTime(span);
    const { level, regex, anyLines } = this.#setting;
    const hello = anyLines === true || (to !== null && to !== 'greeting' && HELLO.includes(to.verb));
    const matched = matchReply(lines, reply, { level, hello, variables: this.#variables, regex });
    if (matched.difference !== null && optional) {
      this.#replies.hold(reply);
      return;
    }
    this.#reply = reply;
    this.#notes.names.learn(matched.captures);
    this.#tell(span, matched.difference, reply);
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
      // What is not a reply, or half of one, is told as one that is broken.
      const isReply = /(?:^|\n)[2-5]\d\d(?: [^\n]*)?\r?\n$/.test(raw.text);
      if (!(error instanceof LabError) || isReply || !BROKEN.includes(error.code)) throw error;
      this.#record(raw.span, true, wanted.join(' / '), wanted.join(' / '));
    }
  }

  async #expectClosed(span: Span): Promise<void> {
    try {
      const reply = await this.#replies.next();
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
    this.#notes.expectations.push(expectation);
    this.#setting.told(expectation);
  }

  #nameOf({ file }: Span): string {
    return file ?? this.#file.name;
  }

  /** What must not be in the reply that came last. */
  #absent(line: AbsentLine): void {
    const reply = this.#reply;
    // A reply that was not waited for has told of itself.
    if (reply === null) return;
    const { regex } = this.#setting;
    const found = findAbsent(line, reply, { variables: this.#variables, regex });
    const wanted = showAbsent(line);
    const ok = found === null;
    this.#record(line.span, ok, wanted, found ?? showReply(reply));
    if (!ok && !this.#setting.keepGoing)
      throw new Stray('mismatch', { file: this.#nameOf(line.span), line: line.span.line });
  }

  async #assert(line: AssertLine): Promise<void> {
    const { conversation, regex, facts, moreFacts } = this.#setting;
    const meter = { roundTrips: this.#replies.roundTrips, bytes: this.#writer.bytes };
    const known = facts.of(conversation, meter, Date.now(), this.#reply);
    const fact = { ...known, ...(await moreFacts?.(line.subject)) };
    const valueOf = (name: string) => (isFact(name) ? fact[name] : this.#variables.get(name));
    const value = valueOf(line.subject);
    const ok = value !== undefined && holds(value, line, regex, valueOf);
    this.#record(line.span, ok, wordsOf(line), value ?? '');
  }
}
