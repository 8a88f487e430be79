/** What users paste of other programs, judged, cleaned and repaired by the command line: the cases from the field, each by its name. */

import { describe, expect, it } from 'vitest';
import { printAs, SCREENS, PLAIN_TALK } from '../support/debug-screens.ts';
import { runCli } from '../support/run-cli.ts';

const NAME = 'kim@sender.example';
const WORD = 'otter-dam-77';
const b64 = (text: string): string => Buffer.from(text).toString('base64');
const FORMS = [WORD, b64(WORD), b64(`\0${NAME}\0${WORD}`)];

interface Row {
  readonly type: string;
  readonly [key: string]: unknown;
}

async function judged(text: string) {
  const { code, out, err } = await runCli(['replay', '--judge', '-', '--json'], { input: text });
  const rows = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line));
  const of = (type: string): readonly Row[] => rows.filter((row) => row.type === type);
  const broken = of('fault').filter(({ severity }) => severity === 'error');
  return { code, out, err, broken: broken.map((row) => `${String(row.side)}:${String(row.code)}`), of };
}

/** `--redact`, `--redact --check`, `--judge` and `--repair` of one text: none shows the secret, the first two agree. */
async function isSafe(text: string): Promise<string> {
  const input = { input: text };
  const runs = [
    await runCli(['replay', '--redact', '--from', 'auto', '-'], input),
    await runCli(['replay', '--redact', '--check', '--from', 'auto', '-'], input),
    await runCli(['replay', '--judge', '-', '--explain', 'full'], input),
    await runCli(['replay', '--judge', '-', '--json'], input),
    await runCli(['replay', '--repair', '--from', 'auto', '-'], input),
  ] as const;
  for (const { out, err } of runs) for (const form of FORMS) expect(out + err).not.toContain(form);
  const [redact, check, , , repair] = runs;
  expect({ redact: redact.code, check: check.code, repair: repair.code }).toEqual({
    redact: 0,
    check: 15,
    repair: 0,
  });
  expect(repair.out).not.toContain('<hidden>');
  for (const { out } of [redact, repair]) {
    const again = await runCli(['replay', '--redact', '--check', '-'], { input: out });
    expect({ code: again.code, out: again.out }).toEqual({
      code: 0,
      out: '-: nothing looks like a secret.\n',
    });
    expect((await runCli(['replay', '--check', '-'], { input: out })).code).toBe(0);
  }
  return redact.out;
}

const HELLO = '220 mx\nEHLO pc\n250-mx\n250 AUTH LOGIN PLAIN XOAUTH2\n';

