/** What a scripted server shows of what it hears and says: by the state of the conversation, of which it knows the lines alone. */

import { describe, expect, it } from 'vitest';
import { Observer } from '../../../src/io/server/observer.ts';
import type { PeerLine } from '../../../src/io/server/peer-lines.ts';
import { linesOfOctets } from '../../../src/io/scripted-server/lines.ts';
import { ScriptLog } from '../../../src/io/scripted-server/log.ts';
import type { LabEvent } from '../../../src/pure/events/index.ts';

function open() {
  const events: LabEvent[] = [];
  const log = new ScriptLog(
    new Observer({ sink: (event) => events.push(event), now: () => 0, connection: 1 }),
    'smtp',
  );
  const line = (text: string): PeerLine => ({ octets: Buffer.from(text), ending: '\r\n', text });
  return {
    events,
    heard: (text: string) => log.heard(line(text)),
    said: (code: number, text = '') => {
      log.said(code, true, text);
    },
    log,
  };
}

const greeted = () => {
  const opened = open();
  opened.said(220);
  opened.heard('EHLO x');
  opened.said(250);
  return opened;
};

describe('a sign-in that a script follows', () => {
  it.each([
    ['AUTH PLAIN AGFubgBzZWNyZXQ=', 'AUTH PLAIN <hidden>', 'AUTH PLAIN {{plain user password}}'],
    ['AUTH LOGIN YW5u', 'AUTH LOGIN <hidden>', 'AUTH LOGIN {{user|base64}}'],
    // What is no base64 may be a password, typed as it is.
    ['AUTH LOGIN hunter2!', 'AUTH LOGIN <hidden>', undefined],
    // What no server offers, and nobody knows, may be a password too.
    ['AUTH X-NEW c2VjcmV0', 'AUTH <hidden>', undefined],
    ['MAIL FROM:<a@example.com>', 'MAIL FROM:<a@example.com>', undefined],
  ])('shows %s as %s', (said, shown, template) => {
    const { heard, events } = greeted();
    expect(heard(said)).toBe(shown);
    const last = events.at(-1);
    expect(last?.kind === 'command' ? [last.line, last.template] : []).toEqual([shown, template]);
  });

  it('hides what answers a 334, and what goes on until another command', () => {
    const { heard, said } = greeted();
    expect(heard('AUTH LOGIN')).toBe('AUTH LOGIN');
    said(334, 'VXNlcm5hbWU6');
    expect(heard('YW5u')).toBe('YW5u');
    said(334, 'UGFzc3dvcmQ6');
    expect(heard('c2VjcmV0')).toBe('<hidden>');
    said(235);
    expect(heard('c2VjcmV0')).toBe('<hidden>');
    expect(heard('NOOP')).toBe('NOOP');
    expect(heard('secret')).toBe('secret');
  });

  it('takes nothing of a letter for a sign-in', () => {
    const { heard, said } = greeted();
    for (const command of ['MAIL FROM:<>', 'RCPT TO:<a@example.com>']) {
      heard(command);
      said(250);
    }
    heard('DATA');
    said(354);
    expect(heard('AUTH PLAIN AGFubgBzZWNyZXQ=')).toBe('AUTH PLAIN AGFubgBzZWNyZXQ=');
    expect(heard('.')).toBe('.');
    said(250);
    expect(heard('AUTH PLAIN AGFubgBzZWNyZXQ=')).toBe('AUTH PLAIN <hidden>');
  });
});

describe('a chunk', () => {
  it('is a piece of a letter, whatever its lines look like', () => {
    const { heard, said, events, log } = greeted();
    heard('BDAT 6');
    heard('QUIT');
    said(250);
    heard('BDAT 4 LAST');
    log.octets(Buffer.from('a\r\nb'));
    said(250);
    heard('QUIT');
    const verbs = events.flatMap((event) => (event.kind === 'command' ? [event.verb] : []));
    expect(verbs).toEqual(['EHLO', 'BDAT', 'BDAT', 'QUIT']);
    expect(events.find(({ kind }) => kind === 'data')).toMatchObject({ bytes: 10, lines: 2, via: 'BDAT' });
  });
});

describe('octets of a client', () => {
  it('are told as they came, text or not', () => {
    const octets = Buffer.from('caf\u00e9\r\nb\nc', 'latin1');
    const lines = linesOfOctets(octets);
    expect(lines.map(({ text, ending }) => [text, ending])).toEqual([
      ['caf\\xe9', '\r\n'],
      ['b', '\n'],
      ['c', ''],
    ]);
    const again = lines.flatMap((line) => [line.octets, Buffer.from(line.ending)]);
    expect(Buffer.concat(again).equals(octets)).toBe(true);
  });
});
