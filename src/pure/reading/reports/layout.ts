/**
 * Bounces that are known by no sentence of theirs, in whatever language: an address at the beginning of a line, alone on it or behind a
 * short label, and a reply in a reply's place below or behind it. A reply's place is a mark (`host … said:`), a label with a colon, or
 * the beginning of a line; a number there counts only where an enhanced code or known words back it.
 */

import { ADDRESS, addressesOf } from '../addresses.ts';
import { causeOf } from '../cause-of.ts';
import { isTold } from '../errors/placed-reply.ts';
import { readReplyText } from '../reply-text.ts';
import { readSaid } from '../said.ts';
import type { TextLine } from '../letters/letter.ts';
import { proseRow } from './prose-row.ts';
import type { ProseRow } from './prose-row.ts';
import { span } from './prose.ts';
import type { Prose, ProseSystem } from './prose.ts';

const A = ADDRESS.source;
const LABEL = "[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{N} ().’'/-]{0,48}";

/** `<address>: words`. */
const ROW = new RegExp(
  `^\\s*(?:[*•-]\\s+)?(?:[<"']?(?<rcpt>${A})[>"']?(?:\\s*\\([^()]{1,200}\\))?\\s*(?:[:：]|\\s-{1,2}>?\\s|,(?=\\s*ERROR))|[^<>():@]{1,60}\\((?<named>${A})\\)\\s*(?:[:：]|(?=\\()))\\s*(?<rest>\\S.*)?$`,
  'u',
);
const ALONE = new RegExp(
  `^\\s*(?:[*•-]\\s+)?[<"'(\\[]*(?:SMTP:|mailto:)?(?<rcpt>${A})[>"')\\]]*(?:\\s*<mailto:[^>]{1,300}>)?[,.;:：]?\\s*$`,
  'iu',
);
const LABELLED = new RegExp(
  `^\\s*(?<label>${LABEL}?)\\s*(?:[:：]\\s*|\\s)[<\\[]*(?:SMTP:|mailto:)?(?<rcpt>${A})[>\\]]*\\s*$`,
  'iu',
);
/** Who wrote is not whom it was for. */
const OF_SENDER =
  /^(?:from|sender|reply|return|von|absender|de$|exp[eé]d|da$|mittente|remetente|remitente|van|afzender|od$|nadawca|от|отправитель|cc|copy|发件人|寄件者|差出人|送信元|message|subject|help|postmaster|contact|e-?mail us)/iu;
const LABELS = new RegExp(
  `^\\s*(?:${LABEL}[:：]\\s*){0,3}(?=["'(\\[]?(?:[45]\\d\\d[- ,:)\\]]|[45]\\.[0-7]\\.\\d{1,3} \\S))`,
  'iu',
);
/** Behind it somebody else's words begin. */
const OVER = /^\s*(?:-{3,}|={3,}|_{3,}|#{3,})|^\s*(?:Received|Return-Path|Message-ID):/i;

const MOST_BELOW = 14;
const MOST_ROWS = 50;

interface Item {
  readonly recipient: string;
  /** The address is followed by a colon: what comes behind it is about it. */
  readonly isRow: boolean;
  readonly lines: TextLine[];
  readonly words: string[];
}

function itemOf(
  text: string,
): { readonly recipient: string; readonly isRow: boolean; readonly rest: string } | null {
  const row = ROW.exec(text)?.groups;
  if (row !== undefined)
    return { recipient: row['rcpt'] ?? row['named'] ?? '', isRow: true, rest: row['rest'] ?? '' };
  const alone = ALONE.exec(text)?.groups;
  if (alone !== undefined) return { recipient: alone['rcpt'] ?? '', isRow: false, rest: '' };
  const labelled = LABELLED.exec(text)?.groups;
  if (labelled === undefined || OF_SENDER.test(labelled['label'] ?? '')) return null;
  return { recipient: labelled['rcpt'] ?? '', isRow: false, rest: labelled['label'] ?? '' };
}

function itemsOf({ lines }: Prose): readonly Item[] {
  const items: Item[] = [];
  let item = null as Item | null;
  for (const line of lines) {
    if (OVER.test(line.text)) {
      item = null;
      continue;
    }
    const found = itemOf(line.text);
    const before: Item | null = item;
    if (found !== null && before?.recipient !== found.recipient) {
      item = { recipient: found.recipient, isRow: found.isRow, lines: [line], words: [found.rest] };
      if (items.length < MOST_ROWS) items.push(item);
    } else if (before !== null && before.lines.length < MOST_BELOW) {
      // What comes after a blank line belongs to a row only where the row has no words yet.
      const isBlank = line.text.trim() === '';
      const over = before.isRow && isBlank && before.words.some((word) => word.trim() !== '');
      before.lines.push(line);
      if (over) item = null;
      else before.words.push(line.text.trim());
    }
  }
  return items;
}

/** The reply among these lines, in a reply's place. */
export function replyRow(
  recipient: string | null,
  lines: readonly TextLine[],
  words: readonly string[],
): ProseRow | null {
  for (const at of words.keys()) {
    if ((words[at] ?? '').trim() === '') continue;
    const end = words.findIndex((word, index) => index > at && word.trim() === '');
    const text = words.slice(at, end === -1 ? undefined : end).join(' ');
    const said = readSaid(text);
    const code = said.reply?.code ?? null;
    if (said.peer !== null && code !== null && code >= 400) return proseRow(recipient, text, span(lines));
    const label = LABELS.exec(text)?.[0];
    if (label === undefined || /\bHTTPS?\b/.test(label)) continue;
    const quoted = text.slice(label.length);
    const reply = readReplyText(quoted);
    if (reply === null || (reply.code === null && !isSure(reply.text.slice(0, 80)))) continue;
    const announced = label === '' || isTold(label, reply);
    if (reply.enhanced !== null || (announced && isSure(reply.text, reply.code)))
      return proseRow(recipient, quoted, span(lines));
  }
  return null;
}

function isSure(text: string, code: number | null = null): boolean {
  const by = causeOf({ code, enhanced: null, text })?.by;
  return by === 'words' || by === 'provider';
}

/** A row without a reply counts where its words are short and known. */
function wordsRow({ recipient, isRow, lines, words }: Item): ProseRow | null {
  const text = words.join(' ').trim();
  const short = isRow ? text : (words[0] ?? '').trim();
  if (short === '' || short.length > 200 || !isSure(short)) return null;
  return proseRow(recipient, short, span(lines));
}

function readLayout(prose: Prose): readonly ProseRow[] | null {
  const items = itemsOf(prose);
  const rows = items.flatMap(
    (item) => replyRow(item.recipient, item.lines, item.words) ?? wordsRow(item) ?? [],
  );
  if (rows.length > 0) return unique(rows);
  // One address in all of it, or none, and one reply.
  const people = [...new Set(addressesOf(prose.flat))].filter(
    (address) => !/^(?:postmaster|mailer-daemon|abuse|no-?reply|help|support)@/i.test(address),
  );
  const [only = null] = people;
  if (people.length > 1) return null;
  const row = replyRow(
    only,
    prose.lines,
    prose.lines.map(({ text }) => text.trim()),
  );
  return row === null ? null : [row];
}

/** The first that names a recipient is meant. */
function unique(rows: readonly ProseRow[]): readonly ProseRow[] {
  const seen = new Set<string>();
  return rows.filter(({ recipient }) => {
    const key = (recipient ?? '').toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export const LAYOUT: ProseSystem = { name: 'layout', read: readLayout };
