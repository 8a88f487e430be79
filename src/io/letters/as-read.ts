/** A letter as a mail program shows it: fields decoded, the text in its character set, attachments by name and size. */

/** What is seen of it. */
export interface LetterAsRead {
  /** The fields that a reader looks at, in the letter's order. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** How many other fields it has, which a mail program does not show. */
  readonly unseen: number;
  readonly text: string;
  /** Whether the text began without a blank line before it. */
  readonly unparted: boolean;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly octets: number }[];
}

const LOOKED_AT: readonly string[] = ['from', 'to', 'cc', 'subject', 'date', 'reply-to', 'sender', 'bcc'];
/** A lesson's letters are short: of one that is not, the beginning is read. */
const MOST_OCTETS = 262_144;

/** Reads it. What is not a letter at all is all text. */
export async function readAsReader(content: Uint8Array): Promise<LetterAsRead> {
  const { default: PostalMime, decodeWords } = await import('postal-mime');
  const read = content.subarray(0, MOST_OCTETS);
  const { bytes: parted, unparted } = partedLetter(read);
  const letter = await PostalMime.parse(parted, { maxNestingDepth: 20 }).catch(() => null);
  if (letter === null)
    return { fields: [], unseen: 0, text: new TextDecoder().decode(read), unparted, attachments: [] };
  return {
    fields: letter.headers
      .filter(({ key }) => LOOKED_AT.includes(key))
      .map(({ value, originalKey }) => ({ name: originalKey, value: decodeWords(value) })),
    unseen: letter.headers.filter(({ key }) => !LOOKED_AT.includes(key)).length,
    unparted,
    text: (letter.text ?? '').replaceAll('\r\n', '\n'),
    attachments: letter.attachments.map(({ filename, mimeType, content: part }) => ({
      name: filename ?? '',
      type: mimeType,
      octets: typeof part === 'string' ? part.length : part.byteLength,
    })),
  };
}

/**
 * The letter with the blank line that is missing where a line comes among the fields that is none. RFC 5322 §2.1 has no word for
 * such a letter; servers and mail programs take that line for the first one of the text, and nothing of what came is lost.
 */
function partedLetter(content: Uint8Array): { readonly bytes: Uint8Array; readonly unparted: boolean } {
  let from = 0;
  let fields = 0;
  while (from < content.length) {
    const end = content.indexOf(LF, from);
    const line = LATIN.decode(content.subarray(from, end < 0 ? content.length : end)).replace(/\r$/, '');
    if (line === '') break;
    // A first field with white space before it is a slip; the fields behind it are fields all the same.
    const goesOn = /^[ \t]/.test(line) && (fields > 0 || FIELD.test(line.trimStart()));
    if (!FIELD.test(line) && !goesOn) {
      const bytes = new Uint8Array(content.length + 2);
      bytes.set(content.subarray(0, from));
      bytes.set([CR, LF], from);
      bytes.set(content.subarray(from), from + 2);
      return { bytes, unparted: fields > 0 };
    }
    fields++;
    if (end < 0) break;
    from = end + 1;
  }
  return { bytes: content, unparted: false };
}

const CR = 13;
const LF = 10;
const LATIN = new TextDecoder('latin1');
/** RFC 5322 §3.6.8: a name of visible ASCII without a colon. */
const FIELD = /^[!-9;-~]+[ \t]*:/;
