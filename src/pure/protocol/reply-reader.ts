/**
 * Octets to replies, incremental, whatever the chunks: a reply is whole when a line of it has no hyphen behind its code.
 * Follows RFC 5321 §4.2.1. Leniencies, each a named quirk on the reply: `bare-lf`, `code-only` (three digits and nothing),
 * `long-line`. A CR inside a line is text: it never ends one (SECURITY: a lone CR
 * must not turn one refused reply into two).
 */

import { concatBytes, CR, decodeText, findOctet, LF } from './bytes.ts';
import type { FindOctet } from './bytes.ts';
import { parseEnhancedCode } from './enhanced-code.ts';
import { MAX_REPLY_LINE, MAX_REPLY_LINES, MAX_REPLY_OCTETS, REPLY_LINE_OCTETS } from './limits.ts';
import type { MalformedReply, ReplyClass, ReplyResult } from './reply.ts';

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

const HYPHEN = 0x2d;
const SPACE = 0x20;

/** Reads replies from a stream. After a malformed or too long one nothing more is read: the stream cannot be trusted. */
export class ReplyReader {
  readonly #limits: ReplyLimits;
  readonly #find: FindOctet;
  #held: Uint8Array[] = [];
  #heldLength = 0;
  #lines: Uint8Array[] = [];
  #octets = 0;
  #code = -1;
  #quirks = new Set<string>();
  #broken = false;

  constructor(limits: Partial<ReplyLimits> = {}, find: FindOctet = findOctet) {
    this.#limits = { ...LIMITS, ...limits };
    this.#find = find;
  }

  /** Octets of a reply that is not whole yet. */
  get pending(): number {
    return this.#octets + this.#heldLength;
  }

  /** The replies that this chunk completes, in order. */
  push(chunk: Uint8Array): readonly ReplyResult[] {
    const results: ReplyResult[] = [];
    let from = 0;
    while (!this.#broken) {
      const end = this.#find(chunk, LF, from);
      if (end < 0) break;
      const piece = chunk.subarray(from, end + 1);
      from = end + 1;
      const line = this.#heldLength === 0 ? piece : concatBytes([...this.#held, piece]);
      this.#held = [];
      this.#heldLength = 0;
      const result = this.#take(line);
      if (result !== null) results.push(result);
    }
    if (this.#broken) return results;
    const rest = chunk.subarray(from);
    if (rest.length > 0) {
      this.#held.push(rest.slice());
      this.#heldLength += rest.length;
      if (this.#heldLength > this.#limits.lineOctets)
        results.push(this.#tooLong('line', this.#limits.lineOctets));
    }
    return results;
  }

  /** Forgets what is unfinished; says how many octets that were. */
  clear(): number {
    const dropped = this.pending;
    this.#held = [];
    this.#heldLength = 0;
    this.#reset();
    return dropped;
  }

  /** At the end of the stream: a reply that was begun and never finished, or null. */
  finish(): MalformedReply | null {
    if (this.pending === 0 || this.#broken) return null;
    const raw = concatBytes([...this.#lines, ...this.#held]);
    this.#broken = true;
    return { kind: 'malformed', rule: 'incomplete', raw: raw.subarray(0, KEPT_OCTETS), offset: raw.length };
  }

  #take(line: Uint8Array): ReplyResult | null {
    this.#lines.push(line);
    this.#octets += line.length;
    if (line.length > this.#limits.lineOctets) return this.#tooLong('line', this.#limits.lineOctets);
    if (this.#octets > this.#limits.replyOctets) return this.#tooLong('reply', this.#limits.replyOctets);
    if (this.#lines.length > this.#limits.replyLines) return this.#tooLong('lines', this.#limits.replyLines);
    const end = textEnd(line);
    if (end === line.length - 1) this.#quirks.add('bare-lf');
    if (line.length > REPLY_LINE_OCTETS) this.#quirks.add('long-line');
    const code = codeOf(line, end);
    if (code < 0) return this.#malformed('not-a-code', 0);
    if (code < 200 || code > 599) return this.#malformed('code-out-of-range', 0);
    if (this.#code >= 0 && code !== this.#code) return this.#malformed('codes-differ', 0);
    this.#code = code;
    const separator = end > 3 ? line[3] : undefined;
    if (separator === HYPHEN) return null;
    if (separator === undefined) this.#quirks.add('code-only');
    else if (separator !== SPACE) return this.#malformed('bad-separator', 3);
    return this.#whole(code);
  }

  #whole(code: number): ReplyResult {
    const raw = concatBytes(this.#lines);
    const lines = this.#lines.map((line) => decodeText(line.subarray(4, Math.max(4, textEnd(line)))));
    const quirks = [...this.#quirks];
    this.#reset();
    return {
      kind: 'reply',
      code,
      class: classOf(code),
      enhanced: parseEnhancedCode(lines[0] ?? ''),
      lines,
      raw,
      quirks,
    };
  }

  #malformed(rule: MalformedReply['rule'], offsetInLine: number): MalformedReply {
    const raw = concatBytes(this.#lines);
    const offset = raw.length - (this.#lines.at(-1)?.length ?? 0) + offsetInLine;
    const from = Math.max(0, offset - KEPT_OCTETS / 2);
    this.#broken = true;
    return { kind: 'malformed', rule, raw: raw.slice(from, from + KEPT_OCTETS), offset: offset - from };
  }

  #tooLong(limit: 'line' | 'reply' | 'lines', max: number): ReplyResult {
    const raw = concatBytes([...this.#lines.slice(0, 50), ...this.#held.slice(0, 1)]).slice(0, KEPT_OCTETS);
    this.#broken = true;
    return { kind: 'too-long', limit, max, raw };
  }

  #reset(): void {
    this.#lines = [];
    this.#octets = 0;
    this.#code = -1;
    this.#quirks = new Set();
  }
}

/** Where the text of a line ends: before its LF, and before one CR. */
function textEnd(line: Uint8Array): number {
  const end = line.length - 1;
  return end > 0 && line[end - 1] === CR ? end - 1 : end;
}

/** The three digits at the start of a line, or -1. */
function codeOf(line: Uint8Array, end: number): number {
  if (end < 3) return -1;
  let code = 0;
  for (let at = 0; at < 3; at++) {
    const digit = (line[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    code = code * 10 + digit;
  }
  return code;
}

/** First digit of a code between 200 and 599. */
export function classOf(code: number): ReplyClass {
  return code >= 500 ? 5 : code >= 400 ? 4 : code >= 300 ? 3 : code >= 200 ? 2 : 1;
}
