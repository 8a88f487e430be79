/** What a server repeats of a sign-in that was typed is hidden, however often was tried, and however it was encoded. */

import { describe, expect, it } from 'vitest';
import { Echoes } from '../../../src/pure/events/index.ts';
import { decodeBase64, decodeText, encodeBase64, encodeText } from '../../../src/pure/protocol/index.ts';

const base64 = (text: string): string => encodeBase64(encodeText(text));
const shown = (echoes: Echoes, code: number, line: string): string => echoes.hide(code, [line])[0] ?? '';

describe('what a server repeats', () => {
  it('is hidden for the newest of any number of passwords', () => {
    const echoes = new Echoes();
    for (let at = 0; at < 100; at++) {
      const password = `a-secret-${at}-of-many`;
      echoes.add(base64(password), '<hidden>');
      for (const text of [password, base64(password), base64(password).toUpperCase()])
        expect(shown(echoes, 535, `no: ${text}`)).not.toContain(text);
      const before = `a-secret-${Math.max(0, at - 19)}-of-many`;
      expect(shown(echoes, 535, `no: ${before}`)).toBe('no: <hidden>');
    }
  });

  it('is hidden where the server reads what is not quite base64', () => {
    const password = 'ssword?~with~signs>>';
    const [exact, url] = [base64(password), base64(password).replaceAll('+', '-').replaceAll('/', '_')];
    for (const typed of [exact, exact.replace(/=+$/, ''), `${exact}!!`, url, exact.replace(/=+$/, '!')]) {
      const echoes = new Echoes();
      echoes.add(typed, '<hidden>');
      expect(shown(echoes, 535, `no: ${password}`)).toBe('no: <hidden>');
    }
  });

  it('is hidden inside a challenge, which stays one', () => {
    const echoes = new Echoes();
    echoes.add(`AUTH PLAIN ${base64('\0student\0open sesame 7')}`, 'AUTH PLAIN <hidden>');
    const line = shown(echoes, 334, base64('you said open sesame 7, again'));
    expect(decodeText(decodeBase64(line) ?? new Uint8Array())).toBe('you said <hidden>, again');
  });

  it('leaves alone what is nobody’s secret', () => {
    const echoes = new Echoes();
    const lines = ['2.1.0 Sender ok'];
    expect(echoes.hide(250, lines)).toBe(lines);
    echoes.add('AUTH PLAIN c2VjcmV0LXNlY3JldA==', 'AUTH PLAIN <hidden>');
    expect(echoes.hide(250, lines)).toBe(lines);
  });
});
