/**
 * Limits, in English words.
 */

import type { Words } from '../words.ts';
import type { LimitId } from '../limits.ts';

export const words: Readonly<Record<LimitId, Words>> = {
  'command-line': {
    title: 'Command line: 512 octets',
    text: 'A command with its CRLF may have at most 512 octets. Extensions allow more for their own parameters.',
    next: 'Do not send a longer line unless an offered extension allows it.',
  },
  'reply-line': {
    title: 'Reply line: 512 octets',
    text: 'A line of a reply, with its code and CRLF, may have at most 512 octets. Longer replies continue on further lines with the same code.',
    next: 'Real servers send longer ones; smtp-lab reads them and says so.',
  },
  'text-line': {
    title: 'Line of a letter: 1000 octets',
    text: 'A line of the letter with its CRLF may have at most 1000 octets, not counting a doubled dot. Longer ones may be refused, cut or broken.',
    next: 'Encode such a part in base64 or quoted-printable.',
  },
  'local-part': {
    title: 'Name before the @: 64 octets',
    text: 'The part of an address before the @ may have at most 64 octets.',
    next: 'Longer ones work only if both sides happen to allow it.',
  },
  domain: {
    title: 'Domain: 255 octets',
    text: 'A domain or host name may have at most 255 octets, in an address and after EHLO.',
    next: '',
  },
  path: {
    title: 'Path: 256 octets',
    text: 'An address with its angle brackets may have at most 256 octets, so the address itself at most 254, whatever the limits of its two parts.',
    next: '',
  },
  message: {
    title: 'Letter: at least 64 KiB',
    text: 'Every server must be able to accept a letter of 64 KiB. Real servers accept far more and say so with SIZE.',
    next: 'Read SIZE in the EHLO reply before you upload.',
  },
  recipients: {
    title: 'Recipients of a letter: at least 100',
    text: 'Every server must accept at least 100 recipients for one letter. For more it may answer 452.',
    next: 'Send to the rest in another letter.',
  },
  'too-many-recipients': {
    title: 'Too many recipients: code 452',
    text: 'The right reply to one recipient too many is 452, since the rest can be sent at once in another letter.',
    next: '',
  },
  'too-many-recipients-once': {
    title: 'Too many recipients, formerly: 552',
    text: 'RFC 821 used 552 for too many recipients. A client that gets it at RCPT should act as after 452.',
    next: '',
  },
  'header-line-advised': {
    title: 'Line of a letter, advised: 78',
    text: 'Lines should have no more than 78 characters, so that they are easy to read everywhere.',
    next: 'Fold header fields; wrap the text.',
  },
  'header-line': {
    title: 'Line of a letter, without CRLF: 998',
    text: 'The same limit as 1000 octets, counted without the line end.',
    next: '',
  },
  'encoded-word': {
    title: 'Encoded word: 75',
    text: 'A word such as `=?utf-8?B?…?=` in a header field may have at most 75 characters.',
    next: 'Split a longer text into several words.',
  },
  'encoded-word-line': {
    title: 'Line with an encoded word: 76',
    text: 'A header line that contains an encoded word must stay within 76 characters.',
    next: '',
  },
  'encoded-line': {
    title: 'Line of base64: 76',
    text: 'A line of base64 or quoted-printable may have at most 76 characters.',
    next: '',
  },
  boundary: {
    title: 'MIME boundary: 70',
    text: 'The mark between the parts of a letter may have at most 70 characters, its leading hyphens not counted.',
    next: '',
  },
  'dns-label': {
    title: 'Part of a domain: 63 octets',
    text: 'The part between two dots of a domain may have at most 63 octets.',
    next: '',
  },
  'dns-name': {
    title: 'Name in DNS: 255 octets',
    text: 'A whole name in DNS may have at most 255 octets on the wire, which leaves 253 characters in writing.',
    next: '',
  },
  'reply-code': {
    title: 'Reply code: three digits',
    text: 'A reply begins with exactly three digits, the first from 2 to 5.',
    next: '',
  },
  'received-fields': {
    title: 'Hops before a loop is suspected: 100',
    text: 'A server that counts Received fields to find loops should not complain below 100. Many do at 30 or 50.',
    next: 'If a server speaks of too many hops, read the Received fields.',
  },
  'greeting-timeout': {
    title: 'Waiting for the greeting: 5 minutes',
    text: 'A client waits at least five minutes for the greeting: a busy server may be slow, and a cautious one deliberately slow.',
    next: '`--rfc-timeouts` waits that long.',
  },
  'mail-timeout': {
    title: 'Waiting after MAIL: 5 minutes',
    text: 'A client waits at least five minutes for the reply to MAIL; the server may be looking up the sender.',
    next: '',
  },
  'rcpt-timeout': {
    title: 'Waiting after RCPT: 5 minutes',
    text: 'A client waits at least five minutes for each reply to RCPT, longer where a list is expanded at once.',
    next: '',
  },
  'data-timeout': {
    title: 'Waiting for 354: 2 minutes',
    text: 'A client waits at least two minutes for the 354 that answers DATA.',
    next: '',
  },
  'block-timeout': {
    title: 'Each piece of the letter: 3 minutes',
    text: 'A client gives the network at least three minutes to accept each piece of the letter.',
    next: 'The timer restarts with every piece.',
  },
  'final-timeout': {
    title: 'Waiting after the letter: 10 minutes',
    text: 'After the final dot a client waits at least ten minutes. A client that gives up earlier may send a letter twice, because the server may have accepted it.',
    next: 'Patience matters most here; `--final-timeout` sets it.',
  },
  'server-timeout': {
    title: 'Server waiting for a command: 5 minutes',
    text: 'A server waits at least five minutes for the next command, then may close the connection with 421.',
    next: 'Reconnect if you need a longer pause.',
  },
  'atrn-timeout': {
    title: 'Waiting after ATRN: 10 minutes',
    text: 'A client waits at least ten minutes for the reply to ATRN, since the provider has to search its queue.',
    next: '',
  },
  'retry-interval': {
    title: 'Between two tries: 30 minutes',
    text: 'After a temporary refusal a queue should wait half an hour before the next try, and longer each time.',
    next: '',
  },
  'first-hour-tries': {
    title: 'Tries in the first hour: 2',
    text: 'Two tries in the first hour of a letter are good practice, then one every two or three hours.',
    next: '',
  },
  'give-up': {
    title: 'Before giving up: 4 days',
    text: 'A queue keeps trying for at least four or five days before it sends the letter back.',
    next: '',
  },
  'give-up-late': {
    title: 'Giving up, the usual time: 5 days',
    text: 'Most servers are set to five days. Many tell the sender about a delay after a few hours.',
    next: '',
  },
  'mx-tries': {
    title: 'Other servers tried: at least 2',
    text: 'Where a domain has several mail servers, at least two addresses are tried before the letter waits in the queue.',
    next: '',
  },
  'auth-line': {
    title: 'Line of a sign-in: 12288 octets',
    text: 'Client and server must be able to read lines of 12288 octets while signing in, since tokens are long.',
    next: '',
  },
  'auth-command-line': {
    title: 'The AUTH command itself: 512 octets',
    text: 'AUTH with its initial response is an ordinary command line, so the 512-octet limit applies; a longer response has to wait for the 334.',
    next: 'smtp-lab sends a long initial response after the 334.',
  },
  'auth-line-too-long': {
    title: 'Sign-in line too long: code 500',
    text: 'A server that cannot read such a long line answers 500 5.5.6.',
    next: '',
  },
  'auth-attempts': {
    title: 'Sign-ins before disconnecting: at least 3',
    text: 'A server may close the connection after failed sign-ins, but should tolerate at least three.',
    next: 'Stop after the second failure and check the password.',
  },
  'mechanism-name': {
    title: 'Name of a mechanism: 20',
    text: 'A SASL mechanism has a name of at most 20 capital letters, digits, hyphens and underscores.',
    next: '',
  },
  'plain-fields': {
    title: 'Name and password in PLAIN: 255 each',
    text: 'Every implementation must accept at least 255 octets for each of the three parts of PLAIN.',
    next: '',
  },
  'cram-md5-key': {
    title: 'Password in CRAM-MD5: 64',
    text: 'A password above 64 octets is hashed to 16 before it is used as a key, so a longer one adds nothing.',
    next: '',
  },
  'cram-md5-digest': {
    title: 'Answer of CRAM-MD5: 32 digits',
    text: 'The hash in the answer has 32 hexadecimal digits, in lower case.',
    next: '',
  },
  'scram-iterations': {
    title: 'Iterations in SCRAM: at least 4096',
    text: 'That many iterations make guessing passwords expensive. Fewer are a bad sign.',
    next: '',
  },
  'pipelining-group': {
    title: 'Group of commands: the send window',
    text: 'A client must not send so many commands at once that both sides wait for each other: the group must fit into the TCP send window, or the client must read replies in the meantime.',
    next: '',
  },
  'size-value': {
    title: 'Value of SIZE: 20 digits',
    text: 'The size declared with MAIL may have at most 20 digits.',
    next: '',
  },
  'size-zero': {
    title: 'SIZE 0: no fixed limit',
    text: 'A server that offers SIZE 0 has no fixed limit. It may still run out of space.',
    next: '',
  },
  'limits-value': {
    title: 'Value in LIMITS: 6 digits',
    text: 'A number after MAILMAX, RCPTMAX or RCPTDOMAINMAX has one to six digits and is never 0.',
    next: '',
  },
  'chunk-size': {
    title: 'Size of a chunk: no limit',
    text: 'BDAT accepts any number; how much fits is up to the server.',
    next: '',
  },
  'chunk-empty': {
    title: 'Empty chunk: allowed',
    text: '`BDAT 0 LAST` is allowed and ends a letter whose octets have all been sent.',
    next: '',
  },
  'starttls-arguments': {
    title: 'Arguments of STARTTLS: none',
    text: 'Nothing may follow STARTTLS; anything else is answered with 501.',
    next: '',
  },
  envid: {
    title: 'ENVID: 100',
    text: 'The label on the envelope may have at most 100 characters, as it is written in xtext.',
    next: '',
  },
  'envid-advised': {
    title: 'ENVID from a mail program: 38',
    text: 'A program that submits letters should keep its label within 38 characters.',
    next: '',
  },
  ret: {
    title: 'RET: 8',
    text: 'The parameter RET takes eight characters of the line, `RET=FULL` or `RET=HDRS`.',
    next: '',
  },
  notify: {
    title: 'NOTIFY: 28',
    text: 'The longest NOTIFY, `NOTIFY=SUCCESS,FAILURE,DELAY`, takes 28 characters.',
    next: '',
  },
  orcpt: {
    title: 'ORCPT: 500',
    text: 'The first address of a recipient with its type may have at most 500 characters.',
    next: 'Leave it out where the address is longer.',
  },
  'dsn-command-line': {
    title: 'Command line with DSN: 1036',
    text: 'A server that offers DSN must read RCPT lines of 1036 characters.',
    next: '',
  },
  'solicitation-keywords': {
    title: 'Kinds of advertising: 1000',
    text: 'The list of kinds in SOLICIT or in the EHLO reply may have at most 1000 characters.',
    next: '',
  },
  transid: {
    title: 'TRANSID: 80',
    text: 'The name of a transfer to be resumed may have at most 80 characters with its brackets.',
    next: '',
  },
  'by-seconds': {
    title: 'BY: at most 999999999 seconds',
    text: 'A deadline may have at most nine digits of seconds, about 31 years.',
    next: '',
  },
  'by-seconds-past': {
    title: 'BY: down to -999999999 seconds',
    text: 'A negative deadline has already passed. It is allowed only with N: report it and deliver anyway.',
    next: '',
  },
  holdfor: {
    title: 'HOLDFOR: 9 digits',
    text: 'The time to hold a letter may have at most nine digits of seconds. What the server accepts is given after FUTURERELEASE.',
    next: '',
  },
  'mtrk-timeout': {
    title: 'MTRK: 9 digits',
    text: 'The time for which tracking data is kept may have at most nine digits of seconds.',
    next: '',
  },
  'priority-low': {
    title: 'Lowest priority: -9',
    text: 'The least urgent letters have -9; 0 is the usual priority.',
    next: '',
  },
  'priority-high': {
    title: 'Highest priority: 9',
    text: 'The most urgent letters have 9, for those who are entitled to it.',
    next: '',
  },
  'mail-line-auth': {
    title: 'AUTH lengthens MAIL: 500',
    text: 'A MAIL line with AUTH= may be 500 octets longer.',
    next: '',
  },
  'mail-line-body': {
    title: 'BODY=BINARYMIME lengthens MAIL: 16',
    text: 'A MAIL line with this parameter may be 16 octets longer.',
    next: '',
  },
  'mail-line-by': {
    title: 'BY lengthens MAIL: 17',
    text: 'A MAIL line with BY= may be 17 octets longer.',
    next: '',
  },
  'mail-line-envid': {
    title: 'ENVID lengthens MAIL: 107',
    text: 'A MAIL line with ENVID= may be 107 octets longer.',
    next: '',
  },
  'mail-line-hold': {
    title: 'HOLDFOR or HOLDUNTIL lengthens MAIL: 34',
    text: 'A MAIL line with one of the two may be 34 octets longer.',
    next: '',
  },
  'mail-line-mt-priority': {
    title: 'MT-PRIORITY lengthens MAIL: 15',
    text: 'A MAIL line with MT-PRIORITY= may be 15 octets longer.',
    next: '',
  },
  'mail-line-mtrk': {
    title: 'MTRK lengthens MAIL: 40',
    text: 'A MAIL line with MTRK= may be 40 octets longer.',
    next: '',
  },
  'mail-line-requiretls': {
    title: 'REQUIRETLS lengthens MAIL: 11',
    text: 'A MAIL line with REQUIRETLS may be 11 octets longer.',
    next: '',
  },
  'mail-line-size': {
    title: 'SIZE lengthens MAIL: 26',
    text: 'A MAIL line with SIZE= may be 26 octets longer.',
    next: '',
  },
  'mail-line-smtputf8': {
    title: 'SMTPUTF8 lengthens MAIL: 10',
    text: 'A MAIL line with SMTPUTF8 may be 10 octets longer.',
    next: '',
  },
  'mail-line-solicit': {
    title: 'SOLICIT lengthens MAIL: 1007',
    text: 'A MAIL line with SOLICIT= may be 1007 octets longer.',
    next: '',
  },
  'mail-line-transid': {
    title: 'TRANSID lengthens MAIL: 88',
    text: 'A MAIL line with TRANSID= may be 88 octets longer.',
    next: '',
  },
  'rcpt-line-orcpt': {
    title: 'ORCPT lengthens RCPT: 507',
    text: 'A RCPT line with ORCPT= may be 507 octets longer.',
    next: '',
  },
  'rcpt-line-rrvs': {
    title: 'RRVS lengthens RCPT: 33',
    text: 'A RCPT line with RRVS= may be 33 octets longer.',
    next: '',
  },
};
