/**
 * Ports, in English words.
 */

import type { Words } from '../words.ts';
import type { PortId } from '../ports.ts';

export const words: Readonly<Record<PortId, Words>> = {
  24: {
    title: 'Port 24: private mail',
    text: 'Registered for private mail systems. LMTP is customary here, for the last step into mailboxes inside one site.',
    next: 'Speak LMTP (`lmtp://host:24`), and never across the open net.',
  },
  25: {
    title: 'Port 25: from server to server',
    text: 'Mail between servers: the MX hosts of a domain listen here, and STARTTLS is offered in the conversation. Most home networks and clouds block it outwards.',
    next: 'For mail of your own use 587 or 465 of your provider.',
  },
  366: {
    title: 'Port 366: mail on demand',
    text: 'Here a site that is not always online signs in and collects its waiting mail with ATRN.',
    next: 'Rarely used today; see ATRN.',
  },
  465: {
    title: 'Port 465: submission, TLS at once',
    text: "For people's programs: TLS starts with the first octet, then EHLO and a sign-in. Once withdrawn, it is what RFC 8314 recommends today.",
    next: '`--tls implicit`; smtp-lab does that by itself on this port.',
  },
  587: {
    title: 'Port 587: submission, STARTTLS',
    text: "For people's programs: begins unencrypted, is encrypted with STARTTLS, then comes the sign-in.",
    next: '`--tls starttls` insists on encryption; with `--user` no password leaves without it.',
  },
  588: {
    title: 'Port 588: another 587',
    text: 'Some services repeat port 587 here, for networks that block it.',
    next: 'Use it only where your provider says so.',
  },
  1025: {
    title: 'Port 1025: a test server',
    text: 'Programs that catch mail for developers (Mailpit, MailHog) listen here, and deliver nothing.',
    next: 'Point your program here while you test. `smtp-lab serve` does the same.',
  },
  2465: {
    title: 'Port 2465: another 465',
    text: 'Some cloud services repeat port 465 here, TLS from the start.',
    next: 'Use it only where your provider says so, with `--tls implicit`.',
  },
  2525: {
    title: 'Port 2525: the way round',
    text: 'Not registered for mail, but offered by many sending services, because networks block 25, 465 and 587.',
    next: 'Try it where the usual ports are blocked; expect STARTTLS.',
  },
  2587: {
    title: 'Port 2587: another 587',
    text: 'Some cloud services repeat port 587 here, with STARTTLS.',
    next: 'Use it only where your provider says so.',
  },
  10024: {
    title: 'Port 10024: to the filter',
    text: 'On the machine itself: Postfix hands mail to a content filter such as amavis here.',
    next: 'From outside it should be closed.',
  },
  10025: {
    title: 'Port 10025: back from the filter',
    text: 'On the machine itself: the filter gives checked mail back to Postfix here.',
    next: 'From outside it should be closed.',
  },
};