describe('f-01, f-27: whatever --redact and --repair print has no secret in it, and no <hidden>', () => {
  it.each([
    [
      'HTML of PHPMailer',
      `2026-01-12 10:00:00 SERVER -&gt; CLIENT: 220 mx<br>\n2026-01-12 10:00:00 CLIENT -&gt; SERVER: AUTH LOGIN<br>\n2026-01-12 10:00:00 SERVER -&gt; CLIENT: 334 VXNlcm5hbWU6<br>\n2026-01-12 10:00:00 CLIENT -&gt; SERVER: ${b64(NAME)}<br>\n2026-01-12 10:00:00 SERVER -&gt; CLIENT: 334 UGFzc3dvcmQ6<br>\n2026-01-12 10:00:00 CLIENT -&gt; SERVER: ${b64(WORD)}<br>\n`,
    ],
    [
      'FakeSMTP',
      `09:41:12 AM - Server: 334 UGFzc3dvcmQ6\n09:41:12 AM - Client: ${b64(WORD)}\n09:41:12 AM - Server: 235 ok\n`,
    ],
    [
      'Got and Sent in a letter to somebody',
      `Hi, my log:\n\nGot: 334 UGFzc3dvcmQ6\nSent: ${b64(WORD)}\nGot: 535 no\n`,
    ],
    ['a misspelt AUTH', `${HELLO}AUHT PLAIN ${b64(`\0${NAME}\0${WORD}`)}\n500 what?\n`],
    ['AUTH with a colon', `${HELLO}AUTH: PLAIN ${b64(`\0${NAME}\0${WORD}`)}\n500 what?\n`],
    [
      'an AUTH that was refused, and typed on',
      `${HELLO}AUTH LOGIN\n504 no\n${b64(NAME)}\n500 what?\n${b64(WORD)}\n500 what?\nQUIT\n221 bye\n`,
    ],
    ['name and password behind AUTH LOGIN', `${HELLO}AUTH LOGIN ${b64(NAME)} ${b64(WORD)}\n501 no\n`],
    [
      'a password typed again after 535',
      `${HELLO}AUTH PLAIN ${b64(`\0${NAME}\0${WORD}`)}\n535 no\n${WORD}\n500 what?\n`,
    ],
    ['noise before the answer', `${HELLO}AUTH LOGIN\n334 UGFzc3dvcmQ6\nread R BLOCK\n${b64(WORD)}\n235 ok\n`],
    ['a name and a password as they are', `${HELLO}AUTH PLAIN ${NAME} ${WORD}\n501 no\n`],
    [
      'a debug line that says the password in words',
      `s-nail: Credentials: host mx, user ${NAME}, pass ${WORD}\ns-nail: >>> SERVER: 220 mx\ns-nail: >>> EHLO pc\ns-nail: >>> SERVER: 250 AUTH PLAIN\ns-nail: >>> AUTH PLAIN ${b64(`\0${NAME}\0${WORD}`)}\ns-nail: >>> SERVER: 235 ok\n`,
    ],
    [
      'a server that repeats it',
      `${HELLO}AUTH LOGIN\n334 UGFzc3dvcmQ6\n${b64(WORD)}\n535 ${WORD} is wrong\nQUIT\n221 bye\n`,
    ],
  ])('%s', async (_, text) => {
    expect(await isSafe(text)).toContain('S: ');
  });

  it('a token that the terminal broke', async () => {
    const token = b64(`user=${NAME}\u0001auth=Bearer ${WORD}.${'abcdefghij'.repeat(8)}\u0001\u0001`);
    const text = `${HELLO}AUTH XOAUTH2 ${token.slice(0, 67)}\n${token.slice(67)}\n235 ok\nQUIT\n221 bye\n`;
    const out = await isSafe(text);
    for (const piece of [token.slice(20, 50), token.slice(70, 100)]) expect(out).not.toContain(piece);
  });

  it('a text that is not understood is refused, and no line of it is quoted', async () => {
    const text = `LOGON=${NAME}\nPHRASE=${WORD}\nsomething ${b64(WORD)} else\n`;
    for (const how of [['--redact'], ['--redact', '--check'], ['--repair']]) {
      const { code, out, err } = await runCli(['replay', ...how, '--from', 'auto', '-'], { input: text });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      for (const form of [...FORMS, NAME, 'PHRASE']) expect(err).not.toContain(form);
      expect(err.length).toBeGreaterThan(50);
    }
  });
});

