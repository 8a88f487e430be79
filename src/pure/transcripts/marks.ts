/**
 * Lines of a text as a notation reads them: somebody speaks, or the program does. A mark says that somebody speaks; who is the
 * server is found out by content (`roles.ts`), since marks lie: in old RFCs `S:` is the sender, and Postfix's two programs use the
 * same words the other way round.
 */

import { saysEnded, saysTlsBegan } from './program-lines.ts';
import type { EndedBy } from './program-lines.ts';
import type { SourceLine } from './source.ts';

/** A line, or a piece of one, as its notation reads it. */
export type Marked =
  /** Somebody speaks: under this mark, which stands at `markColumn`, from `column` on (0 is the first). */
  | {
      readonly kind: 'said';
      readonly mark: string;
      readonly text: string;
      readonly markColumn: number;
      readonly column: number;
    }
  /** The program's own words: TLS began, octets were sent that are not shown, something else. */
  | { readonly kind: 'aside' }
  | { readonly kind: 'tls' | 'octets' }
  /** The program says that the connection ended. */
  | { readonly kind: 'ended'; readonly by: EndedBy }
  /** No mark of this notation; `text` without what the program prints in front of all its lines. */
  | { readonly kind: 'plain'; readonly text: string };

/** With its place in the source. */
export type Entry = Marked & { readonly line: number; readonly source: string };

export const ASIDE: Marked = { kind: 'aside' };

export function saidAt(mark: string, text: string, markColumn: number, column: number): Marked {
  return { kind: 'said', mark, text: text.slice(column), markColumn, column };
}

/** What the words of a program mean for the conversation. */
export function programWords(text: string): Marked {
  if (saysTlsBegan(text)) return { kind: 'tls' };
  const by = saysEnded(text);
  return by === null ? ASIDE : { kind: 'ended', by };
}

/** Each line by itself. */
export function entriesBy(
  lines: readonly SourceLine[],
  read: (text: string) => Marked | readonly Marked[],
): readonly Entry[] {
  const entries: Entry[] = [];
  for (const { number: line, text: source } of lines) {
    const marked = read(source);
    if ('kind' in marked) entries.push({ ...marked, line, source });
    else for (const one of marked) entries.push({ ...one, line, source });
  }
  return entries;
}
