/**
 * Changes octets at random, from a seed: what a fuzzer tries next. The words are those in which mail servers and files speak,
 * so that parsers are reached behind their first check.
 */

/** A source of numbers from 0 up to, not including, `below`; the same for the same seed (xorshift32). */
export type Chance = (below: number) => number;

/** Chance from a seed that is not 0. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const WORDS: readonly string[] = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '.',
    '.\r\n',
    '\r\n.\r\n',
    '..',
    ' ',
    '  ',
    '\t',
    '-',
    ':',
    ';',
    ',',
    '=',
    '+',
    '\\',
    '/',
    '@',
    '%',
  ],
  ...[
    '<',
    '>',
    '"',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '#',
    '*',
    '?',
    '|',
    '^',
    '$',
    '`',
    '~',
    '---',
    '```',
    '- [ ] ',
  ],
  ...[
    '220 ',
    '250-',
    '250 ',
    '334 ',
    '354 ',
    '421 ',
    '450 ',
    '550 5.1.1 ',
    '5.7.26',
    '999',
    '2147483648',
    '-1',
  ],
  ...[
    'EHLO x',
    'HELO',
    'MAIL FROM:<a@example.com>',
    'RCPT TO:<',
    'DATA',
    'BDAT 3 LAST',
    'AUTH LOGIN',
    'STARTTLS',
    'QUIT',
  ],
  ...[
    'Bcc: ',
    'To: ',
    'Subject: ',
    'AUTH=',
    'SIZE=',
    'IPv6:::1',
    '=?utf-8?B?',
    'VXNlcm5hbWU6',
    '+3D',
    '\\x00',
    '@tls',
    '...',
  ],
  ...[
    '\0',
    '\x1b[2J',
    '\x7f',
    '\x9b',
    '\u202e',
    'ß',
    'ı',
    'İ',
    '\ud83d\ude00',
    '\u010d\u010a',
    '\ufeff',
    '\ufffd',
  ],
];

const encoder = new TextEncoder();
const words = WORDS.map((word) => encoder.encode(word));

/** One to eight changes to `bytes`, or a piece of `other` put in. Never longer than `most` octets. */
export function mutate(bytes: Uint8Array, other: Uint8Array, chance: Chance, most = 2048): Uint8Array {
  let now = bytes;
  for (let changes = 1 + chance(8); changes > 0; changes--) now = change(now, other, chance);
  return now.subarray(0, most);
}

function change(bytes: Uint8Array, other: Uint8Array, chance: Chance): Uint8Array {
  const at = chance(bytes.length + 1);
  const size = 1 + chance(8);
  switch (chance(7)) {
    case 0:
      return splice(bytes, at, 0, words[chance(words.length)] ?? bytes);
    case 1:
      return splice(bytes, at, size, new Uint8Array(0));
    case 2:
      return splice(bytes, at, 1, Uint8Array.of(chance(256)));
    case 3:
      return splice(bytes, at, 0, bytes.subarray(at, at + size));
    case 4: {
      const from = chance(other.length + 1);
      return splice(bytes, at, 0, other.subarray(from, from + 32));
    }
    case 5:
      return splice(bytes, at, size, words[chance(words.length)] ?? bytes);
    default:
      return splice(bytes, at, 0, Uint8Array.of(chance(128)));
  }
}

function splice(bytes: Uint8Array, at: number, gone: number, put: Uint8Array): Uint8Array {
  const rest = bytes.subarray(Math.min(bytes.length, at + gone));
  const whole = new Uint8Array(at + put.length + rest.length);
  whole.set(bytes.subarray(0, at));
  whole.set(put, at);
  whole.set(rest, at + put.length);
  return whole;
}
