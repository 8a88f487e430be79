/**
 * A letter that may report about another: complaint, delivery report, bounce in prose, event of a service, automatic answer. Structure
 * comes before words; what fits nothing is a letter and no report.
 */

import { firstAddress } from '../addresses.ts';
import { humanLines, innerLetters, returnedAt } from '../letters/human-text.ts';
import { readLetter, takeHeader } from '../letters/letter.ts';
import type { Letter, TextLine } from '../letters/letter.ts';
import type { Reading } from '../reading.ts';
import { readEvents } from './events.ts';
import { EXCHANGE } from './exchange.ts';
import { readAutoReply, readComplaint } from './feedback.ts';
import { FAILED_SENTENCE } from './failed-sentence.ts';
import { LAYOUT } from './layout.ts';
import { LIST_SYSTEMS } from './lists.ts';
import { readingOfRow } from './prose-row.ts';
import type { ProseRow } from './prose-row.ts';
import { proseOf } from './prose.ts';
import type { Prose, ProseSystem } from './prose.ts';
import { withReply } from './reply-lines.ts';
import { readReport } from './report.ts';
import { SENDMAIL } from './sendmail.ts';
import { SENTENCE_SYSTEMS, soleRecipient } from './sentences.ts';
import { readStatusFields } from './status-fields.ts';
import type { StatusFields } from './status-fields.ts';

/** Structure before lists before sentences: what is more particular is tried first. */
const SYSTEMS: readonly ProseSystem[] = [
  ...SENTENCE_SYSTEMS.filter(({ name }) => name !== 'provider'),
  ...EXCHANGE,
  SENDMAIL,
  ...LIST_SYSTEMS,
  LAYOUT,
  ...SENTENCE_SYSTEMS.filter(({ name }) => name === 'provider'),
  FAILED_SENTENCE,
];

/** Reads a letter; null where it reports about no other. */
export function readReportLetter(binary: string, depth = 0): readonly Reading[] | null {
  const letter = readLetter(binary);
  const complaint = readComplaint(letter);
  if (complaint !== null) return [complaint];
  const readings = readBounce(letter);
  if (readings !== null) return readings;
  if (depth < 2) {
    for (const inner of innerLetters(letter)) {
      const first = inner.lines[0]?.line ?? 1;
      const text = inner.lines.map((line) => line.text).join('\n');
      const found = readReportLetter(text, depth + 1);
      if (found !== null)
        return found.map((one) => ({ ...one, lines: [one.lines[0] + first - 1, one.lines[1] + first - 1] }));
    }
  }
  const auto = readAutoReply(letter);
  return auto === null ? null : [auto];
}

function readBounce(letter: Letter): readonly Reading[] | null {
  const human = humanLines(letter);
  const prose = proseOf(human, letter.headers);
  const start = human.find(({ text }) => text.trim() !== '')?.text.trim() ?? '';
  if (/^[[{]/.test(start)) {
    const events = readEvents(
      human
        .map(({ text }) => text)
        .join('\n')
        .trim(),
      human[0]?.line ?? 1,
      human.at(-1)?.line ?? 1,
    );
    if (events !== null) return events;
  }
  const status = statusOf(letter, human);
  const told = tell(prose);
  if (status !== null) return readReport(status, told?.rows ?? [], told?.system ?? null);
  if (told === null || !isBounce(letter, told.system)) return null;
  const returned = returnedTo(letter);
  const [only, ...others] = told.rows;
  const rows = only !== undefined && others.length === 0 ? [withReply(only, prose)] : told.rows;
  return rows.map((row) =>
    readingOfRow(
      row.recipient === null ? { ...row, recipient: soleRecipient(prose, returned) } : row,
      told.system,
    ),
  );
}

/** A sentence that any letter may hold counts only in a letter that a mail system wrote. */
function isBounce(letter: Letter, system: string): boolean {
  // Parcels are delivered too.
  if (letter.headers.size === 0 && system === 'provider') return OF_MAIL.test(letterText(letter));
  if (system !== 'provider' && system !== 'list' && system !== 'layout' && system !== 'failed-sentence')
    return true;
  const from = letter.headers.get('from') ?? '';
  const subject = letter.headers.get('subject') ?? '';
  return (
    /mailer-?daemon|postmaster|mail delivery|no-?reply|administrator|^\s*<>\s*$/i.test(from) ||
    /undeliver|deliver|returned|failure|fail|bounce|nondeliver|rejected/i.test(subject) ||
    /^\s*<>\s*$/.test(letter.headers.get('return-path') ?? '') ||
    letter.headers.size === 0
  );
}

const OF_MAIL = /\bmessage|mail|recipient|smtp|\bdelivery|address|account/i;

function letterText({ parts }: Letter): string {
  return parts.flatMap(({ lines }) => lines.slice(0, 100).map(({ text }) => text)).join(' ');
}

/** The fields of the report: in their own part, else amid the text. */
function statusOf(letter: Letter, human: readonly TextLine[]): StatusFields | null {
  for (const { type, lines } of letter.parts) {
    if (type !== 'message/delivery-status' && type !== 'message/global-delivery-status') continue;
    const fields = readStatusFields(lines);
    if (fields !== null) return fields;
  }
  const all = letter.parts.filter(({ type }) => type.startsWith('text/plain')).flatMap(({ lines }) => lines);
  for (const lines of [human, all]) {
    const amid = lines.findIndex(({ text }) => /^\s*(?:Final|Original)-Recipient\s*:/i.test(text));
    if (amid === -1) continue;
    const from = lines.slice(Math.max(0, amid - 12));
    const fields = readStatusFields(from.slice(0, Math.max(13, returnedAt(from))));
    if (fields !== null) return fields;
  }
  return null;
}

function tell(prose: Prose): { readonly rows: readonly ProseRow[]; readonly system: string } | null {
  for (const { name, read } of SYSTEMS) {
    const rows = read(prose);
    if (rows !== null && rows.length > 0) return { rows, system: name };
  }
  return null;
}

/** To whom the returned letter was: its own part, or the header behind the prose. */
function returnedTo(letter: Letter): string | null {
  const part = letter.parts.find(({ type }) => type === 'message/rfc822' || type === 'text/rfc822-headers');
  if (part !== undefined) return takeHeader(part.lines).headers.get('to') ?? null;
  for (const { lines } of letter.parts) {
    const at = returnedAt(lines);
    const to = lines.slice(at).find(({ text }) => /^To:/i.test(text));
    if (to !== undefined) return firstAddress(to.text);
  }
  return null;
}

/** Text pasted without its header: the same, as far as the words go. */
export function readBareBounce(binary: string): readonly Reading[] | null {
  return (
    readReportLetter(`\n${binary}`)?.map((one) => ({
      ...one,
      lines: [Math.max(1, one.lines[0] - 1), Math.max(1, one.lines[1] - 1)] as const,
    })) ?? null
  );
}
