/** A letter as a mail program shows it: fields decoded, the text in its character set, attachments by name and size. */

/** What is seen of it. */
export interface LetterAsRead {
  /** The fields that a reader looks at, in the letter's order. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly octets: number }[];
}

const LOOKED_AT: readonly string[] = ['from', 'to', 'cc', 'subject', 'date', 'reply-to', 'sender', 'bcc'];
/** A lesson's letters are short: of one that is not, the beginning is read. */
const MOST_OCTETS = 262_144;

/** Reads it. What is no letter at all is all text. */
export async function readAsReader(content: Uint8Array): Promise<LetterAsRead> {
  const { default: PostalMime, decodeWords } = await import('postal-mime');
  const read = content.subarray(0, MOST_OCTETS);
  const letter = await PostalMime.parse(read, { maxNestingDepth: 20 }).catch(() => null);
  if (letter === null) return { fields: [], text: new TextDecoder().decode(read), attachments: [] };
  return {
    fields: letter.headers
      .filter(({ key }) => LOOKED_AT.includes(key))
      .map(({ value, originalKey }) => ({ name: originalKey, value: decodeWords(value) })),
    text: (letter.text ?? '').replaceAll('\r\n', '\n'),
    attachments: letter.attachments.map(({ filename, mimeType, content: part }) => ({
      name: filename ?? '',
      type: mimeType,
      octets: typeof part === 'string' ? part.length : part.byteLength,
    })),
  };
}
