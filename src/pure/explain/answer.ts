/** The shape of an answer to `explain`: the contract's JSON object, and what `full` says beyond it. */

export type AnswerKind =
  | 'reply-code'
  | 'enhanced-code'
  | 'reply'
  | 'report'
  | 'bounce'
  | 'log'
  | 'error'
  | 'transcript'
  | 'capture'
  | 'command'
  | 'keyword'
  | 'mechanism'
  | 'port'
  | 'limit'
  | 'certificate'
  | 'base64'
  | 'term';

export interface Answer {
  readonly term: string;
  readonly kind: AnswerKind;
  readonly title: string;
  readonly text: string;
  /** What to do next as the sender; '' for nothing. */
  readonly next: string;
  readonly source: string;
  /** For `full`: further facts, each a line; and what is odd. */
  readonly more: readonly string[];
  readonly findings: readonly string[];
}
