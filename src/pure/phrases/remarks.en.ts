/** Remarks, in English: one sentence each. */

import type { SignInOddity } from '../events/index.ts';
import type { RemarkPhrases } from './remarks.ts';

const oddSignInsEn: Readonly<Record<SignInOddity, string>> = {
  'password-ends-in-line-feed':
    'The password ends in a line feed, which belongs to it now: it was probably encoded with echo instead of printf, or read from a file together with its line end.',
  'password-has-blanks': 'The password begins or ends with a blank; it is sent as a part of it.',
  'password-is-utf-8': 'The password has characters beyond ASCII, in UTF-8.',
  'password-is-latin-1':
    'The password has characters beyond ASCII that are not UTF-8 (probably Latin-1 or Windows-1251); most servers expect UTF-8.',
  'name-ends-in-line-feed': 'The user name ends in a line feed, which belongs to it now.',
  'not-base64': 'This answer is not base64, and the server cannot decode it.',
  'base64-has-line-break':
    'The base64 of this sign-in goes on in a second line: a library has broken it. In SMTP it must be one line, however long.',
  'line-ends-in-lf':
    'This line of the sign-in ends in a line feed alone, not in CRLF. The gateway passes it on with CRLF; without the gateway, a strict server would wait for the rest of the line.',
  'same-wrong-one-again': 'The same name and password were refused before.',
};

