/** What was said in a case, for a report: a letter is counted, or written out where its octets matter. */

import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../src/pure/events/index.ts';
import { encodeText } from '../../../src/pure/protocol/index.ts';
import { CaseTranscript } from '../../../src/pure/reports/index.ts';
import { rawSource } from '../../../src/pure/sessions/index.ts';

const letter = (text: string): LabEvent => ({ kind: 'letter', at: 1, wire: encodeText(text) });
const over: LabEvent = {
  kind: 'data',
  at: 2,
  bytes: 9,
  lines: 2,
  stuffed: 0,
  repaired: 0,
  closed: false,
  via: 'DATA',
};
const heard = (transcript: CaseTranscript, events: readonly LabEvent[]): readonly string[] => {
  for (const event of events) transcript.event(event);
  return transcript.lines();
};

describe('the letter of a case', () => {
  it('is counted', () => {
    expect(heard(new CaseTranscript(), [letter('a\n.\r\n'), over])).toEqual(['C: (2 lines, 9 octets)']);
  });

  it('is written out, octet for octet, in whatever pieces it comes', () => {
    const lines = ['C| "a: b\\r\\n\\r\\nx\\n.\\r\\n"'];
    const text = 'a: b\r\n\r\nx\n.\r\n';
    expect(heard(new CaseTranscript(rawSource), [letter(text), over])).toEqual(lines);
    expect(heard(new CaseTranscript(rawSource), [...[...text].map(letter), over])).toEqual(lines);
  });

  it('is written out where it broke off, and costs a bounded line', () => {
    const lost: LabEvent = { kind: 'close', at: 3, by: 'server', clean: false };
    expect(heard(new CaseTranscript(rawSource), [letter('half'), lost])).toEqual([
      'C| "half"',
      '@closed server',
    ]);
    const [line = ''] = heard(new CaseTranscript(rawSource), [
      ...Array.from({ length: 1000 }, () => letter('x'.repeat(1000))),
      over,
    ]);
    expect(line.length).toBeLessThan(2100);
    expect(line).toMatch(/ … 997952$/);
  });
});