describe('f-09: a fragment is judged from where it begins', () => {
  it.each([
    'S: 235 ok\nC: MAIL FROM:<a@sender.example>\nS: 250 ok\n',
    'C: EHLO pc\nS: 250 mx\nC: QUIT\nS: 221 bye\n',
    'S: 250-mx\nS: 250 SIZE 100\nC: MAIL FROM:<a@sender.example> SIZE=10\nS: 250 ok\n',
    'C: RCPT TO:<b@reader.example>\nS: 550 5.1.1 no such user\n',
    'C: DATA\nS: 354 go\nC: Subject: x\nC:\nC: hi\nC: .\nS: 554 5.7.1 no\n',
    ' -> MAIL FROM:<a@sender.example>\n<-  250 ok\n -> QUIT\n<-  221 bye\n',
    ` ~> AUTH LOGIN\n<~  334 VXNlcm5hbWU6\n ~> ${b64(NAME)}\n<~  334 UGFzc3dvcmQ6\n ~> ${b64(WORD)}\n<~* 535 5.7.8 no\n`,
    '> RCPT TO:<b@reader.example>\n< 250 ok\n> DATA\n< 354 go\n',
    '...\nC: MAIL FROM:<a@sender.example>\nS: 250 ok\n',
    'S: 354 go\nC: Subject: x\nC: .\nS: 250 ok\n',
  ])('%j', async (text) => {
    const { code, broken, of } = await judged(text);
    expect({ code, broken }).toEqual({ code: 0, broken: [] });
    expect(of('fault').map(({ code: fault }) => fault)).not.toContain('password-in-clear');
    expect(of('ending')).toMatchObject([{ whole: text.includes('220') }]);
  });

  it('says so on the screen, in both languages', async () => {
    const input = { input: 'S: 235 ok\nC: MAIL FROM:<a@sender.example>\nS: 250 ok\n' };
    expect((await runCli(['replay', '--judge', '-'], input)).out).toContain('The beginning is not shown');
    expect((await runCli(['replay', '--judge', '-', '--lang', 'ru'], input)).out).toContain(
      'Начала в записи нет',
    );
  });
});

describe('f-10, f-11: encryption is seen', () => {
  const OPENSSL = [
    ...[
      'CONNECTED(00000003)',
      'depth=0 CN = mx',
      'verify return:1',
      '---',
      'Certificate chain',
      ' 0 s:CN = mx',
    ],
    ...['-----BEGIN CERTIFICATE-----', 'MIIDJTCCAg2gAwIBAgIUPew7gkg0cLMMRjrt7U', '-----END CERTIFICATE-----'],
    ...[
      'SSL handshake has read 1365 bytes and written 377 bytes',
      'New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384',
      '---',
    ],
    ...[
      'Post-Handshake New Session Ticket arrived:',
      'SSL-Session:',
      '    Protocol  : TLSv1.3',
      '    0000 - 7a e0 1f 73',
    ],
    ...['    Timeout   : 7200 (sec)', 'read R BLOCK', ''],
  ].join('\n');

  it.each([
    [
      'openssl s_client -connect',
      `${OPENSSL}220 mx\nEHLO me\n250-mx\n250 AUTH PLAIN\nauth plain ${b64(`\0${NAME}\0${WORD}`)}\n235 ok\nQUIT\n221 bye\nclosed\n`,
      'implicit',
    ],
    [
      'openssl s_client -starttls',
      `${OPENSSL}250 HELP\nEHLO me\n250-mx\n250 AUTH PLAIN\nauth plain ${b64(`\0${NAME}\0${WORD}`)}\n235 ok\nquit\n221 bye\n`,
      'starttls',
    ],
    [
      'msmtp',
      '<-- 220 mx\n--> EHLO localhost\n<-- 250-mx\n<-- 250 STARTTLS\n--> STARTTLS\n<-- 220 2.0.0 Go ahead\nTLS session parameters:\n    (TLS1.3)-(ECDHE-SECP256R1)-(AES-256-GCM)\n--> EHLO localhost\n<-- 250-mx\n<-- 250 AUTH PLAIN\n--> QUIT\n<-- 221 bye\n',
      'starttls',
    ],
    [
      'a second EHLO after 220, and nothing between',
      'SERVER -> CLIENT: 220 mx\nCLIENT -> SERVER: EHLO pc\nSERVER -> CLIENT: 250-mx250-SIZE 100250-STARTTLS250 DSN\nCLIENT -> SERVER: STARTTLS\nSERVER -> CLIENT: 220 Ready\nCLIENT -> SERVER: EHLO pc\nSERVER -> CLIENT: 250 mx\nCLIENT -> SERVER: QUIT\nSERVER -> CLIENT: 221 bye\n',
      'starttls',
    ],
    [
      'JavaMail from the first octet on',
      'DEBUG SMTP: trying to connect to host "mx", port 465, isSSL true\n220 mx\nEHLO pc\n250 mx\nQUIT\n221 bye\n',
      'implicit',
    ],
    ['none', '220 mx\nEHLO pc\n250 mx\nQUIT\n221 bye\n', 'none'],
  ])('%s', async (_, text, mode) => {
    const { code, broken, of, out } = await judged(text);
    expect({ code, broken }).toEqual({ code: 0, broken: [] });
    expect(of('tls').at(-1)).toMatchObject({ mode });
    expect(of('fault').map(({ code: fault }) => fault)).not.toContain('password-in-clear');
    for (const form of FORMS) expect(out).not.toContain(form);
  });

  it('a repaired file begins TLS where the screen did', async () => {
    const text =
      '<-- 220 mx\n--> EHLO a\n<-- 250-mx\n<-- 250 STARTTLS\n--> STARTTLS\n<-- 220 go\nTLS session parameters:\n--> EHLO a\n<-- 250 mx\n--> QUIT\n<-- 221 bye\n';
    const { out } = await runCli(['replay', '--repair', '-'], { input: text });
    expect(out).toContain('S: 220 go\n@tls\nC: EHLO a\n');
  });

  it('the key R of openssl, which is not sent: RCPT ends in a renegotiation', async () => {
    const { broken, of } = await judged(
      `${OPENSSL}220 mx\nEHLO me\n250 mx\nMAIL FROM:<a@sender.example>\n250 ok\nRCPT TO:<b@reader.example>\nRENEGOTIATING\n40170FB4397F0000:error:0A00010A:SSL routines\nquit\n`,
    );
    expect(broken).toEqual([]);
    expect(of('command')).toHaveLength(2);
    expect(of('ending')).toMatchObject([{ how: 'closed-by-client', letter: 'none' }]);
  });
});

