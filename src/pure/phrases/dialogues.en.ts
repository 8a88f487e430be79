/** Transcripts, in English. */

import type { DialogueWords } from './dialogues.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const PHASES: Readonly<Record<string, string>> = {
  connected: 'before the greeting',
  greeted: 'before EHLO',
  ready: 'outside a transaction',
  mail: 'before any recipient was accepted',
  rcpt: 'inside a transaction',
  data: 'inside a letter',
  bdat: 'between two chunks',
  auth: 'inside a sign-in',
  tls: 'where TLS should begin',
  refused: 'after a refusal in the greeting',
  closing: 'after QUIT',
  closed: 'after the connection was closed',
};

const QUIRKS: Readonly<Record<string, string>> = {
  'missing-brackets': 'the address has no angle brackets',
  'source-route': 'it has a source route, which is obsolete',
  'no-domain': 'the address has no domain',
  'space-before-path': 'there is a space after the colon',
  'trailing-space': 'there is a space at the end',
  'extra-space': 'more than one space separates',
};

const FINDINGS: Readonly<Record<string, string>> = {
  'classes-differ': 'code and enhanced code contradict each other; the code decides',
  'permanent-says-later': 'the code says never, the text says later; programs go by the code',
  'temporary-blocklist': 'the code says later, but the text names a blocklist',
  'success-with-refusal': 'the code says yes, the text sounds like no; the code decides',
};

const ENDINGS: Readonly<Record<string, string>> = {
  'closed-by-server': 'The server closed the connection.',
  'closed-by-client': 'The client closed the connection without QUIT.',
  closed: 'The connection was closed; the text does not say by which side.',
};

const LETTERS: Readonly<Record<string, string>> = {
  none: 'No letter was sent.',
  accepted: 'The letter was accepted before that.',
  refused: 'The letter was refused before that.',
  unknown:
    'The whole letter was sent, and no reply to it is shown: it may have been accepted. Sending it again may deliver it twice.',
  'not-sent': 'The end of the letter was not sent, so the server must not deliver it.',
  'not-visible': 'Nothing is shown after the TLS handshake, so it is not known whether a letter was sent.',
};

