/**
 * Ports, in Russian words.
 */

import type { Words } from '../words.ts';
import type { PortId } from '../ports.ts';

export const words: Readonly<Record<PortId, Words>> = {};
