/**
 * A letter that is ready to be sent: what must be known of it before, and its octets, as often as they are wanted. `composed.ts`
 * makes one of texts and attachments, `ready-letter.ts` reads one from a file.
 */

import type { LongLines, Places } from '../../pure/message/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import type { ProblemCode } from '../../pure/problems/index.ts';

export interface LetterFacts {
  /** Octets on the wire with CRLF line ends, before stuffing: what SIZE counts (RFC 1870 §3). */
  readonly size: number;
  /** Whether it begins with header fields and a blank line. */
  readonly hasHeader: boolean;
  /** What stood in front of the header and is left out; '' for nothing. */
  readonly front: '' | 'mark' | 'mbox-line' | 'both';
  /** The unfolded values of To, Cc and Bcc. */
  readonly recipients: readonly string[];
  /** Bcc fields that are left out. */
  readonly bccRemoved: number;
  /** Whether some octet is not ASCII, and whether the header has such octets, all of them UTF-8. */
  readonly eightBit: boolean;
  readonly utf8Header: boolean;
  /** The first line with octets in the header that are neither; null for none. */
  readonly strangeHeaderLine: number | null;
  /** Lines over 998 octets; null for none. */
  readonly longLines: LongLines | null;
  /** Line ends that are made CRLF, whether the last line gets its end, octets of value 0. */
  readonly bareLineEnds: Places | null;
  readonly unclosed: boolean;
  readonly nuls: Places | null;
  /** Names of fields that were added, since it lacked them. */
  readonly added?: readonly string[];
}

export interface Letter extends LetterFacts {
  /** What the user calls it; `-` is standard input, '' a letter that we composed. */
  readonly file: string;
  /** True where it is to go over the wire as it is: nothing repaired, no dot doubled. */
  readonly raw?: boolean;
  /**
   * The octets, Bcc left out. `index` counts letters that are sent several times: a composed one has another Message-ID
   * each time. Rejects with `letter-unreadable` where a file has changed since it was measured.
   */
  readonly content: (index?: number) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Removes what was written for it. */
  readonly dispose: () => Promise<void>;
}

/** What goes wrong with a letter. */
export class LetterError<K extends ProblemCode = ProblemCode> extends LabError<K> {}
