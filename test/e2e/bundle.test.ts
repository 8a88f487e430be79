/** What the built program loads only when it is wanted is there when it is wanted: packages behind a lazy import. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import { runCli } from '../support/run-cli.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const LETTER = ['--from', 'student@example.test', '--to', 'teacher@example.test'];

describe('the built program', () => {
  it('reads a profile, and the command line wins over it', async () => {
    const server = await startPracticeServer();
    try {
      writeFileSync(
        join(folder, 'config.yaml'),
        `work:\n  server: 127.0.0.1:${server.port}\n  tls: off\n  from: student@example.test\n  ehlo: profile.example.test\n`,
      );
      const env = { SMTP_LAB_HOME: folder };
      const sent = await runCli(['send', '--profile', 'work', '--to', 'teacher@example.test'], { env });
      expect(sent.code).toBe(0);
      expect(sent.out).toContain('C: EHLO profile.example.test');
      const over = await runCli(
        ['send', '--profile', 'work', '--to', 'teacher@example.test', '--ehlo', 'own.example.test'],
        { env },
      );
      expect(over.out).toContain('C: EHLO own.example.test');
      const variable = await runCli(['send', ...LETTER], {
        env: {
          SMTP_LAB_SERVER: `127.0.0.1:${server.port}`,
          SMTP_LAB_TLS: 'off',
          SMTP_LAB_EHLO: 'env.example.test',
        },
      });
      expect(variable.out).toContain('C: EHLO env.example.test');
      const unknown = await runCli(['send', '--profile', 'home'], { env });
      expect(unknown.code).toBe(2);
      expect(unknown.err).toContain('work');
    } finally {
      await server.close();
    }
  });

  it('goes through a SOCKS5 proxy', async () => {
    const server = await startPracticeServer();
    const proxy = createServer((client) => {
      client.once('data', () => {
        client.write(Buffer.from([5, 0]));
        client.once('data', () => {
          const target = connect(server.port, '127.0.0.1', () => {
            client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
            client.pipe(target).pipe(client);
          });
          target.on('error', () => client.destroy());
        });
      });
      client.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = proxy.address() as AddressInfo;
      const { code, out } = await runCli([
        'send',
        '--server',
        `127.0.0.1:${server.port}`,
        '--proxy',
        `socks5://127.0.0.1:${port}`,
        '--tls',
        'off',
        ...LETTER,
      ]);
      expect({ code, out: code === 0 ? '' : out }).toEqual({ code: 0, out: '' });
      expect(server.received).toHaveLength(1);
    } finally {
      proxy.close();
      await server.close();
    }
  });

  it('reads variables from a file, and patterns', async () => {
    const session = join(folder, 'v.smtp');
    writeFileSync(session, 'S: 220 ~ /ESMTP/\nC: EHLO {{who}}\nS: 250 ...\n');
    const values = join(folder, 'values.yaml');
    writeFileSync(values, 'who: file.example.test\n');
    const { code, out } = await runCli(['replay', '--practice', session, '--vars-file', values]);
    expect(code).toBe(0);
    expect(out).toContain('C: EHLO file.example.test');
  });

  it('attaches files and HTML', async () => {
    const html = join(folder, 'x.html');
    writeFileSync(html, '<p>hello</p>');
    const { code, out } = await runCli(['send', '--html-file', html, '--attach', html, '--body', 'hello']);
    expect(code).toBe(0);
    expect(out).toMatch(/multipart\/mixed/);
  });
});
