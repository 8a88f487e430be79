/**
 * One conversation as the debug screens of many programs print it: the formats are theirs, the words are ours. `printAs` gives the
 * text, `variants` what happens to a text when it is copied.
 */

/** What was said, in order; `T` is the handshake, `L` a line of a letter as it stood on the wire. */
export type Said = readonly ['S' | 'C' | 'L' | 'T', string];

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

export const PASSWORD = 'wombat+burrow/42';
const NAME = 'kai@sender.example';

/** A conversation with everything: several lines of a reply, a sign-in, a refused recipient, a letter. */
export const PLAIN_TALK: readonly Said[] = [
  ['S', '220 relay.example.com ESMTP at your service'],
  ['C', 'EHLO desk.example.org'],
  ['S', '250-relay.example.com greets desk.example.org'],
  ['S', '250-SIZE 20480000'],
  ['S', '250 AUTH LOGIN PLAIN'],
  ['C', 'AUTH LOGIN'],
  ['S', '334 VXNlcm5hbWU6'],
  ['C', base64(NAME)],
  ['S', '334 UGFzc3dvcmQ6'],
  ['C', base64(PASSWORD)],
  ['S', '235 2.7.0 Accepted'],
  ['C', 'MAIL FROM:<kai@sender.example>'],
  ['S', '250 2.1.0 Fine'],
  ['C', 'RCPT TO:<nobody@reader.example>'],
  ['S', '550 5.1.1 <nobody@reader.example>: no such user'],
  ['C', 'RCPT TO:<lee@reader.example>'],
  ['S', '250 2.1.5 Fine'],
  ['C', 'DATA'],
  ['S', '354 Go ahead, end with a lone dot'],
  ['L', 'From: kai@sender.example'],
  ['L', 'Subject: 250 apples'],
  ['L', ''],
  ['L', 'Hello Lee,'],
  ['L', '..and so on'],
  ['L', '.'],
  ['S', '250 2.0.0 Queued as 7Q2RT9'],
  ['C', 'QUIT'],
  ['S', '221 2.0.0 Until next time'],
];

/** The same behind STARTTLS. */
export const TLS_TALK: readonly Said[] = [
  ...PLAIN_TALK.slice(0, 3),
  ['S', '250-STARTTLS'],
  ['S', '250 SIZE 20480000'],
  ['C', 'STARTTLS'],
  ['S', '220 2.0.0 Now you'],
  ['T', ''],
  ...PLAIN_TALK.slice(1),
];

/** Lines of a program: what is said is the text. */
type Printer = (talk: readonly Said[]) => readonly string[];

interface Manner {
  readonly server: (text: string, at: number) => string;
  readonly client: (text: string, at: number) => string;
  readonly letter?: ((text: string, at: number) => string) | null;
  readonly tls?: readonly string[];
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly between?: (said: Said) => readonly string[];
  /** Further lines of a reply. */
  readonly more?: (text: string, at: number) => string;
}

/** Line by line; `letter: null` is a program that does not show the letter. */
function lines(manner: Manner): Printer {
  return (talk) => {
    const out = [...(manner.before ?? [])];
    let goesOn = false;
    for (const [at, said] of talk.entries()) {
      const [side, text] = said;
      if (side === 'T') out.push(...(manner.tls ?? []));
      else if (side === 'S') {
        out.push((goesOn && manner.more !== undefined ? manner.more : manner.server)(text, at));
        goesOn = text[3] === '-';
      } else if (side === 'C') out.push(manner.client(text, at));
      else if (manner.letter !== null) out.push((manner.letter ?? manner.client)(text, at));
      out.push(...(manner.between?.(said) ?? []));
    }
    return [...out, ...(manner.after ?? [])];
  };
}

