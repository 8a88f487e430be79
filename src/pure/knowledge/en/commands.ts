/**
 * Commands, in English words.
 */

import type { SideWords } from '../words.ts';
import type { CommandId } from '../commands.ts';

export const words: Readonly<Record<CommandId, SideWords>> = {
  ATRN: {
    title: 'Swap roles and collect mail',
    side: 'swap roles: send me my mail',
    text: 'Reverses the roles after a sign-in: the server becomes the client and hands over the mail it keeps for your domains, on this same connection.',
    next: 'After 250, send a greeting and act as a server.',
  },
  AUTH: {
    title: 'Sign in',
    side: 'signing in',
    text: 'Names a mechanism and starts a sign-in. The server asks with 334, and each answer is a line of base64, until 235 or a refusal.',
    next: 'Answer each 334; a lone `*` gives up. Do it only over TLS.',
  },
  BDAT: {
    title: 'Send the letter in chunks',
    side: 'a chunk of the letter',
    text: 'Announces a number of octets, which follow at once. The server does not look inside them, so no dots are doubled and there is no end mark; LAST marks the final chunk.',
    next: 'Send the octets right after the line, and add LAST with the final chunk.',
  },
  BURL: {
    title: 'Let the server fetch the letter',
    side: 'fetch the letter from IMAP',
    text: 'Gives a link to a letter on an IMAP server; the submission server fetches it, so that a phone need not upload it twice.',
    next: 'Use it after RCPT, with LAST if nothing else follows.',
  },
  DATA: {
    title: 'The letter follows',
    side: 'now the letter',
    text: 'Asks the server to accept the letter itself: header fields, an empty line, the text. The server answers 354, and a line with a single dot ends it.',
    next: 'Wait for 354. Double each dot that begins a line, end with a lone dot, and be patient with the reply.',
  },
  EHLO: {
    title: 'Introduce yourself, ask what is offered',
    side: 'our name; what can you do?',
    text: 'Says who is calling and asks for the extensions. It also drops any letter that has been started.',
    next: 'Read the keywords. After STARTTLS send EHLO again, because the old list is void.',
  },
  ETRN: {
    title: 'Start sending the mail that waits for me',
    side: 'start sending our waiting mail',
    text: 'Asks the server to begin delivering the mail it holds for the named host, over new connections.',
    next: 'Be ready to accept connections; the reply only says that it has begun.',
  },
  EXPN: {
    title: 'Who is on this list?',
    side: 'who is on this list?',
    text: 'Asks for the members of a mailing list, one per line. Nearly everyone switches it off, to protect those addresses.',
    next: 'Expect 502 or 252, and go on.',
  },
  HELO: {
    title: 'Introduce yourself, the old way',
    side: 'our name, the old way',
    text: 'The older greeting, which asks for no extensions. Servers must still accept it, and it is the fallback if EHLO fails.',
    next: 'Go on with MAIL; nothing optional may be used.',
  },
  HELP: {
    title: 'Ask for help',
    side: 'help, please',
    text: 'Asks for text to read, on the server in general or on one command. It changes nothing.',
    next: 'Read it and continue.',
  },
  LHLO: {
    title: 'Introduce yourself in LMTP',
    side: 'our name, in LMTP',
    text: 'The greeting of LMTP. It works like EHLO, and its different name shows at once if the two sides speak different protocols.',
    next: 'Read the keywords as after EHLO.',
  },
  MAIL: {
    title: 'A letter begins: its sender',
    side: 'envelope: where bounces go',
    text: 'Begins a letter and writes the sender on the envelope: the address that bounces go to. It need not be the one in From.',
    next: 'Name the recipients next. `<>` is the empty sender, used for bounces.',
  },
  NOOP: {
    title: 'Do nothing',
    side: 'still there?',
    text: 'Changes nothing and gets a 250. It shows that the connection is alive.',
    next: 'Continue where you were.',
  },
  ONEX: {
    title: 'Only one letter will follow',
    side: 'only one letter will follow',
    text: 'A relic of old Sendmail. Servers today acknowledge it at most.',
    next: 'Leave it out.',
  },
  QUIT: {
    title: 'Say goodbye',
    side: 'goodbye',
    text: 'Ends the conversation properly. A letter that was not finished is dropped; accepted ones are safe.',
    next: 'Wait for 221, then close.',
  },
  RCPT: {
    title: 'Name a recipient',
    side: 'envelope: to whom',
    text: 'Writes one recipient on the envelope. It is sent once for each recipient, and each gets a separate reply: some may be refused, others not.',
    next: 'Repeat it for every recipient, then DATA.',
  },
  RSET: {
    title: 'Forget this letter',
    side: 'forget this letter',
    text: 'Drops sender, recipients and data of the letter that has been started. Connection, TLS and sign-in stay.',
    next: 'Start again with MAIL.',
  },
  SAML: {
    title: 'Show it on the screen and deliver it',
    side: 'to the screen and the mailbox',
    text: "From the days of shared computers: show the letter on the user's terminal and put it into the mailbox too. Servers dropped it long ago.",
    next: 'Use MAIL.',
  },
  SEND: {
    title: 'Show it on the screen',
    side: "to the user's screen",
    text: "From the days of shared computers: show the letter on the user's terminal and keep nothing.",
    next: 'Use MAIL.',
  },
  SOML: {
    title: 'Show it on the screen or deliver it',
    side: 'to the screen or the mailbox',
    text: 'From the days of shared computers: on the terminal if the user is there, else into the mailbox.',
    next: 'Use MAIL.',
  },
  STARTTLS: {
    title: 'Switch this connection to TLS',
    side: 'let us encrypt this connection',
    text: 'Asks to encrypt the connection. After 220 the next octets are the TLS handshake, and everything said before that is void.',
    next: 'Do the handshake, check the certificate, send EHLO again.',
  },
  TURN: {
    title: 'Swap roles without a sign-in',
    side: 'swap roles (obsolete)',
    text: 'Swapped client and server without asking who you are, so that strangers could collect mail. Servers refuse it.',
    next: 'Use ETRN or ATRN.',
  },
  VERB: {
    title: 'Describe what you do',
    side: 'verbose replies, please',
    text: 'An old Sendmail command that makes the server describe its work. Servers today ignore or refuse it.',
    next: 'Leave it out.',
  },
  VRFY: {
    title: 'Does this mailbox exist?',
    side: 'does this mailbox exist?',
    text: 'Asks whether a mailbox exists. Because spammers abused it, the usual answer is a vague 252.',
    next: 'Do not clean lists with it; only a real delivery tells.',
  },
  'X-ANONYMOUSTLS': {
    title: 'TLS among Exchange servers',
    side: 'Exchange: TLS among themselves',
    text: 'Exchange servers of one organisation use it to encrypt among themselves, without checking certificates. It is not meant for others.',
    next: 'Use STARTTLS.',
  },
  'X-EXPS': {
    title: 'Sign-in among Exchange servers',
    side: 'Exchange: sign-in among servers',
    text: 'How Exchange servers sign in to one another inside an organisation.',
    next: 'Use AUTH.',
  },
  XCLIENT: {
    title: 'Send on behalf of another client',
    side: 'Facts about the original client',
    text: 'A trusted front end gives the server the address and name of the real client, and these then decide on access. The session starts over with a greeting.',
    next: 'Wait for 220, then send EHLO again.',
  },
  XFORWARD: {
    title: 'Facts about the original client, for the log',
    side: 'the original client, for the log',
    text: 'A filter passes on who the original client was, so that the log shows it. Access rights do not change, and the facts are dropped after each letter.',
    next: 'Go on with MAIL.',
  },
};
