/** Which keywords of a server a gateway's client sees. */

import { describe, expect, it } from 'vitest';
import { mirrorOffer } from '../../../src/pure/gateway/index.ts';

const OFFER = [
  'mx.example.com',
  'PIPELINING',
  'SIZE 1000',
  'STARTTLS',
  'AUTH PLAIN LOGIN EXTERNAL',
  'XCLIENT NAME',
  'CHUNKING',
];
const wish = { startTls: false, encrypted: false, mechanisms: null, mayAskPassword: true };

describe('the keywords that a client sees', () => {
  it('are those of the server, but for what is about one leg', () => {
    expect(mirrorOffer(OFFER, wish)).toEqual({
      lines: ['mx.example.com', 'PIPELINING', 'SIZE 1000', 'AUTH PLAIN LOGIN', 'CHUNKING'],
      hidden: ['STARTTLS', 'AUTH EXTERNAL', 'XCLIENT'],
      added: [],
    });
  });

  it('say nothing of STARTTLS as a change where both legs have it', () => {
    const { lines, hidden, added } = mirrorOffer(OFFER, { ...wish, startTls: true });
    expect(lines).toContain('STARTTLS');
    expect([...hidden, ...added]).not.toContain('STARTTLS');
  });

  it('offer STARTTLS once, and not inside TLS', () => {
    expect(mirrorOffer(['a'], { ...wish, startTls: true })).toEqual({
      lines: ['a', 'STARTTLS'],
      hidden: [],
      added: ['STARTTLS'],
    });
    expect(mirrorOffer(['a'], { ...wish, startTls: true, encrypted: true }).lines).toEqual(['a']);
  });

  it('ask for no password where it could be read on the way', () => {
    const { lines, hidden } = mirrorOffer(OFFER, { ...wish, mayAskPassword: false });
    expect(lines.join()).not.toContain('AUTH');
    expect(hidden).toContain('AUTH');
  });

  it('are our own mechanisms where we sign in to the server ourselves', () => {
    expect(mirrorOffer(OFFER, { ...wish, mechanisms: ['PLAIN'] }).lines).toContain('AUTH PLAIN');
    expect(mirrorOffer(OFFER, { ...wish, mechanisms: [] }).lines.join()).not.toContain('AUTH');
  });

  it('keep REQUIRETLS where the client is encrypted too', () => {
    expect(mirrorOffer(['a', 'REQUIRETLS'], wish).hidden).toEqual(['REQUIRETLS']);
    expect(mirrorOffer(['a', 'REQUIRETLS'], { ...wish, encrypted: true }).hidden).toEqual([]);
  });

  it('leave an AUTH without mechanisms out', () => {
    expect(mirrorOffer(['a', 'AUTH EXTERNAL', 'AUTH=EXTERNAL'], wish).lines).toEqual(['a']);
  });
});
