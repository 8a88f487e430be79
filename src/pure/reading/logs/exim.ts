/** Lines of Exim's main log: `<=`, `=>`, `**`, `==`, and what it refuses. */

import type { CauseId } from '../../knowledge/index.ts';
import type { Reading, Side, Stage } from '../reading.ts';
import { stageOf } from '../said.ts';
import { deliveredLine, logReading, quietLine, unknownLine } from './log-reading.ts';
import type { Line } from './log-reading.ts';

const STAMP =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?)(?: [+-]\d{4})? (?:\[\d{1,10}(?:\/\d{1,10})?\] )?/;
const ID =
  /^([0-9A-Za-z]{6}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{6}-[0-9A-Za-z]{11}-[0-9A-Za-z]{4})(?= |$)/;
const FLAG = /^(<=|=>|->|>>|\*\*|==|\*>|\(=) /;
const STARTS =
  /^(?:H=|\*\*|==|=>|<=|Completed|SMTP |TLS |rejected |temporarily rejected|unexpected |no immediate|sender verify|\S{1,40} authenticator failed|Start queue|End queue|exim |Connection from|refused |no host name|no IP address|Frozen|Spool|message |routing |lowest numbered|daemon|cancelled|Warning: |Failed to |failed to |Message |Sender |ident|dnslists|lost |SSL|remote host|retry|auth_|Error |2 |malware|spam)/;

/** Where the stamp of a line ends; 0 where it has none. Mostly it is the plain one, which is found by its places. */
function stampEnd(message: string): number {
  const isPlain =
    message.charAt(4) === '-' &&
    message.charAt(13) === ':' &&
    message.charAt(19) === ' ' &&
    message.charAt(26) === '-' &&
    message.charAt(20) !== '[';
  return isPlain ? 20 : (STAMP.exec(message)?.[0].length ?? 0);
}

/** Whether a line that names no program is Exim's. */
export function isExim(message: string): boolean {
  const end = stampEnd(message);
  if (end === 0) return false;
  const rest = message.slice(end);
  return ID.test(rest) || STARTS.test(rest);
}

export function readExim({ message, program, time, number }: Line): Reading {
  const end = stampEnd(message);
  const body = end === 0 ? message : message.slice(end);
  const stamp = end === 20 ? message.slice(0, 19) : (STAMP.exec(message)?.[1] ?? '');
  const line: Line = { message: body, program, number, time: time === '' ? stamp : time };
  const id = ID.exec(body)?.[1] ?? null;
  const rest = id === null ? body : body.slice(id.length + 1);
  const flag = FLAG.exec(rest)?.[1] ?? '';
  if (flag === '<=' || flag === '(=') return quietLine(line, 'Exim', id);
  if (flag === '=>' || flag === '->') {
    const delivered = readDelivered(line, id, rest.slice(3));
    if (delivered !== null) return delivered;
  }
  if (flag !== '') return readDelivery(line, id, rest.slice(3), flag);
  if (rest === 'Completed') return quietLine(line, 'Exim', id);
  const refused =
    /(?:^| )(?:temporarily )?rejected (RCPT|MAIL|EHLO|HELO|after DATA|DATA|VRFY|EXPN|AUTH|STARTTLS|connection|during|by |header|message|unqualified|\S{2,12})/.exec(
      rest,
    );
  if (refused !== null && !rest.startsWith('Warning: ') && !rest.startsWith('SMTP protocol sync'))
    return readRefusal(line, id, rest, refused.index);
  return readEvent(line, id, rest);
}

const KEY =
  /^ (?:[A-Z](?= |$)|[A-Z]{1,4}\*?=(?:"(?:[^"\\]|\\.){0,500}"|\S{1,400})(?: \[[^\]]{2,60}\](?::\d{1,5})?)?|<[^<>]{0,320}>|\([^()]{1,200}\))/;

/** `=> user@domain R=… T=… H=host [address] … C="250 …"` by its places; null where a line is less plain. */
function readDelivered(line: Line, queueId: string | null, rest: string): Reading | null {
  const end = rest.indexOf(' ');
  const recipient = rest.slice(0, end);
  if (end === -1 || !recipient.includes('@') || recipient.includes('"') || !rest.startsWith(' R=', end))
    return null;
  const host = rest.indexOf(' H=', end);
  const closed = rest.indexOf(']', host);
  const answer = rest.indexOf(' C="', closed);
  const last = rest.indexOf('"', answer + 4);
  if (host === -1 || closed === -1 || answer === -1 || last === -1) return null;
  const peer = rest.slice(host + 3, closed + 1);
  const said = rest.slice(answer + 4, last);
  if (said.includes('\\') || !isHost(peer)) return null;
  return deliveredLine(line, { system: 'Exim', queueId, recipient, peer, said });
}

/** `host [address]`, and no more. */
function isHost(text: string): boolean {
  const space = text.indexOf(' ');
  return space > 0 && text.charAt(space + 1) === '[' && !text.includes(' ', space + 1);
}

function readDelivery(line: Line, id: string | null, rest: string, flag: string): Reading {
  const named =
    /^(\S{1,400}?(?: \S{1,100}?)*?)(?= <[^<>\s]{1,320}>| [A-Z]{1,3}=|(?: routing)? defer \(|:(?: |$)|$)/.exec(
      rest,
    )?.[1] ?? '';
  let tail = rest.slice(named.length);
  const angled = /^ <([^<>\s]{1,320})>/.exec(tail)?.[1] ?? null;
  const recipient = named.includes('@') && !named.startsWith('|') ? named : (angled ?? named);
  let peer: string | null = null;
  let confirmed = '';
  for (let key = KEY.exec(tail); key !== null; key = KEY.exec(tail)) {
    if (key[0].startsWith(' H=')) peer = key[0].slice(3);
    if (key[0].startsWith(' C=')) confirmed = key[0].slice(3).replace(/^"|"$/g, '');
    tail = tail.slice(key[0].length);
  }
  const base = { system: 'Exim', queueId: id, recipient: recipient === '' ? null : recipient, peer };
  if (flag === '=>' || flag === '->' || flag === '>>' || flag === '*>')
    return deliveredLine(line, { ...base, said: confirmed });
  // The host may come again behind the reason.
  const behind = / H=(\S{1,255}(?: \[[^\]]{2,60}\])?)/.exec(tail)?.[1];
  const words = tail.replace(/^[: ]+/, '').replace(/^(?:routing )?defer \(-?\d{1,4}\):? ?/, '');
  const quoted = /authenticator failed H=\S{1,255} \[[^\]]{2,60}\] (\d{3} .*)$/.exec(words)?.[1];
  const program =
    /(?:Child process of|transport returned|local delivery|error ignored|pipe|exec)/.test(words) &&
    !/SMTP error/.test(words);
  const reading = logReading(line, { ...base, said: quoted ?? words, peer: peer ?? behind ?? null });
  if (words === '') return { ...reading, cause: flag === '==' ? 'delayed' : 'unknown', sure: false };
  if (program && (reading.cause === null || !reading.sure || reading.cause === 'delivery-program'))
    return { ...reading, cause: 'delivery-program', side: 'ours-failed', stage: 'local' };
  const isDns = reading.cause === 'lookup-failed' && /\bhost lookup|\bDNS\b|\bMX\b/i.test(words);
  if (reading.cause === 'delayed' || isDns) return { ...reading, side: 'never-connected' };
  if (reading.code === null && (reading.cause === 'no-route' || reading.cause === 'unknown-user'))
    return { ...reading, side: reading.cause === 'no-route' ? 'never-connected' : 'ours-refused-client' };
  if (
    reading.code === null &&
    ['mailbox-full', 'disk-full', 'system-error', 'lookup-failed'].includes(reading.cause ?? '')
  )
    return { ...reading, side: 'ours-failed' };
  if (
    reading.code === null &&
    (reading.cause === 'tls-not-offered' || reading.cause === 'certificate-not-trusted')
  )
    return { ...reading, side: 'connection-broke' };
  return reading;
}

