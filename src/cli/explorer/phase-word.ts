/** The word of the prompt for how far a conversation has come. */

import type { Explorer } from '../../io/explore/index.ts';
import type { ExplorerWords } from '../../pure/phrases/index.ts';

export function phaseWord({ state }: Explorer, { phase }: ExplorerWords): string {
  switch (state.phase) {
    case 'greeted':
    case 'ready':
    case 'mail':
    case 'rcpt':
    case 'data':
    case 'auth':
    case 'connected':
      return phase[state.phase];
    case 'bdat':
      return phase.rcpt;
    case 'tls':
      return phase.greeted;
    case 'refused':
    case 'closing':
    case 'closed':
      return phase.closed;
  }
}
