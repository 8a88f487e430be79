/**
 * What fills the gaps of a template: `{{name}}` in subject, text, header fields and addresses. The values come from a row of `--data` (CSV
 * with a line of names, RFC 4180), and three are always there: the number of the letter, the time, and a word that no other letter has.
 */

/** Fields of a table, by the names of its first line. */
export type Row = ReadonlyMap<string, string>;

const GAP = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** The rows of a CSV text. A row that is shorter than the line of names has empty fields at its end. */
export function rowsOf(text: string): readonly Row[] {
  const [names = [], ...records] = recordsOf(text.replace(/^\uFEFF/, ''));
  return records.map((fields) => new Map(names.map((name, at) => [name.trim(), fields[at] ?? ''])));
}

function recordsOf(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  const endField = (): void => {
    record.push(field);
    field = '';
  };
  const endRecord = (): void => {
    endField();
    // An empty line is not a row.
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') field += character;
      else if (text.charAt(at + 1) === '"') field += text.charAt(++at);
      else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === ',') endField();
    else if (character === '\n') endRecord();
    else if (character !== '\r' || text.charAt(at + 1) !== '\n') field += character;
  }
  if (field !== '' || record.length > 0) endRecord();
  return records;
}

/** What is in the gaps of every letter. */
export function alwaysThere(index: number, now: Date, unique: string): Row {
  return new Map([
    ['n', String(index + 1)],
    ['now', now.toISOString()],
    ['uuid', unique],
  ]);
}

/** The first gap that nothing fills; null for none. */
export function unfilled(text: string, row: Row): string | null {
  for (const [, name = ''] of text.matchAll(GAP)) if (!row.has(name)) return name;
  return null;
}

/** The text with its gaps filled. */
export function filled(text: string, row: Row): string {
  return text.replace(GAP, (gap, name: string) => row.get(name) ?? gap);
}
