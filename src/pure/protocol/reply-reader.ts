/**
 * Octets to replies, incremental, whatever the chunks: a reply is whole when a line of it has no hyphen behind its code.
 * Follows RFC 5321 §4.2.1. Leniencies, each a named quirk on the reply: `bare-lf`, `code-only` (three digits and nothing),
 * `long-line`. A CR inside a line is text: it never ends one (SECURITY: a lone CR
 * must not turn one refused reply into two).
 */

import { CR, decodeStrictly, decodeText, LF } from './bytes.ts';
import { parseEnhancedCode } from './enhanced-code.ts';
import { MAX_REPLY_LINE, MAX_REPLY_LINES, MAX_REPLY_OCTETS, REPLY_LINE_OCTETS } from './limits.ts';
import type { MalformedReply, Reply, ReplyClass, ReplyQuirk, ReplyResult } from './reply.ts';

export interface ReplyLimits {
  readonly lineOctets: number;
  readonly replyOctets: number;
  readonly replyLines: number;
}

const LIMITS: ReplyLimits = {
  lineOctets: MAX_REPLY_LINE,
  replyOctets: MAX_REPLY_OCTETS,
  replyLines: MAX_REPLY_LINES,
};

/** As much of what is wrong as is kept for showing. */
const KEPT_OCTETS = 2048;
/** Room for an unfinished reply at first; it doubles where more comes. So much is held on to from reply to reply. */
const FIRST_ROOM = 1024;
/** Small copies share one array: to make one takes longer than to fill it. */
const SHEET_OCTETS = 4096;
const SMALL_COPY = 512;

const HYPHEN = 0x2d;
const SPACE = 0x20;
const NOTHING = new Uint8Array(0);

type LineOutcome = 'more' | 'whole' | ReplyResult;

/**
 * Reads replies from a stream. After a malformed or too long one nothing more is read: the stream cannot be trusted.
 * Takes time in proportion to the octets, however they are cut.
 */
export class ReplyReader {
  readonly #limits: ReplyLimits;
  /** What is kept of an unfinished reply between chunks: the first `#kept` octets of a store that grows. */
  #store = NOTHING;
  #kept = 0;
  #sheet = NOTHING;
  #sheetUsed = 0;
  /** Where the line that is being read begins, and from where on its end is looked for, in octets of the reply. */
  #lineFrom = 0;
  #soughtTo = 0;
  /** Begin and end of the text of each line read, in octets of the reply. */
  #texts: number[] = [];
  #code = -1;
  #quirks: ReplyQuirk[] = [];
  #broken = false;

