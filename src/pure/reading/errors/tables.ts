/**
 * Rows of a table that has a head: exports of senders and of their services, by comma, semicolon, tab or bar. The head says which column
 * is the recipient and which the reply; a row counts where its reply is a refusal.
 */

import { firstAddress } from '../addresses.ts';
import { causeOf, isSure } from '../cause-of.ts';
import { findingsOf } from '../findings.ts';
import { makeReading } from '../reading.ts';
import type { Reading } from '../reading.ts';
import { readSaid } from '../said.ts';

const RECIPIENT =
  /^(?:(?:final |original |e-?mail )?(?:rcpt|recipient)s?(?:[ _-]?(?:address|status))?|e-?mail(?: address)?|to(?: address)?|address|empfänger|destinataire|destinatario|получатель|收件人)$/i;
const REPLY =
  /^(?:(?:dsn|smtp|bounce|server|remote|last|error|raw|diagnostic)?[ _-]?(?:diag(?:nostic)?(?:[ _-]?code)?|reason|response|reply|error|message|result|details?|description)|grund|antwort|fehler|raison|motivo|ответ|причина|原因)$/i;
const STATUS = /^(?:dsn|enhanced|smtp)?[ _-]?(?:status|status[ _-]?code|enhanced[ _-]?(?:code|status))$/i;
const SEPARATORS = ['\t', ',', ';', '|'] as const;
const MOST_ROWS = 500;
const MOST_CELLS = 60;
const MOST_LENGTH = 4000;

/** The rows of a table; null where the text is none, or none of its rows is a refusal. */
export function readTable(text: string): readonly Reading[] | null {
  const lines = text.split(/\r\n|\n|\r/);
  const head = lines.findIndex((line) => line.trim() !== '');
  const first = (lines[head] ?? '').slice(0, MOST_LENGTH);
  for (const separator of SEPARATORS) {
    const names = cellsOf(first, separator);
    if (names.length < 2) continue;
    const at = {
      recipient: names.findIndex((name) => RECIPIENT.test(name)),
      reply: names.findIndex((name) => REPLY.test(name)),
      status: names.findIndex((name) => STATUS.test(name)),
    };
    if (at.recipient === -1 || at.reply === -1) continue;
    const readings = lines.slice(head + 1, head + 1 + MOST_ROWS).flatMap((line, index) => {
      const cells = cellsOf(line.slice(0, MOST_LENGTH), separator);
      if (cells.length < names.length) return [];
      return rowOf(
        cells[at.recipient] ?? '',
        cells[at.reply] ?? '',
        cells[at.status] ?? '',
        head + index + 2,
      );
    });
    return readings.length === 0 ? null : readings;
  }
  return null;
}

function rowOf(whom: string, why: string, status: string, number: number): readonly Reading[] {
  const recipient = firstAddress(whom);
  const { reply, stage, text } = readSaid(why);
  const code = reply?.code ?? null;
  const enhanced = reply?.enhanced ?? /^[245]\.\d{1,3}\.\d{1,3}(?= |$)/.exec(status)?.[0] ?? null;
  if (recipient === null || (code !== null && code < 400) || enhanced?.startsWith('2.') === true) return [];
  const verdict = causeOf({ code, enhanced, text, stage });
  const known = verdict?.by === 'words' || verdict?.by === 'provider';
  if (code === null && enhanced === null && !known) return [];
  return [
    makeReading({
      kind: 'error',
      system: 'a program',
      cause: verdict?.cause ?? null,
      sure: isSure(verdict),
      provider: verdict?.provider ?? null,
      code,
      enhanced,
      recipient,
      stage,
      lines: [number, number],
      findings: findingsOf({ code, enhanced, text }),
      said: why,
    }),
  ];
}

/** Cells as CSV has them: quoted where they hold the separator, quotes doubled. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  const put = (): void => void cells.push(cell.trim());
  for (let at = 0; at < line.length && cells.length < MOST_CELLS; at += 1) {
    const sign = line.charAt(at);
    if (sign === '"' && quoted && line.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (quoted || cell.trim() === '')) quoted = !quoted;
    else if (sign === separator && !quoted) {
      put();
      cell = '';
    } else cell += sign;
  }
  put();
  // A table that is drawn has a bar at each end.
  return separator === '|' && cells[0] === '' ? cells.slice(1, cells.at(-1) === '' ? -1 : undefined) : cells;
}