const two = (n: number): string => String(n % 60).padStart(2, '0');
const clock = (at: number): string => `09:14:${two(at)}`;
const stamp = (at: number): string => `2026-03-05 ${clock(at)}`;
const iso = (at: number): string => `2026-03-05T${clock(at)}.${String(at * 37 + 100)}Z`;
const syslog = (at: number): string => `Mar  5 ${clock(at)}`;
const quoted = (text: string): string => JSON.stringify(`${text}\r\n`);
const python = (text: string): string => {
  const quote = text.includes("'") ? '"' : "'";
  return `${quote}${text.replaceAll('\\', '\\\\')}\\r\\n${quote}`;
};

/** Letters in one literal, as Python prints them. */
const pythonScreen =
  (front: (at: number) => string): Printer =>
  (talk) => {
    const out = [`${front(0)}connect: to ('relay.example.com', 587) None`];
    let letter = '';
    for (const [at, [side, text]] of talk.entries()) {
      if (side === 'L') letter += `${text}\\r\\n`;
      if (side === 'L' && text === '.') out.push(`${front(at)}send: b'${letter}'`);
      if (side === 'C') out.push(`${front(at)}send: ${python(text)}`);
      if (side !== 'S') continue;
      out.push(`${front(at)}reply: b${python(text)}`);
      if (text[3] === ' ')
        out.push(`${front(at)}reply: retcode (${text.slice(0, 3)}); Msg: b${python(text.slice(4))}`);
    }
    return out;
  };

/** The trace of curl: a heading, then the octets with their offsets. */
const curlTrace =
  (hex: boolean): Printer =>
  (talk) =>
    talk.flatMap(([side, text]) => {
      if (side === 'T') return ['== Info: SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384'];
      const octets = Buffer.from(`${text}\r\n`);
      const head = side === 'S' ? '<= Recv header' : side === 'C' ? '=> Send header' : '=> Send data';
      const rows: string[] = [];
      const width = hex ? 16 : 64;
      const shown = hex ? octets : octets.subarray(0, -2);
      for (let from = 0; from === 0 || from < shown.length; from += width) {
        const row = shown.subarray(from, from + width);
        const offset = from.toString(16).padStart(4, '0');
        const digits = [...row].map((octet) => octet.toString(16).padStart(2, '0')).join(' ');
        const print = row.toString('latin1').replace(/[^ -~]/g, '.');
        rows.push(hex ? `${offset}: ${digits.padEnd(48)}${print}` : `${offset}: ${print}`);
      }
      return [`${head}, ${octets.length} bytes (0x${octets.length.toString(16)})`, ...rows];
    });

/** Blocks under a word for the side. */
const blocks =
  (server: string, client: string, bullet: readonly [string, string]): Printer =>
  (talk) => {
    const out: string[] = [];
    let side = '';
    for (const [who, text] of talk) {
      if (who === 'T') continue;
      const now = who === 'S' ? server : client;
      if (now !== side) out.push(now);
      out.push(`${now === side ? bullet[1] : bullet[0]}${text}`);
      side = now;
    }
    return out;
  };

