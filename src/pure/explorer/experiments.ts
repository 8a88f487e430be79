/**
 * Rules broken on purpose, each with the octets that break it and the section that has the rule. What a reaction means is told
 * in `phrases/explorer`.
 */

/** What is sent, in order, each in a write of its own. */
export interface Experiment {
  /** Whether it needs a connection of its own, on which nothing was said yet. */
  readonly fresh: boolean;
  readonly writes: readonly string[];
  /** How many replies belong to it; fewer may come. */
  readonly replies: number;
  readonly rule: string;
}

export const EXPERIMENTS = {
  'early-talk': {
    fresh: true,
    writes: ['EHLO early.example.test\r\n'],
    replies: 2,
    rule: 'RFC 5321 §3.1',
  },
  'wrong-order': {
    fresh: false,
    writes: ['RSET\r\n', 'RCPT TO:<teacher@example.test>\r\n'],
    replies: 2,
    rule: 'RFC 5321 §4.1.4',
  },
  'illegal-pipelining': {
    fresh: false,
    writes: ['EHLO group.example.test\r\nNOOP\r\n'],
    replies: 2,
    rule: 'RFC 2920 §3.1',
  },
  'bare-lf': {
    fresh: false,
    writes: ['NOOP\n', '\r\n'],
    replies: 1,
    rule: 'RFC 5321 §2.3.8',
  },
  'long-line': {
    fresh: false,
    writes: [`NOOP ${'x'.repeat(3000)}\r\n`],
    replies: 1,
    rule: 'RFC 5321 §4.5.3.1.4',
  },
  'unoffered-extension': {
    fresh: false,
    writes: ['RSET\r\n', 'MAIL FROM:<student@example.test> XNEVER=OFFERED\r\n'],
    replies: 2,
    rule: 'RFC 5321 §4.1.1.11',
  },
} as const satisfies Readonly<Record<string, Experiment>>;

export type ExperimentName = keyof typeof EXPERIMENTS;

export function isExperimentName(text: string): text is ExperimentName {
  return Object.hasOwn(EXPERIMENTS, text);
}
