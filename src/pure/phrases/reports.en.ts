/** The words of reports, in English. */

import type { ReportWords } from './reports.ts';

const several = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export const reportsEn: ReportWords = {
  timing: 'show at the end where the time went, step by step',
  oneFileOnly: 'it works with one session file only',
  whereTimeWent: (seconds) => `Where the time went (${seconds} s)`,
  steps: {
    lookup: 'lookup',
    connect: 'connect',
    greeting: 'greeting',
    tls: 'TLS handshake',
    upload: 'upload',
    final: 'final reply',
    rest: 'the rest',
  },
  measures: {
    title: 'How long each stage took, in milliseconds',
    letter: 'whole letter',
    heads: ['count', 'min', 'median', 'p95', 'p99', 'max'],
    perSecond: (accepted, value) =>
      `${several(accepted, 'accepted letter')}: ${value} per second of the run.`,
  },
  servers: {
    title: 'The servers',
    heads: ['server', 'time', 'exit', 'outcome'],
    accepted: 'accepted',
    notTried: 'not tried',
    letters: (accepted, letters) => `${accepted} of ${several(letters, 'letter')} accepted`,
  },
  milliseconds: (value) => `${value} ms`,
  seconds: (value) => `${value} s`,
  counts: ({ passed, failed, skipped, expectations }) =>
    [
      `${passed} passed, ${failed} failed`,
      ...(skipped === 0 ? [] : [`${skipped} skipped`]),
      `${several(expectations, 'expectation')}.`,
    ].join(', '),
  columns: ['file', 'result', 'time', 'what went wrong'],
  page: {
    conversation: 'The conversation',
    diagram: 'Who said what, and when',
    client: 'client',
    server: 'server',
    passed: 'passed',
    onTry: (tries) => `on try ${tries}`,
    failed: 'failed',
    wentWrong: 'What went wrong',
    line: 'Line',
    meaning: 'What it means',
    skipped: (needs) => `skipped, needs ${needs}`,
    summary: (files, failed) =>
      failed === 0
        ? `${several(files, 'file')}, all passed.`
        : `${several(files, 'file')}, ${failed} failed.`,
    letter: (octets) => `the letter, ${several(octets, 'octet')}`,
    more: (count) => `and ${several(count, 'more step')}, not shown here`,
    colophon: 'Made by smtp-lab. Secrets are not in this page.',
    contents: 'Contents',
    private: 'from here on the connection is encrypted',
  },
};
