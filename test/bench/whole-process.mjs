/** Whole commands as a user runs them, transcript and explanations on, beside what others take for the same. */

import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn, once } from './measure.mjs';
import {
  bareClient,
  bareLetters,
  nodeScript,
  peer,
  PROGRAM,
  ROOT,
  startBareServer,
  startPractice,
  startSink,
  startSmtpServer,
} from './peers.mjs';

const FROM = 'a@example.com';
const TO = 'b@example.com';
const MIB = 1_048_576;
/** As fast as Node can be with nothing looked at. */
const BARE = 'bare Node';

const lab = (...args) => [process.execPath, PROGRAM, ...args];

export async function wholeProcess(setting) {
  const rows = [];
  const kinds = [startUp, smallLetter, practiceLetter, bigLetter, manyLetters, practiceServer, suite, memory];
  for (const kind of kinds) {
    for (const row of await kind(setting)) {
      rows.push(row);
      setting.told(row);
    }
  }
  return rows;
}

/** Whether a row is wanted. */
const wants = ({ only }, words) => only === '' || words.includes(only);

async function startUp(setting) {
  if (!wants(setting, 'start-up explain')) return [];
  const row = async (name, goal, candidates) => ({
    name,
    goal,
    candidates: await inTurn(candidates, setting.runs * 2),
  });
  return [
    await row('start-up', '1.15 x node', [
      { name: '--version', ours: true, command: lab('--version') },
      { name: '--help', ours: true, command: lab('--help') },
    ]),
    await row('explain', '1.30 x node', [
      ...['250', '550', '5.7.26', 'STARTTLS', '587'].map((term) => ({
        name: `explain ${term}`,
        ours: true,
        command: lab('explain', term),
      })),
    ]),
  ];
}

/** Every peer that is here, sending one letter from a file; those that read it from standard input get it there. */
function senders(port, file, { ours }) {
  const have = (name, command, rest = {}) => {
    const path = peer(name);
    return path === null ? [] : [{ name, command: command(path), ...rest }];
  };
  const text = () => readFileSync(file);
  return [
    {
      name: 'smtp-lab send',
      ours: true,
      command: lab(
        'send',
        '--server',
        `127.0.0.1:${port}`,
        '--from',
        FROM,
        '--to',
        TO,
        '--eml',
        file,
        ...ours,
      ),
    },
    ...have('curl', (path) => [
      ...[path, '-sS', `smtp://127.0.0.1:${port}`, '--mail-from', FROM, '--mail-rcpt', TO, '-T', file],
    ]),
    ...have('swaks', (path) => [
      ...[path, '--server', `127.0.0.1:${port}`, '-f', FROM, '-t', TO, '--data', `@${file}`, '--silent', '3'],
    ]),
    ...have(
      'msmtp',
      (path) => [path, '--host=127.0.0.1', `--port=${port}`, '--auth=off', '--tls=off', `--from=${FROM}`, TO],
      { input: text() },
    ),
    ...have('python3', (path) => [
      ...[path, '-c'],
      `import smtplib
s = smtplib.SMTP("127.0.0.1", ${port})
s.sendmail("${FROM}", "${TO}", open("${file}", "rb").read())
s.quit()`,
    ]),
    {
      name: 'nodemailer',
      command: nodeScript(`import { createTransport } from 'nodemailer';
        import { createReadStream } from 'node:fs';
        process.chdir(${JSON.stringify(ROOT)});
        const transport = createTransport({ host: '127.0.0.1', port: ${port}, ignoreTLS: true });
        await transport.sendMail({ envelope: { from: '${FROM}', to: '${TO}' }, raw: createReadStream(${JSON.stringify(file)}) });
        transport.close();`),
    },
  ];
}

