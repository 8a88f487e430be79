/** Which word a person means: its id, its title or another name of it, in one language, whatever keyboard layout it was typed on. */

import type { loadTerms } from '../knowledge/index.ts';
import { asLatin, asRussian } from '../protocol/index.ts';
import { sameName } from './browse.ts';

type Terms = Awaited<ReturnType<typeof loadTerms>>;

/** Which term is called so in one language; not found as typed, it may have been typed on the other keyboard layout. */
export function termCalled(term: string, terms: Terms): Parameters<Terms['get']>[0] | null {
  for (const typed of [term, asLatin(term), asRussian(term)]) {
    const wanted = sameName(typed);
    for (const [id, row] of terms) {
      if ([id, row.title, ...row.also].some((name) => sameName(name) === wanted)) return id;
    }
  }
  return null;
}
