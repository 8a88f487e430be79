/**
 * The conversation on the screen: each event as lines with their notes. Append-only; nothing is painted over. SECURITY: the only
 * place where a server's text meets the terminal: every text of an event passes `makeVisible`, and a line that is too long is
 * broken so that no part of it can pass for a line of its own.
 */

import type {
  CloseEvent,
  DataEvent,
  CommandEvent,
  ConnectEvent,
  LabEvent,
  Leg,
  LookupEvent,
  MalformedEvent,
  MessageEvent,
  ReplyEvent,
  TlsEvent,
  VerdictEvent,
} from '../../pure/events/index.ts';
import { transcriptWords } from '../../pure/phrases/index.ts';
import type { TranscriptWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { widthOf } from './columns.ts';
import { chainLines } from './chain-lines.ts';
import { decodedSecret } from './decoded.ts';
import { hexRows, octetsOfCommand, octetsOfReplyLine } from './hex-rows.ts';
import { BELOW, breakLine, indentProse, withNote } from './layout.ts';
import { LegFold } from './leg-fold.ts';
import { LetterLines } from './letter-lines.ts';
import type { LetterLine } from './letter-lines.ts';
import { renderResult } from './result.ts';
import { createTheme } from './theme.ts';
import type { TranscriptOptions } from './transcript-options.ts';
import type { Theme } from './theme.ts';

export interface Transcript {
  /** Shows an event. Never throws on what is in it. */
  readonly event: (event: LabEvent) => void;
}

export const SHOWN_LINES = 20;
/** Lines of a letter that `notable` shows: the header fields that every letter has are left out, and named in a note. */
const NOTABLE = /^(?:Subject:.*|\.\..*|\.|)$/;
const NOTABLE_LINES = 200;

/** A transcript that writes to the context's results. */
export function createTranscript(options: TranscriptOptions): Transcript {
  // What is begun on one connection must not be ended by what happens on another.
  const views = new Map<number, View>();
  const legs = new LegFold();
  return {
    event: (event) => {
      // Of two legs that say the same, one is shown.
      if (!legs.isNews(event)) return;
      const connection = event.connection ?? 0;
      const view = views.get(connection) ?? new View(options);
      view.show(event);
      if (event.kind === 'close' && connection !== 0 && event.leg !== 'server') views.delete(connection);
      else views.set(connection, view);
    },
  };
}

class View {
  readonly #options: TranscriptOptions;
  readonly #words: TranscriptWords;
  readonly #theme: Theme;
  #letter: LetterLines | null = null;
  /** Lines of this letter that were shown with their dot doubled. */
  #doubled = 0;
  /** What is sent is a chunk: dots mean nothing in it. */
  #inChunk = false;
  #inBody = false;
  #prefix = '';
  #leg: Leg | null = null;

  constructor(options: TranscriptOptions) {
    this.#options = options;
    this.#words = transcriptWords[options.context.lang];
    this.#theme = createTheme(options.context.color);
  }

  show(event: LabEvent): void {
    this.#prefix = event.connection === undefined ? '' : `[${event.connection}] `;
    this.#leg = event.leg ?? null;
    if (event.kind !== 'letter') this.#endLetter(event.kind === 'data' ? event : null);
    switch (event.kind) {
      case 'lookup':
        return this.#lookup(event);
      case 'connect':
        return this.#connect(event);
      case 'tls':
        return this.#tls(event);
      case 'command':
        return this.#command(event);
      case 'reply':
        return this.#reply(event);
      case 'malformed':
        return this.#malformed(event);
      case 'letter':
        this.#letter ??= new LetterLines(this.#mostLines(), !this.#inChunk);
        this.#letterLines(this.#letter.push(event.wire));
        return this.#hex(event.wire);
      case 'warning':
        return this.#remark(this.#words.warning, this.#options.explainer.remark(event), this.#theme.warning);
      case 'note':
        return this.#remark(this.#words.note, this.#options.explainer.remark(event), this.#theme.aside);
      case 'close':
        return this.#close(event);
      case 'message':
        return this.#message(event);
      case 'verdict':
        return this.#verdict(event);
      case 'result':
        this.#options.context.out.line();
        for (const line of renderResult(event, this.#options)) this.#options.context.out.line(line);
        return;
      case 'data':
      case 'capabilities':
        return;
    }
  }

  #lookup({ name, record, answers, error }: LookupEvent): void {
    const words = this.#words;
    this.#aside(
      error === null ? words.looked(name, record, answers) : words.lookupFailed(name, record, error),
    );
  }

  #connect(event: ConnectEvent): void {
    if (this.#options.withoutConnect !== true) this.#aside(this.#words.connected(event));
  }

  #tls(event: TlsEvent): void {
    const { protocol, authorized, error, certificate, cipher } = event;
    const words = this.#words;
    const name = protocol.replace(/^TLSv/, 'TLS ');
    // A server of ours asks its clients for no certificate: there is nothing to verify.
    const asked = certificate !== null || error !== null || authorized;
    const said = !asked
      ? words.tlsStarted(name)
      : authorized
        ? words.tlsVerified(name)
        : words.tlsUnverified(name, error ?? '');
    const leg = this.#leg === null ? '' : `${words.ofLeg[this.#leg]}: `;
    this.#aside(`--- ${leg}${said} ---`, authorized || !asked ? this.#theme.good : this.#theme.warning);
    const chain = certificate?.chain ?? [];
    if (event.ocspOctets !== undefined) for (const line of chainLines(event, chain, words)) this.#whole(line);
    if (certificate === null || (authorized && this.#options.context.explain !== 'full')) return;
    const { subject, issuer, altNames, validFrom, validTo, fingerprint256 } = certificate;
    const labels = words.certificate;
    const facts: readonly (readonly [string, string])[] = [
      [labels.subject, subject],
      [labels.issuer, issuer],
      [labels.names, labels.listed(altNames)],
      [labels.valid, labels.from(validFrom, validTo)],
      [labels.fingerprint, fingerprint256],
      [labels.cipher, cipher],
    ];
    for (const [label, fact] of facts) this.#below(`${label}: ${fact}`);
  }

  #command(event: CommandEvent): void {
    this.#inChunk = /^BDAT\b/i.test(event.line);
    const shows = this.#options.showSecrets === true;
    const secret = shows ? event.secret?.reveal() : undefined;
    const note = this.#options.explainer.command(event);
    const decoded = secret === undefined ? '' : decodedSecret(secret);
    this.#line('C', secret ?? event.line, decoded === '' ? this.#note(note) : makeVisible(`"${decoded}"`));
    this.#hex(octetsOfCommand(event, shows));
  }

  #reply(event: ReplyEvent): void {
    const { explain } = this.#options.context;
    const { sides, explanation } =
      explain === 'none' ? { sides: [], explanation: null } : this.#options.explainer.reply(event);
    const last = event.lines.length - 1;
    event.lines.forEach((text, index) => {
      const side = sides[index] ?? '';
      const note = text.trim() === '' && last === 0 && side === '' ? this.#words.noText : side;
      const time = index === last && this.#options.timings === true ? this.#words.elapsed(event.elapsed) : '';
      const separator = index === last ? ' ' : '-';
      this.#line(
        'S',
        `${event.code}${separator}${text}`,
        [this.#note(note), time].filter(Boolean).join(' · '),
      );
      this.#hex(octetsOfReplyLine(event, index));
    });
    if (explain !== 'full' || explanation === null) return;
    this.#below(explanation.text);
    if (explanation.next !== '') this.#below(explanation.next);
  }

  #hex(octets: Uint8Array | null): void {
    if (this.#options.hex !== true || octets === null) return;
    const { out } = this.#options.context;
    for (const row of hexRows(octets, this.#words.moreOctets)) out.line(this.#theme.note(`      ${row}`));
  }

  #malformed({ text, rule }: MalformedEvent): void {
    this.#line('S', text, '');
    this.#remark(this.#words.warning, this.#words.notAReply(rule), this.#theme.warning);
  }

  #close({ by, clean }: CloseEvent): void {
    if (by === 'server' && !clean && this.#leg !== 'client')
      this.#aside(`--- ${this.#words.serverHungUp} ---`);
  }

  #message({ index, outcome, queueId }: MessageEvent): void {
    this.#aside(this.#words.letter(index, this.#words.outcomes[outcome], queueId));
  }

  /** Each point on a line of its own: the ones that did not decide too. */
  #verdict(event: VerdictEvent): void {
    const { heading = '', points = [], outcome = '' } = this.#options.explainer.verdict?.(event) ?? {};
    this.#aside(heading);
    for (const point of points) this.#below(point);
    this.#aside(outcome);
  }

  #mostLines(): number {
    const { showData = SHOWN_LINES } = this.#options;
    return showData === 'notable' ? NOTABLE_LINES : showData;
  }

  #letterLines(lines: readonly LetterLine[]): void {
    for (const { text, left, bare } of lines) {
      if (this.#options.showData === 'notable' && !NOTABLE.test(text)) continue;
      if (text.startsWith('..') && !this.#inChunk) this.#doubled++;
      const rest = left === 0 ? '' : ` … ${this.#words.moreCharacters(left)}`;
      this.#line('C', text + rest, this.#note(this.#letterNote(text, bare)));
    }
  }

  #letterNote(text: string, bare: LetterLine['bare']): string {
    const words = this.#words;
    if (text === '.' && bare !== 'no' && !this.#inChunk) return words.dotBesideBareEnd;
    if (bare === 'end') return words.bareEnd;
    if (text === '.' && !this.#inChunk) return words.loneDot;
    if (text.startsWith('..') && !this.#inChunk) return words.stuffedDot;
    if (text.startsWith('Subject:') && this.#options.showData === 'notable') return words.restOfHeader;
    if (text !== '' || this.#inBody) return '';
    this.#inBody = true;
    return words.emptyLine;
  }

  /** Whatever comes behind the pieces of a letter ends it. */
  #endLetter(data: Pick<DataEvent, 'lines' | 'stuffed'> | null): void {
    if (this.#letter === null) return;
    const { shown, counted, octets, dot } = this.#letter.end(data?.lines ?? null);
    this.#letter = null;
    this.#letterLines(shown);
    const rest = counted > 0 ? this.#words.letterRest(counted) : '';
    const hidden = counted > 0 ? Math.max(0, (data?.stuffed ?? 0) - this.#doubled) : 0;
    const dots = hidden > 0 ? `; ${this.#words.dotsDoubled(hidden)}` : '';
    if (rest !== '') this.#aside(`… ${rest}${dots}`);
    else if (octets > 0) this.#aside(`… ${this.#words.letterOctets(octets)}`);
    if (dot) this.#line('C', '.', this.#note(this.#words.loneDot));
    this.#inBody = false;
    this.#doubled = 0;
  }

  #note(note: string): string {
    return this.#options.context.explain === 'none' ? '' : makeVisible(note);
  }

  /** A line of the conversation, `S:` or `C:`, with its note. */
  #line(mark: 'S' | 'C', text: string, note: string): void {
    const { out } = this.#options.context;
    const paint = mark === 'S' ? this.#theme.server : this.#theme.client;
    const start = `${this.#prefix}${this.#markOf(mark)}`;
    const whole = `${start} ${makeVisible(text)}`.trimEnd();
    // In a file or a pipe a line stays one line, so that it can be searched for.
    const rows = out.isTerminal ? breakLine(whole, out.columns, this.#words.moreCharacters) : [whole];
    const [first = '', ...rest] = rows;
    for (const row of [first, ...rest].slice(0, -1)) out.line(this.#marked(row, start, paint));
    const final = rows.at(-1) ?? '';
    const width = widthOf(final);
    for (const row of withNote(this.#marked(final, start, paint), width, note, out.columns, this.#theme.note))
      out.line(row);
  }

  /** With two legs the arrow says from whom a line came, or to whom it went. */
  #markOf(mark: 'S' | 'C'): string {
    if (this.#leg === null) return `${mark}:`;
    const comes = (this.#leg === 'client') === (mark === 'C');
    return comes ? `${mark}→` : `→${mark === 'C' ? 'S' : 'C'}`;
  }

  #marked(row: string, start: string, paint: (text: string) => string): string {
    return row.startsWith(start) ? paint(start) + row.slice(start.length) : row;
  }

  /** A line of ours about the conversation, indented so that it cannot be one of it. */
  #aside(text: string, paint: (text: string) => string = this.#theme.aside): void {
    const { out } = this.#options.context;
    for (const line of indentProse(this.#prefix + makeVisible(text), 3, out.columns)) out.line(paint(line));
  }

  #remark(label: string, text: string, paint: (text: string) => string): void {
    const { out } = this.#options.context;
    const [first = '', ...rest] = indentProse(`${this.#prefix}${label} ${makeVisible(text)}`, 3, out.columns);
    out.line(first.replace(label, paint(label)));
    for (const line of rest) out.line(line);
  }

  /** What is to be copied is not broken. */
  #whole(text: string): void {
    this.#options.context.out.line(this.#theme.note(' '.repeat(BELOW) + makeVisible(text)));
  }

  #below(text: string): void {
    const { out } = this.#options.context;
    for (const line of indentProse(makeVisible(text), BELOW, out.columns)) out.line(this.#theme.note(line));
  }
}