function readRefusal(line: Line, id: string | null, rest: string, at: number): Reading {
  const said = rest.slice(at);
  const place = /rejected (after DATA|connection|\S{2,12})/.exec(said)?.[1] ?? '';
  const stage: Stage | null = /after DATA|header|message|by local_scan/.test(said.slice(0, 40))
    ? 'message'
    : stageOf(place);
  const recipient =
    /rejected RCPT <?([^<>\s:]{1,256}@[^<>\s:]{1,255}|(?<=<)[^<>\s:]{1,64}(?=>))>?/.exec(said)?.[1] ?? null;
  const peer =
    /H=(\S{0,255} ?(?:\(\S{1,255}\) )?\[[^\]]{2,60}\])/.exec(rest)?.[1] ??
    /\[[0-9a-f.:]{2,60}\]/i.exec(rest)?.[0] ??
    null;
  const words =
    /^(?:temporarily )? ?(?:temporarily )?rejected [^:]{0,400}?(?:<[^<>]{0,320}>[^:]{0,200}?)?: (.*)$/.exec(
      said.trim(),
    )?.[1] ?? said;
  const isHello = /^(?:EHLO|HELO)$/.test(place);
  const reading = logReading(line, {
    system: 'Exim',
    said: words,
    queueId: id,
    recipient,
    peer,
    stage,
    side: 'ours-refused-client',
    ...(isHello && !/too many|rate/i.test(words) ? { cause: 'hello-name' as const } : {}),
  });
  if (reading.cause === null || (reading.cause === 'unknown' && !reading.sure))
    return { ...reading, cause: stage === 'message' ? 'content-refused' : 'refused-by-rule', sure: false };
  return reading;
}

