/** Sign-ins in what other programs printed: no command repeats them, however the text was handed over. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hideSignIns } from '../../src/pure/events/index.ts';
import { encodeBase64, encodeText } from '../../src/pure/protocol/index.ts';
import { runInside } from '../support/run-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-foreign-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const PASSWORD = 'open+sesame9x';
const WORD = encodeBase64(encodeText(PASSWORD));
const PLAIN = encodeBase64(encodeText(`\0student\0${PASSWORD}`));
const NAME = encodeBase64(encodeText('student'));
const LOGIN = ['334 VXNlcm5hbWU6', NAME, '334 UGFzc3dvcmQ6', WORD, `535 5.7.8 no: ${WORD}`];

const TEXTS: Readonly<Record<string, string>> = {
  curl: `< 220 x\n> EHLO x\n< 250 AUTH PLAIN\n> AUTH PLAIN\n< 334 \n> ${PLAIN}\n< 535 no: ${PLAIN}\n> QUIT\n`,
  swaks: `<-  220 x\n -> EHLO x\n<-  250 x\n -> AUTH LOGIN\n<-  ${LOGIN[0]}\n -> ${NAME}\n<-  ${LOGIN[2]}\n -> ${WORD}\n<** 535 no\n`,
  bare: `220 x\nEHLO x\n250 AUTH LOGIN\nAUTH LOGIN\n${LOGIN.join('\n')}\nQUIT\n221 bye\n`,
  typed: `EHLO x\nAUTH LOGIN\n${NAME}\n${WORD}\nQUIT\n`,
  python: `send: 'ehlo x\\r\\n'\nreply: b'250 AUTH PLAIN\\r\\n'\nsend: 'AUTH PLAIN ${PLAIN}\\r\\n'\nreply: b'535 5.7.8 ${PASSWORD}\\r\\n'\n`,
  nodemailer: `[2026-01-01 10:00:00] DEBUG [abc] S: 220 x\n[2026-01-01 10:00:00] DEBUG [abc] C: AUTH PLAIN ${PLAIN}\n`,
  'log of Postfix': `Jan  2 10:00:00 mx postfix/smtp[12]: 4XyzAb1cD2z1: to=<ann@example.test>, relay=mail.example.test[192.0.2.1]:587, delay=1, delays=0/0/1/0, dsn=5.7.8, status=bounced (host mail.example.test[192.0.2.1] said: 535 5.7.8 refused: AUTH PLAIN ${PLAIN} (in reply to AUTH PLAIN command))\nJan  2 10:00:01 mx postfix/smtp[12]: 4XyzAb1cD2z1: lost connection, last said ${PASSWORD}, ${PLAIN}\n`,
  'log of a program': `2026-01-02 10:00:00 1abcde-000001-AA ** ann@example.test R=smarthost T=remote_smtp: SMTP error from remote mail server after AUTH PLAIN ${PLAIN}: host mail.example.test [192.0.2.1]: 535 5.7.8 ${PASSWORD} is wrong\n`,
  refused: `S: 220 x\nC: AUTH LOGIN\nS: 504 no\nC: ${NAME}\nS: 500 what\nC: ${WORD}\nS: 500 what\nC: QUIT\n`,
};

describe('a text whose notation is not known', () => {
  it.each(Object.entries(TEXTS))('gives nothing away: %s', (_, text) => {
    const shown = hideSignIns(text);
    for (const secret of [PASSWORD, WORD, PLAIN]) expect(shown).not.toContain(secret);
    expect(shown.split('\n').length).toBe(text.split('\n').length);
    expect(shown).toContain('<hidden>');
  });

  it.each([
    '250-AUTH PLAIN LOGIN CRAM-MD5 SCRAM-SHA-256',
    'auth login failed: 535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6',
    '334 VXNlcm5hbWU6',
    'To: student@example.test\n\nVGhpcyBpcyBhIGxldHRlcg==\n',
    'Authentication-Results: mx.example.test; auth=pass smtp.auth=student\n\nVGhpcyBpcyBhIGxldHRlcg==\n',
    'C: AUTH PLAIN\nS: 334 \nC: *\nS: 501 cancelled\nC: MAIL FROM:<student@example.test>\n',
  ])('leaves alone %j', (text) => {
    expect(hideSignIns(text)).toBe(text);
  });
});

describe('no command repeats a sign-in of a text', () => {
  const cases = Object.entries(TEXTS).flatMap(([name, text]) =>
    [
      ['explain', '--file', 'FILE'],
      ['explain', '--file', 'FILE', '--explain', 'full'],
      ['explain', '--file', 'FILE', '--json'],
      ['replay', 'FILE'],
      ['replay', '--check', 'FILE'],
      ['replay', '--from', 'auto', 'FILE', '--report', 'html=REPORT,md=MORE'],
      ['replay', 'FILE', 'FILE', '--practice', '--report', 'junit=REPORT,tap=MORE'],
    ].map((args) => [name, args, text] as const),
  );
  it.each(cases)('%s: %j', async (name, args, text) => {
    const file = join(folder, `${name}.txt`);
    const reports = [join(folder, 'report'), join(folder, 'more')] as const;
    for (const report of reports) rmSync(report, { force: true });
    writeFileSync(file, text);
    const [report, more] = reports;
    const { out, err } = await runInside(
      args.map((one) => one.replace('FILE', file).replace('REPORT', report).replace('MORE', more)),
    );
    const files =
      args.includes('--report') && args.includes('auto')
        ? reports.filter((one) => existsSync(one)).map((one) => readFileSync(one, 'utf8'))
        : [];
    // A diagram cuts what is long: a part of a secret is one.
    for (const secret of [PASSWORD, WORD, PLAIN, PLAIN.slice(0, 20)])
      expect([out, err, ...files].join('\n')).not.toContain(secret);
  });

  it('explain with the line as an argument, unless it is to be shown', async () => {
    for (const args of [['AUTH', 'PLAIN', PLAIN], [`AUTH PLAIN ${PLAIN}`], [`C: AUTH PLAIN ${PLAIN}`]])
      expect((await runInside(['explain', ...args])).out).not.toContain(PLAIN);
    expect((await runInside(['explain', `AUTH PLAIN ${PLAIN}`, '--show-secrets'])).out).toContain(PLAIN);
  });
});