/** How programs print a conversation. Names are of programs, or of libraries. */
export const SCREENS: Readonly<Record<string, Printer>> = {
  'curl -v': lines({
    before: ['*   Trying 192.0.2.7:587...', '* Connected to relay.example.com (192.0.2.7) port 587 (#0)'],
    server: (text) => `< ${text}`,
    client: (text) => `> ${text}`,
    letter: null,
    tls: [
      '* TLSv1.3 (OUT), TLS handshake, Client hello (1):',
      '} [512 bytes data]',
      '* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384',
      '* Server certificate:',
      '*  subject: CN=relay.example.com',
    ],
    after: ['* Connection #0 to host relay.example.com left intact'],
  }),
  'curl -v to a file': lines({
    before: ['  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current'],
    server: (text) => `< ${text}`,
    client: (text) => `> ${text}`,
    letter: null,
    between: ([side]) =>
      side === 'S'
        ? ['  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0']
        : ['} [5 bytes data]'],
    tls: ['* SSL connection using TLSv1.2 / ECDHE-RSA-AES256-GCM-SHA384'],
  }),
  'curl --trace-ascii': curlTrace(false),
  'curl --trace': curlTrace(true),
  'curl 8 --trace-ids': lines({
    server: (text, at) => `${clock(at)}.123456 [0-0] < ${text}`,
    client: (text, at) => `${clock(at)}.123456 [0-0] > ${text}`,
    letter: null,
    tls: ['09:14:05.123456 [0-0] * SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519'],
    before: ['09:14:00.123456 [0-x] * Host relay.example.com:587 was resolved.'],
  }),
  swaks: lines({
    before: ['=== Trying relay.example.com:587...', '=== Connected to relay.example.com.'],
    server: (text) => `${text.startsWith('5') ? '<** ' : '<-  '}${text}`,
    client: (text) => ` -> ${text}`,
    tls: [
      '=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256',
      '=== TLS no local certificate set',
    ],
    after: ['=== Connection closed with remote host.'],
  }),
  'Python smtplib 1': pythonScreen(() => ''),
  'Python smtplib 2': pythonScreen((at) => `${clock(at)}.113336 `),
  'Python smtplib in a logger': pythonScreen((at) => `${stamp(at)},123 - mailer - DEBUG - `),
  aiosmtplib: lines({
    server: (text, at) => `${stamp(at)},001 DEBUG aiosmtplib.protocol < b${python(text)}`,
    client: (text, at) => `${stamp(at)},001 DEBUG aiosmtplib.protocol > b${python(text)}`,
  }),
  'nodemailer 6': lines({
    before: ['[2026-03-05 09:14:00] DEBUG Creating transport: nodemailer (6.9.14; +https://nodemailer.com/)'],
    server: (text, at) => `[${stamp(at)}] DEBUG [bKfQzTrWpLs] S: ${text}`,
    client: (text, at) => `[${stamp(at)}] DEBUG [bKfQzTrWpLs] C: ${text}`,
    letter: (text, at) => `[${stamp(at)}] DEBUG [bKfQzTrWpLs] ${text}`,
    tls: ['[2026-03-05 09:14:05] INFO  [bKfQzTrWpLs] Connection upgraded with STARTTLS'],
    between: (said) =>
      said[1] === '.' ? ['[2026-03-05 09:14:05] INFO  [bKfQzTrWpLs] <90 bytes encoded mime message>'] : [],
    after: ['[2026-03-05 09:14:09] INFO  [bKfQzTrWpLs] Connection closed'],
  }),
  'nodemailer with bunyan': lines({
    server: (text, at) =>
      JSON.stringify({
        name: 'app',
        level: 20,
        component: 'smtp-connection',
        sid: 'aK3',
        tnx: 'server',
        msg: text,
        time: iso(at),
        v: 0,
      }),
    client: (text, at) =>
      JSON.stringify({
        name: 'app',
        level: 20,
        component: 'smtp-connection',
        sid: 'aK3',
        tnx: 'client',
        msg: text,
        time: iso(at),
        v: 0,
      }),
    letter: null,
  }),
  'Net::SMTP of Perl': lines({
    before: ['Net::SMTP>>> Net::SMTP(3.14)', 'Net::SMTP>>>   Net::Cmd(3.14)'],
    server: (text) => `Net::SMTP=GLOB(0x55d0c0ffee10)<<< ${text}`,
    client: (text) => `Net::SMTP=GLOB(0x55d0c0ffee10)>>> ${text}`,
  }),
  'Net::SMTP of Ruby': lines({
    before: ['Connection opened: relay.example.com:587'],
    server: (text) => `-> ${quoted(text)}`,
    client: (text) => `<- ${quoted(text)}`,
    letter: null,
    between: (said) => (said[1] === '.' ? ['writing message from String', 'wrote 90 bytes'] : []),
    tls: ['TLS connection started'],
  }),
  'PHPMailer 2': lines({
    server: (text, at) => `${stamp(at)}\tSERVER -> CLIENT: ${text}`,
    client: (text, at) => `${stamp(at)}\tCLIENT -> SERVER: ${text}`.trimEnd(),
    more: (text) => `                   \t                  ${text}`,
  }),
  'PHPMailer 3 in HTML': lines({
    before: [
      '2026-03-05 09:14:00 Connection: opening to relay.example.com:587, timeout=300, options=array()<br>',
    ],
    server: (text, at) =>
      `${stamp(at)} SERVER -&gt; CLIENT: ${text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}<br>`,
    client: (text, at) =>
      `${stamp(at)} CLIENT -&gt; SERVER: ${text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}<br>`,
    more: (text) => `${text}<br>`,
    after: ['2026-03-05 09:14:09 Connection: closed<br>'],
  }),
  'PHPMailer in one line': (talk) => [
    talk
      .filter(([side]) => side !== 'T')
      .map(
        ([side, text], at) =>
          `${stamp(at)} ${side === 'S' ? 'SERVER -> CLIENT' : 'CLIENT -> SERVER'}: ${text}`,
      )
      .join(' '),
  ],
  'PHPMailer 5.1': lines({
    server: (text) => `SMTP -> FROM SERVER:${text}`,
    client: (text) => `CLIENT -> SMTP: ${text}`,
    more: (text) => text,
  }),
  'Swift Mailer': lines({
    before: ['++ Starting Swift_SmtpTransport'],
    server: (text) => `<< ${text}`,
    client: (text) => `>> ${text}`,
    letter: null,
    between: ([side]) => (side === 'C' ? [''] : []),
    after: ['++ Swift_SmtpTransport stopped'],
  }),
  'Symfony Mailer': lines({
    server: (text, at) => `[${iso(at)}] < ${text}`,
    client: (text, at) => `[${iso(at)}] > ${text}`,
  }),
  'Laravel log': lines({
    server: (text, at) => `[${stamp(at)}] local.DEBUG: < ${text}`,
    client: (text, at) => `[${stamp(at)}] local.DEBUG: > ${text}`,
    letter: null,
  }),
  JavaMail: lines({
    before: [
      'DEBUG: Jakarta Mail version 2.0.1',
      'DEBUG SMTP: trying to connect to host "relay.example.com", port 587, isSSL false',
    ],
    server: (text) => text,
    client: (text) => text,
    between: ([, text]) =>
      text === '250 AUTH LOGIN PLAIN' ? ['DEBUG SMTP: Found extension "AUTH", arg "LOGIN PLAIN"'] : [],
    after: ['DEBUG SMTP: message successfully delivered to mail server'],
  }),
  telnet: lines({
    before: [
      '$ telnet relay.example.com 587',
      'Trying 192.0.2.7...',
      'Connected to relay.example.com.',
      "Escape character is '^]'.",
    ],
    server: (text) => text,
    client: (text) => text,
    after: ['Connection closed by foreign host.', '$ '],
  }),
  'telnet in a forum': lines({
    before: ['`Trying 192.0.2.7...`'],
    server: (text) => `\`${text}\``,
    client: (text) => `\`${text}\``,
  }),
  'exim -v': lines({
    before: [
      'LOG: MAIN',
      '  <= kai@sender.example U=kai P=local S=297',
      'Connecting to relay.example.com [192.0.2.7]:587 ...  connected',
    ],
    server: (text) => `  SMTP<< ${text}`,
    client: (text) => `  SMTP>> ${text}`,
    more: (text) => `         ${text}`,
    letter: (text) => (text === '.' ? '  SMTP>> .' : '  SMTP>> (writing message)'),
    after: ['  SMTP(close)>>', 'LOG: MAIN', '  Completed'],
  }),
  'exim -bh': lines({
    before: ['**** SMTP testing session as if from host 192.0.2.9', '**** This is not for real!', ''],
    server: (text) => text,
    client: (text) => text,
    between: ([, text]) =>
      text.startsWith('RCPT')
        ? [
            '>>> using ACL "acl_check_rcpt"',
            '>>> processing "deny"',
            'LOG: H=(desk) [192.0.2.9] F=<a@b.example> temporarily rejected RCPT <x@y.example>: 451 later',
          ]
        : [],
  }),
  'Postfix smtp -v': lines({
    server: (text, at) =>
      `${syslog(at)} gate postfix/smtp[4711]: < relay.example.com[192.0.2.7]:587: ${text}`,
    client: (text, at) =>
      `${syslog(at)} gate postfix/smtp[4711]: > relay.example.com[192.0.2.7]:587: ${text}`,
    letter: (text, at) =>
      text === '.'
        ? `${syslog(at)} gate postfix/smtp[4711]: > relay.example.com[192.0.2.7]:587: .`
        : `${syslog(at)} gate postfix/smtp[4711]: vstream_fflush_some: fd 18 flush 41`,
    between: () => [
      'Mar  5 09:14:00 gate postfix/smtp[4711]: smtp_stream_setup: maxtime=300 enable_deadline=0 min_data_rate=0',
    ],
  }),
  'Postfix smtpd -v': lines({
    server: (text, at) => `${syslog(at)} gate postfix/smtpd[4711]: > desk.example.org[192.0.2.9]: ${text}`,
    client: (text, at) => `${syslog(at)} gate postfix/smtpd[4711]: < desk.example.org[192.0.2.9]: ${text}`,
    letter: null,
    between: () => [
      'Mar  5 09:14:00 gate postfix/smtpd[4711]: match_hostname: desk.example.org ~? 127.0.0.0/8',
    ],
  }),
  'mutt -d2': lines({
    server: (text, at) => `[${stamp(at)}] 4< ${text}`,
    client: (text, at) => `[${stamp(at)}] 4> ${text}`,
    letter: (text, at) => (text === '.' ? `[${stamp(at)}] 4> .` : `[${stamp(at)}] write_one_header: x`),
  }),
  's-nail -v': lines({
    before: [
      's-nail: Resolving host relay.example.com:587 ... done',
      's-nail: Connecting to 192.0.2.7:587 ... connected.',
    ],
    server: (text) => `s-nail: >>> SERVER: ${text}`,
    client: (text) => `s-nail: >>> ${text}`,
  }),
  ssmtp: lines({ server: (text) => `[<-] ${text}`, client: (text) => `[->] ${text}` }),
  sendEmail: (talk) => {
    const out: string[] = [];
    let reply: string[] = [];
    for (const [at, [side, text]] of talk.entries()) {
      const front = `${syslog(at)} desk sendEmail[815]:`;
      if (side === 'C') out.push(`${front} INFO => Sending: \t${text}`);
      if (side === 'L' && text === '.') out.push(`${front} INFO => Sending message body`);
      if (side !== 'S') continue;
      reply.push(text);
      if (text[3] === '-') continue;
      out.push(
        `${front} DEBUG => evalSMTPresponse() - Checking for SMTP success or error status in the message: ${reply.join(', ')}`,
      );
      out.push(`${front} SUCCESS => Received: \t${reply.join(', ')}`);
      reply = [];
    }
    return out;
  },
  MailKit: lines({
    before: ['Connected to smtp://relay.example.com:587/?starttls=when-available'],
    server: (text) => `S: ${text}`,
    client: (text) => `C: ${text}`,
  }),
  '.NET System.Net.Mail trace': lines({
    server: (text, at) =>
      `System.Net Verbose: 0 : [${two(at)}24] SmtpReplyReaderFactory#62476613::Read(${text})`,
    client: (text, at) => `System.Net Verbose: 0 : [${two(at)}24] SmtpConnection#62476613::Send(${text})`,
    letter: null,
  }),
  'go-mail': lines({
    server: (text, at) => `2026/03/05 ${clock(at)} DEBUG: C <-- S: ${text}`,
    client: (text, at) => `2026/03/05 ${clock(at)} DEBUG: C --> S: ${text}`,
    letter: null,
  }),
  'lettre of Rust': lines({
    server: (text, at) => `${iso(at)} DEBUG lettre::transport::smtp::client::connection: << ${text}`,
    client: (text, at) => `${iso(at)} DEBUG lettre::transport::smtp::client::connection: >> ${text}`,
    letter: null,
  }),
  'lettre of Rust, quoted': lines({
    server: (text, at) => `[${iso(at)} DEBUG lettre::transport::smtp::client::connection] << ${quoted(text)}`,
    client: (text, at) =>
      `[${iso(at)} DEBUG lettre::transport::smtp::client::connection] Wrote: ${quoted(text)}`,
    letter: null,
  }),
  'gen_smtp of Elixir': lines({
    server: (text, at) => `${clock(at)}.101 [debug] Received: ${quoted(text)}`,
    client: (text, at) => `${clock(at)}.101 [debug] Sent: ${quoted(text)}`,
    letter: null,
  }),
  fetchmail: lines({
    server: (text) => `fetchmail: SMTP< ${text}`,
    client: (text) => `fetchmail: SMTP> ${text}`,
    letter: null,
  }),
  Thunderbird: lines({
    before: ['mailnews.smtp: Connecting to smtp://relay.example.com:587'],
    server: (text) => `mailnews.smtp: S: ${text}`,
    client: (text) => `mailnews.smtp: C: ${text}`,
    letter: null,
  }),
  'Thunderbird with time': lines({
    server: (text, at) => `${iso(at)} mailnews.smtp\tDEBUG\tS: ${text}`,
    client: (text, at) => `${iso(at)} mailnews.smtp\tDEBUG\tC: ${text}`,
    letter: null,
  }),
  'Exchange receive log': lines({
    before: [
      '#Software: Microsoft Exchange Server',
      '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
    ],
    server: (text, at) =>
      `${iso(at)},EX2\\Frontend,08DC77AA01,${at},192.0.2.5:587,192.0.2.9:50123,>,${/[",]/.test(text) ? JSON.stringify(text) : text},`,
    client: (text, at) =>
      `${iso(at)},EX2\\Frontend,08DC77AA01,${at},192.0.2.5:587,192.0.2.9:50123,<,${text},`,
    letter: null,
    after: ['2026-03-05T09:14:59.000Z,EX2\\Frontend,08DC77AA01,50,192.0.2.5:587,192.0.2.9:50123,-,,Local'],
  }),
  hMailServer: lines({
    server: (text, at) => `"SMTPD"\t1832\t17\t"${stamp(at)}.001"\t"192.0.2.9"\t"SENT: ${text}"`,
    client: (text, at) => `"SMTPD"\t1832\t17\t"${stamp(at)}.001"\t"192.0.2.9"\t"RECEIVED: ${text}"`,
    letter: null,
  }),
  MDaemon: lines({
    before: ['Thu 2026-03-05 09:14:00: Session 400112; child 0003'],
    server: (text, at) => `Thu ${stamp(at)}: --> ${text}`,
    client: (text, at) => `Thu ${stamp(at)}: <-- ${text}`,
    letter: null,
  }),
  'OpenSMTPD smtpd': lines({
    server: (text) => `smtp: 0x1c2d3e4f: >>> ${text}`,
    client: (text) => `smtp: 0x1c2d3e4f: <<< ${text}`,
    letter: null,
  }),
  Haraka: lines({
    server: (text, at) => `${iso(at)} [PROTOCOL] [5F3A.1] [core] S: ${text}`,
    client: (text, at) => `${iso(at)} [PROTOCOL] [5F3A.1] [core] C: ${text} state=1`,
    letter: null,
  }),
  aiosmtpd: lines({
    server: (text) => `DEBUG:mail.log:('192.0.2.9', 50123) << b${python(text).replace('\\r\\n', '')}`,
    client: (text) => `INFO:mail.log:('192.0.2.9', 50123) >> b${python(text).replace('\\r\\n', '')}`,
    letter: null,
  }),
  MailHog: lines({
    server: (text) => `[SMTP 192.0.2.9:50123] Sent ${text.length + 2} bytes: '${text}\\r\\n'`,
    client: (text) => `[SMTP 192.0.2.9:50123] Received ${text.length + 2} bytes: '${text}\\r\\n'`,
    letter: null,
  }),
  Mailpit: lines({
    server: (text, at) => `DEBU[2026/03/05 ${clock(at)}] [smtpd] send: ${text}`,
    client: (text, at) => `DEBU[2026/03/05 ${clock(at)}] [smtpd] recv: ${text}`,
    letter: null,
  }),
  Stalwart: lines({
    server: (text, at) =>
      `${iso(at)} TRACE session{instance="submission" remote.port=50123}: smtp::inbound: event="write" data=${quoted(text)} size=${text.length}`,
    client: (text, at) =>
      `${iso(at)} TRACE session{instance="submission" remote.port=50123}: smtp::inbound: event="read" data=${quoted(text)} size=${text.length}`,
    letter: null,
  }),
  FakeSMTP: lines({
    server: (text, at) => `${clock(at)} AM - Server: ${text}`,
    client: (text, at) => `${clock(at)} AM - Client: ${text}`,
    more: (text) => text,
    letter: null,
  }),
  'Got and Sent': lines({
    server: (text) => `Got: ${text}`,
    client: (text) => `Sent: ${text}`,
    letter: null,
  }),
  'an OAuth proxy': lines({
    server: (text, at) =>
      `${stamp(at)}: SMTP (127.0.0.1:538-{127.0.0.1:1587}-relay.example.com:587)     <-- b${python(text)}`,
    client: (text, at) =>
      `${stamp(at)}: SMTP (127.0.0.1:538-{127.0.0.1:1587}-relay.example.com:587) --> b${python(text)}`,
    letter: null,
  }),
  'words in Russian': lines({ server: (text) => `Сервер: ${text}`, client: (text) => `Клиент: ${text}` }),
  'words in English': lines({
    server: (text) => `Server says: ${text}`,
    client: (text) => `Client says: ${text}`,
  }),
  'one logger for both': lines({
    server: (text, at) => `${stamp(at)} [smtp-thread-3] TRACE com.example.Mail - ${text}`,
    client: (text, at) => `${stamp(at)} [smtp-thread-3] TRACE com.example.Mail - ${text}`,
  }),
  'a container': lines({
    server: (text, at) => `mailer-1  | ${iso(at)} <- ${text}`,
    client: (text, at) => `mailer-1  | ${iso(at)} -> ${text}`,
    letter: null,
  }),
  'a container in JSON': lines({
    server: (text, at) => JSON.stringify({ log: `<<< ${text}\n`, stream: 'stderr', time: iso(at) }),
    client: (text, at) => JSON.stringify({ log: `>>> ${text}\n`, stream: 'stderr', time: iso(at) }),
    letter: null,
  }),
  'blocks with bullets': blocks('SERVER 1:', 'CLIENT 1:', ['└──', '   ']),
  'blocks of words': blocks('Response:', 'Request:', ['', '']),
  'socat -v': (talk) =>
    talk
      .filter(([side]) => side !== 'T')
      .flatMap(([side, text], at) => [
        `${side === 'S' ? '<' : '>'} 2026/03/05 ${clock(at)}.000123  length=${text.length + 2} from=0 to=${text.length + 1}`,
        `${text}\\r`,
      ]),
};

/** The text that a program prints. */
export function printAs(screen: Printer, talk: readonly Said[]): string {
  return `${screen(talk).join('\n')}\n`;
}

/** What happens to a text when it is copied, and does not change what it says. */
export const VARIANTS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'with other names': (text) =>
    text
      .replaceAll('relay.example.com', 'mx7.post.example.net')
      .replaceAll('desk.example.org', 'localhost.localdomain'),
  'with white space at the ends': (text) => text.replaceAll('\n', ' \n'),
  'with colours': (text) => text.replaceAll(/^(.+)$/gm, '\u001B[36m$1\u001B[0m'),
  'quoted in a letter': (text) =>
    `Hello,\n\nsee what our program says:\n\n${text.trimEnd().replaceAll(/^/gm, '> ')}\n\nCan you help?\nAnn\n`,
  'with words around it': (text) => `It does not work, see the log:\n\n${text}\nWhat is wrong here?\n`,
};
