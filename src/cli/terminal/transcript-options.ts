/** What the screen of a conversation is made with: how it is shown, and who explains. */

import type { Explainer } from '../../pure/explain/index.ts';
import type { CliContext } from '../context.ts';

export interface TranscriptOptions {
  readonly context: Pick<CliContext, 'lang' | 'explain' | 'color' | 'out'>;
  readonly explainer: Explainer;
  /** Lines of the letter that are shown (default 20), or `notable`: the subject and what the transport made of it. */
  readonly showData?: number | 'notable';
  /** Show what is secret in the clear. Not to be combined with a guarded secret: the filter would hide it again. */
  readonly showSecrets?: boolean;
  /** How long each reply took, behind it. */
  readonly timings?: boolean;
  /** The octets of every line below it. */
  readonly hex?: boolean;
  /** Leave out where the conversation goes to, since it was said before. */
  readonly withoutConnect?: boolean;
}
