/** Events of sending services as JSON: Amazon SES by SNS, SendGrid, Mailgun, Postmark, SparkPost. Their fields say it all. */

import { firstAddress } from '../addresses.ts';
import { makeReading } from '../reading.ts';
import type { Reading } from '../reading.ts';
import { causeOf, isSure } from '../cause-of.ts';
import { findingsOf } from '../findings.ts';
import { readSaid } from '../said.ts';
import type { CauseId } from '../../knowledge/index.ts';

type Json = Readonly<Record<string, unknown>>;

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** Reads the events in a text that begins with `{` or `[`; null where they are of none of these services. */
export function readEvents(input: string, line: number, lastLine: number): readonly Reading[] | null {
  const end = Math.max(input.lastIndexOf('}'), input.lastIndexOf(']')) + 1;
  for (const candidate of [input, input.slice(0, end), input.split(/\r?\n--\r?\n/)[0] ?? '']) {
    const parsed = parse(candidate);
    if (parsed === null) continue;
    const readings = (Array.isArray(parsed) ? parsed : [parsed]).flatMap((one) =>
      readEvent(object(one), [line, lastLine]),
    );
    return readings.length === 0 ? null : readings;
  }
  return null;
}

function parse(candidate: string): unknown {
  // A line break inside a string is the mail program's, not the service's.
  for (const one of [candidate, candidate.replace(/\r?\n[ \t]?/g, '')]) {
    try {
      return JSON.parse(one) as unknown;
    } catch {
      continue;
    }
  }
  return null;
}

function readEvent(event: Json, lines: readonly [number, number]): readonly Reading[] {
  if (typeof event['Message'] === 'string' && ('Type' in event || 'TopicArn' in event)) {
    const inner = parse(event['Message']);
    return inner === null ? [] : readEvent(object(inner), lines);
  }
  const kind = text(event['notificationType'] ?? event['eventType']).toLowerCase();
  if (kind !== '') return readSes(event, kind, lines);
  if ('sg_event_id' in event || 'sg_message_id' in event) return readSendGrid(event, lines);
  if ('event-data' in event) return readMailgun(object(event['event-data']), lines);
  if ('delivery-status' in event && 'recipient' in event) return readMailgun(event, lines);
  if ('RecordType' in event) return readPostmark(event, lines);
  if (typeof event['response'] === 'object' && 'recipient' in event) return readKumo(event, lines);
  const spark = object(object(event['msys'])['message_event']);
  if (!('rcpt_to' in spark)) return readAnyService(event, lines);
  const words = text(spark['raw_reason'] ?? spark['reason']);
  return [row('SparkPost', text(spark['rcpt_to']), words, lines, quiet(text(spark['type'])))];
}

/** The log of KumoMTA: the reply is an object with its parts apart. */
function readKumo(event: Json, lines: readonly [number, number]): readonly Reading[] {
  const { code, enhanced_code: parts, content } = object(event['response']);
  const { class: kind, subject, detail } = object(parts);
  const enhanced = [kind, subject, detail].map(text).join('.');
  const words = [text(code), /^[245]\.\d+\.\d+$/.test(enhanced) ? enhanced : '', text(content)];
  return [
    row(
      'KumoMTA',
      text(event['recipient']),
      words.filter((word) => word !== '').join(' '),
      lines,
      quiet(text(event['type'])),
    ),
  ];
}

const WHOM = ['email', 'recipient', 'rcpt_to', 'to', 'address'];
const WHY = ['diag', 'diagnostic', 'reason', 'smtp_response', 'smtpResponse', 'response', 'error', 'message'];
const WHAT = /bounce|deferred|delay|dropped|blocked|reject|fail|undeliver/i;

