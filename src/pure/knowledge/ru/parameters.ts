/**
 * Parameters of MAIL, RCPT, VRFY and EXPN, in Russian words.
 */

import type { SideWords } from '../words.ts';
import type { ParameterId } from '../parameters.ts';

export const words: Readonly<Record<ParameterId, SideWords>> = {};
