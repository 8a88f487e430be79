/**
 * Ports, in English words.
 */

import type { Words } from '../words.ts';
import type { PortId } from '../ports.ts';

export const words: Readonly<Record<PortId, Words>> = {
  24: {
    title: 'Port 24: private mail',
    text: 'Registered for private mail systems. LMTP is commonly used here, for the last step into the mailboxes of a site.',
    next: 'Speak LMTP (`lmtp://host:24`), and never across the open Internet.',
  },
  25: {
    title: 'Port 25: from server to server',
    text: 'Mail between servers: the MX hosts of a domain listen here, and STARTTLS is offered in the conversation. Most home networks and clouds block outgoing connections to it.',
    next: "For your own mail, use your provider's port 587 or 465.",
  },
  366: {
    title: 'Port 366: mail on demand',
    text: 'A site that is not always online signs in here and collects its waiting mail with ATRN.',
    next: 'Rarely used today; see ATRN.',
  },
  465: {
    title: 'Port 465: submission, TLS from the start',
    text: "For users' mail programs: TLS starts with the first octet, then come EHLO and a sign-in. Once withdrawn, it is what RFC 8314 recommends today.",
    next: '`--tls implicit`; smtp-lab does that by itself on this port.',
  },
  587: {
    title: 'Port 587: submission, STARTTLS',
    text: "For users' mail programs: the conversation begins unencrypted, is encrypted with STARTTLS, then comes the sign-in.",
    next: '`--tls starttls` insists on encryption; with `--user` no password leaves without it.',
  },
  588: {
    title: 'Port 588: an alternative to 587',
    text: 'Some services offer port 587 here as well, for networks that block it.',
    next: 'Use it only if your provider says so.',
  },
  1025: {
    title: 'Port 1025: a test server',
    text: 'Programs that catch mail for developers (Mailpit, MailHog) listen here, and deliver nothing.',
    next: 'Point your program here while you test. `smtp-lab serve` does the same.',
  },
  2465: {
    title: 'Port 2465: an alternative to 465',
    text: 'Some cloud services offer port 465 here as well, with TLS from the start.',
    next: 'Use it only if your provider says so, with `--tls implicit`.',
  },
  2525: {
    title: 'Port 2525: an alternative to 587',
    text: 'Not registered for mail, but offered by many sending services, because networks block 25, 465 and 587.',
    next: 'Try it if the usual ports are blocked; expect STARTTLS.',
  },
  2587: {
    title: 'Port 2587: an alternative to 587',
    text: 'Some cloud services offer port 587 here as well, with STARTTLS.',
    next: 'Use it only if your provider says so.',
  },
  10024: {
    title: 'Port 10024: to the filter',
    text: 'Inside the machine: Postfix hands mail to a content filter such as amavis here.',
    next: 'From outside it should be closed.',
  },
  10025: {
    title: 'Port 10025: back from the filter',
    text: 'Inside the machine: the filter returns checked mail to Postfix here.',
    next: 'From outside it should be closed.',
  },
};
