/** The explorer, in English. */

import type { ExplorerWords } from './explorer.ts';

export const explorerEn: ExplorerWords = {
  about: 'A conversation by hand: what you type is sent as it is, and each reply is explained.',
  serverArgument: 'the server, as for --server; without it, the practice server',
  fail: 'exit with the code of the step that was refused',
  twoServers: 'The server is given twice.',
  practice: 'practice',
  begin:
    'Type a command, such as EHLO and a name. :next suggests what to do now, :help lists everything else.',
  phase: {
    connected: 'connected',
    greeted: 'greeted',
    ready: 'ready',
    mail: 'mail',
    rcpt: 'rcpt',
    data: 'data',
    auth: 'auth',
    closed: 'closed',
  },
  encrypted: 'TLS',
  clear: 'clear',
  answerPrompt: 'answer',
  secretPrompt: 'secret answer (hidden)',
  letterPrompt: 'letter',

  labHelp: {
    help: 'this list',
    next: 'what is allowed now, and a suggestion',
    tls: 'encrypt: STARTTLS, the handshake, EHLO again',
    auth: 'sign in, step by step: :auth, or :auth LOGIN',
    send: 'compose a letter and send it in this conversation',
    b64: 'text into base64: :b64 student',
    unb64: 'base64 into text: :unb64 c3R1ZGVudA==',
    caps: 'what the server offered, and what changed',
    cert: 'the certificate of this connection',
    explain: 'a code, a command or a word: :explain 550 5.1.1',
    state: 'where the conversation stands',
    save: 'write the conversation so far as a session file: :save FILE',
    stuff: 'double dots at the beginning of a line, or not: :stuff off',
    predict: 'guess the class of each reply before it is shown: :predict on',
    violate: 'break a rule on purpose: :violate lists them',
    quit: 'QUIT, and leave',
  },
  helpIntro: [
    'Everything you type goes to the server, except lines that begin with a colon: those are commands to smtp-lab.',
    'When the server asks (334), =text sends that text in base64. Start a line with :: to send a leading colon.',
  ],
  unknownLab: (word) =>
    `Unknown command :${word}; :help lists the commands. To send a line that starts with a colon, type ::.`,

  next: {
    'wait-greeting': { step: 'wait', why: 'the server speaks first' },
    hello: { step: 'EHLO client.example.test', why: 'introduces us and asks what the server supports' },
    'hello-again': {
      step: 'EHLO client.example.test',
      why: 'after the handshake both sides start over: what was offered before TLS no longer counts',
    },
    starttls: {
      step: 'STARTTLS',
      why: 'so that nobody can read what follows, the password above all',
    },
    auth: {
      step: 'AUTH LOGIN',
      why: 'most servers relay only for users they know (or :auth, step by step)',
    },
    answer: { step: '=your answer', why: 'the server waits for the answer to its challenge; * gives up' },
    mail: {
      step: 'MAIL FROM:<student@example.test>',
      why: 'begins the envelope: a bounce would go to this address',
    },
    rcpt: { step: 'RCPT TO:<teacher@example.test>', why: 'names a recipient; repeat it for each' },
    data: { step: 'DATA', why: 'asks the server to accept the letter itself' },
    letter: { step: '.', why: 'header fields, a blank line, text; a dot alone on a line ends it' },
    leave: { step: 'QUIT', why: 'nothing more can be done in this conversation' },
  },
  legal: (verbs) => `Allowed now: ${verbs}.`,

  helloAgain:
    'The connection is now encrypted, and both sides have discarded what came before: send EHLO again.',
  encoded: 'Encoded in base64 and sent. Base64 hides nothing: anyone who can see the traffic can read it.',
  wordAsBase64:
    'The server would decode that as base64, and no text comes out. If it is the word itself, put = in front, and it is encoded for you.',
  notBase64: 'That is not base64, and the server will refuse it. Put = in front, and it is encoded for you.',
  notDecodable: 'That is not base64 as it stands. Copy all of it, with any = at the end.',
  sendAnyway: 'Send it as it is?',
  notSentAnswer: 'The line was not sent; the server is still waiting for an answer.',
  answerByHand: 'Answer in base64, or =text to have it encoded; * gives up.',
  stuffed: (line) => `begins with a dot, so it travels as ${line}`,
  looksStuffed:
    'The dots in this letter seem to be doubled already; each got one more, so the lines will arrive as you gave them.',
  lineAsIs: (line) => `sent as it is: ${line}`,
  letterBegins: 'Now the letter: header fields, a blank line, the text. A dot alone on a line ends it.',
  chunkBegins: 'Now the octets of the chunk; each line that you type counts two extra, for CR and LF.',
  surplus: (octets) =>
    `${octets} ${octets === 1 ? 'octet' : 'octets'} of the last line did not fit into the chunk, and ${octets === 1 ? 'was' : 'were'} not sent: BDAT announces the octets, CR and LF of each line included.`,
  folded:
    'This line begins with white space, so it continues the field above (RFC 5322 §2.2.3). A new field starts at the first character of its line.',
  chunkNow: 'This is part of the chunk, not a command: BDAT takes as many octets as it announced.',
  fieldNameForeign:
    'The name of a header field is English: Subject:, From:, To:. Only its value may be in any language.',
  blankBeforeField:
    'This line begins with white space. A field starts at the first character of its line (RFC 5322 §2.2).',
  dotInChunk: 'A dot ends nothing in a chunk: it is text here, and BDAT counts it.',
  chunkPrompt: (left) => `chunk, ${left} ${left === 1 ? 'octet' : 'octets'} left`,
  commandAsAnswer:
    'A sign-in is under way, so the server would take this line for an answer and not for a command. * cancels the sign-in.',
  emptyAnswer: 'An empty line is an answer too, and it was sent.',
  textNow:
    'This is a line of the letter, not a command: everything is text until a line with nothing but a dot.',
  strayRefused:
    'That line is not a command that the server knows. It is not shown: so soon after AUTH it could be a password.',
  dotNotAlone:
    'This dot has white space before it, so it is text. Only a line with nothing but a dot ends the letter.',
  droppedLetter: (lines) =>
    `The server did not ask for a letter, so its lines were not sent: ${lines}. Otherwise they would have been taken for commands.`,
  dropLetter: 'Drop the connection? The letter will not be delivered.',
  letterDropped: 'The connection was dropped in the middle of the letter: it will not be delivered.',
  serverLeft: 'The server has ended the conversation.',
  over: 'The conversation is over.',
  nothingOffered: 'Nothing has been offered yet: send EHLO to get the list.',
  offered: (layer, authenticated) =>
    `Offered ${layer === 'clear' ? 'before TLS' : 'inside TLS'}${authenticated ? ', signed in' : ''}:`,
  gained: (lines) => `new: ${lines}`,
  lost: (lines) => `gone: ${lines}`,
  unchanged: 'the same as before',
  noCertificate: 'This connection is not encrypted, so there is no certificate. :tls encrypts it.',
  alreadyEncrypted: 'This connection is already encrypted.',
  notNow: (place) =>
    ({
      ended: 'The conversation is over, so nothing can be sent in it.',
      letter: 'A letter is open: first end it with a line that has nothing but a dot.',
      chunk: 'A chunk is open: first send the octets that BDAT announced.',
      answer: 'A sign-in is under way: first answer the server, or cancel with *.',
      hello: 'The server does not know you yet: first send EHLO and a name.',
    })[place],
  onOff: 'Say on or off.',
  stuffing: (on) =>
    on
      ? 'Dots at the beginning of a line are doubled in the next letter.'
      : 'Dots are left as they are in the next letter: a line that is one dot ends it.',
  predicting: (on) =>
    on ? 'From now on you guess the class before each reply is shown.' : 'No more questions.',
  predict: 'Which class will the reply be?',
  predicted: (right, code, score) => `${right ? 'Right' : 'No'}: it was ${code}. ${score}`,
  state: ({ phase, encrypted, identity, from, to }) => [
    `State: ${phase}, ${encrypted ? 'encrypted' : 'not encrypted'}`,
    identity === null ? 'Nobody has signed in' : `Signed in${identity === '' ? '' : ` as ${identity}`}`,
    from === null
      ? 'No envelope is open'
      : `Envelope: from <${from}> to ${to.length === 0 ? 'nobody yet' : to.map((one) => `<${one}>`).join(', ')}`,
  ],
  needsText: (command) => `:${command} needs an argument.`,
  decodedIs: (text) => `It decodes to: ${text}`,
  noRoomFor: (addresses) =>
    `Not sent to ${addresses}: the server's limits (LIMITS) leave no room for them in this connection. Open another one for them.`,
  needsTerminal: (command) => `:${command} asks questions, but input is not a terminal.`,
  askFrom: 'From',
  askTo: 'To',
  askSubject: 'Subject',
  inputEnded: {
    letter: 'The input ended before the lone dot. The letter is not complete, so it was not accepted.',
    chunk: 'The input ended before the chunk was complete. Neither BDAT nor its octets were sent.',
  },
  askBody: 'Text, on one line',
  askUser: 'Name to sign in with',
  askPassword: (user) => `Password of ${user}`,
  noAuth: (encrypted) =>
    encrypted
      ? 'The server did not offer AUTH: nobody can sign in here.'
      : 'The server did not offer AUTH on an unencrypted connection. Encrypt first, with :tls; many servers offer it then.',
  authTakesMechanism:
    ':auth takes the name of a mechanism and nothing else, such as :auth PLAIN. The user name and the password come from --user and --password-file, or are asked for.',
  noMechanism: (name) => `The mechanism ${name} is not supported here.`,
  experiments: {
    'early-talk': {
      does: 'speaks before the greeting, on a separate connection',
      reading:
        '554 or a closed connection: a strict server, which takes early talkers for spam bots. 220 and 250: the server does not mind.',
    },
    'wrong-order': {
      does: 'names a recipient before the sender',
      reading: '503 says "bad sequence of commands". A 250 means that the server does not track its state.',
    },
    'illegal-pipelining': {
      does: 'sends a command right after EHLO, which must come last in a group',
      reading:
        'Two replies: the server lets it pass. One reply, 503 or 554, or a closed connection: the server watches for it.',
    },
    'bare-lf': {
      does: 'ends a command with LF alone',
      reading:
        'A reply at once: LF is taken for a line end, which makes SMTP smuggling possible. A reply only after the CRLF: the server is strict.',
    },
    'long-line': {
      does: 'sends a command of 3000 characters, where the limit is 512',
      reading: '500 says "line too long"; 250 says that the server reads on anyway.',
    },
    'unoffered-extension': {
      does: 'uses a parameter that was not offered',
      reading:
        '555 says "parameters not recognized"; 501 means the same, less precisely. 250: the server ignores what it does not know.',
    },
  },
  verdict: (verdict, byCode) => {
    switch (verdict) {
      case 'nothing':
        return 'No reply came, so this run shows nothing about the server.';
      case 'lf-ends':
        return 'The server answered the line that ended with LF alone: it takes a bare LF for a line end, which makes SMTP smuggling possible.';
      case 'lf-does-not-end':
        return 'One reply came, and only after the CRLF: the server does not take a bare LF for a line end.';
      case 'by-code':
        return byCode;
    }
  },
  experimentsIntro: 'Rules that can be broken here, with :violate NAME:',
  unknownExperiment: (name) => `Unknown experiment "${name}".`,
  breaks: (rule) => `This breaks ${rule}, on purpose.`,
  breakThere: (host) => `${host} is a real server, and may log rule violations. Continue?`,
  practicePassword: (user, password) => `The practice server knows ${user} with the password ${password}.`,
};
