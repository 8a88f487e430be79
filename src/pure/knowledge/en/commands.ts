/**
 * Commands, in English words.
 */

import type { SideWords } from '../words.ts';
import type { CommandId } from '../commands.ts';

export const words: Readonly<Record<CommandId, SideWords>> = {};
