import { describe, expect, it } from 'vitest';
import { createRedactor, derivedForms } from '../../../src/pure/events/index.ts';
import { formatXtext, makeVisible } from '../../../src/pure/protocol/index.ts';

const SECRET = 'pä5s "wörd"/+€';

function redactor(...secrets: readonly string[]): ReturnType<typeof createRedactor> {
  const made = createRedactor();
  for (const secret of secrets) made.add(secret);
  return made;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('the redactor', () => {
  it('hides the password, its base64 and the PLAIN triple, and nothing around them [case-020]', () => {
    const { redact } = redactor('s3cret');
    expect(redact('C: s3cret!')).toBe('C: <hidden>!');
    expect(redact('C: czNjcmV0')).toBe('C: <hidden>');
    expect(redact('AUTH PLAIN AGFubkBleGFtcGxlLmNvbQBzM2NyZXQ=')).toBe('AUTH PLAIN <hidden>');
    expect(redact('s3cret, and s3cret again')).toBe('<hidden>, and <hidden> again');
  });

  it.each([0, 1, 2, 3, 4])('finds base64 behind %i octets, whatever follows', (before) => {
    for (const after of ['', 'x', '\n', '€']) {
      const text = `data: ${base64('n'.repeat(before) + SECRET + after)} end`;
      expect(redactor(SECRET).redact(text)).toBe('data: <hidden> end');
      const url = Buffer.from('n'.repeat(before) + SECRET + after).toString('base64url');
      expect(redactor(SECRET).redact(`?t=${url}&x`)).toBe('?t=<hidden>&x');
      const wide = Buffer.from('n'.repeat(before) + SECRET + after, 'utf16le').toString('base64');
      expect(redactor(SECRET).redact(wide)).toBe('<hidden>');
    }
  });

  const written: readonly (readonly [string, string])[] = [
    ['hexadecimal', Buffer.from(SECRET).toString('hex')],
    ['capital hexadecimal', Buffer.from(SECRET).toString('hex').toUpperCase()],
    ['a URL', encodeURIComponent(SECRET)],
    ['a form', new URLSearchParams({ p: SECRET }).toString().slice(2)],
    ['JSON', JSON.stringify(SECRET)],
    ['HTML', 'pä5s &quot;wörd&quot;/+€'],
    ['xtext', formatXtext(SECRET)],
    ['quoted-printable', 'p=C3=A45s "w=C3=B6rd"/+=E2=82=AC'],
    ['an encoded word', 'p=C3=A45s_"w=C3=B6rd"/+=E2=82=AC'],
    ['UTF-16', Buffer.from(SECRET, 'utf16le').toString('hex')],
    ['UTF-16, the other way round', Buffer.from(SECRET, 'utf16le').swap16().toString('base64')],
  ];
  it.each(written)('hides it as %s writes it', (_name, text) => {
    const { redact, finds } = redactor(SECRET);
    const hidden = redact(`<${text}>`);
    expect(hidden).toContain('<hidden>');
    expect(hidden.length).toBeLessThan(16);
    expect(finds(text)).toBe(true);
  });

  it('hides a password with control characters as the screen shows them', () => {
    const secret = 'tab\there\u001b';
    expect(redactor(secret).redact(makeVisible(secret))).toBe('<hidden>');
  });

  it('hides the longer of two secrets whole, and overlapping ones as one', () => {
    expect(redactor('swordfish', 'swordfish-and-more').redact('swordfish-and-more')).toBe('<hidden>');
    expect(redactor('abcdefgh', 'fghijklm').redact('-abcdefghijklm-')).toBe('-<hidden>-');
  });

  it('leaves short secrets to the protocol, and clean text as it is', () => {
    const made = createRedactor();
    expect(made.add('short')).toBe(false);
    expect(made.redact('short')).toBe('short');
    expect(made.add('longer')).toBe(true);
    expect(made.finds('250 2.1.0 Sender ok')).toBe(false);
    expect(made.redact('250 2.1.0 Sender ok')).toBe('250 2.1.0 Sender ok');
  });

  it('looks for no form that is so short that it hides common text', () => {
    for (const form of derivedForms('abcdef')) expect(form.length).toBeGreaterThanOrEqual(6);
  });
});

describe('long secrets', () => {
  const long = Array.from({ length: 8192 }, (_, at) => `${(at * 7919) % 9973}.`.padEnd(8, 'x')).join('');

  it('are found whole and in parts, in every form, without a pattern of their length', () => {
    const { add, redact } = createRedactor();
    expect(long.length).toBe(65_536);
    add(long);
    for (const text of [long, Buffer.from(`\0ann\0${long}`).toString('base64'), encodeURIComponent(long)]) {
      expect(redact(`<${text}>`)).toMatch(/^<?<hidden>>?$/);
      const part = text.slice(20_000, 20_200);
      expect(redact(`a ${part} b`)).toBe('a <hidden> b');
    }
    const escaped = [...long].map((one) => (/\d/.test(one) ? `%${one.charCodeAt(0).toString(16)}` : one));
    expect(redact(escaped.join(''))).toBe('<hidden>');
  });
});

describe('sentences of the program', () => {
  it('keep a word that somebody has for a password; data does not', () => {
    const { add, redact, redactProse } = createRedactor();
    add('secret');
    expect(redactProse('The secret is hidden.')).toBe('The secret is hidden.');
    expect(redact('535 secret is wrong')).toBe('535 <hidden> is wrong');
    expect(redactProse(Buffer.from('\0ann\0secret').toString('base64'))).toBe('<hidden>');
    add('s3cret!');
    expect(redactProse('s3cret!')).toBe('<hidden>');
  });
});
