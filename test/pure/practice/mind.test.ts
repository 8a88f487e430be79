import { describe, expect, it } from 'vitest';
import { DEFAULT_SCENARIO, Mind } from '../../../src/pure/practice/index.ts';

/** The code that each line gets, the greeting left out. */
function codes(mind: Mind, ...lines: readonly string[]): readonly number[] {
  return lines.flatMap((line) =>
    mind.line(line).flatMap((action) => (action.kind === 'reply' ? [action.code] : [])),
  );
}

function opened(): Mind {
  const mind = new Mind(DEFAULT_SCENARIO);
  mind.open();
  return mind;
}

describe('the practice server', () => {
  it('keeps the order of commands, and its state after each fault [case-035]', () => {
    expect(
      codes(
        opened(),
        'MAIL FROM:<a@example.com>',
        'EHLO c.example.com',
        'MAIL FROM:<a@example.com>',
        'MAIL FROM:<x@example.com>',
        'DATA',
        'RSET',
        'RCPT TO:<b@example.com>',
        'MAIL FROM:<a@example.com>',
        'FOO',
        'EHLO',
      ),
    ).toEqual([503, 250, 250, 503, 503, 250, 503, 250, 500, 501]);
    expect(codes(opened(), 'LHLO c.example.com')).toEqual([500]);
  });

  it('starts over after STARTTLS [case-035]', () => {
    const mind = opened();
    expect(codes(mind, 'EHLO c.example.com', 'STARTTLS')).toEqual([250, 220]);
    mind.tlsStarted();
    expect(codes(mind, 'MAIL FROM:<a@example.com>', 'EHLO c.example.com', 'STARTTLS')).toEqual([
      503, 250, 503,
    ]);
  });

  it('takes rare but legal syntax [case-036]', () => {
    const mind = opened();
    expect(codes(mind, 'ehlo [IPv6:2001:db8::1]', 'mail from:<> SIZE=20 BODY=8BITMIME')).toEqual([250, 250]);
    expect(codes(mind, 'rcpt to:<teacher@example.test>', 'data')).toEqual([250, 354]);
    expect(mind.letterEnded({ bytes: 0, bareLineEnds: 0 })).toContainEqual(
      expect.objectContaining({ code: 250 }),
    );
  });

  it('answers recipients as a real server does', () => {
    const to = (address: string): string => `RCPT TO:<${address}>`;
    expect(
      codes(
        opened(),
        'EHLO c.example.com',
        'MAIL FROM:<a@example.com>',
        to('teacher@example.test'),
        to('busy@example.test'),
        to('full@example.test'),
        to('nobody@example.test'),
        to('someone@example.com'),
      ),
    ).toEqual([250, 250, 250, 450, 452, 550, 550]);
  });

  it('signs in inside TLS only, and says each fault of it by its own code', () => {
    const mind = opened();
    expect(codes(mind, 'EHLO c.example.com', 'AUTH PLAIN', 'STARTTLS')).toEqual([250, 538, 220]);
    mind.tlsStarted();
    expect(codes(mind, 'EHLO c.example.com', 'AUTH PLAIN')).toEqual([250, 334]);
    expect(mind.line('*')).toMatchObject([{ code: 501 }]);
    expect(codes(mind, 'AUTH NTLM', 'AUTH LOGIN', 'c3R1ZGVudA==', 'd3Jvbmc=')).toEqual([504, 334, 334, 535]);
    expect(codes(mind, 'AUTH LOGIN', 'c3R1ZGVudA==', 'cHJhY3RpY2U=', 'AUTH LOGIN')).toEqual([
      334, 334, 235, 503,
    ]);
  });

  it('refuses what is too big, unknown parameters, and bare line feeds', () => {
    const mind = opened();
    expect(
      codes(mind, 'EHLO c', 'MAIL FROM:<a@example.com> SIZE=99999999', 'MAIL FROM:<a@example.com> BOGUS=1'),
    ).toEqual([250, 552, 555]);
    codes(mind, 'MAIL FROM:<a@example.com>', 'RCPT TO:<teacher@example.test>', 'DATA');
    expect(mind.letterEnded({ bytes: 10, bareLineEnds: 1 })).toMatchObject([{ code: 554 }]);
  });

  it('hangs up on whoever only makes faults', () => {
    expect(codes(opened(), ...Array.from({ length: 21 }, () => 'FOO')).at(-1)).toBe(421);
  });
});
