/** Names of the world: a domain goes over the wire as A-labels wherever SMTPUTF8 is not used, and no octet above 127 goes unasked. */

import { afterEach, describe, expect, it } from 'vitest';
import { asciiAddress, asciiName } from '../../../src/io/wire/index.ts';
import { parseMailbox } from '../../../src/pure/protocol/index.ts';
import { runInside } from '../../support/run-inside.ts';
import { scriptedServer } from '../../support/scripted-server.ts';
import type { ScriptedServer } from '../../support/scripted-server.ts';

let server: ScriptedServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

/** What a server that offers these reads of a letter. */
async function read(offers: string, ...argv: readonly string[]) {
  server = await scriptedServer('220 mx\r\n', {
    EHLO: `250-mx\r\n${offers}250 HELP\r\n`,
    MAIL: '250 ok\r\n',
    RCPT: '250 ok\r\n',
    DATA: '354 go\r\n',
    '.': '250 ok\r\n',
    QUIT: '221 bye\r\n',
  });
  const ended = await runInside(
    ['send', '-s', `127.0.0.1:${server.port}`, '--tls', 'off', '-f', 'a@example.com', ...argv],
    'Subject: \u00e4\n\n\u00e4\n',
  );
  return { ...ended, lines: server.lines, wire: server.lines.join('\n') };
}

const NOT_ASCII = /[^\0-\x7f]/;

describe('an internationalized domain', () => {
  it('is A-labels in envelope, header and EHLO, and no warning is needed', async () => {
    const { code, wire, lines, out } = await read(
      '',
      ...[
        '-t',
        'Ann M\u00fcller <b@m\u00fcnchen.example>',
        '--cc',
        'c@\u043f\u043e\u0447\u0442\u0430.example',
      ],
      ...['--ehlo', '\u043f\u043e\u0447\u0442\u0430.example', '--header', 'Reply-To: r@m\u00fcnchen.example'],
    );
    expect(code).toBe(0);
    expect(wire).not.toMatch(NOT_ASCII);
    expect(lines[0]).toBe('EHLO xn--80a1acny.example');
    expect(lines).toContain('RCPT TO:<b@xn--mnchen-3ya.example>');
    expect(wire).toContain('<b@xn--mnchen-3ya.example>');
    expect(wire).toContain('Cc: c@xn--80a1acny.example');
    expect(wire).toContain('Reply-To: r@xn--mnchen-3ya.example');
    expect(out).not.toContain('SMTPUTF8');
  });

  it('is the same to a server with SMTPUTF8, which is not needed for it', async () => {
    const { lines } = await read('250-SMTPUTF8\r\n250-8BITMIME\r\n', '-t', 'b@m\u00fcnchen.example');
    expect(lines.find((line) => line.startsWith('MAIL'))).toBe('MAIL FROM:<a@example.com>');
  });

  it.each([
    ['m\u00fcnchen.example', 'xn--mnchen-3ya.example'],
    ['Mail.Example.COM', 'Mail.Example.COM'],
    ['[192.0.2.1]', '[192.0.2.1]'],
    ['a'.repeat(63) + '.example', 'a'.repeat(63) + '.example'],
    ['a'.repeat(64) + '.example', null],
    ['\u00fc'.repeat(63) + '.example', null],
    [Array.from({ length: 64 }, () => 'abc').join('.'), null],
  ])('%s is %s on the wire', (name, wanted) => {
    expect(asciiName(name)).toBe(wanted);
  });

  it('stays as it is behind a local part that needs SMTPUTF8 anyway', () => {
    expect(asciiAddress('\u00e4@m\u00fcnchen.example')).toBe('\u00e4@m\u00fcnchen.example');
    expect(asciiAddress('b@m\u00fcnchen.example')).toBe('b@xn--mnchen-3ya.example');
  });

  it.each([
    ['a@' + 'a'.repeat(64) + '.example', 'label-too-long'],
    ['a@' + Array.from({ length: 64 }, () => 'abc').join('.'), 'domain-too-long'],
  ])('%s is no address', (address, code) => {
    expect(parseMailbox(address)).toMatchObject({ ok: false, problem: { code } });
  });

  it('that no host can have is refused before anything is connected to', async () => {
    const long = 'a'.repeat(64) + '.example';
    const named = await runInside(['send', '-s', `${long}:25`, '-f', 'a@example.com', '-t', 'b@example.com']);
    expect(named).toMatchObject({ code: 2 });
    const { code, lines } = await read('', '-t', 'b@example.com', '--ehlo', long);
    expect({ code, lines }).toEqual({ code: 2, lines: ['QUIT'] });
  });
});

describe('octets above 127', () => {
  it('do not go to a server without 8BITMIME', async () => {
    const { code, wire } = await read('', '-t', 'b@example.com', '--eml', '-');
    expect(code).toBe(11);
    expect(wire).not.toMatch(NOT_ASCII);
    expect(wire).not.toContain('MAIL');
  });

  it('go where that is offered, or asked for as an experiment', async () => {
    const offered = await read('250-8BITMIME\r\n250-SMTPUTF8\r\n', '-t', 'b@example.com', '--eml', '-');
    expect(offered.lines).toContain('MAIL FROM:<a@example.com> BODY=8BITMIME SMTPUTF8');
    await server?.close();
    const forced = await read('', '-t', 'b@example.com', '--eml', '-', '--no-8bitmime');
    expect(forced.code).toBe(0);
    expect(forced.wire).toMatch(NOT_ASCII);
    expect(forced.out.replace(/\s+/g, ' ')).toContain(
      'the server did not offer SMTPUTF8: it is sent as it is',
    );
  });
});