async function smallLetter(setting) {
  if (!wants(setting, 'small letter')) return [];
  const file = join(setting.folder, 'small.eml');
  writeFileSync(
    file,
    `From: ${FROM}\r\nTo: ${TO}\r\nSubject: small\r\n\r\nOne line.\r\n.dotted\r\n${'x'.repeat(60)}\r\n`,
  );
  const sink = await startSink();
  try {
    const candidates = await inTurn(senders(sink.port, file, { ours: [] }), setting.runs);
    return [{ name: 'one small letter', goal: '1.60 x node, less than nodemailer', candidates }];
  } finally {
    await sink.stop();
  }
}

async function practiceLetter(setting) {
  if (!wants(setting, 'practice letter STARTTLS')) return [];
  const candidates = await inTurn(
    [{ name: 'smtp-lab send', ours: true, command: lab('send') }],
    setting.runs,
  );
  return [{ name: 'one letter to the practice server, STARTTLS', goal: '2.5 x node', candidates }];
}

/** A letter of so many MiB: lines of 40 to 76 octets, one of 500 begins with a dot. */
function bigFile(folder, mebibytes) {
  const file = join(folder, `big-${mebibytes}.eml`);
  const out = openSync(file, 'w');
  writeSync(out, `From: ${FROM}\r\nTo: ${TO}\r\nSubject: big\r\n\r\n`);
  let block = '';
  for (let line = 0; block.length < MIB; line++)
    block += `${line % 500 === 0 ? '.' : ''}${'x'.repeat(40 + ((line * 7) % 36))}\r\n`;
  for (let written = 0; written < mebibytes; written++) writeSync(out, block);
  closeSync(out);
  return file;
}

async function bigLetter(setting) {
  if (!wants(setting, 'big letter')) return [];
  const rows = [];
  const sink = await startSink();
  try {
    const size = setting.short ? 4 : 50;
    const file = bigFile(setting.folder, size);
    const source = peer('smtp-source');
    const candidates = [
      ...senders(sink.port, file, { ours: [] }),
      ...(source === null
        ? []
        : [
            {
              name: 'smtp-source',
              command: [source, '-F', file, '-f', FROM, '-t', TO, `127.0.0.1:${sink.port}`],
            },
          ]),
      { name: BARE, command: bareClient(sink.port, FROM, TO, file) },
    ];
    rows.push({
      name: `one letter of ${size} MiB`,
      goal: '1.2 x curl, peak 90 MiB',
      candidates: await inTurn(candidates, setting.runs),
    });
    if (!setting.short) {
      const huge = bigFile(setting.folder, 1024);
      const [own] = senders(sink.port, huge, { ours: [] });
      rows.push({
        name: 'one letter of 1 GiB',
        goal: 'the same peak, 10 MiB more or less',
        candidates: await inTurn([own], 2),
      });
    }
    return rows;
  } finally {
    await sink.stop();
  }
}

async function manyLetters(setting) {
  if (!wants(setting, 'many letters count')) return [];
  const count = setting.short ? 100 : 1000;
  const sink = await startSink();
  try {
    const at = `127.0.0.1:${sink.port}`;
    const source = peer('smtp-source');
    const candidates = await inTurn(
      [
        {
          name: `smtp-lab send --count ${count}`,
          ours: true,
          command: lab(
            'send',
            '--server',
            at,
            '--from',
            FROM,
            '--to',
            TO,
            '--subject',
            'x',
            '--body',
            'x',
            '--count',
            String(count),
          ),
        },
        ...(source === null
          ? []
          : [
              { name: 'smtp-source', command: [source, '-d', '-m', String(count), '-f', FROM, '-t', TO, at] },
            ]),
        {
          name: 'nodemailer, one pooled connection',
          command: nodeScript(`import { createTransport } from 'nodemailer';
            const transport = createTransport({ host: '127.0.0.1', port: ${sink.port}, ignoreTLS: true, pool: true, maxConnections: 1, maxMessages: Infinity });
            await Promise.all(Array.from({ length: ${count} }, () => transport.sendMail({ from: '${FROM}', to: '${TO}', subject: 'x', text: 'x' })));
            transport.close();`),
        },
        { name: BARE, command: bareLetters(sink.port, FROM, TO, count) },
      ],
      setting.runs,
    );
    return [
      {
        name: `${count} letters on one connection`,
        goal: '0.8 x smtp-source, 0.35 x nodemailer',
        candidates,
      },
    ];
  } finally {
    await sink.stop();
  }
}

