/**
 * Commands, in English words.
 */

import type { SideWords } from '../words.ts';
import type { CommandId } from '../commands.ts';

export const words: Readonly<Record<CommandId, SideWords>> = {
  ATRN: {
    title: 'Swap roles and collect mail',
    side: 'swap roles: send me my mail',
    text: 'Turns the conversation round after a sign-in: the server becomes the client and hands over the mail it keeps for your domains, on this same connection.',
    next: 'After 250 send a greeting of your own and act as a server.',
  },
  AUTH: {
    title: 'Sign in',
    side: 'signing in',
    text: 'Names a mechanism and starts a sign-in. The server asks with 334, and each answer is a line of base64, until 235 or a refusal.',
    next: 'Answer each 334; a lone `*` gives up. Do it only over TLS.',
  },
  BDAT: {
    title: 'Send the letter by counted chunks',
    side: 'a chunk of the letter, counted',
    text: 'Announces a number of octets, which follow at once. Nothing is looked at inside them, so no dots are doubled and there is no end mark; LAST marks the final piece.',
    next: 'Send the octets right after the line, and LAST with the last of them.',
  },
  BURL: {
    title: 'Let the server fetch the letter',
    side: 'fetch the letter from IMAP',
    text: 'Gives a link to a letter on an IMAP server; the submission server fetches it, so that a phone need not upload it twice.',
    next: 'Use it after RCPT, with LAST if nothing else follows.',
  },
  DATA: {
    title: 'Now comes the letter',
    side: 'now comes the letter',
    text: 'Asks to send the letter itself: header fields, an empty line, the text. The server answers 354, and a line with a single dot ends it.',
    next: 'Wait for 354. Double each dot that begins a line, end with a lone dot, and be patient with the reply.',
  },
  EHLO: {
    title: 'Introduce yourself, ask what is offered',
    side: 'our name; what can you do?',
    text: 'Says who is calling and asks for the extensions. It also forgets any letter that was begun.',
    next: 'Read the keywords. After STARTTLS send EHLO again, for the old list is void.',
  },
  ETRN: {
    title: 'Start sending what waits for me',
    side: 'start sending what waits for us',
    text: 'Asks the server to begin delivering the mail it holds for the named host, over new connections of its own.',
    next: 'Be ready to accept connections; the reply only says that it has begun.',
  },
  EXPN: {
    title: 'Who is on this list?',
    side: 'who is on this list?',
    text: 'Asks for the members of a mailing list, one a line. Nearly everybody switches it off, to protect those addresses.',
    next: 'Expect 502 or 252, and go on.',
  },
  HELO: {
    title: 'Introduce yourself, the old way',
    side: 'our name, the old way',
    text: 'The older greeting, which asks for no extensions. Servers must still take it, and it is the fallback when EHLO fails.',
    next: 'Go on with MAIL; nothing optional may be used.',
  },
  HELP: {
    title: 'Ask for help',
    side: 'help, please',
    text: 'Asks for text to read, on the server in general or on one command. It changes nothing.',
    next: 'Read it and go on.',
  },
  LHLO: {
    title: 'Introduce yourself in LMTP',
    side: 'our name, in LMTP',
    text: 'The greeting of LMTP. It works like EHLO, and its other name shows at once when two sides speak different protocols.',
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
    next: 'Go on where you were.',
  },
  ONEX: {
    title: 'Only one letter will follow',
    side: 'only one letter will follow',
    text: 'A promise from the days of old Sendmail. At most it is acknowledged today.',
    next: 'Leave it out.',
  },
  QUIT: {
    title: 'Say goodbye',
    side: 'goodbye',
    text: 'Ends the conversation in good order. A letter that was not finished is dropped; accepted ones are safe.',
    next: 'Wait for 221, then close.',
  },
  RCPT: {
    title: 'Name a recipient',
    side: 'envelope: to whom',
    text: 'Writes one recipient on the envelope. Once for each, and each gets an answer of its own: some may be refused, others not.',
    next: 'Repeat it for every recipient, then DATA.',
  },
  RSET: {
    title: 'Forget this letter',
    side: 'forget this letter',
    text: 'Drops sender, recipients and data of the letter that was begun. Connection, TLS and sign-in stay.',
    next: 'Begin again with MAIL.',
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
    side: 'let us encrypt this line',
    text: 'Asks to encrypt the connection. After 220 the next octets are the TLS handshake, and all that was said before counts for nothing.',
    next: 'Do the handshake, check the certificate, send EHLO again.',
  },
  TURN: {
    title: 'Swap roles, no questions asked',
    side: 'swap roles (obsolete)',
    text: 'Swapped client and server without asking who you are, so that strangers could collect mail. Servers refuse it.',
    next: 'Use ETRN or ATRN.',
  },
  VERB: {
    title: 'Tell me what you do',
    side: 'be talkative, please',
    text: 'An old Sendmail command that makes the server describe its work. Servers today ignore or refuse it.',
    next: 'Leave it out.',
  },
  VRFY: {
    title: 'Does this mailbox exist?',
    side: 'does this mailbox exist?',
    text: 'Asks whether a mailbox exists. Spammers have spoiled it: the usual answer is a vague 252.',
    next: 'Do not clean lists with it; only a real delivery tells.',
  },
  'X-ANONYMOUSTLS': {
    title: 'TLS among Exchange servers',
    side: 'Exchange: TLS among themselves',
    text: 'Exchange servers of one organisation encrypt with it among themselves, without checking certificates. It is not meant for others.',
    next: 'Use STARTTLS.',
  },
  'X-EXPS': {
    title: 'Sign-in among Exchange servers',
    side: 'Exchange: sign-in among servers',
    text: 'The sign-in of Exchange servers to one another inside one organisation.',
    next: 'Use AUTH.',
  },
  XCLIENT: {
    title: 'Speak for another client',
    side: 'I speak for this client',
    text: 'A trusted front end gives the server the address and name of the real client, and these then decide on access. All starts over with a greeting.',
    next: 'Wait for 220, then send EHLO again.',
  },
  XFORWARD: {
    title: 'Facts about the first client, for the log',
    side: 'the first client, for the log',
    text: 'A filter passes on who the first client was, so that the log shows it. Rights do not change, and it is forgotten after each letter.',
    next: 'Go on with MAIL.',
  },
};
