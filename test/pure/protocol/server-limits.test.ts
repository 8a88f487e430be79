import { describe, expect, it } from 'vitest';
import { Allowance, limitsOf, parseCapabilities } from '../../../src/pure/protocol/index.ts';

const read = (line: string) => limitsOf(parseCapabilities({ lines: ['mx.example.com', line] }));
const NONE = { mailMax: null, rcptMax: null, rcptDomainMax: null };

describe('the limits that a server announces', () => {
  it.each([
    ['LIMITS RCPTMAX=20 MAILMAX=5', { ...NONE, rcptMax: 20, mailMax: 5 }],
    ['limits rcptdomainmax=1', { ...NONE, rcptDomainMax: 1 }],
    // RFC 9422 §3.7: a value that is wrong makes its limit void, and no other.
    ['LIMITS RCPTMAX=0 MAILMAX=5', { ...NONE, mailMax: 5 }],
    ['LIMITS RCPTMAX=1234567 MAILMAX=05', NONE],
    ['LIMITS RCPTMAX MAILMAX=many', NONE],
    ['LIMITS FUTURE=x MAILMAX=2', { ...NONE, mailMax: 2 }],
    // A fault of the syntax makes all of them void.
    ['LIMITS RCPTMAX=2 MAIL;MAX=5', NONE],
    ['LIMITS RCPTMAX=2 =5', NONE],
    ['SIZE 1000', NONE],
    ['LIMITS', NONE],
  ])('%s', (line, wanted) => {
    expect(read(line)).toEqual(wanted);
  });

  it('are none without an EHLO', () => {
    expect(limitsOf(null)).toEqual(NONE);
  });
});

describe('what is left of them', () => {
  it('shares recipients out over transactions and sessions', () => {
    const allowance = new Allowance({ mailMax: 2, rcptMax: 2, rcptDomainMax: 1 });
    const all = ['a@x.example', 'b@y.example', 'c@X.example', 'd@x.example'];
    expect(allowance.take(all)).toEqual({
      now: ['a@x.example', 'c@X.example'],
      later: ['b@y.example', 'd@x.example'],
      by: 'RCPTMAX',
    });
    expect(allowance.take(['b@y.example', 'd@x.example'])).toEqual({
      now: ['d@x.example'],
      later: ['b@y.example'],
      by: 'RCPTDOMAINMAX',
    });
    expect(allowance.take(['b@y.example'])).toEqual({ now: [], later: ['b@y.example'], by: 'MAILMAX' });
  });

  it('is everything where nothing was announced', () => {
    const allowance = new Allowance(NONE);
    const many = Array.from({ length: 300 }, (_, at) => `u${at}@d${at}.example`);
    expect(allowance.take(many)).toEqual({ now: many, later: [], by: null });
  });
});