/** Of a service that has no row: what happened, to whom and why have the names that all of them give. */
function readAnyService(event: Json, lines: readonly [number, number]): readonly Reading[] {
  const fields: Json = { ...object(event['msg']), ...object(event['data']), ...event };
  const what = [fields['event'], fields['type'], fields['status']].map(text);
  const whom = WHOM.map((name) => text(fields[name])).find((value) => firstAddress(value) === value);
  const why = WHY.map((name) => text(fields[name])).find((value) => value !== '');
  if (whom === undefined || why === undefined || !what.some((word) => WHAT.test(word))) return [];
  return [
    row('a sending service', whom, why.replace(/^\s*smtp;\s*/i, ''), lines, null, text(fields['status'])),
  ];
}

function quiet(kind: string): CauseId | null {
  if (/^deliver/i.test(kind)) return 'delivered';
  if (/complain|spam_?(?:complaint|report)/i.test(kind)) return 'complaint';
  if (/defer|delay/i.test(kind)) return null;
  return null;
}

function readSes(event: Json, kind: string, lines: readonly [number, number]): readonly Reading[] {
  if (kind === 'bounce') {
    const bounce = object(event['bounce']);
    return list(bounce['bouncedRecipients']).map((one) => {
      const recipient = object(one);
      const words = text(recipient['diagnosticCode']).replace(/^\s*smtp;\s*/i, '');
      return row(
        'Amazon SES',
        text(recipient['emailAddress']),
        words === '' ? text(bounce['bounceSubType']) : words,
        lines,
        null,
        text(recipient['status']),
      );
    });
  }
  if (kind === 'complaint')
    return list(object(event['complaint'])['complainedRecipients']).map((one) =>
      row('Amazon SES', text(object(one)['emailAddress']), '', lines, 'complaint'),
    );
  if (kind === 'delivery') {
    const delivery = object(event['delivery']);
    return list(delivery['recipients']).map((one) =>
      row('Amazon SES', text(one), text(delivery['smtpResponse']), lines, 'delivered'),
    );
  }
  return [];
}

function readSendGrid(event: Json, lines: readonly [number, number]): readonly Reading[] {
  const kind = text(event['event']);
  const words = text(event['reason'] ?? event['response']);
  return [row('SendGrid', text(event['email']), words, lines, quiet(kind), text(event['status']))];
}

function readMailgun(event: Json, lines: readonly [number, number]): readonly Reading[] {
  const status = object(event['delivery-status']);
  const code = text(status['code']);
  const message = text(status['message'] ?? status['description']);
  const words = /^\d{3}/.test(message) || !/^[245]\d\d$/.test(code) ? message : `${code} ${message}`;
  return [
    row(
      'Mailgun',
      text(event['recipient']),
      words,
      lines,
      quiet(text(event['event'])),
      text(status['enhanced-code']),
    ),
  ];
}

function readPostmark(event: Json, lines: readonly [number, number]): readonly Reading[] {
  const kind = text(event['RecordType']);
  const words = text(event['Details'] ?? event['Description']).replace(/^smtp;\s*/i, '');
  return [row('Postmark', text(event['Email'] ?? event['Recipient']), words, lines, quiet(kind))];
}

function row(
  system: string,
  recipient: string,
  words: string,
  lines: readonly [number, number],
  cause: CauseId | null,
  status = '',
): Reading {
  const { reply, stage, text: said } = readSaid(words);
  const code = reply?.code ?? null;
  const enhanced = reply?.enhanced ?? (/^[245]\.\d{1,3}\.\d{1,3}$/.test(status) ? status : null);
  const verdict = causeOf({ code, enhanced, text: said, stage });
  return makeReading({
    kind: 'bounce',
    system,
    cause: cause ?? verdict?.cause ?? null,
    sure: cause !== null || isSure(verdict),
    provider: cause === null ? (verdict?.provider ?? null) : null,
    code,
    enhanced,
    recipient: recipient === '' ? null : recipient,
    stage,
    lines,
    findings: findingsOf({ code, enhanced, text: said }),
    said: words,
  });
}
