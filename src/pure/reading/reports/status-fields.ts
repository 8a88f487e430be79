/**
 * The fields of a delivery report (RFC 3464), in a part of their own or amid text: a block for the report, one for each recipient.
 * Old and odd programs misplace fields, leave blank lines out or put too many in; a new recipient begins where a field comes again.
 */

import type { TextLine } from '../letters/letter.ts';

export interface FieldBlock {
  /** Names in lower case. */
  readonly fields: ReadonlyMap<string, string>;
  readonly first: number;
  readonly last: number;
}

const FIELD = /^([A-Za-z][A-Za-z0-9-]{1,60})\s*:\s*(.*)$/;
const OF_RECIPIENT: ReadonlySet<string> = new Set([
  'final-recipient',
  'original-recipient',
  'action',
  'status',
  'diagnostic-code',
  'remote-mta',
  'x-actual-recipient',
]);
const NAMES_RECIPIENT: readonly string[] = ['final-recipient', 'original-recipient', 'x-actual-recipient'];

export interface StatusFields {
  /** Of the report as a whole. */
  readonly report: ReadonlyMap<string, string>;
  readonly recipients: readonly FieldBlock[];
}

/** The fields among these lines; null where there are none of a report. */
export function readStatusFields(lines: readonly TextLine[]): StatusFields | null {
  const blocks = blocksOf(lines);
  const report = new Map<string, string>();
  const recipients: FieldBlock[] = [];
  let loose: FieldBlock | null = null;
  for (const block of blocks) {
    for (const [name, value] of block.fields)
      if (!OF_RECIPIENT.has(name) && !report.has(name)) report.set(name, value);
    if (![...block.fields.keys()].some((name) => OF_RECIPIENT.has(name))) continue;
    const named = NAMES_RECIPIENT.some((name) => block.fields.has(name));
    if (named && loose !== null) {
      recipients.push(merged(loose, block));
      loose = null;
    } else if (named) recipients.push(block);
    else if (loose === null) loose = block;
  }
  if (loose !== null) {
    const last = recipients.at(-1);
    if (last !== undefined && !overlaps(last, loose)) recipients[recipients.length - 1] = merged(last, loose);
    else if (last === undefined) recipients.push(loose);
  }
  return recipients.length === 0 ? null : { report, recipients };
}

function overlaps(a: FieldBlock, b: FieldBlock): boolean {
  return [...b.fields.keys()].some((name) => OF_RECIPIENT.has(name) && a.fields.has(name));
}

function merged(a: FieldBlock, b: FieldBlock): FieldBlock {
  return {
    fields: new Map([...a.fields, ...b.fields]),
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
  };
}

function blocksOf(lines: readonly TextLine[]): readonly FieldBlock[] {
  const blocks: FieldBlock[] = [];
  let fields = new Map<string, string>();
  let first = 0;
  let last = 0;
  let name = '';
  const close = (): void => {
    if (fields.size > 0) blocks.push({ fields, first, last });
    fields = new Map();
    name = '';
  };
  for (const { text, line } of lines) {
    if (text.trim() === '') {
      close();
      continue;
    }
    if (/^[ \t]/.test(text) && name !== '') {
      const value = fields.get(name) ?? '';
      // A long word may have been cut in two: only white space at the break tells.
      if (value.length < 8000) fields.set(name, `${value} ${text.trim()}`);
      last = line;
      continue;
    }
    const field = FIELD.exec(text.trim());
    if (field === null) {
      name = '';
      continue;
    }
    const key = (field[1] ?? '').toLowerCase();
    if (fields.has(key) && OF_RECIPIENT.has(key)) close();
    if (fields.size === 0) first = line;
    last = line;
    name = fields.has(key) ? '' : key;
    if (name !== '') fields.set(key, field[2] ?? '');
  }
  close();
  return blocks;
}
