/**
 * The lines of a text that was pasted, with the furniture of printed pages taken out: footers, form feeds, running heads. A
 * page break may stand in the middle of a reply, so it leaves one blank line behind and nothing else. Knows the layout of the
 * RFC series as it was printed for fifty years.
 */

/** A line of the source. */
export interface SourceLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** The lines, and where furniture was taken out: the number of the first line of it, and how many. */
export interface Cleared {
  readonly lines: readonly SourceLine[];
  readonly furniture: readonly { readonly line: number; readonly count: number }[];
}

const FOOTER = /\[Page [0-9ivxlc]+\]\s*$/;
const RUNNING_HEAD = /^\s*(?:RFC|Internet[- ]Draft)\s+\d*|(?:19|20)\d\d\s*$/;
const MOST_HEAD_LINES = 2;
const MOST_LINE = 16_384;

/** Splits a text into lines and clears it of furniture. A line over 16 KiB is cut: no dialogue has one. */
export function clearedLines(text: string): Cleared {
  const all = text.split(/\r\n|\n/).map((line, at) => ({ number: at + 1, text: line.slice(0, MOST_LINE) }));
  if (!all.some(({ text: line }) => line.includes('\f') || FOOTER.test(line)))
    return { lines: all, furniture: [] };
  const lines: SourceLine[] = [];
  const furniture: { line: number; count: number }[] = [];
  for (let at = 0; at < all.length; at++) {
    const line = all[at];
    if (line === undefined) break;
    if (!FOOTER.test(line.text) && !line.text.includes('\f')) {
      lines.push(line);
      continue;
    }
    const end = endOfBreak(all, at);
    while (lines.length > 0 && lines.at(-1)?.text.trim() === '') lines.pop();
    lines.push({ number: line.number, text: '' });
    furniture.push({ line: line.number, count: end - at });
    at = end - 1;
  }
  return { lines, furniture };
}

/** The index of the first line behind a page break that begins at `at`. */
function endOfBreak(all: readonly SourceLine[], at: number): number {
  let end = at + 1;
  const isBlank = (index: number): boolean => (all[index]?.text.replace(/\f/g, '').trim() ?? 'end') === '';
  const skipBlank = (): void => {
    while (isBlank(end)) end++;
  };
  skipBlank();
  // The head may stand on the line of the form feed itself.
  if (!RUNNING_HEAD.test(all[end]?.text.replace(/\f/g, '') ?? '')) return end;
  let heads = 0;
  while (end < all.length && !isBlank(end) && heads < MOST_HEAD_LINES) {
    end++;
    heads++;
  }
  skipBlank();
  return end;
}