const EVENTS: readonly (readonly [RegExp, CauseId, Side])[] = [
  [/SMTP protocol synchronization error/, 'spoke-too-early', 'ours-refused-client'],
  [/authenticator failed for /, 'wrong-password', 'ours-refused-client'],
  [/(?:^|\] )sender verify (?:fail|defer)/, 'sender-domain', 'ours-refused-client'],
  [
    /(?:unexpected disconnection|SMTP command timeout|SMTP data timeout|SMTP connection from .{1,300} (?:lost|closed)|lost connection|connection (?:lost|reset))/,
    'client-left',
    'connection-broke',
  ],
  [/TLS error on connection|SSL_accept|TLS session: \(/, 'tls-failed', 'connection-broke'],
  [
    /(?:Connection from .{1,200} refused: too many connections|too many concurrent)/,
    'too-many-connections',
    'ours-refused-client',
  ],
  [
    /too many (?:syntax|nonmail|unrecognized)|SMTP syntax error|unrecognized command/,
    'command-error',
    'ours-refused-client',
  ],
  [
    /no host name found for IP address|no IP address found for host|reverse lookup|does not match any IP/,
    'reverse-dns',
    'not-a-refusal',
  ],
  [/^(?:refused relay|relay not permitted)/, 'relaying', 'ours-refused-client'],
  [
    /^(?:Failed to create|failed to (?:open|write|create|fork)|exim: |.*No space left)/,
    'system-error',
    'ours-failed',
  ],
];

/** What Exim logs about hosts and itself; all else is information. */
function readEvent(line: Line, id: string | null, rest: string): Reading {
  const known = EVENTS.find(([pattern]) => pattern.test(rest));
  const reply = /: (\d{3} .*?)(?: \(set_id=[^)]*\))?$/.exec(rest)?.[1];
  const peer = /\[[0-9a-fA-F.:]{2,60}\]/.exec(rest)?.[0] ?? null;
  if (known !== undefined) {
    const isReply = reply !== undefined && known[1] === 'wrong-password';
    return logReading(line, {
      system: 'Exim',
      said: isReply ? reply : rest,
      cause: known[1],
      side: known[2],
      queueId: id,
      peer,
      ...(isReply ? {} : { code: null }),
      ...(known[1] === 'wrong-password' ? { stage: 'auth' as const } : {}),
    });
  }
  const host = /^H=(\S{1,255}(?: \[[^\]]{2,60}\](?::\d{1,5})?)?)[: ] ?(.*)$/.exec(rest);
  if (
    host !== null &&
    /SMTP error|Remote host closed connection|Connection (?:timed out|refused|reset)|No route|unreachable|TLS|SMTP timeout|host .{1,80}:/.test(
      host[2] ?? '',
    )
  ) {
    const recipient = /RCPT TO:<([^<>\s]{1,320})>/.exec(rest)?.[1] ?? null;
    return logReading(line, {
      system: 'Exim',
      said: host[2] ?? '',
      peer: host[1] ?? null,
      queueId: id,
      recipient,
    });
  }
  return unknownLine(line, 'Exim', id);
}