describe('f-12, f-13, f-14: what programs print between is theirs', () => {
  it('PHPMailer in the error log of Apache', async () => {
    const front =
      '[Mon Jan 12 10:00:00.123456 2026] [php:notice] [pid 815] [client 192.0.2.9:50123] SMTP (level 2): ';
    const page = String.raw`\r\n, referer: https://app.example/mail`;
    const said = (words: string): string => `${front}${words}${page}\n`;
    const text = [
      said('SERVER -> CLIENT: 220 mx'),
      said('CLIENT -> SERVER: EHLO pc'),
      said(String.raw`SERVER -> CLIENT: 250-mx\r\n250-SIZE 100\r\n250 DSN`),
      said('CLIENT -> SERVER: QUIT'),
      said('SERVER -> CLIENT: 221 bye'),
    ].join('');
    const { code, of } = await judged(text);
    expect({ code, commands: of('command').map(({ line }) => line) }).toEqual({
      code: 0,
      commands: ['EHLO pc', 'QUIT'],
    });
    expect(of('reply')).toHaveLength(3);
  });

  it('the prompt of a shell behind a session is nobody', async () => {
    const { code, broken } = await judged(
      '$ telnet mx 25\nTrying 192.0.2.7...\n220 mx\nEHLO pc\n250 mx\nQUIT\n221 bye\nConnection closed by foreign host.\nkim@desk:~$ ls\nnotes.txt\n',
    );
    expect({ code, broken }).toEqual({ code: 0, broken: [] });
  });

  it('a line that no rule explains is named once, and is no fault', async () => {
    const text = printAs(SCREENS['Got and Sent'] ?? (() => []), PLAIN_TALK).replaceAll(
      'Got: 250',
      'tick\nGot: 250',
    );
    const { code, of } = await judged(text);
    expect(code).toBe(0);
    expect(of('not-understood')).toHaveLength(1);
    const { out } = await runCli(['replay', '--judge', '-'], { input: text });
    expect(out).toContain('not understood as part of the conversation');
  });
});

