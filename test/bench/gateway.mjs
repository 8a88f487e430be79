/** The gateway beside the way without it: small letters, a large one, many conversations at once and the memory they take. */

import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { inTurn } from './measure.mjs';
import {
  bareClient,
  peer,
  startBareRelay,
  startSink,
  startGateway,
  startPractice,
  startSmtpServer,
} from './peers.mjs';

const FROM = 'student@example.test';
const TO = 'teacher@example.test';
const MIB = 1_048_576;

export async function gateway(setting) {
  if (setting.only !== '' && !'gateway'.includes(setting.only)) return [];
  const rows = [];
  for (const kind of [smallLetters, largeLetter, many]) {
    for (const row of await kind(setting)) {
      rows.push(row);
      setting.told(row);
    }
  }
  return rows;
}

/** Ten connections, a letter each, again and again, to servers that do the work of one. */
async function smallLetters(setting) {
  const source = peer('smtp-source');
  if (source === null) return [];
  const rows = [];
  const count = setting.short ? 200 : 3000;
  for (const [name, start] of [
    ['the practice server', startPractice],
    ['the smtp-server package', startSmtpServer],
  ]) {
    const server = await start();
    const through = await startGateway(server.port);
    try {
      const command = ({ port }) => [
        ...[source, '-s', '10', '-m', String(count), '-d', '-f', FROM, '-t', TO],
        `127.0.0.1:${port}`,
      ];
      const candidates = await inTurn(
        [
          { name: 'through the gateway', ours: true, command: command(through) },
          { name: `${name} itself`, command: command(server) },
        ],
        setting.runs,
      );
      for (const one of candidates) {
        one.wall = one.wall.map((milliseconds) => (count * 1000) / milliseconds);
        one.node = [];
      }
      rows.push({
        name: `letters through the gateway to ${name}`,
        goal: '0.5 x the server itself',
        unit: 'letters/s',
        candidates,
      });
    } finally {
      await through.stop();
      await server.stop();
    }
  }
  return rows;
}

async function largeLetter(setting) {
  const size = (setting.short ? 2 : 50) * MIB;
  const file = join(setting.folder, 'large.eml');
  writeFileSync(file, `Subject: large\r\n\r\n${`${'x'.repeat(76)}\r\n`.repeat(size / 78)}`);
  const server = await startSink();
  const through = await startGateway(server.port);
  const relay = await startBareRelay(server.port);
  try {
    const candidates = await inTurn(
      [
        { name: 'the gateway', ours: true, command: bareClient(through.port, FROM, TO, file) },
        { name: 'two sockets of Node', command: bareClient(relay.port, FROM, TO, file) },
        { name: 'no relay', command: bareClient(server.port, FROM, TO, file) },
      ],
      setting.runs,
    );
    for (const one of candidates) one.node = [];
    return [
      {
        name: `a letter of ${size / MIB} MiB through the gateway`,
        goal: '1.6 x two sockets of Node',
        candidates,
      },
    ];
  } finally {
    await relay.stop();
    await through.stop();
    await server.stop();
  }
}

/** So many clients at once, each in the middle of a letter; what the gateway takes meanwhile, again and again. */
async function many(setting) {
  if (process.platform !== 'linux') return [];
  const count = setting.short ? 20 : 500;
  const server = await startPractice();
  const through = await startGateway(server.port);
  try {
    const wall = [];
    let error;
    for (let round = 0; round < 4; round++) {
      const sockets = await Promise.all(Array.from({ length: count }, () => inLetter(through.port)));
      for (const one of sockets) one.write(Buffer.alloc(65_536, 'x\r\n'));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      wall.push(resident(through.pid));
      const said = await Promise.all(sockets.map(endOf));
      const failed = said.filter((reply) => !reply.startsWith('250')).length;
      if (failed > 0) error = `${failed} of ${count} letters were not accepted`;
    }
    const name = `${count} letters at once, four times: ${wall.map((one) => one.toFixed(0)).join(', ')}`;
    return [
      {
        name: 'memory of the gateway',
        goal: 'flat',
        unit: 'MiB',
        candidates: [{ name, ours: true, wall, ...(error === undefined ? {} : { error }) }],
      },
    ];
  } finally {
    await through.stop();
    await server.stop();
  }
}

/** A client behind the 354. */
function inLetter(port) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      heard += chunk;
      if (!/^354/m.test(heard)) return;
      socket.removeAllListeners('data');
      resolve(socket);
    });
    socket.write(`EHLO client.example.com\r\nMAIL FROM:<${FROM}>\r\nRCPT TO:<${TO}>\r\nDATA\r\n`);
  });
}

function endOf(socket) {
  return new Promise((resolve) => {
    socket.once('data', (chunk) => {
      resolve(String(chunk));
      socket.destroy();
    });
    socket.once('close', () => resolve(''));
    socket.write('\r\n.\r\n');
  });
}

function resident(pid) {
  const [, kib = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}
