/**
 * Quirks, in English words.
 */

import type { Words } from '../words.ts';
import type { QuirkId } from '../quirks.ts';

export const words: Readonly<Record<QuirkId, Words>> = {
  'bare-lf': {
    title: 'A line ended with a lone LF',
    text: 'The line ended with LF where CRLF belongs. It is read anyway; but a server and a client that disagree on this can be tricked into seeing two letters in one.',
    next: 'Tell the operator of the server; there is nothing that you could do about it.',
  },
  'long-line': {
    title: 'A reply line above 512 octets',
    text: 'The line is longer than RFC 5321 allows. Harmless, though a strict client may cut it.',
    next: '',
  },
  'code-only': {
    title: 'A code with nothing after it',
    text: 'Three digits and the end of the line, without the blank that should follow. Read as a last line without text.',
    next: '',
  },
  'missing-brackets': {
    title: 'An address without < and >',
    text: 'MAIL and RCPT need the address in angle brackets. Many servers take it without, others answer 501.',
    next: 'Write `<name@example.com>`.',
  },
  'source-route': {
    title: 'A route before the address',
    text: 'An address such as `<@relay.example:name@example.com>` names servers to go by. It is history; servers drop the route and use the rest.',
    next: 'Write the address alone.',
  },
  'no-domain': {
    title: 'An address without a domain',
    text: 'There is no @ and no domain. Only `<postmaster>` may be written so; a server may take other names as its own users.',
    next: 'Write the whole address.',
  },
  'space-before-path': {
    title: 'A blank between the colon and the <',
    text: '`MAIL FROM: <…>` is not what the RFC says: nothing stands between the colon and the bracket. Most servers take it, strict ones answer 501 or 555.',
    next: 'Write `MAIL FROM:<…>`.',
  },
  'trailing-space': {
    title: 'Blanks at the end of a command',
    text: 'There are blanks before the line end. Servers should bear that, and most do.',
    next: '',
  },
  'extra-space': {
    title: 'More than one blank',
    text: 'One blank stands between the parts of a command; here there are more. Most servers do not mind.',
    next: '',
  },
  'auth-equals': {
    title: 'AUTH written with an equals sign',
    text: '`AUTH=LOGIN PLAIN` is a spelling from before the standard, for very old programs. It is read as one with AUTH.',
    next: '',
  },
};
