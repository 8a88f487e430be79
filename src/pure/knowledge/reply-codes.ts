/**
 * Every three-digit reply code that a standard defines, and those met in the field all the same. Follows RFC 5321 §4.2.2 and
 * §4.2.3, and each extension that added one. What a code means to one command stands in `in-place`.
 */

/** One reply code. */
export interface ReplyCodeFacts {
  readonly code: number;
  /**
   * standard: an RFC says when to send it · experimental: an experimental RFC does · registry-paired: RFC 5248 only pairs it
   * with an enhanced code, no RFC says when to send it · nonstandard: met in the field alone.
   */
  readonly status: 'standard' | 'experimental' | 'registry-paired' | 'nonstandard';
  /** The commands that it answers; `greeting` for the first line of a server, `any` for every command. Empty: none known. */
  readonly commands: readonly string[];
  /** Where it is defined; '' for a code of the field. */
  readonly source: string;
}

export const REPLY_CODES = {
  200: { code: 200, status: 'nonstandard', commands: [], source: '' },
  211: { code: 211, status: 'standard', commands: ['HELP'], source: 'RFC 5321 §4.2.3, §4.3.2' },
  214: { code: 214, status: 'standard', commands: ['HELP'], source: 'RFC 5321 §4.2.3, §4.3.2' },
  220: {
    code: 220,
    status: 'standard',
    commands: ['greeting', 'STARTTLS', 'XCLIENT'],
    source: 'RFC 5321 §4.3.1, §4.3.2; RFC 3207 §4',
  },
  221: { code: 221, status: 'standard', commands: ['QUIT'], source: 'RFC 5321 §4.1.1.10, §4.3.2' },
  235: { code: 235, status: 'standard', commands: ['AUTH'], source: 'RFC 4954 §4, §6' },
  250: {
    code: 250,
    status: 'standard',
    commands: [
      'EHLO',
      'HELO',
      'LHLO',
      'MAIL',
      'RCPT',
      'DATA',
      'BDAT',
      'BURL',
      'RSET',
      'NOOP',
      'VRFY',
      'EXPN',
      'ETRN',
      'ATRN',
      'XFORWARD',
    ],
    source: 'RFC 5321 §4.2.3, §4.2.5, §4.3.2',
  },
  251: {
    code: 251,
    status: 'standard',
    commands: ['RCPT', 'VRFY', 'ETRN'],
    source: 'RFC 5321 §3.4, §4.3.2; RFC 1985 §5.1',
  },
  252: {
    code: 252,
    status: 'standard',
    commands: ['VRFY', 'EXPN', 'ETRN'],
    source: 'RFC 5321 §3.5.3, §4.3.2; RFC 6531 §3.7.4.2; RFC 1985 §5.1',
  },
  253: { code: 253, status: 'standard', commands: ['ETRN'], source: 'RFC 1985 §5.1' },
  334: { code: 334, status: 'standard', commands: ['AUTH'], source: 'RFC 4954 §4, §8' },
  353: { code: 353, status: 'nonstandard', commands: ['DATA'], source: 'draft-hall-prdr' },
  354: { code: 354, status: 'standard', commands: ['DATA'], source: 'RFC 5321 §4.1.1.4, §4.3.2, §4.5.2' },
  355: { code: 355, status: 'experimental', commands: ['MAIL'], source: 'RFC 1845 §3' },
  420: { code: 420, status: 'nonstandard', commands: [], source: '' },
  421: {
    code: 421,
    status: 'standard',
    commands: ['any', 'greeting'],
    source: 'RFC 5321 §3.8, §4.2.3, §4.3.2',
  },
  422: { code: 422, status: 'registry-paired', commands: ['AUTH', 'RCPT'], source: 'RFC 5248 §2.4' },
  430: { code: 430, status: 'registry-paired', commands: ['AUTH'], source: 'RFC 5248 §2.4' },
  431: { code: 431, status: 'nonstandard', commands: [], source: '' },
  432: { code: 432, status: 'standard', commands: ['AUTH'], source: 'RFC 4954 §6' },
  435: { code: 435, status: 'nonstandard', commands: ['AUTH'], source: '' },
  441: { code: 441, status: 'nonstandard', commands: [], source: '' },
  442: { code: 442, status: 'nonstandard', commands: [], source: '' },
  446: { code: 446, status: 'nonstandard', commands: [], source: '' },
  447: { code: 447, status: 'nonstandard', commands: [], source: '' },
  449: { code: 449, status: 'nonstandard', commands: [], source: '' },
  450: {
    code: 450,
    status: 'standard',
    commands: ['RCPT', 'DATA', 'BDAT', 'ATRN'],
    source: 'RFC 5321 §4.2.3, §4.3.2; RFC 2645 §7; RFC 6710 §4.1',
  },
  451: {
    code: 451,
    status: 'standard',
    commands: ['MAIL', 'RCPT', 'DATA', 'BDAT', 'ATRN', 'BURL'],
    source: 'RFC 5321 §4.2.3, §4.3.2; RFC 4468 §6; RFC 2645 §7',
  },
  452: {
    code: 452,
    status: 'standard',
    commands: ['MAIL', 'RCPT', 'DATA', 'BDAT'],
    source: 'RFC 5321 §4.2.3, §4.5.3.1.10; RFC 1870 §6',
  },
  453: { code: 453, status: 'standard', commands: ['ATRN'], source: 'RFC 2645 §5.2.1, §7' },
  454: { code: 454, status: 'standard', commands: ['STARTTLS', 'AUTH'], source: 'RFC 3207 §4; RFC 4954 §6' },
  455: {
    code: 455,
    status: 'standard',
    commands: ['MAIL', 'RCPT'],
    source: 'RFC 5321 §4.2.3, §4.3.2; RFC 2852 §4',
  },
  456: {
    code: 456,
    status: 'nonstandard',
    commands: ['DATA'],
    source: 'draft-martin-smtp-ipv6-to-ipv4-fallback',
  },
  458: { code: 458, status: 'standard', commands: ['ETRN'], source: 'RFC 1985 §5.1' },
  459: { code: 459, status: 'standard', commands: ['ETRN'], source: 'RFC 1985 §5.1' },
  471: { code: 471, status: 'nonstandard', commands: [], source: '' },
  500: {
    code: 500,
    status: 'standard',
    commands: ['any', 'AUTH', 'EHLO'],
    source: 'RFC 5321 §4.2.3, §4.2.4, §4.3.2; RFC 4954 §6',
  },
  501: {
    code: 501,
    status: 'standard',
    commands: ['any', 'MAIL', 'RCPT', 'EHLO', 'AUTH', 'STARTTLS', 'ETRN', 'BDAT'],
    source: 'RFC 5321 §4.2.3, §4.3.2; RFC 4954 §4; RFC 3207 §4; RFC 4865 §4.2',
  },
  502: {
    code: 502,
    status: 'standard',
    commands: ['EHLO', 'HELO', 'LHLO', 'VRFY', 'EXPN', 'HELP', 'ATRN', 'TURN', 'STARTTLS'],
    source: 'RFC 5321 §4.2.4, §4.3.2',
  },
  503: {
    code: 503,
    status: 'standard',
    commands: ['MAIL', 'RCPT', 'DATA', 'BDAT', 'AUTH', 'STARTTLS', 'BURL', 'TURN', 'XCLIENT', 'XFORWARD'],
    source: 'RFC 5321 §4.1.4, §4.3.2; RFC 4954 §4; RFC 3030 §2; RFC 2033 §4.2',
  },
  504: {
    code: 504,
    status: 'standard',
    commands: ['EHLO', 'HELO', 'LHLO', 'VRFY', 'EXPN', 'HELP', 'AUTH', 'MAIL', 'RCPT'],
    source: 'RFC 5321 §4.2.3, §4.3.2; RFC 4954 §4; RFC 4141 §4.2, §5.2',
  },
  505: { code: 505, status: 'nonstandard', commands: ['MAIL', 'RCPT'], source: '' },
  510: { code: 510, status: 'nonstandard', commands: [], source: '' },
  511: { code: 511, status: 'nonstandard', commands: [], source: '' },
  512: { code: 512, status: 'nonstandard', commands: [], source: '' },
  513: { code: 513, status: 'nonstandard', commands: [], source: '' },
  517: { code: 517, status: 'nonstandard', commands: [], source: '' },
  520: { code: 520, status: 'nonstandard', commands: ['EHLO'], source: 'draft-fanf-smtp-quickstart' },
  521: { code: 521, status: 'standard', commands: ['greeting'], source: 'RFC 7504 §3' },
  523: { code: 523, status: 'registry-paired', commands: ['AUTH', 'STARTTLS'], source: 'RFC 5248 §2.4, §3' },
  524: { code: 524, status: 'registry-paired', commands: ['AUTH'], source: 'RFC 5248 §2.4' },
  525: { code: 525, status: 'registry-paired', commands: ['AUTH'], source: 'RFC 5248 §2.4, §3' },
  530: {
    code: 530,
    status: 'standard',
    commands: ['MAIL', 'RCPT', 'DATA', 'VRFY', 'EXPN', 'ATRN', 'AUTH'],
    source: 'RFC 4954 §6; RFC 3207 §4; RFC 2645 §5.2.1; RFC 6409 §4.3',
  },
  533: { code: 533, status: 'registry-paired', commands: ['MAIL', 'RCPT'], source: 'RFC 5248 §2.4' },
  534: { code: 534, status: 'standard', commands: ['AUTH'], source: 'RFC 4954 §6' },
  535: { code: 535, status: 'standard', commands: ['AUTH'], source: 'RFC 4954 §4, §6' },
  538: { code: 538, status: 'standard', commands: ['AUTH'], source: 'RFC 4954 §6' },
  540: { code: 540, status: 'nonstandard', commands: ['RCPT'], source: '' },
  541: { code: 541, status: 'nonstandard', commands: [], source: '' },
  550: {
    code: 550,
    status: 'standard',
    commands: ['MAIL', 'RCPT', 'DATA', 'BDAT', 'EHLO', 'HELO', 'LHLO', 'VRFY', 'EXPN', 'XCLIENT', 'XFORWARD'],
    source: 'RFC 5321 §3.6.2, §4.2.3, §4.3.2; RFC 6409 §6; RFC 7505 §4.1',
  },
  551: { code: 551, status: 'standard', commands: ['RCPT', 'VRFY'], source: 'RFC 5321 §3.4, §4.2.3, §4.3.2' },
  552: {
    code: 552,
    status: 'standard',
    commands: ['MAIL', 'RCPT', 'DATA', 'BDAT', 'BURL'],
    source: 'RFC 5321 §4.2.3, §4.5.3.1.10; RFC 1870 §6; RFC 6710 §5',
  },
  553: {
    code: 553,
    status: 'standard',
    commands: ['MAIL', 'RCPT', 'VRFY'],
    source: 'RFC 5321 §4.2.3, §4.3.2; RFC 6531 §3.5',
  },
  554: {
    code: 554,
    status: 'standard',
    commands: ['greeting', 'DATA', 'RCPT', 'MAIL', 'BDAT', 'BURL'],
    source: 'RFC 5321 §3.1, §4.2.3, §4.3.2; RFC 6409 §4.2',
  },
  555: {
    code: 555,
    status: 'standard',
    commands: ['MAIL', 'RCPT'],
    source: 'RFC 5321 §4.1.1.11, §4.2.3, §4.3.2; RFC 2852 §4',
  },
  556: { code: 556, status: 'standard', commands: ['RCPT'], source: 'RFC 7504 §4; RFC 7505 §4.1' },
  557: { code: 557, status: 'nonstandard', commands: [], source: '' },
  571: { code: 571, status: 'nonstandard', commands: ['RCPT', 'DATA'], source: '' },
} as const satisfies Readonly<Record<number, ReplyCodeFacts>>;

export type ReplyCodeId = keyof typeof REPLY_CODES;
