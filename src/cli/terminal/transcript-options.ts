/** What the screen of a conversation is made with: how it is shown, and who explains. */

import type { CommandEvent, Remark, ReplyEvent } from '../../pure/events/index.ts';
import type { Advice, Explanation } from '../../pure/explain/index.ts';
import type { Problem } from '../../pure/problems/index.ts';
import type { CliContext } from '../context.ts';

/** Who knows what things mean. All texts may still have control characters in them. */
export interface TranscriptExplainer {
  /** The note beside a command; '' for none. */
  readonly command: (event: CommandEvent) => string;
  /** The notes beside the lines of a reply, one a line, and the whole explanation (asked for with `--explain full`). */
  readonly reply: (event: ReplyEvent) => {
    readonly sides: readonly string[];
    readonly explanation: Explanation | null;
  };
  readonly remark: (remark: Remark) => string;
  readonly advice: (problem: Problem) => Advice;
}

export interface TranscriptOptions {
  readonly context: Pick<CliContext, 'lang' | 'explain' | 'color' | 'out'>;
  readonly explainer: TranscriptExplainer;
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