export const remarksEn: RemarkPhrases = {
  'dry-run': () =>
    'A dry run: no connection is opened. This is what would be sent to a server that offers every extension needed.',
  'size-declared': (d) =>
    `The server supports SIZE, so the size of the letter is declared: ${d.bytes} octets.`,
  'body-8bitmime': () => 'The letter is not all ASCII, and the server accepts that: BODY=8BITMIME.',
  'smtputf8-used': (d) =>
    `${d.because === '' ? 'The header' : d.because} is not ASCII, so SMTPUTF8 is requested.`,
  'pipelining-used': (d) => `${d.commands} commands are sent at once (PIPELINING).`,
  'chunking-used': () => 'The letter is sent in chunks (BDAT): no dots need doubling.',
  'limit-obeyed': (d) =>
    ({
      MAILMAX: `The server accepts ${d.max === 1 ? 'one letter' : `${d.max} letters`} per connection (LIMITS): the rest goes over another connection.`,
      RCPTMAX: `The server accepts ${d.max === 1 ? 'one recipient' : `${d.max} recipients`} per letter (LIMITS): the others get a separate transaction.`,
      RCPTDOMAINMAX: `The server accepts recipients in ${d.max === 1 ? 'one domain' : `${d.max} domains`} per connection (LIMITS): the rest goes over another connection.`,
    })[d.limit],
  'domain-to-ascii': (d) => `The domain ${d.from} is sent as ${d.to}.`,
  'mechanism-chosen': (d) => `${d.mechanism} is the strongest mechanism offered (${d.offered}).`,
  'mechanism-fallback': (d) => `The reply to ${d.from} was ${d.code}; trying ${d.to} next.`,
  'line-ends-repaired': (d) =>
    `Line ends other than CRLF, sent as CRLF: ${d.count}; the first is in line ${d.first} of the letter.`,
  'raw-data': () =>
    'The letter is sent as it is: no line end is repaired and no dot doubled. A line with a lone dot in it ends it, and the server reads the rest as commands.',
  'last-line-closed': () => 'The last line of the letter had no line end; CRLF is added.',
  'no-header-block': () => 'The letter does not begin with header fields and a blank line.',
  'nul-octets': (d) =>
    `Octets of value 0 (NUL) in the letter: ${d.count}; the first is in line ${d.first}. They are sent as they are, and many servers refuse them.`,
  'front-removed': (d) =>
    ({
      mark: 'The byte order mark before the header is not part of the letter and is left out.',
      'mbox-line': 'The first line ("From " without a colon) belongs to a mailbox file and is left out.',
      both: 'The byte order mark and the "From " line of a mailbox file before the header are left out.',
    })[d.what],
  'fields-added': (d) => `The letter lacked these fields, and they were added: ${d.fields}.`,
  'options-unused': (d) => `Without effect here, since the letter is handed over at once: ${d.options}.`,
  'bcc-removed': (d) => `Bcc fields left out of the letter: ${d.fields}.`,
  'long-lines': (d) =>
    `Lines longer than 998 octets: ${d.count}; the first is line ${d.first}, ${d.octets} octets long. Servers may refuse or cut them.`,
  'header-not-utf8': (d) =>
    `The header of the letter contains octets that are neither ASCII nor UTF-8 (line ${d.line}), such as Latin-1: SMTPUTF8 would promise UTF-8 and is not requested for it. It is sent as it is, and many servers refuse it; encode the field as RFC 2047 says.`,
  'utf8-header-not-offered': (d) =>
    `The header of the letter contains UTF-8, and ${d.offered ? 'SMTPUTF8 is switched off' : 'the server did not offer SMTPUTF8'}: it is sent as it is, and other servers may refuse it.`,
  'tls-not-offered': (d) => `${d.host} offers no encryption: this conversation can be read on the way.`,
  'keyword-masked': (d) =>
    `The reply to EHLO contains ${d.keyword}: a firewall on the way (Cisco's SMTP inspection, "mail guard") has probably written over STARTTLS. Its inspection has to be switched off for encryption to work.`,
  'tls-refused': (d) =>
    `The reply to STARTTLS was ${d.code}: this conversation continues unencrypted and can be read on the way.`,
  'certificate-unverified': (d) =>
    `The certificate does not verify for ${d.wanted} (${d.check}). The connection is encrypted, but the server is not authenticated.`,
  insecure: (d) => `The certificate does not verify (${d.check}); you asked to go on.`,
  'password-on-command-line': () => 'Other users of this machine can see a password on the command line.',
  'plaintext-auth': (d) =>
    d.loopback
      ? `The connection to ${d.host} is not encrypted, but it does not leave this computer.`
      : `The password goes to ${d.host} unencrypted, as you asked: it can be read on the way.`,
  'tls-keys-logged': (d) =>
    `The secrets of TLS are written to ${d.file}: anyone who has it can decrypt a capture of this conversation.`,
  'tried-again': (d) =>
    `Try ${d.tries} brought no acceptance for ${d.recipients === 1 ? '1 recipient' : `${d.recipients} recipients`}; the next try is in ${d.seconds} s.`,
  'tries-ended': (d) =>
    `Not accepted after ${d.tries === 1 ? '1 try' : `${d.tries} tries`}; --max-time ${d.seconds} leaves no time for another.`,
  'token-renewed': () => 'The token was refused; --token-command printed another one, which is tried once.',
  'netrc-readable': (d) => `Other users of this machine can read ${d.file}.`,
  'secrets-shown': () => 'Passwords are shown, as you asked. Do not share this text.',
  'practice-password': (d) => `The practice password of ${d.user} is not a secret: it works nowhere else.`,
  'starttls-inside-tls': () => 'The server offers STARTTLS inside TLS; that is ignored.',
  'data-after-starttls': (d) =>
    `Unencrypted octets after the 220 to STARTTLS: ${d.octets}. They are ignored.`,
  'unasked-reply': (d) => `Nobody asked for this reply (${d.code}); it is not taken as an answer.`,
  'bare-line-end': (d) =>
    `This ${d.of} has a line that ends in LF alone; in SMTP every line ends in CRLF (RFC 5321 §2.3.8). Said once per connection.`,
  'quit-not-answered': () => 'The server closed the connection without answering QUIT. That changes nothing.',
  'quit-refused': (d) => `The reply to QUIT was ${d.code}. That changes nothing.`,
  'late-letter-refusal': (d) => `The server refused with ${d.code} while the letter was still on its way.`,
  'next-mail-server': (d) =>
    `${d.host} could not be used (${d.because}). The domain has another mail server: ${d.next}.`,
  'helo-fallback': (d) => `The reply to EHLO was ${d.code}; trying the old HELO.`,
  'dsn-not-offered': (d) => `${d.option} is left out: the server did not offer DSN.`,
  'extension-not-offered': (d) => `${d.option} is left out: the server did not offer ${d.keyword}.`,
  'program-said': (d) => `The program said: ${d.text}`,
  'implicit-tls-port': (d) =>
    `Port ${d.port} usually expects TLS from the first octet; here the connection begins unencrypted.`,
  'server-leg-failed': () => 'The connection to the server failed.',
  'letter-fate-unknown': () =>
    'The server was lost after the end of the letter and before its reply: nobody knows whether it has the letter. The client was told so; if it sends the letter again, the letter may arrive twice.',
  'client-not-told': (d) =>
    `The server accepted the letter (${d.code}), but the client left before hearing so: it will probably send the letter again.`,
  'keywords-changed': (d) =>
    [
      d.hidden === '' ? '' : `Not passed on to the client: ${d.hidden}.`,
      d.added === '' ? '' : `Offered by the gateway itself: ${d.added}.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  'sign-in-odd': (d) => oddSignInsEn[d.what],
  'sign-in-not-passed': (d) =>
    d.leg === 'client'
      ? 'The sign-in is not passed on: the client is on another machine and its connection is not encrypted. --allow-plaintext-auth permits it.'
      : 'The sign-in is not passed on: the connection to the server is less private than the one to the client. Encrypt it (--tls), or check why its certificate does not verify.',
  'binding-breaks': (d) =>
    `${d.mechanism} ties the sign-in to one TLS connection. Through a gateway there are two, so the server must refuse it; that is what it is for.`,
  'line-end-passed-as-crlf': () =>
    'The gateway passes this line on with CRLF. Without the gateway, a strict server would wait for the rest of the line. Said once per connection.',
  'letter-line-ends-made-crlf': (d) =>
    `Line ends of the letter that were not CRLF: ${d.count}. They go on as CRLF.`,
  'own-fields-removed': (d) =>
    `The letter brought X-Lab fields of its own (${d.count}); they are removed, because a reader would take them for the gateway’s.`,
  greylisted: (d) =>
    ({
      'put-off': `Greylisting: this client, sender and recipient have not met before, so the letter is put off. Try again after ${d.seconds} s, from the same network, and it passes.`,
      'came-back': `Greylisting: it came back after ${d.seconds} s and passes; so long the letter has waited.`,
      excepted: `Greylisting leaves ${d.from === '' ? 'this client' : d.from} alone; otherwise the letter would have waited at least ${d.seconds} s, and longer if its sender tries again from other networks.`,
    })[d.what],
  'rule-acts': (d) => `A rule acts here: ${d.rule}`,
  'line-not-passed': (d) =>
    ({
      'too-long': 'The line is longer than any command may be; it is not passed on.',
      'control-characters':
        'The line has control characters in it; it is not passed on, because servers disagree about what it means.',
      http: 'This is HTTP, not SMTP: a browser or another web program. Nothing of it is passed on, and the connection is closed.',
    })[d.because],
  'relay-refused': (d) =>
    `${d.recipient} is not passed on: ${d.address} is a stranger here and has not signed in. --relay-from and --relay-to say who may.`,
};
