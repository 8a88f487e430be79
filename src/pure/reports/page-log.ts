/**
 * The event log folded into what the page shows of a conversation: its lines with their notes, and the program's own lines between
 * them. Bounded: so many steps and so much of a letter are kept, the rest is counted. Secrets are hidden in the events already.
 */

import type { DataEvent, LabEvent, Remark, ReplyEvent, TlsEvent } from '../events/index.ts';
import type { Explainer } from '../explain/index.ts';
import { reportWords, transcriptWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import { concatBytes, decodeText } from '../protocol/index.ts';
import { Timeline } from './timeline.ts';
import type { TimeSpan } from './timeline.ts';

export type Tone = 'plain' | 'good' | 'wait' | 'bad' | 'private';

/** A row of the conversation. `at` is milliseconds since the start. */
export type PageStep =
  | {
      readonly kind: 'line';
      readonly side: 'client' | 'server';
      readonly text: string;
      /** Beside the line; '' for none. */
      readonly note: string;
      readonly tone: Tone;
      readonly at: number;
      /** Goes on with the line above: a later line of a reply or of a letter. */
      readonly continues: boolean;
      readonly letter: boolean;
    }
  | { readonly kind: 'aside'; readonly text: string; readonly tone: Tone; readonly at: number };

export interface PageConversation {
  readonly steps: readonly PageStep[];
  /** Steps that were too many to be kept. */
  readonly left: number;
  readonly spans: readonly TimeSpan[];
}

const MOST_STEPS = 2000;
const MOST_LETTER_OCTETS = 8192;
const MOST_LETTER_LINES = 40;
const MOST_LINE = 1000;

export class PageLog {
  readonly #explainer: Pick<Explainer, 'command' | 'reply' | 'remark'>;
  readonly #lang: Lang;
  readonly #steps: PageStep[] = [];
  readonly #timeline = new Timeline();
  #left = 0;
  #letter: Uint8Array[] = [];
  #kept = 0;
  #octets = 0;
  #letterAt = 0;
  /** That of the last event, where there are several. */
  /** What is sent is a chunk: dots mean nothing in it. */
  #inChunk = false;
  #connection: number | undefined;

  constructor(explainer: Pick<Explainer, 'command' | 'reply' | 'remark'>, lang: Lang) {
    this.#explainer = explainer;
    this.#lang = lang;
  }

  event(event: LabEvent): void {
    this.#timeline.event(event);
    if (event.kind !== 'letter' || event.connection !== this.#connection)
      this.#endLetter(event.kind === 'data' ? event : null);
    this.#connection = event.connection;
    const words = transcriptWords[this.#lang];
    switch (event.kind) {
      case 'lookup': {
        const { name, record, answers, error } = event;
        const text =
          error === null ? words.looked(name, record, answers) : words.lookupFailed(name, record, error);
        return this.#aside(text, error === null ? 'plain' : 'bad', event.at);
      }
      case 'connect':
        return this.#aside(words.connected(event), 'plain', event.at);
      case 'tls':
        return this.#tls(event);
      case 'command':
        this.#inChunk = /^BDAT\b/i.test(event.line);
        return this.#line('client', event.line, this.#explainer.command(event), 'plain', event.at);
      case 'reply':
        return this.#reply(event);
      case 'malformed':
        return this.#line('server', event.text, words.notAReply(event.rule), 'bad', event.at);
      case 'letter':
        return this.#piece(event.wire, event.at);
      case 'warning':
        return this.#remark(words.warning, event, 'wait', event.at);
      case 'note':
        return this.#remark(words.note, event, 'plain', event.at);
      case 'close':
        if (event.by === 'server' && !event.clean) this.#aside(words.serverHungUp, 'bad', event.at);
        return;
      default:
        return;
    }
  }

  /** What was heard so far. */
  conversation(): PageConversation {
    this.#endLetter(null);
    return { steps: [...this.#steps], left: this.#left, spans: this.#timeline.spans() };
  }

  #tls({ protocol, authorized, error, certificate, at }: TlsEvent): void {
    const words = transcriptWords[this.#lang];
    const name = protocol.replace(/^TLSv/, 'TLS ');
    if (authorized) return this.#aside(words.tlsVerified(name), 'private', at);
    if (certificate === null && error === null) return this.#aside(words.tlsStarted(name), 'private', at);
    this.#aside(words.tlsUnverified(name, error ?? ''), 'wait', at);
  }

  #reply(event: ReplyEvent): void {
    const { sides, explanation } = this.#explainer.reply(event);
    const tone = event.class === 5 ? 'bad' : event.class === 4 ? 'wait' : 'good';
    const last = event.lines.length - 1;
    event.lines.forEach((text, index) => {
      const whole = index === last && event.class > 3 && explanation !== null ? explanation.text : '';
      const note = [sides[index] ?? '', whole].filter((part) => part !== '').join('. ');
      const line = `${event.code}${index === last ? ' ' : '-'}${text}`;
      this.#line('server', line, note, tone, event.at, index > 0);
    });
  }

  #remark(label: string, remark: Remark, tone: Tone, at: number): void {
    this.#aside(`${label} ${this.#explainer.remark(remark)}`, tone, at);
  }

  #piece(wire: Uint8Array, at: number): void {
    if (this.#octets === 0) this.#letterAt = at;
    this.#octets += wire.length;
    if (this.#kept >= MOST_LETTER_OCTETS) return;
    const piece = wire.slice(0, MOST_LETTER_OCTETS - this.#kept);
    this.#letter.push(piece);
    this.#kept += piece.length;
  }

  #endLetter(data: DataEvent | null): void {
    if (this.#octets === 0) return;
    const words = transcriptWords[this.#lang];
    const lines = decodeText(concatBytes(this.#letter)).replace(/\r\n$/, '').split('\r\n');
    lines.slice(0, MOST_LETTER_LINES).forEach((line, index) => {
      const dots = line === '.' ? words.loneDot : line.startsWith('..') ? words.stuffedDot : '';
      const note = this.#inChunk ? '' : dots;
      this.#line('client', line, note, 'plain', this.#letterAt, index > 0, true);
    });
    const cut = lines.length > MOST_LETTER_LINES || this.#octets > this.#kept;
    if (cut)
      this.#aside(
        `… ${reportWords[this.#lang].page.letter(data?.bytes ?? this.#octets)}`,
        'plain',
        this.#letterAt,
      );
    this.#letter = [];
    this.#kept = 0;
    this.#octets = 0;
  }

  #line(
    side: 'client' | 'server',
    text: string,
    note: string,
    tone: Tone,
    at: number,
    continues = false,
    letter = false,
  ): void {
    const cut = text.length > MOST_LINE ? `${text.slice(0, MOST_LINE)}…` : text;
    this.#add({ kind: 'line', side, text: this.#numbered(cut), note, tone, at, continues, letter });
  }

  #aside(text: string, tone: Tone, at: number): void {
    this.#add({ kind: 'aside', text: this.#numbered(text), tone, at });
  }

  #numbered(text: string): string {
    return this.#connection === undefined ? text : `[${this.#connection}] ${text}`;
  }

  #add(step: PageStep): void {
    if (this.#steps.length < MOST_STEPS) this.#steps.push(step);
    else this.#left++;
  }
}
