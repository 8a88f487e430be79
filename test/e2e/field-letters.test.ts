/** Letters as editors, mailboxes and other programs leave them: sent, and what is changed in them is said. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const HEADER = 'From: ann@example.net\r\nTo: student@example.test\r\nSubject: t\r\n';
const WHOLE = `${HEADER}\r\nhi\r\n`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Sent {
  readonly code: number | null;
  readonly codes: readonly string[];
  readonly messages: Readonly<Record<string, string>>;
  readonly size: string;
  /** Whether SMTPUTF8 was asked for. */
  readonly utf8: boolean;
}

async function sent(name: string, octets: string | Uint8Array, more: readonly string[] = []): Promise<Sent> {
  writeFileSync(join(folder, name), octets);
  const args = [
    '--from',
    'ann@example.net',
    '--to',
    'student@example.test',
    '--json',
    '--lang',
    'en',
    ...more,
  ];
  const { code, out } = await runCli(['send', '--eml', join(folder, name), ...args]);
  const events = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const remarks = events.filter(({ type }) => type === 'note' || type === 'warning');
  const mail = events.find(({ type, verb }) => type === 'command' && verb === 'MAIL')?.['line'];
  return {
    code,
    codes: remarks.map(({ code: one }) => String(one)),
    messages: Object.fromEntries(remarks.map(({ code: one, message }) => [String(one), String(message)])),
    utf8: String(mail).includes(' SMTPUTF8'),
    size: /SIZE=(\d+)/.exec(String(mail))?.[1] ?? '',
  };
}

describe('a letter', () => {
  it.each([
    [
      'behind the line of a mailbox',
      `From ann@example.net Mon Jan 12 10:00:00 2026\r\n${WHOLE}`,
      /mailbox file/,
    ],
    ['behind a byte order mark', `\uFEFF${WHOLE}`, /byte order mark/],
    [
      'behind both',
      `\uFEFFFrom ann@example.net Mon Jan 12 10:00:00 2026\r\n${WHOLE}`,
      /byte order mark and the "From " line/,
    ],
  ])('%s goes without it, and that is said [f-28]', async (_how, text, said) => {
    const { code, messages, size } = await sent('front.eml', text);
    expect(code).toBe(0);
    expect(messages['front-removed']).toMatch(said);
    expect(size).toBe(String(WHOLE.length));
  });

  it('may be a header without a body [f-28]', async () => {
    const { code, codes, size } = await sent('header.eml', HEADER);
    expect({ code, size }).toEqual({ code: 0, size: String(HEADER.length) });
    expect(codes).not.toContain('no-header-block');
    for (const text of ['https://www.example.com/\n', 'Note: this is no letter\n'])
      expect((await sent('text.eml', text)).code).toBe(2);
  });

  it.each([
    ['LF alone', WHOLE.replaceAll('\r\n', '\n'), 5],
    ['CR alone', WHOLE.replaceAll('\r\n', '\r'), 5],
  ])('with line ends of %s goes with CRLF, and that is said [f-29]', async (_how, text, count) => {
    const { code, messages, size } = await sent('ends.eml', text);
    expect(code).toBe(0);
    expect(messages['line-ends-repaired']).toMatch(new RegExp(`: ${String(count)}; .* line 1 `));
    expect(size).toBe(String(WHOLE.length));
  });

  it('with a header in UTF-8 asks for SMTPUTF8; with one in Latin-1 it does not, and that is said [f-30]', async () => {
    const header = (octets: string): Buffer =>
      Buffer.from(WHOLE.replace('Subject: t', `X-A: b\r\nSubject: caf${octets}`), 'latin1');
    const latin = await sent('latin.eml', header('\xe9'));
    expect(latin).toMatchObject({ code: 0, utf8: false });
    expect(latin.codes).not.toContain('smtputf8-used');
    expect(latin.messages['header-not-utf8']).toContain('(line 4)');
    // One field in UTF-8 does not make the other one so.
    const both = await sent('both.eml', header('\xc3\xa9\r\nComments: \xe9'));
    expect(both).toMatchObject({ code: 0, utf8: false });
    expect(both.messages['header-not-utf8']).toContain('(line 5)');
    const fine = await sent('utf8.eml', header('\xc3\xa9'));
    expect(fine).toMatchObject({ code: 0, utf8: true });
    expect(fine.codes).toContain('smtputf8-used');
    expect(fine.codes).not.toContain('header-not-utf8');
    // The body may be in any charset.
    const body = await sent('body.eml', Buffer.from(`${HEADER}\r\ncaf\xe9\r\n`, 'latin1'));
    expect(body).toMatchObject({ code: 0, utf8: false });
    expect(body.codes).not.toContain('header-not-utf8');
  });

  it('with UTF-8 in its header is sent as it is without SMTPUTF8, and that is said [f-30]', async () => {
    const letter = WHOLE.replace('Subject: t', 'Subject: caf\u00e9');
    const { code, utf8, messages } = await sent('without.eml', letter, ['--no-smtputf8']);
    expect({ code, utf8 }).toEqual({ code: 0, utf8: false });
    expect(messages['utf8-header-not-offered']).toMatch(/SMTPUTF8 is switched off: it is sent as it is/);
  });

  it('with line ends of LF alone in it, sent by hand, shows where they are, and no end where none is [f-35]', async () => {
    const file = join(folder, 'smuggling.smtp');
    writeFileSync(
      file,
      [
        'S: 220',
        ...['C: EHLO a', 'S: 250', 'C: MAIL FROM:<ann@example.net>', 'S: 250'],
        ...['C: RCPT TO:<student@example.test>', 'S: 250', 'C: DATA', 'S: 354'],
        String.raw`C| "Subject: x\r\n\r\na\n.\r\nMAIL FROM:<eve@example.net>\r\n.\r\n"`,
        ...['S: 554', 'C: QUIT', 'S: 221', ''],
      ].join('\n'),
    );
    const { out } = await runCli(['replay', '--practice', '--match', 'class', file, '--lang', 'en']);
    expect(out).toMatch(/^C: a +ends with LF alone/m);
    expect(out).toMatch(/^C: \. +not the end/m);
    expect(out.match(/lone dot: the letter ends/g)).toHaveLength(1);
  });

  it('arrives as it was but for what is in front', async () => {
    const box = join(folder, 'box');
    const serve = runCli(['serve', '--port', '0', '--maildir', box, '--once', '--json'], {
      watch: (out, child) => {
        const port = /"port":(\d+)/.exec(out)?.[1];
        if (port === undefined || started) return;
        started = true;
        writeFileSync(join(folder, 'arrives.eml'), `\uFEFFFrom x Mon Jan 12 10:00:00 2026\n${WHOLE}`);
        const to = ['--from', 'ann@example.net', '--to', 'student@example.test'];
        void runCli([
          ...['send', '-s', `127.0.0.1:${port}`, '--tls', 'off', '--eml', join(folder, 'arrives.eml')],
          ...to,
        ]).then(() => child.kill('SIGTERM'));
      },
    });
    let started = false;
    await serve;
    const files = readdirSync(box, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /(?:^|\/)(?:new|cur)\/./.test(name),
    );
    expect(files).toHaveLength(1);
    expect(readFileSync(join(box, files[0] ?? ''), 'utf8').replaceAll('\r\n', '\n')).toContain(
      WHOLE.replaceAll('\r\n', '\n'),
    );
  });
});
