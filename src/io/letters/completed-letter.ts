/**
 * A ready letter that gets the fields it lacks and has to have (RFC 5322 §3.6): From, Date, and Message-ID, as a program that submits
 * letters adds them (RFC 6409 §8). They come before its own; a text without a header becomes the body.
 */

import { formatAddresses, formatDate } from '../../pure/message/index.ts';
import { decodeText, encodeText, parseAddressList } from '../../pure/protocol/index.ts';
import type { NamedAddress } from '../../pure/protocol/index.ts';
import type { Letter } from './letter.ts';

export interface Completion {
  readonly from: NamedAddress;
  readonly date: Date;
  /** With its brackets. */
  readonly messageId: string;
}

/** The letter, and the one address that its From names; null where that is not one address. */
export interface Completed {
  readonly letter: Letter;
  readonly author: string | null;
}

export async function completedLetter(
  letter: Letter,
  { from, date, messageId }: Completion,
): Promise<Completed> {
  const header = letter.hasHeader ? await headerOf(letter) : '';
  const has = (name: string): boolean => new RegExp(`^${name}[ \\t]*:`, 'im').test(header);
  const lacking = [
    ['From', () => formatAddresses([from])],
    ['Date', () => formatDate(date)],
    ['Message-ID', () => messageId],
  ] as const;
  const added = lacking.filter(([name]) => !has(name));
  const fields = added.map(([name, write]) => `${name}: ${write()}\r\n`).join('');
  const front = encodeText(letter.hasHeader ? fields : `${fields}\r\n`);
  const author = has('From') ? authorIn(header) : from.address;
  if (front.length === 0) return { letter, author };
  const content = async function* (index?: number): AsyncGenerator<Uint8Array> {
    yield front;
    yield* letter.content(index);
  };
  const size = letter.size + front.length;
  return {
    letter: { ...letter, size, hasHeader: true, added: added.map(([name]) => name), content },
    author,
  };
}

/** Its fields, unfolded. */
async function headerOf(letter: Letter): Promise<string> {
  let text = '';
  for await (const piece of letter.content()) {
    text += decodeText(piece);
    const end = /\r?\n\r?\n/.exec(text);
    if (end === null) continue;
    text = text.slice(0, end.index);
    break;
  }
  return text.replace(/\r?\n(?=[ \t])/g, '');
}

function authorIn(header: string): string | null {
  const list = parseAddressList(/^From[ \t]*:(.*)$/im.exec(header)?.[1]?.trim() ?? '');
  return list.ok && list.value.length === 1 ? (list.value[0]?.address ?? null) : null;
}
