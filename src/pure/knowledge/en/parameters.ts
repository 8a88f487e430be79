/**
 * Parameters of MAIL, RCPT, VRFY and EXPN, in English words.
 */

import type { SideWords } from '../words.ts';
import type { ParameterId } from '../parameters.ts';

export const words: Readonly<Record<ParameterId, SideWords>> = {
  SIZE: {
    title: 'How large the letter is',
    side: 'how large the letter is',
    text: 'Declares the size in octets in advance, so that a letter that is too large is refused before anything is uploaded. An honest estimate is enough.',
    next: 'Count CRLF line ends; do not count doubled dots.',
  },
  BODY: {
    title: 'Which octets the letter contains',
    side: '7-bit, 8-bit or binary',
    text: 'Says whether the letter contains octets above 127 (8BITMIME) or even arbitrary octets (BINARYMIME, only with BDAT).',
    next: 'Without it the letter must be 7-bit.',
  },
  SMTPUTF8: {
    title: 'Addresses or fields in UTF-8',
    side: 'addresses or fields in UTF-8',
    text: 'Declares that addresses or header fields use non-ASCII characters, and that replies in UTF-8 can be read.',
    next: 'Use it only if it is needed: every server on the way must have the extension.',
  },
  RET: {
    title: 'What a bounce returns',
    side: 'bounce: whole letter or headers',
    text: 'Chooses what a failure report returns: the whole letter (FULL) or only its header (HDRS).',
    next: 'HDRS keeps bounces small.',
  },
  ENVID: {
    title: 'A label for reports',
    side: 'a label for reports',
    text: 'Your own label on the envelope, repeated in every report on this letter.',
    next: 'Characters such as + and = must be written as xtext.',
  },
  NOTIFY: {
    title: 'When to report on this recipient',
    side: 'when to report',
    text: 'Says when you want a report on this recipient: SUCCESS, FAILURE, DELAY, or NEVER, which must be used alone.',
    next: 'Without it you are told about failures, and perhaps about delays.',
  },
  ORCPT: {
    title: 'The address as first written',
    side: 'the address as first written',
    text: 'Carries the recipient as the author wrote it, so that a report makes sense after forwarding.',
    next: 'Write `rfc822;` before the address.',
  },
  AUTH: {
    title: 'Who submitted the letter first',
    side: 'who submitted it first',
    text: 'Tells a server that trusts yours who submitted the letter. `<>` means: unknown, or not disclosed.',
    next: 'Clients need not send it.',
  },
  REQUIRETLS: {
    title: 'TLS all the way, or back',
    side: 'TLS all the way, or back',
    text: 'Demands that every further hop uses TLS with a verified certificate and promises the same, or that the letter comes back.',
    next: 'Allowed only inside TLS; many servers lack it.',
  },
  'MT-PRIORITY': {
    title: 'Priority of the letter',
    side: 'how urgent it is',
    text: 'From -9 to 9; urgent letters go first, if the sender is entitled to it.',
    next: 'Leave it out unless your network has a policy for it.',
  },
  BY: {
    title: 'Deliver by a deadline',
    side: 'deliver within this many seconds',
    text: 'Sets a deadline in seconds: with R the letter comes back when it has passed, with N there is only a notice, and T adds a report from each hop.',
    next: 'Compare it with the shortest time that DELIVERBY announces.',
  },
  HOLDFOR: {
    title: 'Send it after this many seconds',
    side: 'send it this many seconds later',
    text: 'Asks the submission server to keep the letter for a time before it goes out.',
    next: 'Never together with HOLDUNTIL.',
  },
  HOLDUNTIL: {
    title: 'Send it at that moment',
    side: 'send it later: at that moment',
    text: 'Asks the submission server to keep the letter until the given time, in UTC.',
    next: 'Never together with HOLDFOR.',
  },
  CONPERM: {
    title: 'The content may be converted',
    side: 'converting is allowed',
    text: 'Allows servers on the way to convert the parts that the author marked for it.',
    next: 'Use it only if CONPERM is offered.',
  },
  CONNEG: {
    title: 'What can this recipient show?',
    side: 'what can the recipient show?',
    text: "Asks the server for the formats that the recipient's device understands, as for fax.",
    next: 'The result is in the lines of the reply to RCPT.',
  },
  MTRK: {
    title: 'Let me track this letter',
    side: 'let me track this letter',
    text: 'Asks servers to keep facts about the letter, which only the holder of a secret may ask for later.',
    next: 'It requires ENVID.',
  },
  RRVS: {
    title: 'Only if the owner is still the same',
    side: 'only if the owner is the same',
    text: 'Deliver only if the mailbox has had the same owner since this date, so that a password reset does not reach a stranger.',
    next: 'If this cannot be checked, with `;C` the letter goes on, and with `;R` it comes back.',
  },
  SOLICIT: {
    title: 'This is advertising',
    side: 'this is advertising',
    text: 'Labels the letter with kinds of advertising, so that a receiver can reject what it does not want.',
    next: 'It relies on honest senders.',
  },
  SUBMITTER: {
    title: 'Who is responsible (abandoned)',
    side: 'who is responsible (abandoned)',
    text: 'Named who was responsible for the last submission, for the Sender ID checks that nobody makes any more.',
    next: 'Leave it out.',
  },
  TRANSID: {
    title: 'A name for resuming',
    side: 'a name for resuming',
    text: 'Names the transfer, so that it can resume in the middle after a broken connection. It is an experiment that hardly any server knows.',
    next: 'Use it only if CHECKPOINT is offered.',
  },
  'ALT-ADDRESS': {
    title: 'An ASCII fallback address',
    side: 'an ASCII fallback address',
    text: 'It belonged to the experiment before SMTPUTF8: an address to use if the international one could not be carried.',
    next: 'Leave it out; SMTPUTF8 has no such thing.',
  },
  UTF8REPLY: {
    title: 'Replies in UTF-8 are welcome',
    side: 'replies in UTF-8 are welcome',
    text: 'It belonged to the experiment before SMTPUTF8: the client can read names in UTF-8 in replies.',
    next: 'Use SMTPUTF8 instead.',
  },
  PRDR: {
    title: 'A verdict for each recipient',
    side: 'a verdict for each recipient',
    text: 'Asks for a separate reply for each recipient after the letter, not just one for all.',
    next: 'Use it only with a client that can read several final replies.',
  },
  XVERP: {
    title: 'A bounce address for each recipient',
    side: 'a bounce address for each',
    text: 'Asks Postfix to give each recipient a separate envelope sender, so that list software sees which address bounced.',
    next: 'Postfix accepts it from clients that it trusts.',
  },
  IGNOREQUOTA: {
    title: 'Deliver even if the mailbox is full',
    side: 'deliver even over quota',
    text: 'In LMTP, asks the mail store to accept the letter although the mailbox is over its quota.',
    next: 'For letters that must arrive, such as a warning about the quota.',
  },
  XRCPTFORWARD: {
    title: 'Facts for the next Dovecot',
    side: 'facts for the next Dovecot',
    text: 'Dovecot uses it to pass facts about a recipient from its proxy to its back end, as base64.',
    next: 'There is no need to send it by hand.',
  },
};
