/**
 * The reply of a bounce whose sentence names the recipient and quotes nothing: it stands elsewhere, behind a label (`Reason:`, `Error:`,
 * `Received >>>`, `<--`) or on a line of its own. A number that begins a line counts only where words or an enhanced code back it.
 */

import { causeOf } from '../cause-of.ts';
import { ADDRESS } from '../addresses.ts';
import { readReplyText } from '../reply-text.ts';
import type { SaidReply } from '../reply-text.ts';
import type { ProseRow } from './prose-row.ts';
import type { Prose } from './prose.ts';

/** Ends where the reply begins. */
const LABELLED = new RegExp(
  `^\\s*(?:(?:[\\w ().-]{0,40}?\\b(?:reason|error|received|said|response|replied|reply|returned|status code|result)\\b[\\w ()]{0,12}(?::|>>>|<<<)\\s*){1,2}|<<<\\s*|[^<>]{0,60}<--\\s*)(?:.{0,60}?<?${ADDRESS.source}>?: )?(?=['"]?[45]\\d\\d[-: ])`,
  'iu',
);
const BARE = /^\s*(?=[45]\d\d[- ] ?\S)/;

/** The answer with the reply that the rest of the bounce quotes; the same where it has none, or several that differ. */
export function withReply(row: ProseRow, prose: Prose): ProseRow {
  if (row.code !== null || row.enhanced !== null) return row;
  const found: { readonly reply: SaidReply; readonly line: number }[] = [];
  for (const [index, { text, line }] of prose.lines.entries()) {
    const labelled = LABELLED.exec(text)?.[0];
    const start = labelled ?? BARE.exec(text)?.[0];
    if (start === undefined) continue;
    const reply = readReplyText(`${text.slice(start.length)} ${goesOn(prose, index)}`);
    if (reply === null || reply.code === null) continue;
    if (labelled === undefined && reply.enhanced === null && !isPlain(reply)) continue;
    found.push({ reply, line });
  }
  const codes = new Set(found.map(({ reply }) => `${reply.code ?? ''} ${reply.enhanced ?? ''}`));
  const longest = Math.max(...found.map(({ reply }) => reply.text.length));
  const best = found.find(({ reply }) => reply.text.length === longest);
  if (best === undefined || codes.size !== 1) return row;
  const { code, enhanced, text } = best.reply;
  const told = causeOf({ code, enhanced, text, stage: row.stage });
  const before = row.cause ?? causeOf({ code: null, enhanced: null, text: row.text });
  const cause = told?.by === 'words' || told?.by === 'provider' ? told : (before ?? told);
  const lines = [Math.min(row.lines[0], best.line), Math.max(row.lines[1], best.line)] as const;
  return { ...row, code, enhanced, text: text === '' ? row.text : text, cause, lines };
}

/** Lines that a long reply was folded into. */
function goesOn({ lines }: Prose, index: number): string {
  const more: string[] = [];
  for (const { text } of lines.slice(index + 1, index + 8)) {
    if (text.trim() === '' || /^\s*[\w ]{1,30}:/.test(text) || /-->|<--|>>>|<<</.test(text)) break;
    more.push(text.trim());
  }
  return more.join(' ');
}

function isPlain({ code, enhanced, text }: SaidReply): boolean {
  const by = causeOf({ code, enhanced, text })?.by;
  return by === 'words' || by === 'provider';
}