async function practiceServer(setting) {
  const source = peer('smtp-source');
  if (source === null || !wants(setting, 'practice server')) return [];
  const count = setting.short ? 200 : 4000;
  const ours = await startPractice();
  const theirs = await startSmtpServer();
  const bare = await startBareServer();
  try {
    const command = ({ port }) => [
      ...[
        source,
        '-s',
        '10',
        '-m',
        String(count),
        '-d',
        '-f',
        'student@example.test',
        '-t',
        'teacher@example.test',
      ],
      `127.0.0.1:${port}`,
    ];
    const candidates = await inTurn(
      [
        { name: 'practice server', ours: true, command: command(ours) },
        { name: 'smtp-server package', command: command(theirs) },
        { name: BARE, command: command(bare) },
      ],
      setting.runs,
    );
    for (const one of candidates) one.wall = one.wall.map((milliseconds) => (count * 1000) / milliseconds);
    for (const one of candidates) one.node = [];
    return [
      { name: 'practice server, 10 connections', goal: '2 x smtp-server', unit: 'letters/s', candidates },
    ];
  } finally {
    await ours.stop();
    await theirs.stop();
    await bare.stop();
  }
}

const SESSION = `S: 220 ...
C: EHLO client.example.test
S: 250 ...
C: MAIL FROM:<student@example.test>
S: 250 ...
C: RCPT TO:<teacher@example.test>
S: 250 ...
C: RSET
S: 250 ...
C: QUIT
S: 221 ...
`;

async function suite(setting) {
  if (!wants(setting, 'replay suite')) return [];
  const server = await startPractice();
  try {
    const candidates = [];
    for (const count of setting.short ? [20] : [200, 1000, 5000]) {
      const folder = join(setting.folder, `suite-${count}`);
      mkdirSync(folder);
      for (let file = 0; file < count; file++) writeFileSync(join(folder, `${file}.smtp`), SESSION);
      candidates.push({
        name: `${count} session files`,
        ours: true,
        command: lab('replay', folder, '--server', `127.0.0.1:${server.port}`),
      });
    }
    const runs = Math.min(setting.runs, 3);
    return [
      {
        name: 'replay of a suite',
        goal: '200 files in 3 s, linear to 5,000',
        candidates: await inTurn(candidates, runs),
      },
    ];
  } finally {
    await server.stop();
  }
}

/** Resident memory of a process, in MiB. */
function resident(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024;
}

async function memory(setting) {
  const source = peer('smtp-source');
  if (source === null || process.platform !== 'linux' || !wants(setting, 'memory sessions')) return [];
  const server = await startPractice();
  try {
    const batch = setting.short ? 100 : 2500;
    const wall = [];
    let error;
    for (let round = 0; round < 4; round++) {
      const args = [
        '-s',
        '4',
        '-m',
        String(batch),
        '-f',
        'student@example.test',
        '-t',
        'teacher@example.test',
      ];
      const run = await once([source, ...args, `127.0.0.1:${server.port}`]);
      if (run.code !== 0) error = `exit ${run.code} ${run.err.slice(0, 200)}`;
      wall.push(resident(server.pid));
    }
    const name = `after ${batch}, ${batch * 2}, ${batch * 3}, ${batch * 4} sessions: ${wall.map((one) => one.toFixed(0)).join(', ')}`;
    return [
      {
        name: 'memory of the practice server',
        goal: 'flat',
        unit: 'MiB',
        candidates: [{ name, ours: true, wall, ...(error === undefined ? {} : { error }) }],
      },
    ];
  } finally {
    await server.stop();
  }
}
