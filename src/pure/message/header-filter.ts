/**
 * The header block of a ready letter, as it streams by: whether there is one, whom it names, and Bcc fields (in any case, with
 * their folded lines) taken out, since they are nobody's business but the sender's (RFC 5322 §3.6.3). The body passes
 * untouched.
 */

import { concatBytes, CR, decodeText, LF } from '../protocol/index.ts';

/** A header block longer than this is passed on as it is: no letter of a person has one. */
const MAX_HEADER_OCTETS = 1_048_576;

const FIELD = /^[!-9;-~]+[ \t]*:/;
const RECIPIENTS = /^(?:to|cc|bcc)[ \t]*:/i;

export class HeaderFilter {
  readonly #keepBcc: boolean;
  #held: Uint8Array[] = [];
  #length = 0;
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
  /** Whether what is left of the header holds more than ASCII, and so wants SMTPUTF8 (RFC 6532). */
  hasUtf8 = false;
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
    this.#held.push(chunk);
    this.#length += chunk.length;
    const all = concatBytes(this.#held);
    this.#held = [all];
    const end = headerEnd(all);
    if (end < 0 && this.#length <= MAX_HEADER_OCTETS) return new Uint8Array(0);
    return this.#leave(all, end);
  }

  /** What is held of a letter that ended inside its header. */
  finish(): Uint8Array {
    return this.#inBody ? new Uint8Array(0) : this.#leave(concatBytes(this.#held), -1);
  }

  #leave(all: Uint8Array, end: number): Uint8Array {
    this.#inBody = true;
    const front = this.#frontOf(all);
    const head = all.subarray(front, end < 0 ? all.length : end);
    let hasSender = false;
    const kept: Uint8Array[] = [];
    let dropping = false;
    let naming = false;
    let first = true;
    for (const line of linesOf(head)) {
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
      if (line.some((octet) => octet > 0x7f)) this.hasUtf8 = true;
    }
    // A line of any text may look like a field; without a blank line behind it, the field that every letter has tells.
    if (first || (end < 0 && (!hasSender || this.#length > MAX_HEADER_OCTETS))) this.hasHeader = false;
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

/** The byte order mark of UTF-8. */
const MARK = [0xef, 0xbb, 0xbf] as const;
/** As long as the line of a mailbox is looked for. */
const MOST_FRONT = 1000;

/**
 * Where the blank line begins; -1 where there is none yet. A bare CR and a bare LF count as line ends, since that is what they
 * become on the wire (SECURITY: a Bcc field behind a bare CR would be a field of its own at the receiver).
 */
function headerEnd(bytes: Uint8Array): number {
  let from = 0;
  for (const line of linesOf(bytes)) {
    const octet = line[0];
    const blank = line.length === 1 ? octet === LF || octet === CR : line.length === 2 && octet === CR;
    // A CR that came last may be half of a line end.
    if (blank && (octet === LF || from + line.length < bytes.length || line.length === 2)) return from;
    from += line.length;
  }
  return -1;
}

function* linesOf(bytes: Uint8Array): Iterable<Uint8Array> {
  let from = 0;
  let cr = bytes.indexOf(CR);
  let lf = bytes.indexOf(LF);
  while (from < bytes.length) {
    if (cr >= 0 && cr < from) cr = bytes.indexOf(CR, from);
    if (lf >= 0 && lf < from) lf = bytes.indexOf(LF, from);
    const first = cr < 0 ? lf : lf < 0 ? cr : Math.min(cr, lf);
    const to = first < 0 ? bytes.length : first + (first === cr && bytes[first + 1] === LF ? 2 : 1);
    yield bytes.subarray(from, to);
    from = to;
  }
}
