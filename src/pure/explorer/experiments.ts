/**
 * Rules broken on purpose, each with the octets that break it and the section that has the rule. What a reaction means is told
 * in `phrases/explorer`.
 */

/** What is written at once, and how many replies it should get. */
export interface ExperimentWrite {
  readonly octets: string;
  readonly replies: number;
}

/** What is sent, in order, each in a write of its own that waits for its replies. */
export interface Experiment {
  /** Whether it needs a connection of its own, on which nothing was said yet. */
  readonly fresh: boolean;
  readonly writes: readonly ExperimentWrite[];
  readonly rule: string;
}

export const EXPERIMENTS = {
  'early-talk': {
    fresh: true,
    writes: [{ octets: 'EHLO early.example.test\r\n', replies: 2 }],
    rule: 'RFC 5321 §3.1',
  },
  'wrong-order': {
    fresh: false,
    writes: [
      { octets: 'RSET\r\n', replies: 1 },
      { octets: 'RCPT TO:<teacher@example.test>\r\n', replies: 1 },
    ],
    rule: 'RFC 5321 §4.1.4',
  },
  'illegal-pipelining': {
    fresh: false,
    writes: [{ octets: 'EHLO group.example.test\r\nNOOP\r\n', replies: 2 }],
    rule: 'RFC 2920 §3.1',
  },
  'bare-lf': {
    fresh: false,
    writes: [
      { octets: 'NOOP\n', replies: 1 },
      { octets: '\r\n', replies: 1 },
    ],
    rule: 'RFC 5321 §2.3.8',
  },
  'long-line': {
    fresh: false,
    writes: [{ octets: `NOOP ${'x'.repeat(3000)}\r\n`, replies: 1 }],
    rule: 'RFC 5321 §4.5.3.1.4',
  },
  'unoffered-extension': {
    fresh: false,
    writes: [
      { octets: 'RSET\r\n', replies: 1 },
      { octets: 'MAIL FROM:<student@example.test> XNEVER=OFFERED\r\n', replies: 1 },
    ],
    rule: 'RFC 5321 §4.1.1.11',
  },
} as const satisfies Readonly<Record<string, Experiment>>;

/** What was seen of the other side. */
export interface Observed {
  /** Replies that came before the last write. */
  readonly early: number;
  readonly replies: number;
  /** Whether it hung up. */
  readonly closed: boolean;
}

/** What may be said of it: of a bare LF the replies tell by their number, of the rest by their codes. */
export type ExperimentVerdict = 'nothing' | 'lf-ends' | 'lf-does-not-end' | 'by-code';

export function experimentVerdictOf(
  name: ExperimentName,
  { early, replies, closed }: Observed,
): ExperimentVerdict {
  if (name === 'bare-lf')
    return early > 0 || replies > 1 ? 'lf-ends' : replies > 0 ? 'lf-does-not-end' : 'nothing';
  // RSET comes before what is tried.
  return replies > early || closed ? 'by-code' : 'nothing';
}

export type ExperimentName = keyof typeof EXPERIMENTS;

export function isExperimentName(text: string): text is ExperimentName {
  return Object.hasOwn(EXPERIMENTS, text);
}
