/**
 * Reply classes and second digits, in English words.
 */

import type { ReplyWords } from '../words.ts';
import type { ReplyClassId } from '../reply-classes.ts';

export const words: Readonly<Record<ReplyClassId, ReplyWords>> = {
  '1yz': {
    title: '1xx: not used in SMTP',
    side: '1xx: no such reply in SMTP',
    text: 'The server sent a "hold on, more is coming" reply. Such codes belong to FTP; SMTP has no place for them, so the other side speaks something else or is broken.',
    next: 'Check the host and port: this may not be a mail server at all.',
    nextAdmin: 'Look at what answers on this port. A mail server never begins a reply with 1.',
  },
  '2yz': {
    title: '2xx: yes, done',
    side: '2xx yes: done',
    text: 'The command worked and the server waits for the next one. After the end of a letter it means more: from now on the server is responsible for that letter.',
    next: 'Go on with the next command.',
    nextAdmin: '',
  },
  '3yz': {
    title: '3xx: go on, there is more to send',
    side: '3xx go on: more is needed',
    text: 'So far so good, but the step is only half done: the server waits for the rest, which is the letter itself or a response in a sign-in.',
    next: 'Send what was asked for, and nothing else before it.',
    nextAdmin: '',
  },
  '4yz': {
    title: '4xx: not now, try later',
    side: '4xx not now: try later',
    text: 'A temporary refusal. The very same command may succeed later with nothing changed, so a mail server keeps the letter in its queue and tries again.',
    next: 'Wait a few minutes and repeat it. Give up only after days, not after the first try.',
    nextAdmin:
      'Find out what is missing or overloaded at this moment; senders will come back by themselves for several days.',
  },
  '5yz': {
    title: '5xx: no, for good',
    side: '5xx no: useless to repeat',
    text: 'A permanent refusal. Repeating the same thing will bring the same answer; the address, the letter or the setup has to change first.',
    next: 'Read the text and the enhanced code, change what they name, then send again.',
    nextAdmin:
      'If you want this mail, find the rule in your log that refused it; the sender has already been told that it failed.',
  },
  x0z: {
    title: 'Second digit 0: syntax',
    side: 'about how the command was written',
    text: 'The reply is about how the command was written: an unknown verb, a wrong argument, a wrong sequence, or a function that this server does not have.',
    next: 'Check spelling, arguments and the order of the commands.',
    nextAdmin: '',
  },
  x1z: {
    title: 'Second digit 1: information',
    side: 'information you asked for',
    text: 'The reply brings information that was asked for, such as help. It says nothing about any letter.',
    next: 'Read it and continue.',
    nextAdmin: '',
  },
  x2z: {
    title: 'Second digit 2: the connection',
    side: 'about the connection itself',
    text: 'The reply is about the connection: a greeting, a farewell, or a server that cannot serve you now.',
    next: 'Open, keep or close the connection as the first digit says.',
    nextAdmin: '',
  },
  x3z: {
    title: 'Second digit 3: signing in',
    side: 'usually about signing in',
    text: 'The base protocol left this group empty, and extensions filled it: nearly all of its codes belong to authentication.',
    next: 'Look at the AUTH exchange before this reply.',
    nextAdmin: '',
  },
  x4z: {
    title: 'Second digit 4: not assigned',
    side: 'not assigned by any RFC',
    text: 'No standard gives this group a meaning. Codes such as 441 or 449 are labels that sending programs write into their logs.',
    next: 'Trust the first digit and the text.',
    nextAdmin: '',
  },
  x5z: {
    title: 'Second digit 5: the mail system',
    side: 'about mailboxes and mail itself',
    text: 'The reply is about mail: mailboxes, storage, delivery and local policy. Most delivery results have this digit.',
    next: 'Let the first digit decide whether to go on, retry or give up.',
    nextAdmin: '',
  },
};