  constructor(limits: Partial<ReplyLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** Octets of a reply that is not whole yet. */
  get pending(): number {
    return this.#kept;
  }

  /** The replies that this chunk completes, in order. */
  push(chunk: Uint8Array): readonly ReplyResult[] {
    const results: ReplyResult[] = [];
    if (this.#broken) return results;
    const data = this.#kept === 0 ? chunk : this.#join(chunk);
    const decoder = new LineDecoder(data);
    // One copy for all replies of a chunk: each is a view of it.
    let copy: Uint8Array | null = null;
    let base = 0;
    for (;;) {
      const end = lineEnd(data, base + this.#soughtTo);
      if (end === data.length) break;
      const verdict = this.#takeLine(data, base, end);
      if (verdict === 'more') continue;
      if (verdict !== 'whole') {
        results.push(verdict);
        return results;
      }
      copy ??= this.#copy(data);
      results.push(this.#finishReply(copy, base, decoder));
      base = end + 1;
    }
    this.#soughtTo = data.length - base;
    if (this.#soughtTo - this.#lineFrom > this.#limits.lineOctets) {
      results.push(this.#tooLong('line', this.#limits.lineOctets, data.subarray(base)));
    } else {
      this.#keep(data, base);
    }
    return results;
  }

  /** Forgets what is unfinished; says how many octets that were. */
  clear(): number {
    const dropped = this.#kept;
    this.#kept = 0;
    this.#reset();
    return dropped;
  }

  /** The octets of a reply that was begun, as many as are kept of a broken one. */
  begun(): Uint8Array {
    return copyOf(this.#store.subarray(0, Math.min(this.#kept, KEPT_OCTETS)));
  }

  /** At the end of the stream: a reply that was begun and never finished, or null. */
  finish(): MalformedReply | null {
    if (this.#kept === 0 || this.#broken) return null;
    this.#broken = true;
    return { kind: 'malformed', rule: 'incomplete', raw: this.begun(), offset: this.#kept };
  }

  /** One line of the reply that begins at `base`; `end` is its LF. */
  #takeLine(data: Uint8Array, base: number, end: number): LineOutcome {
    const from = base + this.#lineFrom;
    const after = end + 1 - base;
    const { lineOctets, replyOctets, replyLines } = this.#limits;
    if (end + 1 - from > lineOctets) return this.#tooLong('line', lineOctets, data.subarray(base));
    if (after > replyOctets) return this.#tooLong('reply', replyOctets, data.subarray(base));
    if (this.#texts.length / 2 >= replyLines) return this.#tooLong('lines', replyLines, data.subarray(base));
    const crlf = end > from && data[end - 1] === CR;
    const textEnd = crlf ? end - 1 : end;
    // QUIRK(bare-lf) QUIRK(long-line)
    if (!crlf) this.#quirk('bare-lf');
    if (end + 1 - from > REPLY_LINE_OCTETS) this.#quirk('long-line');
    const code = codeAt(data, from, textEnd);
    const separator = from + 3 < textEnd ? data[from + 3] : SPACE;
    const rule = this.#ruleBroken(code, separator);
    if (rule !== null) {
      const offset = this.#lineFrom + (rule === 'bad-separator' ? 3 : 0);
      return this.#malformed(rule, data.subarray(base, end + 1), offset);
    }
    this.#code = code;
    // QUIRK(code-only)
    if (from + 3 === textEnd) this.#quirk('code-only');
    this.#texts.push(Math.min(this.#lineFrom + 4, textEnd - base), textEnd - base);
    this.#lineFrom = after;
    this.#soughtTo = after;
    return separator === HYPHEN ? 'more' : 'whole';
  }

  #ruleBroken(code: number, separator: number | undefined): MalformedReply['rule'] | null {
    if (code < 0) return 'not-a-code';
    if (code < 200 || code > 599) return 'code-out-of-range';
    if (this.#code >= 0 && code !== this.#code) return 'codes-differ';
    return separator === SPACE || separator === HYPHEN ? null : 'bad-separator';
  }

  #finishReply(copy: Uint8Array, base: number, decoder: LineDecoder): Reply {
    const lines: string[] = [];
    for (let at = 0; at < this.#texts.length; at += 2) {
      lines.push(decoder.text(base + (this.#texts[at] ?? 0), base + (this.#texts[at + 1] ?? 0)));
    }
    const code = this.#code;
    const raw = copy.subarray(base, base + this.#lineFrom);
    const quirks = this.#quirks;
    this.#reset();
    const enhanced = parseEnhancedCode(lines[0] ?? '');
    return { kind: 'reply', code, class: classOf(code), enhanced, lines, raw, quirks };
  }

  #malformed(rule: MalformedReply['rule'], raw: Uint8Array, offset: number): MalformedReply {
    const from = Math.max(0, offset - KEPT_OCTETS / 2);
    this.#broken = true;
    return {
      kind: 'malformed',
      rule,
      raw: copyOf(raw.subarray(from, from + KEPT_OCTETS)),
      offset: offset - from,
    };
  }

  #tooLong(limit: 'line' | 'reply' | 'lines', max: number, raw: Uint8Array): ReplyResult {
    this.#broken = true;
    return { kind: 'too-long', limit, max, raw: copyOf(raw.subarray(0, KEPT_OCTETS)) };
  }

  #quirk(name: ReplyQuirk): void {
    if (!this.#quirks.includes(name)) this.#quirks.push(name);
  }

  /** What was kept and the chunk behind it, as one. */
  #join(chunk: Uint8Array): Uint8Array {
    const length = this.#kept + chunk.length;
    if (length > this.#store.length) {
      const roomier = new Uint8Array(Math.max(length, this.#store.length * 2, FIRST_ROOM));
      roomier.set(this.#store.subarray(0, this.#kept));
      this.#store = roomier;
    }
    this.#store.set(chunk, this.#kept);
    this.#kept = length;
    return this.#store.subarray(0, length);
  }

  /** Keeps the unfinished reply that begins at `base`. */
  #keep(data: Uint8Array, base: number): void {
    if (this.#kept === 0) {
      if (base < data.length) this.#join(base === 0 ? data : data.subarray(base));
      return;
    }
    if (base > 0 && base < data.length) this.#store.copyWithin(0, base, data.length);
    this.#kept = data.length - base;
    if (this.#kept === 0 && this.#store.length > FIRST_ROOM) this.#store = NOTHING;
  }

  /** A copy: what is kept must not hold on to the chunk that it came in. */
  #copy(bytes: Uint8Array): Uint8Array {
    if (bytes.length > SMALL_COPY) return copyOf(bytes);
    if (this.#sheetUsed + bytes.length > this.#sheet.length) {
      this.#sheet = new Uint8Array(SHEET_OCTETS);
      this.#sheetUsed = 0;
    }
    const from = this.#sheetUsed;
    this.#sheet.set(bytes, from);
    this.#sheetUsed += bytes.length;
    return this.#sheet.subarray(from, this.#sheetUsed);
  }

  #reset(): void {
    this.#lineFrom = 0;
    this.#soughtTo = 0;
    this.#texts = [];
    this.#code = -1;
    this.#quirks = [];
  }
}

/** Text of lines: a chunk of ASCII is decoded once and cut, since there an octet is a character; else line by line. */
class LineDecoder {
  readonly #data: Uint8Array;
  #whole: string | null | undefined;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  text(from: number, to: number): string {
    if (this.#whole === undefined) this.#whole = decodeStrictly(this.#data);
    if (this.#whole?.length === this.#data.length) return this.#whole.slice(from, to);
    return decodeText(this.#data.subarray(from, to));
  }
}

function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

/** Where the next LF is; the length where there is none. A loop: reply lines are short, and a search costs more to begin. */
function lineEnd(data: Uint8Array, from: number): number {
  const { length } = data;
  let at = from;
  while (at < length && data[at] !== LF) at++;
  return at;
}

/** The three digits that begin a line, or -1. */
function codeAt(data: Uint8Array, from: number, end: number): number {
  if (end - from < 3) return -1;
  let code = 0;
  for (let at = from; at < from + 3; at++) {
    const digit = (data[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    code = code * 10 + digit;
  }
  return code;
}

/** First digit of a code between 200 and 599. */
export function classOf(code: number): ReplyClass {
  return code >= 500 ? 5 : code >= 400 ? 4 : code >= 300 ? 3 : code >= 200 ? 2 : 1;
}

/** A reply that did not come over a wire: of a file, or one that was sent. */
export function replyOf(code: number, lines: readonly string[]): Reply {
  const enhanced = parseEnhancedCode(lines[0] ?? '');
  return { kind: 'reply', code, class: classOf(code), enhanced, lines, raw: NOTHING, quirks: [] };
}
