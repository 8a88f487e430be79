/** Slips in typed lines, in English. */

import type { Slip } from '../slips/index.ts';
import type { SlipWords } from './slips.ts';

/** What stands there, in quotes; a blank by its name. */
const there = ({ found }: Slip): string =>
  found === ''
    ? 'nothing'
    : /^\s+$/.test(found)
      ? 'a space'
      : /^["'`“”„«»‘’‹›]$/.test(found)
        ? 'a quotation mark'
        : `"${found}"`;

export const slipsEn: SlipWords = {
  shouldBe: (lines) => (lines > 1 ? 'Correct, one line after the other:' : 'Correct:'),
  sentence: {
    'lab-colon': () => 'That went to the server. Commands to this program begin with a colon.',
    'keyboard-layout': () => 'That was typed on the Russian keyboard layout.',
    'copied-prefix': () => 'The mark at the beginning is not part of the command: it was copied with it.',
    'server-line': ({ name }) =>
      `A line that begins with ${name} is a reply: the server sends it, the client never does.`,
    'shell-command': ({ name }) =>
      `"${name}" is a command for a shell. Here the other side is a mail server, which does not know it.`,
    http: () =>
      'That is HTTP, the language of web servers. A mail server speaks SMTP, which begins with EHLO.',
    'other-protocol': ({ name, meant }) =>
      `That is ${name}, another protocol. ${meant.length > 0 ? 'SMTP has its own command for it.' : 'SMTP has nothing like it: it only sends mail.'}`,
    'header-as-command': ({ name }) =>
      `${name}: is a field of the letter. Fields come after DATA, once the server has answered 354.`,
    'dot-as-command': () =>
      'A lone dot ends a letter, and no letter has been started: one starts with DATA and the reply 354.',
    'base64-as-command': () =>
      'That looks like an answer to a 334, but no sign-in is under way: one starts with AUTH and a mechanism.',
    empty: () => 'An empty line is not a command: it must begin with a verb.',
    'leading-space': () =>
      'The line begins with a space. A command begins at the first character (RFC 5321 §2.4).',
    'odd-blank': () =>
      'What looks like a space is another character, such as a tab. Only the plain space separates words (RFC 5321 §4.1.1).',
    lookalike: () => 'One letter of the command only looks Latin: switch the keyboard layout.',
    'quoted-line': () => 'The quotation marks are not part of the command.',
    'written-line-end': () =>
      'Do not type the line end: the Enter key sends it. What you type becomes part of the command.',
    'too-long': ({ name }) =>
      `A command line may have at most ${name} octets, including the line end (RFC 5321 §4.5.3.1.4).`,
    'mark-after-verb': (slip) =>
      `${slip.name} is followed by ${there(slip)}: after a verb comes a space or the end of the line.`,
    'joined-verb': ({ name }) =>
      `A space is missing after ${name}: the verb is a word of its own (RFC 5321 §4.1.1).`,
    'misspelt-verb': ({ found, name }) =>
      `${found === '' ? 'The verb is misspelt' : `"${found}" is not a command`}: ${name} was probably meant.`,
    'other-word': ({ found, name }) => `"${found}" is not an SMTP command. The command for it is ${name}.`,
    'no-such-verb': ({ found }) =>
      `"${found}" is not an SMTP command. The line begins with a verb, such as EHLO, MAIL, RCPT, DATA or QUIT.`,
    'missing-verb': ({ name }) => `The verb is missing: the line begins with ${name} (RFC 5321 §4.1.1).`,
    'address-alone': () =>
      'An address alone is not a command: the verb before it says whether it is the sender or a recipient.',
    'two-commands': () =>
      'There are two commands on this line. Each needs a line to itself and gets its own reply.',
    'lmtp-hello': ({ found }) =>
      `This is an LMTP server: the greeting is LHLO, not ${found} (RFC 2033 §4.1).`,
    'smtp-hello': () => 'LHLO is the greeting of LMTP. This is an SMTP server, and its greeting is EHLO.',

    'missing-keyword': ({ name }) =>
      `${name} is missing after the verb: it says what the address is for (RFC 5321 §3.3).`,
    'wrong-keyword': ({ found, name }) =>
      `"${found}" does not belong to this verb, ${name} does: MAIL names the sender, RCPT the recipient.`,
    'misspelt-keyword': ({ found, name }) => `"${found}" is misspelt: ${name} was expected.`,
    'no-colon': (slip) =>
      slip.found === ''
        ? `The colon is missing: ${slip.name} is one word, colon included (RFC 5321 §3.3).`
        : `There is ${there(slip)} where a colon was expected: ${slip.name} is one word (RFC 5321 §3.3).`,
    'space-before-colon': ({ name }) => `No space before the colon: ${name} is one word.`,
    'space-before-path': () =>
      'No space between the colon and the bracket (RFC 5321 §3.3). Some servers accept it, others answer 501.',
    'no-path': ({ name }) =>
      `${name} needs an address after it.${name === 'FROM:' ? ' The null sender, as in a bounce, is <>.' : ''}`,
    'missing-brackets': () =>
      'The address needs angle brackets around it (RFC 5321 §4.1.2). Some servers accept it without, others answer 501.',
    'no-opening-bracket': () =>
      'The opening bracket is missing: an address goes between < and > (RFC 5321 §4.1.2).',
    'no-closing-bracket': () =>
      'The closing bracket is missing: an address goes between < and > (RFC 5321 §4.1.2).',
    'wrong-brackets': (slip) =>
      `There is ${there(slip)} where < was expected: the brackets are < and > (RFC 5321 §4.1.2).`,
    'double-brackets': () => 'One bracket on each side is enough: an address goes between < and >.',
    quotes: (slip) =>
      `There is ${there(slip)} where < was expected: an address goes in angle brackets, not in quotes.`,
    'display-name': () =>
      'A display name belongs in the From: or To: field of the letter. The envelope has only the address.',
    mailto: () => 'mailto: belongs to links on web pages. The envelope has only the address.',
    'two-recipients': () =>
      'One RCPT names one recipient (RFC 5321 §4.1.1.3). Each further recipient needs a line to itself.',
    'two-senders': () => 'An envelope has only one sender (RFC 5321 §4.1.1.2).',
    'space-inside': () =>
      'No space inside the brackets: the address starts right after < and ends right before >.',
    'space-in-address': ({ meant }) =>
      `There is a space in the address.${meant.length > 0 ? ' A local part with a space needs quotes (RFC 5321 §4.1.2).' : ' An address has no spaces.'}`,
    'no-at': (slip) =>
      `The @ is missing in ${there(slip)}: an address is a name, @, and a domain (RFC 5321 §4.1.2).`,
    'two-ats': () => 'An address has only one @.',
    'bad-local-part': (slip) =>
      `${there(slip)} is not allowed here: before the @ come letters, digits and some other characters, with single dots only between them (RFC 5321 §4.1.2).`,
    'bad-domain': (slip) =>
      slip.found === ''
        ? 'After the @ a domain is expected (RFC 5321 §4.1.2).'
        : `${there(slip)} is not allowed here: a domain consists of words of letters, digits and hyphens, separated by single dots (RFC 5321 §4.1.2).`,
    'bad-address-literal': () =>
      'In square brackets an IP address was expected, such as [192.0.2.1] or [IPv6:2001:db8::1] (RFC 5321 §4.1.3).',
    'address-too-long': () =>
      'The address is too long: at most 64 octets before the @ and 255 after it (RFC 5321 §4.5.3.1).',
    'null-recipient': () =>
      '<> is the null sender, as in a bounce. A recipient always has an address (RFC 5321 §4.1.1.3).',
    'trailing-mark': (slip) =>
      `There is ${there(slip)} after the bracket: the line must end there or go on with a space and a parameter.`,
    'no-space-before-parameter': () =>
      'A space is missing between the bracket and the parameter (RFC 5321 §4.1.1.2).',

    'comma-between-parameters': () => 'Parameters are separated by a space (RFC 5321 §4.1.1.11).',
    'spaces-around-equals': () =>
      'No space around =: a parameter and its value are one word (RFC 5321 §4.1.2).',
    'no-equals': ({ name }) => `${name} needs = and a value right after it (RFC 5321 §4.1.2).`,
    'no-value': ({ name }) => `The value of ${name}= is missing.`,
    'bad-value': ({ found, name }) => `"${found}" is not a value that ${name} can have.`,
    'keyword-as-parameter': ({ name }) =>
      `${name} is the keyword in the server's reply to EHLO. The parameter is written differently.`,
    'parameter-elsewhere': ({ name }) =>
      `${name} is a parameter of the other command: MAIL and RCPT have different ones.`,
    'parameter-not-offered': ({ name }) =>
      `This server did not offer ${name} in its reply to EHLO, so it must not be used (RFC 5321 §2.2.1).`,
    'parameter-after-helo': ({ name }) =>
      `${name} is an extension. After HELO there are none: EHLO asks for them (RFC 5321 §4.1.1.1).`,
    'unknown-parameter': ({ name }) => `${name} is not a parameter of this command.`,
    'parameter-twice': ({ name }) => `${name} is given twice; each parameter may appear only once.`,

    'sender-beyond-ascii': ({ meant }) =>
      meant.length > 0
        ? 'The address has a character that is not ASCII. That needs the parameter SMTPUTF8 (RFC 6531 §3.4).'
        : 'The address has a character that is not ASCII. That needs the parameter SMTPUTF8, which this server did not offer (RFC 6531 §3.4).',
    'recipient-beyond-ascii': () =>
      'The address has a character that is not ASCII. That needs SMTPUTF8 after MAIL: without it, send RSET and begin again with MAIL (RFC 6531 §3.4).',

    'no-hello-name': ({ name }) =>
      `After ${name} a name is expected: your own host name, or an address such as [192.0.2.1] (RFC 5321 §4.1.1.1).`,
    'name-of-words': ({ name }) => `After ${name} comes one word: a host name has no spaces.`,
    'address-as-name': ({ name }) => `After ${name} comes the name of your computer, not a mail address.`,
    'bad-name': (slip) =>
      `${there(slip)} is not allowed here: after ${slip.name} comes a host name of letters, digits, hyphens and dots, or an IP address in square brackets.`,
    'unwanted-argument': ({ name }) => `${name} takes no argument (RFC 5321 §4.1.1).`,
    'missing-argument': ({ name }) => `After ${name} a name is expected.`,
    'no-mechanism': ({ name }) =>
      `After AUTH the name of a mechanism is expected.${name === '' ? '' : ` This server offered: ${name}.`}`,
    'mechanism-not-offered': ({ found, name }) =>
      `${found === '' ? 'That' : found} is not a mechanism ${name === '' ? 'known here' : `that this server offered. It offered: ${name}`}.`,
    'initial-not-base64': ({ name }) =>
      `After AUTH ${name} comes nothing, or one word of base64 (RFC 4954 §4). Without it the server asks for the data, and =text is encoded for you.`,
    'bad-chunk': () =>
      'BDAT needs a number of octets, and LAST after it for the last chunk (RFC 3030 §2): BDAT 13 LAST.',

    'extra-space': () =>
      'One space separates the verb from what follows (RFC 5321 §4.1.1). Many servers accept more.',

    'hello-first': ({ name }) =>
      `${name} comes too early: first a greeting, which also asks what the server offers.`,
    'hello-again': ({ name }) =>
      `${name} comes too early: after the handshake everything starts over, so EHLO comes first (RFC 3207 §4.2).`,
    'helo-offers-nothing': ({ name }) =>
      `${name} is an extension, and HELO does not ask for any: greet with EHLO.`,
    'mail-first': ({ name }) =>
      `${name} comes too early: no sender has been named yet, and MAIL does that (RFC 5321 §4.1.4).`,
    'rcpt-first': ({ name }) =>
      `${name} comes too early: no recipient has been accepted yet (RFC 5321 §3.3).`,
    'sender-twice': () =>
      'A sender has already been named. RSET drops this envelope, and then you can begin another.',
    'already-tls': () =>
      'The connection is already encrypted: STARTTLS is allowed only once (RFC 3207 §4.2).',
    'already-signed-in': () =>
      'You are already signed in: AUTH is allowed only once in a conversation (RFC 4954 §4). To sign in again, QUIT and start a new one.',
    'within-letter': ({ name }) =>
      `${name} is not allowed while an envelope is open. RSET drops the envelope.`,
    'outside-chunk': () =>
      'The chunk was complete, so this line went to the server as a command. The next part of the letter needs a BDAT of its own.',
    'chunks-open': ({ name }) =>
      `${name} is not allowed between chunks: go on with BDAT, or drop them with RSET (RFC 3030 §2).`,
    'refused-before': () => 'The server refused in its greeting: only QUIT is allowed now (RFC 5321 §3.1).',
    'line-is-right': () =>
      'The line follows the grammar of SMTP. The refusal is the policy of this server: the text of its reply says why.',
  },
};
