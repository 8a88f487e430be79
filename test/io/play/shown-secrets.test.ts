/** `serve --script --show-secrets`: what a client signs in with is shown on the screen, when it is asked for, and nowhere else. */

import { connect } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runHere } from '../../support/run-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-shown-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const SECRET = Buffer.from('\0student\0a-password-that-is-wrong').toString('base64');
const script = join(folder, 'auth.smtp');
const recording = join(folder, 'recording.smtp');
writeFileSync(script, 'S: 220 x\nC: AUTH PLAIN {{plain user password}}\nS: 235 x\n');

const serve = (...more: readonly string[]) => {
  let came = false;
  const given = ['--port', '0', '--var', 'user=student', '--var', 'password=a-password-that-is-right'];
  return runHere(['serve', '--script', script, ...given, '--record', recording, ...more], {
    watch: (out) => {
      const port = /127\.0\.0\.1:(\d+)|"port":(\d+)/.exec(out);
      if (port === null || came) return;
      came = true;
      const socket = connect(Number(port[1] ?? port[2]), '127.0.0.1');
      socket.once('data', () => socket.write(`AUTH PLAIN ${SECRET}\r\n`));
      socket.on('error', () => undefined);
    },
  });
};

describe('what a client signs in with', () => {
  it('is hidden', async () => {
    const { code, out, err } = await serve();
    expect([code, (out + err).includes(SECRET)]).toEqual([15, false]);
    expect(out).toContain('AUTH PLAIN <hidden>');
  });

  it('is shown in the transcript and in the difference with --show-secrets, with a warning, and not in a recording', async () => {
    const { code, out } = await serve('--show-secrets');
    expect(code).toBe(15);
    expect(out.split(SECRET)).toHaveLength(3);
    expect(out).toContain('Do not share this text.');
    expect(readFileSync(recording, 'utf8')).not.toContain(SECRET);
  });

  it('is not shown in JSON', async () => {
    const { out, err } = await serve('--show-secrets', '--json');
    expect((out + err).includes(SECRET)).toBe(false);
  });
});
