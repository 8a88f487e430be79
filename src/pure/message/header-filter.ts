/**
 * The header block of a ready letter, as it streams by: whether there is one, whom it names, and Bcc fields (in any case, with
 * their folded lines) taken out, since they are nobody's business but the sender's (RFC 5322 §3.6.3). The body passes
 * untouched.
 */

import { concatBytes, CR, decodeText, LF } from '../protocol/index.ts';

/** Ours: what is held of a header at most. RFC 5322 has a bound for a line, and none for a field or a header. */
const MAX_HEADER_OCTETS = 16_777_216;
const FIRST_HELD = 4096;

const FIELD = /^[!-9;-~]+[ \t]*:/;
const RECIPIENTS = /^(?:to|cc|bcc)[ \t]*:/i;

export class HeaderFilter {
  readonly #keepBcc: boolean;
  /** Twice as large whenever it is full: a header that comes in many pieces is not copied once for each. */
  #held = new Uint8Array(FIRST_HELD);
  #length = 0;
  /** Where the line begins whose end has not come. */
  #line = 0;
  #inBody = false;
  /** Bcc fields that were taken out. */
  removed = 0;
  /** What stood in front of the header and was taken out; '' for nothing. */
  front: '' | 'mark' | 'mbox-line' | 'both' = '';
  /**
   * False where the letter does not begin with header fields, and a blank line or the end (RFC 5322 §3.5: a letter may have no body);
   * known once the body begins.
   */
  hasHeader = true;
  /** Whether the header is longer than is held; it is passed on as it is then, and counts as none. */
  tooLarge = false;
  /** Whether what is left of the header holds more than ASCII, all of it UTF-8, and so wants SMTPUTF8 (RFC 6532). */
  hasUtf8 = false;
  /** The first line of the letter, from 1, with octets in its header that are neither; null for none. */
  strangeLine: number | null = null;
  /** The unfolded values of To, Cc and Bcc, in their order. */
  readonly recipients: string[] = [];

  constructor(options: { readonly keepBcc: boolean }) {
    this.#keepBcc = options.keepBcc;
  }

  /** Whether the header is over: from here on everything passes as it is. */
  get inBody(): boolean {
    return this.#inBody;
  }

  push(chunk: Uint8Array): Uint8Array {
    if (this.#inBody) return chunk;
    const length = this.#length + chunk.length;
    if (length > this.#held.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#held.length));
      larger.set(this.#held.subarray(0, this.#length));
      this.#held = larger;
    }
    this.#held.set(chunk, this.#length);
    this.#length = length;
    const all = this.#held.subarray(0, length);
    const { end, line } = headerEnd(all, this.#line);
    this.#line = line;
    this.tooLarge = end < 0 && length > MAX_HEADER_OCTETS;
    return end < 0 && !this.tooLarge ? new Uint8Array(0) : this.#leave(all, end);
  }

  /** What is held of a letter that ended inside its header. */
  finish(): Uint8Array {
    return this.#inBody ? new Uint8Array(0) : this.#leave(this.#held.subarray(0, this.#length), -1);
  }

  #leave(all: Uint8Array, end: number): Uint8Array {
    this.#inBody = true;
    this.#held = new Uint8Array(0);
    const front = this.#frontOf(all);
    const head = all.subarray(front, end < 0 ? all.length : end);
    let hasSender = false;
    const kept: Uint8Array[] = [];
    let dropping = false;
    let naming = false;
    let first = true;
    let number = front > 0 ? [...linesOf(all.subarray(0, front))].length : 0;
    let eightBit = false;
    for (const line of linesOf(head)) {
      number += 1;
      const text = decodeText(line).replace(/[\r\n]+$/, '');
      if (/^[ \t]/.test(text)) {
        if (naming) this.recipients.push(`${this.recipients.pop() ?? ''}${text}`);
        // Nothing is there to be continued: such a line begins no header.
        if (first) this.hasHeader = false;
      } else {
        dropping = !this.#keepBcc && /^(?:resent-)?bcc[ \t]*:/i.test(text);
        if (dropping) this.removed++;
        naming = RECIPIENTS.test(text);
        if (naming) this.recipients.push(text.slice(text.indexOf(':') + 1));
        if (!FIELD.test(text)) this.hasHeader = false;
        hasSender ||= /^from[ \t]*:/i.test(text);
      }
      first = false;
      if (dropping) continue;
      kept.push(line);
      if (!line.some((octet) => octet > 0x7f)) continue;
      eightBit = true;
      if (!isUtf8(line)) this.strangeLine ??= number;
    }
    this.hasUtf8 = eightBit && this.strangeLine === null;
    // A line of any text may look like a field; without a blank line behind it, the field that every letter has tells.
    if (first || (end < 0 && (!hasSender || this.tooLarge))) this.hasHeader = false;
    return concatBytes([...kept, all.subarray(front + head.length)]);
  }

  /** How many octets stand in front of the header. */
  #frontOf(all: Uint8Array): number {
    const mark = MARK.every((octet, at) => all[at] === octet) ? MARK.length : 0;
    const [line] = linesOf(all.subarray(mark, mark + MOST_FRONT));
    const mbox = line !== undefined && /^From \S/.test(decodeText(line)) ? line.length : 0;
    this.front = mark > 0 ? (mbox > 0 ? 'both' : 'mark') : mbox > 0 ? 'mbox-line' : '';
    return mark + mbox;
  }
}

function isUtf8(octets: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(octets);
    return true;
  } catch {
    return false;
  }
}

/** The byte order mark of UTF-8. */
const MARK = [0xef, 0xbb, 0xbf] as const;
/** As long as the line of a mailbox is looked for. */
const MOST_FRONT = 1000;

/**
 * Where the blank line begins, -1 where there is none yet, and where the last line does, from whose beginning on it may still come. A bare CR and a bare LF count as line ends, since that is what they
 * become on the wire (SECURITY: a Bcc field behind a bare CR would be a field of its own at the receiver).
 */
function headerEnd(bytes: Uint8Array, start: number): { readonly end: number; readonly line: number } {
  let from = start;
  let last = start;
  for (const line of linesOf(bytes, start)) {
    const octet = line[0];
    const blank = line.length === 1 ? octet === LF || octet === CR : line.length === 2 && octet === CR;
    // A CR that came last may be half of a line end.
    if (blank && (octet === LF || from + line.length < bytes.length || line.length === 2))
      return { end: from, line: from };
    last = from;
    from += line.length;
  }
  return { end: -1, line: last };
}

function* linesOf(bytes: Uint8Array, start = 0): Iterable<Uint8Array> {
  let from = start;
  let cr = bytes.indexOf(CR, start);
  let lf = bytes.indexOf(LF, start);
  while (from < bytes.length) {
    if (cr >= 0 && cr < from) cr = bytes.indexOf(CR, from);
    if (lf >= 0 && lf < from) lf = bytes.indexOf(LF, from);
    const first = cr < 0 ? lf : lf < 0 ? cr : Math.min(cr, lf);
    const to = first < 0 ? bytes.length : first + (first === cr && bytes[first + 1] === LF ? 2 : 1);
    yield bytes.subarray(from, to);
    from = to;
  }
}
