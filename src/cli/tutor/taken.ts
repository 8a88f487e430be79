/** What the tutor did with a line: it was for the tutor, or is for the desk, as what the learner or the lab does. */

import type { Means } from '../../pure/lessons/index.ts';

export type Taken =
  | { readonly kind: 'taken' }
  | { readonly kind: 'for-the-desk'; readonly line: string; readonly means: Means };

export const TAKEN: Taken = { kind: 'taken' };
