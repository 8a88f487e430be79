/** Bounces of Microsoft Exchange: the old connectors with `MSEXCH:`, Exchange 2007 and later with their diagnostics, Microsoft 365. */

import { ADDRESS } from '../addresses.ts';
import { proseRow } from './prose-row.ts';
import type { ProseRow } from './prose-row.ts';
import { joined, lineAfter, span } from './prose.ts';
import type { Prose, ProseSystem } from './prose.ts';
import type { TextLine } from '../letters/letter.ts';

const OLD =
  /(?:did not reach the following recipient\(s\):|following recipient\(s\) (?:could not be reached|cannot be reached):)/i;
const NEW =
  /Diagnostic information for administrators:|Diagnose-?informationen f.{1,2}r Administratoren|Informations de diagnostic pour les administrateurs/i;
const LINE = new RegExp(`^\\s*[<"']?(${ADDRESS.source})[>"']?(?:\\s+on\\s+.*)?\\s*$`, 'u');

/** Address, then indented lines; the code, where there is one, stands in `<host #5.1.1 smtp;550 …>`. */
function readOld(prose: Prose): readonly ProseRow[] | null {
  const start = lineAfter(prose, OLD);
  if (start === -1) return null;
  const rows: ProseRow[] = [];
  let recipient: string | null = null;
  let own: TextLine[] = [];
  const close = (): void => {
    if (recipient === null) return;
    const text = joined(own.slice(1));
    const coded =
      /<\S{0,255}\s?#([245]\.\d{1,3}\.\d{1,3})(?: smtp;\s*([^<>]{0,400}(?:<[^<>]*>[^<>]{0,200})?))?>?/i.exec(
        text,
      );
    const quoted = coded?.[2]?.trim() ?? '';
    const words = quoted === '' ? text.replace(/MSEXCH:.{0,200}$/, '') : quoted;
    const row = proseRow(recipient, words, span(own));
    rows.push({ ...row, enhanced: row.enhanced ?? coded?.[1] ?? null });
  };
  for (const line of prose.lines.slice(start)) {
    const found = LINE.exec(line.text);
    if (found !== null) {
      close();
      recipient = found[1]?.replace(/'$/, '') ?? null;
      own = [line];
    } else if (recipient !== null && line.text.trim() !== '' && (/^\s/.test(line.text) || own.length < 3))
      own.push(line);
  }
  close();
  return rows.length === 0 ? null : rows;
}

/** In the many languages that Exchange speaks, the block is known by its layout: an address alone, then the diagnostic. */
const DIAGNOSTIC =
  /^\s*(?:\S{1,255} )?(?:#\s?<?#?[245]\d\d [245]\.\d{1,3}\.\d{1,3} .{1,900}?##|Remote Server (?:at \S{1,255} (?:\([^)]{2,60}\) )?)?returned ')/i;

function blockAt({ lines }: Prose): number {
  return lines.findIndex(({ text }, index) => {
    if (!LINE.test(text)) return false;
    const next = lines.slice(index + 1, index + 4).find((line) => line.text.trim() !== '');
    return next !== undefined && DIAGNOSTIC.test(next.text);
  });
}

/** The block for administrators: server, addresses, and `#550 5.1.1 … ##` or `Remote Server returned '…'`. */
function readNew(prose: Prose): readonly ProseRow[] | null {
  const headed = lineAfter(prose, NEW);
  const start = headed === -1 ? blockAt(prose) : headed;
  if (start === -1) return null;
  const rows: ProseRow[] = [];
  let recipient: string | null = null;
  let own: TextLine[] = [];
  const close = (): void => {
    if (recipient === null) return;
    const text = joined(own.slice(1));
    const hash = /(?:^|\s)(?:\S{1,255} )?#\s?<?#?(?=[2-5])(.{1,900}?)(?:\s?##|$)/.exec(text)?.[1];
    rows.push(proseRow(recipient, hash ?? text, span(own)));
  };
  for (const line of prose.lines.slice(start)) {
    const found = LINE.exec(line.text);
    if (found !== null) {
      close();
      recipient = found[1]?.replace(/'$/, '') ?? null;
      own = [line];
    } else if (recipient !== null && line.text.trim() !== '') own.push(line);
  }
  close();
  return rows.length === 0 ? null : rows;
}

export const EXCHANGE: readonly ProseSystem[] = [
  { name: 'Exchange', read: readNew },
  { name: 'Exchange', read: readOld },
];
