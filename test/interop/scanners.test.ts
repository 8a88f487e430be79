/**
 * The scanners of a policy themselves: clamd with a database of one line, SpamAssassin's spamd with its own rules and no network, a zone of
 * rbldnsd. What is not installed is skipped, and named.
 */

import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJudge, openPolicyStore } from '../../src/io/policy/index.ts';
import type { LetterOctets } from '../../src/io/policy/index.ts';
import type { Policy } from '../../src/pure/policy/index.ts';

const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const FACTS = {
  address: '127.0.0.2',
  greetedName: 'client.example.com',
  from: 'a@example.com',
  to: ['b@example.com'],
  signedIn: false,
};
const letter = (text: string): LetterOctets => {
  const beginning = Buffer.from(text);
  return { bytes: beginning.length, beginning, content: () => [beginning] };
};
const HEADER =
  'Received: from client.example.com (client.example.com [192.0.2.1]) by mx.example.com with ESMTP id 1; Thu, 1 Jan 2026 00:00:00 +0000\r\n' +
  'From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nDate: Thu, 1 Jan 2026 00:00:00 +0000\r\nMessage-ID: <1@example.com>\r\n';
// In pieces, so that no scanner takes this file for what it looks for.
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const GTUBE = ['XJS*C4JDBQADN1.NSBN3*2IDNEN*', 'GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL', '*C.34X'].join('');

let folder = '';
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  chmodSync(folder, 0o755);
});

afterAll(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listens(port: number): Promise<void> {
  for (let again = 0; again < 600; again++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing listens at ${port}`);
}

const judged = async (policy: Policy, text: string) =>
  (
    await openJudge({
      policy,
      ownName: 'gateway.example.com',
      now: () => performance.now(),
      store: await openPolicyStore(undefined),
    })
  ).judge(FACTS, letter(text));

describe.skipIf(!has('clamd'))('clamd', () => {
  let at = '';
  beforeAll(async () => {
    const port = await freePort();
    at = `127.0.0.1:${port}`;
    mkdirSync(join(folder, 'db'));
    writeFileSync(join(folder, 'db', 'lab.hdb'), '44d88612fea8a8f36de82e1278abb02f:68:Lab.Eicar-Test\n');
    writeFileSync(
      join(folder, 'clamd.conf'),
      `Foreground yes\nDatabaseDirectory ${join(folder, 'db')}\nTCPSocket ${port}\nTCPAddr 127.0.0.1\nTemporaryDirectory ${folder}\n`,
    );
    children.push(spawn('clamd', ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' }));
    await listens(port);
  });

  it('finds what it knows, in an attachment too, and nothing in what is clean', async () => {
    const policy: Policy = { clamd: { at }, at: { refuse: 50 } };
    const attached = `${HEADER}MIME-Version: 1.0\r\nContent-Type: application/octet-stream; name=e.com\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(EICAR).toString('base64')}\r\n`;
    expect(await judged(policy, attached)).toMatchObject({
      action: 'refuse',
      points: [{ rule: 'clamd', what: 'virus', points: 100 }],
    });
    expect(await judged(policy, `${HEADER}\r\nhello\r\n`)).toMatchObject({
      action: 'pass',
      points: [{ what: 'clean' }],
    });
  });
});

describe.skipIf(!has('spamd'))('spamd', () => {
  let at = '';
  beforeAll(async () => {
    const port = await freePort();
    at = `127.0.0.1:${port}`;
    const options = ['-L', '-x', '-u', 'nobody', '-i', '127.0.0.1', '-p', String(port), '-m', '2'];
    children.push(spawn('spamd', options, { stdio: 'ignore', env: { ...process.env, HOME: folder } }));
    await listens(port);
  }, 120_000);

  it('gives points to what it was made to know, and few to a lunch', async () => {
    const policy: Policy = { spamd: { at, stalled: 'later', timeout: '60s' }, at: { refuse: 50 } };
    const spam = await judged(policy, `${HEADER}\r\n${GTUBE}\r\n`);
    expect(spam).toMatchObject({ action: 'refuse', points: [{ rule: 'spamd', what: 'score' }] });
    expect(spam.points[0]?.detail).toContain('GTUBE');
    expect(await judged(policy, `${HEADER}\r\nlunch today?\r\n`)).toMatchObject({ action: 'pass' });
  }, 120_000);
});

describe.skipIf(!has('rbldnsd'))('a zone of rbldnsd', () => {
  it('lists who is on it, and passes the self-test', async () => {
    const port = await freePort();
    writeFileSync(
      join(folder, 'zone'),
      '$SOA 3600 ns.example. admin.example. 0 600 300 86400 300\n:127.0.0.2:listed\n127.0.0.2\n192.0.2.0/24\n',
    );
    children.push(
      spawn(
        'rbldnsd',
        ['-n', '-u', 'nobody', '-b', `127.0.0.1/${port}`, `block.example:ip4set:${join(folder, 'zone')}`],
        { stdio: 'ignore' },
      ),
    );
    const policy: Policy = {
      dns: `127.0.0.1:${port}`,
      lists: [{ zone: 'block.example', points: 3 }],
      at: { tag: 3 },
    };
    for (let again = 0; again < 100; again++) {
      const { points } = await judged(policy, `${HEADER}\r\nx\r\n`);
      if (points[0]?.what !== 'no-answer') break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await judged(policy, `${HEADER}\r\nx\r\n`)).toMatchObject({
      sum: 3,
      action: 'tag',
      points: [{ what: 'listed' }],
    });
  });
});
