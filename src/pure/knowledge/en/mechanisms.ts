/**
 * SASL mechanisms, in English words.
 */

import type { SideWords } from '../words.ts';
import type { MechanismId } from '../mechanisms.ts';

export const words: Readonly<Record<MechanismId, SideWords>> = {};
