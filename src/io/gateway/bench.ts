/** A policy at work in a gateway. */

import type { Policy } from '../../pure/policy/index.ts';
import type { Greylist, Judge, PolicyStore } from '../policy/index.ts';
import type { Store } from '../server/index.ts';

/** The judge, and where letters lie meanwhile and afterwards. */
export interface Bench {
  readonly policy: Policy;
  readonly judge: Judge;
  readonly ownName: string;
  readonly store: PolicyStore;
  readonly greylist: Greylist | null;
  readonly spool: Store;
  /** Where what is kept back goes; null for nowhere. */
  readonly quarantine: Store | null;
}