describe('options in any order', () => {
  it.each([
    [['replay', '--judge', '--from', 'auto', '-']],
    [['replay', '-', '--json', '--judge']],
    [['replay', '--from', 'auto', '--judge', '-']],
    [['replay', '--judge', '--against', '/dev/null', '-']],
  ])('%j judges standard input', async (argv) => {
    const text = 'S: 220 a\nC: EHLO b\nS: 250 a\nC: QUIT\nS: 221 b\n';
    const { code, out } = await runCli([...argv, '--lang', 'en'], { input: text });
    expect(code).toBe(argv.includes('--against') ? 2 : 0);
    if (code === 0) expect(out).toContain('EHLO b');
  });

  it('without a file of its own --judge needs one, and two are too many', async () => {
    const none = await runCli(['replay', '--judge', '--from', 'auto', '--lang', 'en']);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('--judge needs a value')]);
    const two = await runCli(['replay', '--judge', 'a.txt', 'b.txt', '--lang', 'en']);
    expect([two.code, two.err]).toEqual([2, expect.stringContaining('b.txt')]);
  });
});

describe('f-15: endings are heard', () => {
  const SENT =
    '220 mx\nHELO pc\n250 mx\nMAIL FROM:<a@sender.example>\n250 ok\nRCPT TO:<b@reader.example>\n250 ok\nDATA\n354 go\nSubject: x\n\nhi\n';

  it.each([
    ['after the dot', `${SENT}.\nConnection closed by foreign host.\n`, 'closed-by-server', 'unknown'],
    [
      'after the reply',
      `${SENT}.\n250 ok\nConnection closed by foreign host.\n`,
      'closed-by-server',
      'accepted',
    ],
    ['within the letter', `${SENT}Connection closed by foreign host.\n`, 'closed-by-server', 'not-sent'],
    ['with 421', '220 mx\nEHLO pc\n421 4.3.2 Shutting down\n', 'closed-by-server', 'none'],
    [
      'swaks, after the dot',
      ' -> DATA\n<-  354 go\n -> Subject: x\n -> \n -> .\n*** Remote host closed connection unexpectedly.\n',
      'closed-by-server',
      'unknown',
    ],
    ['as it should', '220 mx\nEHLO pc\n250 mx\nQUIT\n221 bye\n', 'quit', 'none'],
  ])('%s', async (_, text, how, letter) => {
    const { code, broken, of } = await judged(text);
    expect({ code, broken }).toEqual({ code: 0, broken: [] });
    expect(of('ending')).toMatchObject([{ how, letter }]);
  });

  it('says on the screen that it may arrive twice', async () => {
    const { out } = await runCli(['replay', '--judge', '-'], {
      input: `${SENT}.\nConnection closed by foreign host.\n`,
    });
    expect(out.replace(/\s+/g, ' ')).toContain('Sending it again may deliver it twice.');
  });
});

describe('f-38: the cause comes first', () => {
  it('relaying is named with the recipient and who can mend it, and is no broken rule', async () => {
    const text =
      '<-  220 mx\n -> EHLO pc\n<-  250-mx\n<-  250 PIPELINING\n -> MAIL FROM:<a@sender.example>\n -> RCPT TO:<b@far.example>\n -> DATA\n<-  250 ok\n<** 554 5.7.1 <b@far.example>: Relay access denied\n<** 503 need RCPT\n -> QUIT\n<-  221 bye\n';
    const { code, of } = await judged(text);
    expect(code).toBe(0);
    expect(of('cause')).toMatchObject([
      {
        line: 9,
        code: 554,
        enhanced: '5.7.1',
        cause: 'relaying',
        recipient: 'b@far.example',
        stage: 'rcpt',
        duty: 'sender',
        side: 'theirs-refused-us',
      },
    ]);
    const { out } = await runCli(['replay', '--judge', '-'], { input: text });
    expect(out.indexOf('Relaying denied')).toBeLessThan(out.indexOf('Neither side broke a rule'));
  });

  it('what was made good is no cause: EHLO refused and HELO not, a second sign-in', async () => {
    const { of } = await judged('220 mx\nEHLO pc\n502 no\nHELO pc\n250 mx\nQUIT\n221 bye\n');
    expect(of('cause')).toEqual([]);
  });
});
