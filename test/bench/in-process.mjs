/** What the core does in process: stuffing, reading replies, reading and printing transcripts. As it ships, run in turn. */

import { LetterEncoder, parseSession, printSession, ReplyReader } from '../../dist/index.cjs';

const MIB = 1_048_576;
const core = { LetterEncoder, parseSession, printSession, ReplyReader };

export async function inProcess({ short, runs, only, told }) {
  if (only !== '' && !'in process stuffing reply transcript'.includes(only)) return [];
  const rows = [stuffing(core, short, runs), replies(core, short, runs), transcripts(core, short, runs)];
  for (const row of rows) told(row);
  return rows;
}

const find = (bytes, octet, from) => bytes.indexOf(octet, from);

/** Figures a second of work that is done so many times; the first time does not count. */
function rates(runs, amount, work) {
  const figures = [];
  for (let round = 0; round <= runs; round++) {
    const started = process.hrtime.bigint();
    work();
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (round > 0) figures.push(amount / seconds);
  }
  return figures;
}

function stuffing({ LetterEncoder }, short, runs) {
  const size = (short ? 8 : 200) * MIB;
  const piece = (line) => Buffer.from(line.repeat(Math.ceil(65_536 / line.length)).slice(0, 65_536));
  const text = piece(`${`${'x'.repeat(74)}\r\n`.repeat(499)}.${'y'.repeat(73)}\r\n`);
  const dots = piece(`.${'x'.repeat(56)}\r\n`);
  const one = (name, chunk) => {
    let octets = 0;
    const wall = rates(runs, size / (MIB * 1024), () => {
      const encoder = new LetterEncoder({ stuff: true, find });
      octets = 0;
      for (let sent = 0; sent < size; sent += chunk.length) octets += encoder.push(chunk).length;
      octets += encoder.finish().length;
    });
    // A fast way that is wrong is found by its length.
    const wrong = octets < size;
    return { name, ours: true, wall, ...(wrong ? { error: `${octets} octets came out` } : {}) };
  };
  return {
    name: 'dot-stuffing with repair of line ends, in process',
    goal: '2.5 GiB/s on text, 0.6 GiB/s where every line begins with a dot',
    unit: 'GiB/s',
    candidates: [one('text, 76-octet lines', text), one('every line begins with a dot', dots)],
  };
}

function replies({ ReplyReader }, short, runs) {
  const lines = [
    ...['250-mail.example.com at your service', '250-PIPELINING', '250-SIZE 35882577', '250-8BITMIME'],
    ...['250-STARTTLS', '250-AUTH PLAIN LOGIN XOAUTH2', '250-ENHANCEDSTATUSCODES', '250 SMTPUTF8', ''],
  ];
  const one = Buffer.from(lines.join('\r\n'));
  const many = Buffer.concat(Array.from({ length: short ? 2_000 : 100_000 }, () => one));
  const run = (name, size) => {
    let count = 0;
    const wall = rates(runs, many.length / 1e6, () => {
      const reader = new ReplyReader();
      count = 0;
      for (let at = 0; at < many.length; at += size)
        count += reader.push(many.subarray(at, at + size)).length;
    });
    const wrong = count !== many.length / one.length;
    return { name, ours: true, wall, ...(wrong ? { error: `${count} replies` } : {}) };
  };
  return {
    name: 'reading replies to EHLO, in process',
    goal: '200 MB/s, linear, whatever the pieces',
    unit: 'MB/s',
    candidates: [
      run('pieces of 64 KiB', 65_536),
      run('pieces of 1460 octets', 1460),
      run('pieces of 100 octets', 100),
    ],
  };
}

function transcripts({ parseSession, printSession }, short, runs) {
  const block =
    'S: 220 mail.example.com ready\nC: EHLO client.example.com\nS: 250-mail.example.com\nS: 250 SIZE 1000\n# a comment\n';
  const run = (name, lines) => {
    const text = block.repeat(lines / 5);
    let same = false;
    const wall = rates(runs, text.length / 1e6, () => {
      const { file, problems } = parseSession(text, 'bench.smtp');
      same = problems.length === 0 && printSession(file) === text;
    });
    return { name, ours: true, wall, ...(same ? {} : { error: 'it was not printed as it was read' }) };
  };
  return {
    name: 'a transcript parsed, checked and printed, in process',
    goal: '20 MB/s, linear',
    unit: 'MB/s',
    candidates: short
      ? [run('10,000 lines', 10_000)]
      : [run('10,000 lines', 10_000), run('100,000 lines', 100_000), run('400,000 lines', 400_000)],
  };
}
