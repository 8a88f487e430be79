/**
 * Quirks, in English words.
 */

import type { Words } from '../words.ts';
import type { QuirkId } from '../quirks.ts';

export const words: Readonly<Record<QuirkId, Words>> = {
  'bare-lf': {
    title: 'A line ended with a lone LF',
    text: 'The line ended with LF instead of CRLF. It is read anyway, but a server and a client that disagree on this can be tricked into seeing two letters in one.',
    next: 'Tell the operator of the server; you cannot fix this yourself.',
  },
  'long-line': {
    title: 'A reply line above 512 octets',
    text: 'The line is longer than RFC 5321 allows. Harmless, though a strict client may cut it.',
    next: '',
  },
  'code-only': {
    title: 'A code with nothing after it',
    text: 'Three digits and the end of the line, without the space that should follow. It is read as a last line without text.',
    next: '',
  },
  'missing-brackets': {
    title: 'An address without < and >',
    text: 'MAIL and RCPT need the address in angle brackets. Many servers accept it without, others answer 501.',
    next: 'Write `<name@example.com>`.',
  },
  'source-route': {
    title: 'A route before the address',
    text: 'An address such as `<@relay.example:name@example.com>` names servers on the way. This is obsolete; servers drop the route and use the rest.',
    next: 'Write the address alone.',
  },
  'no-domain': {
    title: 'An address without a domain',
    text: 'There is no @ and no domain. Only `<postmaster>` may be written like that; a server may take other names for local users.',
    next: 'Write the whole address.',
  },
  'space-before-path': {
    title: 'A space between the colon and the <',
    text: '`MAIL FROM: <…>` is not what the RFC says: there is nothing between the colon and the bracket. Most servers accept it, strict ones answer 501 or 555.',
    next: 'Write `MAIL FROM:<…>`.',
  },
  'trailing-space': {
    title: 'Spaces at the end of a command',
    text: 'There are spaces before the line end. Servers should tolerate that, and most do.',
    next: '',
  },
  'extra-space': {
    title: 'More than one space',
    text: 'A single space separates the parts of a command; here there are more. Most servers do not mind.',
    next: '',
  },
  'auth-equals': {
    title: 'AUTH written with an equals sign',
    text: '`AUTH=LOGIN PLAIN` is a pre-standard spelling for very old programs. It is read as part of AUTH.',
    next: '',
  },
};
