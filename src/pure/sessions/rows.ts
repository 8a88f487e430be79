/** Rows of a CSV file for `@repeat`: the first one has the names. Follows RFC 4180 §2. */

import { NAME } from './cursor.ts';
import type { Values } from './ast.ts';

/** SECURITY: more than anybody loops over. */
const MOST_ROWS = 100_000;

/** The rows, each a value for each name; or what is wrong, and in which line of the text. */
export function readRows(
  text: string,
):
  | { readonly ok: true; readonly rows: readonly Values[] }
  | { readonly ok: false; readonly line: number; readonly found: string } {
  const records = recordsOf(text.replace(/^\uFEFF/, ''));
  if (records === null) return { ok: false, line: text.split('\n').length, found: '"' };
  const [head, ...others] = records;
  const bad = head?.cells.find((cell) => !NAME.test(cell));
  if (head === undefined || bad !== undefined) return { ok: false, line: 1, found: bad ?? '' };
  const odd = others.find(({ cells }) => cells.length !== head.cells.length);
  if (odd !== undefined) return { ok: false, line: odd.line, found: odd.cells.join(',') };
  if (others.length > MOST_ROWS) return { ok: false, line: MOST_ROWS + 2, found: String(others.length) };
  const rows = others.map(({ cells }) => new Map(head.cells.map((name, at) => [name, cells[at] ?? ''])));
  return { ok: true, rows };
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** Null where a quote is not closed, or text stands beside one. */
function recordsOf(text: string): readonly Row[] | null {
  const records: Row[] = [];
  let cells: string[] = [];
  let line = 1;
  let from = 1;
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length || cells.length > 0) {
    const match = CELL.exec(text);
    if (match === null) return null;
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    line += match[0].split('\n').length - 1;
    if (match[3] === ',') continue;
    // An empty line is not a row.
    if (cells.length > 1 || cells[0] !== '') records.push({ line: from, cells });
    cells = [];
    from = line;
    if (match[3] === '') break;
  }
  return records;
}
