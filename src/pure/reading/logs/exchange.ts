/** Exchange: message tracking logs and protocol logs, both lines of comma-separated values. */

import { PORTS } from '../../protocol/index.ts';
import type { Reading } from '../reading.ts';
import { deliveredLine, logReading, quietLine, unknownLine } from './log-reading.ts';
import type { Line } from './log-reading.ts';

const STAMP = /^\uFEFF?"?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,3}Z"?,/;
const EVENTS =
  /^(?:FAIL|DEFER|DELIVER|SEND(?:EXTERNAL)?|RECEIVE|EXPAND|BADMAIL|DROP|DSN|SUBMIT|TRANSFER|REDIRECT|RESOLVE|HAREDIRECT|HARECEIVE|HADISCARD|AGENTINFO|DUPLICATEDELIVER|SUBMITDEFER|SUBMITFAIL|PROCESS|POISONMESSAGE|INITMESSAGECREATED|NOTIFYMAPI|MODERATORREJECT|LOAD|THROTTLE|SUPPRESSED)$/;

export function isExchange(message: string): boolean {
  return STAMP.test(message) || /^#(?:Software: Microsoft Exchange|Fields: date-time)/.test(message);
}

/** The values of a line, quotes undone (RFC 4180). */
function valuesOf(text: string): readonly string[] {
  const values: string[] = [];
  let at = 0;
  while (at <= text.length && values.length < 64) {
    if (text.charAt(at) === '"') {
      let value = '';
      at += 1;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end === -1) {
          value += text.slice(at);
          at = text.length;
          break;
        }
        value += text.slice(at, end);
        at = end + 1;
        if (text.charAt(at) !== '"') break;
        value += '"';
        at += 1;
      }
      values.push(value);
      const comma = text.indexOf(',', at);
      if (comma === -1) break;
      at = comma + 1;
    } else {
      const comma = text.indexOf(',', at);
      values.push(text.slice(at, comma === -1 ? undefined : comma));
      if (comma === -1) break;
      at = comma + 1;
    }
  }
  return values;
}

export function readExchange(line: Line): Reading {
  const system = 'Exchange';
  if (line.message.startsWith('#')) return quietLine(line, system);
  const values = valuesOf(line.message);
  const at = { ...line, time: values[0] ?? line.time };
  const event = values.findIndex((value, index) => index >= 5 && index <= 10 && EVENTS.test(value));
  return event === -1 ? readProtocol(at, values) : readTracking(at, values, event);
}

/** Exchange's own ports between its services. */
const BETWEEN_SERVICES: readonly string[] = ['475', '717'];

function isMailPort(endpoint: string): boolean {
  const port = endpoint.slice(endpoint.lastIndexOf(':') + 1);
  return port in PORTS || BETWEEN_SERVICES.includes(port);
}

/** `time,connector,session,number,local,remote,event,data,context`. */
function readProtocol(line: Line, values: readonly string[]): Reading {
  const system = 'Exchange';
  const [, , , , local = '', remote = '', mark = '', data = ''] = values;
  const sends = isMailPort(remote) && !isMailPort(local);
  const isReply = (mark === '>' && !sends) || (mark === '<' && sends);
  const peer = remote === '' ? null : remote;
  if (isReply && /^[45]\d\d[ -]/.test(data))
    return logReading(line, {
      system,
      said: data,
      side: sends ? 'theirs-refused-us' : 'ours-refused-client',
      peer,
    });
  if (isReply && /^[23]\d\d[ -]/.test(data)) return { ...quietLine(line, system), ...codesOf(data), peer };
  const context = values[8] ?? '';
  if (
    mark === '*' &&
    /failed|error|timed? ?out|refused|reset|unreachable/i.test(`${data} ${context}`) &&
    sends
  )
    return logReading(line, { system, said: context === '' ? data : context, peer, code: null });
  if (mark === '*' && /tls (?:negotiation|authentication).{0,60}(?:failed|error)/i.test(`${data} ${context}`))
    return logReading(line, {
      system,
      said: `${data} ${context}`,
      cause: 'tls-failed',
      side: 'connection-broke',
      code: null,
      peer,
    });
  return unknownLine(line, system);
}

function codesOf(data: string): { readonly code: number | null; readonly enhanced: string | null } {
  const found = /^(\d{3})[ -](?:([245]\.\d{1,3}\.\d{1,3}) )?/.exec(data);
  return { code: found === null ? null : Number(found[1]), enhanced: found?.[2] ?? null };
}

/** A tracking log: recipients and their status stand four and five places behind the event. */
function readTracking(line: Line, values: readonly string[], event: number): Reading {
  const system = 'Exchange';
  const kind = values[event] ?? '';
  const source = values[event - 1] ?? '';
  const recipient = values[event + 4]?.split(';')[0] ?? '';
  const status = values[event + 5] ?? '';
  const peer = values[event - 4] ?? '';
  const facts = { system, recipient: recipient === '' ? null : recipient, peer: peer === '' ? null : peer };
  if (kind === 'DELIVER' || kind === 'SEND' || kind === 'SENDEXTERNAL')
    return deliveredLine(line, { ...facts, said: /^\d{3} /.test(status) ? status : '' });
  if (
    ![
      'FAIL',
      'DEFER',
      'BADMAIL',
      'DROP',
      'SUBMITFAIL',
      'SUBMITDEFER',
      'POISONMESSAGE',
      'MODERATORREJECT',
    ].includes(kind)
  )
    return quietLine(line, system, null, facts.recipient);
  const last =
    /LED=([^}]{1,1500})\}/.exec(status)?.[1] ?? /LRT=[^}]*\};\{LED=(.{1,1500})/.exec(status)?.[1] ?? status;
  const theirs = source === 'SMTP' || /\{FQDN=[^}]/.test(status);
  const reading = logReading(line, { ...facts, said: last === '' ? kind : last });
  const cause = reading.cause ?? (kind === 'DEFER' ? 'delayed' : 'unknown');
  const broke =
    [
      'no-answer',
      'connection-refused',
      'host-unreachable',
      'connection-lost',
      'recipient-domain',
      'lookup-failed',
    ].includes(cause) && /4\.4\.|connect|DNS|timed? ?out/i.test(last);
  if (broke)
    return { ...reading, cause, side: cause === 'connection-lost' ? 'connection-broke' : 'never-connected' };
  return { ...reading, cause, side: theirs ? 'theirs-refused-us' : 'ours-refused-client' };
}