export const dialoguesEn: DialogueWords = {
  from: 'notation of the file: native (ours), auto (detect it), or rfc, swaks, curl, postfix …',
  conversation: 'which conversation of a transcript, from 1',
  repair: 'print a transcript as a clean session file, each change commented',
  judge: 'explain what another program printed and name what breaks the protocol; - is standard input',
  against: 'with --judge: the session file that it should have followed',
  redact: 'print the file without its secrets; with --check say what still looks like one',
  anonymize: 'with --redact: replace addresses, hosts and queue ids as well',
  remark: 'remark',
  remarks: {
    T001: (d) => `This reply of code ${d.code} never ends: its last line still has a hyphen.`,
    T002: (d) => `"${d.text}" has no reply code; taken as success.`,
    T003: (d) => `${d.command} has no reply here.`,
    T004: (d) => `Joined with the line before it (${d.rule}): ${d.text}`,
    T005: (d) => `"${d.text}" is a placeholder for a letter; replay needs a real one.`,
    T006: (d) => `Judging by what they say, ${d.server} is the server and ${d.client} the client.`,
    T007: (d) => `After ${d.verb} the sides swapped roles.`,
    T008: (d) => `A note about both sides: ${d.text}`,
    T009: (d) => `Not SMTP, left out: ${d.text}`,
    T010: (d) => `${plural(d.lines, 'line', 'lines')} of page breaks left out.`,
    T011: (d) => `"${d.word}" begins an alternative dialogue.`,
    T012: (d) => `${plural(d.lines, 'line', 'lines')} that look like a table of codes, not a conversation.`,
    T013: (d) => `Octets missing from the capture: ${d.client} from the client, ${d.server} from the server.`,
    T014: (d) =>
      `The capture is damaged or truncated at octet ${d.octet}; only what comes before it was read.`,
    T015: (d) =>
      `The capture exceeds the limits: ${d.packets} packets and ${d.octets} octets were not read. Capture one server only: tcpdump host NAME and port 25.`,
  },
  stream: (client, server, packet) => `${client} → ${server}, from packet ${String(packet)}`,
  streamTable: {
    head: ['packet', 'connection', 'TLS', 'letter', 'refused', 'rules broken'],
    letters: {
      none: '',
      accepted: 'accepted',
      refused: 'refused',
      unknown: 'unknown',
      'not-sent': 'not sent',
      'not-visible': 'encrypted',
    },
  },
  conduct: {
    'out-of-order': (d) => `${d.verb} is not allowed ${PHASES[d.phase] ?? d.phase}.`,
    'unknown-command': (d) => `"${d.verb}" is not a known command.`,
    syntax: (d) => `${d.verb} is malformed: at character ${d.offset + 1}, expected ${d.wanted}.`,
    lenient: (d) =>
      `${d.verb}: ${QUIRKS[d.quirk] ?? d.quirk}; many servers let it pass, strict ones answer 501.`,
    'not-offered': (d) =>
      d.what === d.keyword
        ? `${d.what} was used, although the server had not offered it.`
        : `${d.what} was used, although the server had not offered it (${d.keyword}).`,
    'pipelining-not-offered': (d) =>
      `${d.verb} was sent without waiting, although PIPELINING was not offered.`,
    'group-goes-on': (d) => `${d.verb} must be the last of its group, but more was sent after it.`,
    'password-in-clear': (d) => `${d.mechanism} without encryption: anyone who listens can read the secret.`,
    'line-too-long': (d) => `A line of ${d.octets} octets; ${d.max} are allowed.`,
    'no-quit': () => 'As far as it is shown, the conversation ends without QUIT.',
    'impossible-reply': (d) => `${d.reply} cannot be an answer to ${d.verb}.`,
    'unasked-reply': (d) => `${d.reply} came although no command was waiting for a reply.`,
    'wrong-yes': (d) => `${d.verb} is accepted with ${d.wanted}, not with ${d.reply}.`,
    'starttls-inside-tls': () => 'STARTTLS is offered again, although the connection is already encrypted.',
    'enhanced-missing': (d) => `${d.reply} has no enhanced code, although ENHANCEDSTATUSCODES was offered.`,
    'reply-contradicts': (d) => `The reply contradicts itself: ${FINDINGS[d.finding] ?? d.finding}.`,
  },
  client: 'client',
  server: 'server',
  rule: (rule) => `(${rule})`,
  verdict: (client, server, warnings) =>
    `${client === 0 ? 'The client broke no rule' : `The client broke ${plural(client, 'rule', 'rules')}`}, ${
      server === 0 ? 'the server none' : `the server ${server}`
    }${warnings === 0 ? '.' : `; ${plural(warnings, 'warning', 'warnings')}.`}`,
  verdictFine: 'Neither side broke a rule.',
  refused: (place, recipient, title) => `${place}: ${recipient === '' ? '' : `${recipient}: `}${title}`,
  refusedOnly: 'Refused; neither the code nor the text says why',
  moreRefusals: (count) => `${plural(count, 'more refusal', 'more refusals')}.`,
  ending: (how, letter) => [ENDINGS[how], LETTERS[letter]].filter((one) => one !== undefined).join(' '),
  encrypted: (mode) =>
    mode === 'starttls' ? 'Encrypted from STARTTLS on.' : 'Encrypted from the first octet on.',
  beginningMissing:
    'The beginning is not shown: the conversation is judged from its first line, as far as possible.',
  notUnderstood: (lines, first) =>
    `${plural(lines, 'line is', 'lines are')} not understood as part of the conversation (the first is line ${first}); neither side is blamed for ${lines === 1 ? 'it' : 'them'}.`,
  asWanted: (file) => `Everything matched ${file}.`,
  oneAtATime: (count) => `The transcript has ${count} conversations; say which one: --conversation N.`,
  noSuchConversation: (count) =>
    `The transcript has ${plural(count, 'conversation', 'conversations')}; no such number.`,
  tryAuto: 'If another program or a document wrote it: --from auto.',
  leftovers: {
    'sign-in': 'an answer in a sign-in',
    url: 'a password in a URL',
    bearer: 'a token',
    assignment: 'a password or token in an assignment',
    encoded: 'a name and a password in base64',
  },
  clean: (file) => `${file}: nothing looks like a secret.`,
  redacted: (places) => `${plural(places, 'place', 'places')} cleaned.`,
  repaired: (places) =>
    `${plural(places, 'secret', 'secrets')} replaced by variables: give --user and a password option, or --var, to play the file.`,
  notRedacted: (file) =>
    `${file}: something in it looks like a secret and cannot be taken out, so nothing is printed. "replay --redact --check" names the lines; change them by hand.`,
  notReadable: (file, line, code) =>
    `${file}:${line}: this text is not fully understood (${code}), and what is not understood may be a secret, so nothing of it is printed. Try --from with the name of the program that wrote it.`,
  together: (one, other) => `${one} and ${other} cannot be used together.`,
  needs: (option) => `It works only with ${option}.`,
};
