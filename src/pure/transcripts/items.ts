/** A dialogue as it was cut out of a text: its lines, each with its place. */

import type { Entry } from './marks.ts';
import type { EndedBy } from './program-lines.ts';

interface Place {
  readonly text: string;
  readonly line: number;
  readonly source: string;
}

/** A line of a dialogue; `blank` where a blank line stood. */
export type Item =
  | Extract<Entry, { kind: 'said' }>
  | (Place & { readonly kind: 'plain' | 'blank' | 'tls' | 'octets' })
  | (Place & { readonly kind: 'ended'; readonly by: EndedBy });

export interface Group {
  readonly items: readonly Item[];
  /** The word that announced it as another way (`Or`), with its line; null for none. */
  readonly alternative: { readonly word: string; readonly line: number } | null;
}
