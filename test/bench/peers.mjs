/** Whom the program is measured beside, where they are found, and the servers that all of them send to. */

import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { fileURLToPath } from 'node:url';

export const PROGRAM = fileURLToPath(new URL('../../bin/smtp-lab.js', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const PEERS = {
  curl: { how: 'Debian: curl' },
  swaks: { how: 'Debian: swaks' },
  msmtp: { how: 'Debian: msmtp' },
  python3: { how: 'Debian: python3' },
  'smtp-sink': { how: 'Debian: postfix', paths: ['/usr/sbin/smtp-sink'] },
  'smtp-source': { how: 'Debian: postfix', paths: ['/usr/sbin/smtp-source'] },
};

/** The path of a peer; null where it is not installed. */
export function peer(name) {
  const known = PEERS[name]?.paths?.find((path) => existsSync(path));
  if (known !== undefined) return known;
  const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
  return found === '' ? null : found;
}

export function missingPeers() {
  return Object.entries(PEERS)
    .filter(([name]) => peer(name) === null)
    .map(([name, { how }]) => ({ name, how }));
}

/** A script of a peer that is a package for Node, run from the project's folder. */
export function nodeScript(source) {
  return [process.execPath, '--input-type=module', '-e', source];
}

export { ROOT };

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(port) {
  for (let tries = 0; tries < 300; tries++) {
    const ok = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`nothing listens on ${port}`);
}

/** Starts a server from its command; `stop` ends it, by its own process alone. */
async function started(commandFor) {
  const port = await freePort();
  const [program, ...args] = commandFor(port);
  const child = spawn(program, args, { stdio: 'ignore', cwd: ROOT });
  await answers(port);
  return {
    port,
    pid: child.pid,
    stop: () =>
      new Promise((resolve) => {
        child.on('close', resolve);
        child.kill('SIGTERM');
      }),
  };
}

/** Takes letters and keeps none: Postfix's smtp-sink, or the practice server where that is not there. */
export function startSink() {
  const sink = peer('smtp-sink');
  if (sink === null) return startPractice();
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  return started((port) => [sink, ...user, `127.0.0.1:${port}`, '1000']);
}

export function startPractice() {
  return started((port) => [process.execPath, PROGRAM, 'serve', '--port', String(port), '--quiet']);
}

/** The smtp-server package for Node, which takes everything and keeps nothing. */
export function startSmtpServer() {
  const source = (port) => `
    import { SMTPServer } from 'smtp-server';
    new SMTPServer({
      authOptional: true, disableReverseLookup: true, logger: false,
      onData(stream, session, done) { stream.resume(); stream.on('end', () => done(null)); },
    }).listen(${port}, '127.0.0.1');`;
  return started((port) => nodeScript(source(port)));
}

/**
 * What Node itself takes for the same, with nothing looked at: a client that sends a file's octets as they are, one that sends the
 * same letter again and again, a server that says yes. Nothing in Node that does its work can be faster.
 */
const CLIENT = (port, from, to) => `
  import { connect } from 'node:net';
  const socket = connect(${port}, '127.0.0.1').setNoDelay(true);
  let wake = () => undefined;
  let heard = 0;
  let rest = '';
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\\r\\n');
    rest = lines.pop();
    heard += lines.filter((line) => line[3] !== '-').length;
    wake();
  });
  let read = 0;
  const replies = async (count) => { while (heard - read < count) await new Promise((resolve) => (wake = resolve)); read += count; };
  const say = async (text, count = 1) => { socket.write(text); await replies(count); };
  const ENVELOPE = 'MAIL FROM:<${from}>\\r\\nRCPT TO:<${to}>\\r\\nDATA\\r\\n';
  await replies(1);
  await say('EHLO client.example.com\\r\\n');`;

export function bareClient(port, from, to, file) {
  return nodeScript(`${CLIENT(port, from, to)}
  import { openSync, readSync } from 'node:fs';
  await say(ENVELOPE, 3);
  const fd = openSync(${JSON.stringify(file)});
  for (;;) {
    const piece = Buffer.allocUnsafe(262144);
    const octets = readSync(fd, piece);
    if (octets === 0) break;
    if (!socket.write(piece.subarray(0, octets))) await new Promise((resolve) => socket.once('drain', resolve));
  }
  await say('.\\r\\n');
  socket.end('QUIT\\r\\n');`);
}

export function bareLetters(port, from, to, count) {
  return nodeScript(`${CLIENT(port, from, to)}
  for (let sent = 0; sent < ${count}; sent++) {
    await say(ENVELOPE, 3);
    await say('From: ${from}\\r\\nTo: ${to}\\r\\nSubject: x\\r\\n\\r\\nx\\r\\n.\\r\\n');
  }
  socket.end('QUIT\\r\\n');`);
}

export function startBareServer() {
  return started((port) =>
    nodeScript(`
    import { createServer } from 'node:net';
    createServer({ noDelay: true }, (socket) => {
      let inLetter = false;
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        if (inLetter) {
          if (!chunk.includes('\\r\\n.\\r\\n')) return;
          inLetter = false;
        } else if (chunk.toString('latin1', 0, 4) === 'DATA') {
          inLetter = true;
          socket.write('354 x\\r\\n');
          return;
        }
        socket.write('250 x\\r\\n');
      });
      socket.write('220 x\\r\\n');
    }).listen(${port}, '127.0.0.1');`),
  );
}

/** The gateway before a server; with `more` for its command line. */
export function startGateway(behind, ...more) {
  return started((port) => [
    ...[process.execPath, PROGRAM, 'gateway', '--listen', String(port), '--server', `127.0.0.1:${behind}`],
    ...['--tls', 'off', '--quiet', ...more],
  ]);
}

/** Two sockets of Node, each piped into the other: nothing that passes octets on can do less. */
export function startBareRelay(behind) {
  return started((port) =>
    nodeScript(`
    import { connect, createServer } from 'node:net';
    createServer({ noDelay: true }, (client) => {
      const server = connect({ port: ${behind}, host: '127.0.0.1', noDelay: true });
      for (const one of [client, server]) one.on('error', () => { client.destroy(); server.destroy(); });
      client.pipe(server);
      server.pipe(client);
    }).listen(${port}, '127.0.0.1');`),
  );
}
