/** `explain` of what others wrote, in English. */

import type { ReadingWords } from './reading.ts';

export const readingEn: ReadingWords = {
  lines: (lines) => `${lines.includes('–') ? 'lines' : 'line'} ${lines}`,
  packets: (numbers) => (numbers.includes('–') ? `packets ${numbers}` : `packet ${numbers}`),
  queue: (id) => `queue id ${id}`,
  at: (peer) => `with ${peer}`,
  reportedBy: (name) => `reported by ${name}`,
  times: (count) => (count === 1 ? 'once' : `${String(count)} times`),
  andOthers: (count) => `and ${String(count)} more`,
  sides: {
    'theirs-refused-us': 'The other server refused it.',
    'ours-refused-client': 'This server refused a client.',
    'ours-failed': 'This server failed by itself.',
    'never-connected': 'No connection was made.',
    'connection-broke': 'The connection broke.',
    'not-a-refusal': 'Nothing was refused.',
  },
  stages: {
    connect: 'at the greeting',
    tls: 'at STARTTLS',
    ehlo: 'at EHLO',
    auth: 'at the sign-in',
    mail: 'at MAIL FROM',
    rcpt: 'at RCPT TO',
    data: 'at DATA',
    message: 'after the letter',
    queue: 'in the queue',
    local: 'at the delivery to the mailbox',
  },
  duties: {
    sender: 'The sender can fix it.',
    'sender-admin': "The administrator on the sender's side can fix it.",
    recipient: 'The recipient can fix it.',
    'recipient-admin': "The administrator on the recipient's side can fix it.",
    network: 'Those who run the network in between can fix it.',
    nobody: 'Nothing needs fixing.',
  },
  retries: {
    now: 'Send again at once.',
    later: 'Trying again later may help.',
    no: 'Trying again without changing anything will not help.',
    'may-duplicate': 'It may have arrived: sending it again may deliver it twice.',
  },
  findings: {
    'classes-differ': 'The code and the enhanced code contradict each other; the three-digit code decides.',
    'permanent-says-later':
      'The code says never, the text says later: programs go by the code and will not try again.',
    'temporary-blocklist':
      'A blocklist usually means no until somebody acts, though the code says to try again.',
    'success-with-refusal': 'The code says yes, the text sounds like no; the code decides.',
    'status-differs': "The report's own status differs from the code in the reply; the reply is the source.",
    'may-arrive-twice': 'The reply to the letter did not come: it may arrive twice.',
    'waited-long': 'It has been waiting for more than a day; waiting alone is unlikely to help.',
  },
  kinds: {
    report: 'delivery report',
    bounce: 'bounce',
    log: 'log',
    error: 'error text',
    reply: 'reply',
    transcript: 'transcript',
    capture: 'capture of packets',
  },
  notKnown:
    'This kind of text is not recognised, so nothing can be said about it. Recognised: delivery reports and bounces (the whole letter, with its header, is best), logs of Postfix, Exim, Sendmail, Dovecot, OpenSMTPD, qmail, Exchange and rspamd, error texts of programs and libraries, single replies. A dialogue of both sides: `smtp-lab replay --judge FILE`.',
  letterOnly:
    'This is a letter, and it reports nothing about another letter: no delivery report, bounce, complaint or automatic answer was found in it.',
  binary: 'This is not text.',
  capture: {
    title: (packets, streams, conversations) =>
      `Packet capture: ${String(packets)} packets, ${String(streams)} TCP connections, ${String(conversations)} SMTP conversations. To see them in full: smtp-lab replay FILE; to see what each side did right and wrong: smtp-lab replay --judge FILE`,
    none: 'No conversation with a mail server was found. Capture the port of the server with whole packets: tcpdump -s 0 -w FILE port 25',
    link: (packets) =>
      `${String(packets)} packets have an unsupported link layer; Ethernet, loopback, raw IP and Linux cooked are supported.`,
    fragments: (packets) =>
      `${String(packets)} packets are IP fragments whose other parts are missing or contradict them.`,
    cut: (packets) =>
      `${String(packets)} packets are too short to be read; tcpdump -s 0 captures them whole.`,
    damage: (octet) =>
      `The file is damaged or truncated at octet ${String(octet)}; only what comes before it was read.`,
    limits: (packets, octets) =>
      `The capture exceeds the limits: ${String(packets)} packets and ${String(octets)} octets were not read. Capture one server only: tcpdump host NAME and port 25`,
    encrypted: (client, server, packet, seen) =>
      `${client} → ${server}, from packet ${String(packet)}: encrypted from the beginning${seen === '' ? '' : ` (${seen})`}; nothing inside can be read.`,
    conversation: (client, server, packet) => `${client} → ${server}, from packet ${String(packet)}`,
    only: {
      client: 'Only the client is in the capture.',
      server: 'Only the server is in the capture.',
    },
    tls: (seen) =>
      `Encrypted after STARTTLS${seen === '' ? '' : ` (${seen})`}; nothing after that can be read.`,
    missing: (client, server) =>
      `Missing from the capture: ${String(client)} octets from the client, ${String(server)} from the server.`,
    repeated: (octets) => `${String(octets)} octets were sent more than once.`,
    conflicting: (octets) =>
      `${String(octets)} of the repeated octets differ from those that came first; the first ones are shown.`,
    letter: (sender, recipients, outcome, code) => {
      const said = {
        accepted: `accepted (${String(code)})`,
        refused: `refused (${String(code)})`,
        unknown: 'the reply is not in the capture; it may have arrived',
      };
      return `Letter from ${sender} to ${recipients === '' ? 'unknown' : recipients}: ${said[outcome]}.`;
    },
    more: (count) => `${String(count)} more conversations are not listed; --json lists all.`,
  },
  cut: (octets) => `Only the first ${octets} of this text were read.`,
  table: {
    title: (lines, understood) => `${String(lines)} lines, ${String(understood)} of them understood:`,
    programs: (names) => `Written by ${names}.`,
    head: ['times', 'cause', 'recipients', 'first', 'last'],
    more: (count) => `${String(count)} more kinds are not listed.`,
    hosts: (names) => `Other servers seen most often: ${names}.`,
    delays: (text) => `Average delay of the deliveries: ${text}.`,
    delayParts: ['before the queue', 'in the queue', 'connecting', 'sending'],
    seconds: (value) => `${value.toFixed(2)} s`,
  },
  follow: {
    title: (what) => `The path of ${what}:`,
    nothing: (what) => `${what} was not found in these logs.`,
    joined: (how, id) =>
      how === 'queued-as'
        ? `continues as ${id} (queued as)`
        : how === 'message-id'
          ? `continues as ${id} (same Message-ID)`
          : `continues as ${id} (named in the reply)`,
    needsFiles: 'Name the logs: explain --follow WHAT FILE…',
    most: (count) => `Only the first ${String(count)} lines of it are shown.`,
  },
  serverName: {
    title: 'The server name is not known',
    text: 'The name to which the program tried to connect does not exist in DNS, or the DNS server did not answer.',
    next: 'Check the spelling of the server name in the settings: a host name, without `smtp://`, port or spaces. Then check the resolver of this machine.',
  },
  dialogue: (refusals) =>
    `This is a dialogue of both sides${refusals === 0 ? ', and nothing was refused in it' : ''}. What each side did right and wrong: smtp-lab replay --judge FILE`,
  file: 'explain what is in this file: a log, a bounce, an error text; - is standard input',
  followOption: 'follow a letter through logs: WHAT is a queue id, a Message-ID or an address',
};
