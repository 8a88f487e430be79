import { describe, expect, it } from 'vitest';
import { createEventLog, toNdjson } from '../../../src/pure/events/index.ts';
import type { LabEvent, ReplyEvent } from '../../../src/pure/events/index.ts';
import { parseCapabilities } from '../../../src/pure/protocol/index.ts';

const words = {
  explain: () => ({ title: 'No such mailbox', text: 'Nobody has that name.', next: 'Check the address.' }),
  remark: () => 'something was remarked',
  result: () => 'something came of it',
  advice: () => ({ headline: 'Oops', happened: ['It happened.'], means: [], tries: [], closing: [] }),
};

const parse = (event: LabEvent): unknown => {
  const line = toNdjson(event, words);
  return line === null ? null : JSON.parse(line);
};

const reply: ReplyEvent = {
  kind: 'reply',
  at: 12.34567,
  to: 'RCPT',
  command: 'RCPT TO:<b@example.com>',
  code: 550,
  class: 5,
  enhanced: { class: 5, subject: 1, detail: 1, text: '5.1.1' },
  lines: ['5.1.1 No such user'],
  recipient: 'b@example.com',
  phase: 'mail',
  elapsed: 3,
  quirks: [],
  encrypted: true,
};

describe('events as NDJSON', () => {
  it('have the fields of the contract', () => {
    expect(parse(reply)).toEqual({
      type: 'reply',
      at: 12.346,
      to: 'RCPT',
      code: 550,
      class: 5,
      enhanced: '5.1.1',
      lines: ['5.1.1 No such user'],
      recipient: 'b@example.com',
      elapsed: 3,
      explanation: { title: 'No such mailbox', text: 'Nobody has that name.', next: 'Check the address.' },
    });
    expect(
      parse({
        kind: 'connect',
        at: 1,
        host: 'mx.example.com',
        port: 25,
        address: '192.0.2.1',
        family: 4,
        practice: false,
        proxy: null,
      }),
    ).toEqual({
      type: 'connect',
      at: 1,
      host: 'mx.example.com',
      port: 25,
      address: '192.0.2.1',
      family: 4,
      practice: false,
    });
    expect(parse({ kind: 'warning', at: 2, code: 'quit-not-answered', detail: {} })).toEqual({
      type: 'warning',
      at: 2,
      code: 'quit-not-answered',
      message: 'something was remarked',
    });
    expect(parse({ kind: 'close', at: 2, connection: 4, by: 'server', clean: true })).toEqual({
      type: 'close',
      at: 2,
      connection: 4,
      by: 'server',
      clean: true,
    });
  });

  it('never hold a secret: the clear line and its template stay inside', () => {
    const line = toNdjson(
      {
        kind: 'command',
        at: 0,
        verb: 'AUTH',
        line: 'AUTH PLAIN <hidden>',
        hidden: true,
        template: 'AUTH PLAIN {{plain user password}}',
        bytes: 30,
        grouped: false,
      },
      words,
    );
    expect(JSON.parse(line ?? '')).toEqual({
      type: 'command',
      at: 0,
      verb: 'AUTH',
      line: 'AUTH PLAIN <hidden>',
      hidden: true,
    });
  });

  it('list what was offered by keyword, whatever the keyword', () => {
    const capabilities = parseCapabilities({ lines: ['mx', 'SIZE 1000', '__proto__ x', 'starttls'] });
    const line = toNdjson(
      { kind: 'capabilities', at: 0, capabilities, layer: 'clear', authenticated: false },
      words,
    );
    expect(line).toContain('"keywords":{"SIZE":["1000"],"__PROTO__":["x"],"STARTTLS":[]}');
  });

  it('leave out pieces of the letter, and count it', () => {
    expect(parse({ kind: 'letter', at: 0, wire: new Uint8Array(3) })).toBeNull();
    expect(
      parse({
        kind: 'data',
        at: 0,
        bytes: 18,
        lines: 3,
        stuffed: 1,
        repaired: 0,
        closed: false,
        via: 'DATA',
      }),
    ).toMatchObject({ type: 'data', bytes: 18, lines: 3, stuffed: 1, via: 'DATA' });
  });

  it('end with the truth about the run, unknown recipients only where there are some', () => {
    const result = {
      kind: 'result',
      at: 9,
      outcome: 'rejected',
      exitCode: 9,
      stage: 'rcpt',
      accepted: [],
      rejected: [{ address: 'b@example.com', code: 550, enhanced: '5.1.1', text: 'No', retryable: false }],
      unknown: [],
      queueId: null,
      retryable: false,
      problem: null,
    } as const;
    expect(parse(result)).toEqual({
      type: 'result',
      at: 9,
      host: null,
      outcome: 'rejected',
      exitCode: 9,
      stage: 'rcpt',
      accepted: [],
      rejected: [{ address: 'b@example.com', code: 550, enhanced: '5.1.1', text: 'No', retryable: false }],
      queueId: null,
      retryable: false,
      problem: null,
      message: 'something came of it',
    });
    expect(parse({ ...result, unknown: ['c@example.com'] })).toMatchObject({ unknown: ['c@example.com'] });
  });

  it('hold no character that drives a terminal, and give the same text back [case-004]', () => {
    const nasty = '\u001b[2J \u0007 \u007f \u009b2J \u202e \u2028 \ufeff naïve 😀';
    const line = toNdjson({ ...reply, lines: [nasty] }, words) ?? '';
    expect(line).toMatch(/^[ -~ï😀]+$/u);
    expect(line).toContain('\\u001b[2J \\u0007 \\u007f \\u009b2J \\u202e \\u2028 \\ufeff naïve 😀');
    expect(JSON.parse(line)).toMatchObject({ lines: [nasty] });
  });
});

describe('the event log', () => {
  it('tells every sink in order, and none that was taken away', () => {
    const seen: string[] = [];
    const log = createEventLog((event) => seen.push(`a ${event.kind}`));
    const leave = log.add((event) => seen.push(`b ${event.kind}`));
    log.emit(reply);
    leave();
    log.emit({ kind: 'close', at: 1, by: 'client', clean: true });
    expect(seen).toEqual(['a reply', 'b reply', 'a close']);
  });
});
