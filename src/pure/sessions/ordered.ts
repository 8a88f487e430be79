/** What a directive that is neither a handshake nor part of a block is as a step, and what it does to the session. */

import type { DirectiveLine } from './ast.ts';
import type { Fold } from './fold.ts';
import { hiddenInAuth } from './hidden-text.ts';
import type { Placed, Step } from './step.ts';

/** Null for what is not a step: an included file is read before, and what belongs to a block has its place in one. */
export function orderedBy({ directive, rest }: DirectiveLine, placed: Placed, fold: Fold): Step | null {
  const order = { ...placed, act: 'order', text: `@${directive.name}${rest}` } as const;
  switch (directive.name) {
    case 'auth':
      fold.signedIn(directive.mechanism, directive.user.text);
      return { ...placed, act: 'sign-in', directive, hidden: hiddenInAuth(directive) };
    case 'note':
    case 'why':
      return { ...placed, act: 'words', text: directive.text, inRussian: false };
    case 'note-ru':
    case 'why-ru':
      return { ...placed, act: 'words', text: directive.text, inRussian: true };
    case 'closed': {
      // Who gives up in a letter is the client.
      const side = directive.side ?? (fold.inLetter ? 'client' : null);
      fold.closed();
      return { ...order, directive: { ...directive, side } };
    }
    case 'close':
    case 'reset':
      fold.closed();
      return { ...order, directive };
    case 'stall':
    case 'slow':
    case 'split':
    case 'wait':
    case 'within':
    case 'after':
    case 'quiet':
      return { ...order, directive };
    case 'tls':
    case 'include':
    case 'if':
    case 'repeat':
    case 'else':
    case 'end':
      return null;
  }
}
