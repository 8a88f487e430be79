/** What is printed of a conversation, and where: nothing but failures, a log that grows, octets, decoded secrets, a schema. */

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventsSchema } from '../../src/pure/events/schema.ts';
import { runInside } from '../support/run-inside.ts';
import { faultsOf } from '../support/schema.ts';
import { scriptedServer } from '../support/scripted-server.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-output-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('--transcript', () => {
  it('on-error shows the conversation only where it was no success', async () => {
    const good = await runInside(['send', '--transcript', 'on-error']);
    expect(good.out).not.toContain('C: EHLO');
    expect(good.out).toContain('teacher@example.test');
    const bad = await runInside(['send', '--transcript', 'on-error', '-t', 'nobody@example.test']);
    expect(bad.code).toBe(9);
    expect(bad.out).toContain('C: EHLO');
    expect(bad.out).toContain('S: 550');
  });

  it('never shows how it ended, and no line of the conversation', async () => {
    const { out } = await runInside(['send', '--transcript', 'never', '-t', 'nobody@example.test']);
    expect(out).not.toMatch(/^[SC]: /m);
    expect(out).toContain('nobody@example.test');
  });
});

describe('--log', () => {
  it('writes the transcript behind what is there, without a secret, for its owner alone', async () => {
    const file = join(folder, 'mail.log');
    const argv = [
      'send',
      '--log',
      file,
      '-q',
      '--user',
      'student',
      '--password',
      'wonderland',
      '--show-secrets',
    ];
    await runInside(argv);
    const first = readFileSync(file, 'utf8');
    expect(first).toMatch(/^=== \d{4}-\d\d-\d\dT[\d:.]+Z smtp-lab send$/m);
    expect(first).toContain('C: EHLO');
    expect(first).not.toContain('wonderland');
    expect(first).not.toContain(Buffer.from('\0student\0wonderland').toString('base64'));
    expect(statSync(file).mode & 0o077).toBe(0);
    await runInside(['connect', '--log', file], 'NOOP\nQUIT\n');
    const second = readFileSync(file, 'utf8');
    expect(second.startsWith(first)).toBe(true);
    expect(second.slice(first.length)).toContain('smtp-lab connect');
    expect(second.slice(first.length)).toContain('C: NOOP');
  });

  it('is JSON where its name says so', async () => {
    const file = join(folder, 'mail.ndjson');
    await runInside(['send', '--log', file]);
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines.flatMap((line) => faultsOf(line, eventsSchema()))).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ type: 'result', outcome: 'accepted' });
  });

  it('that cannot be written is a usage error, before anything is connected to', async () => {
    const { code, err, out } = await runInside(['send', '--log', join(folder, 'none', 'x.log')]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--log');
  });
});

it('--hex shows the octets of commands, replies and the letter', async () => {
  const server = await scriptedServer('220 mx\n', { EHLO: '250 mx \xe9\r\n', QUIT: '221 bye\r\n' });
  const { out } = await runInside([
    'send',
    '-s',
    `127.0.0.1:${server.port}`,
    '--stop-after',
    'ehlo',
    '--hex',
    '--ehlo',
    'me.example',
  ]);
  await server.close();
  expect(out).toContain('0000  45 48 4c 4f 20 6d 65 2e 65 78 61 6d 70 6c 65 0d  EHLO me.example.');
  expect(out).toContain('0010  0a');
  // A greeting that ends in a bare LF is shown with it.
  expect(out).toMatch(/32 32 30 20 6d 78 0a {2,}220 mx\./);
  const letter = await runInside(['send', '--hex', '--body', 'Hello']);
  // Where a row of octets ends depends on the header.
  const octets = [...letter.out.matchAll(/^ +[0-9a-f]{4} {2}((?:[0-9a-f]{2} +)+)/gm)].map(([, row = '']) =>
    row.trim(),
  );
  expect(octets.join(' ')).toMatch(/48 +65 +6c +6c +6f +0d +0a/);
});

it('--show-secrets shows what the base64 says', async () => {
  const { out } = await runInside(['send', '--user', 'student', '--auth', 'plain', '--show-secrets']);
  expect(out).toContain('"\\0student\\0practice"');
});

describe('JSON', () => {
  it('says when it was, who was spoken to, and what helps', async () => {
    const { out } = await runInside(['send', '--json', '-t', 'nobody@example.test']);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const connect = lines.find(({ type }) => type === 'connect');
    const result = lines.at(-1);
    expect(Math.abs(Date.parse(String(connect?.['time'])) - Date.now())).toBeLessThan(60_000);
    expect(result).toMatchObject({ type: 'result', host: '127.0.0.1', problem: 'recipients-refused' });
    const advice = result?.['advice'] as { happened: string[]; means: string[]; tries: unknown[] };
    expect(advice.happened.length).toBeGreaterThan(0);
    expect(advice.means.length).toBeGreaterThan(0);
  });

  it('has a schema that names every field', async () => {
    const { code, out } = await runInside(['help', '--schema', 'events']);
    expect(code).toBe(0);
    const schema = JSON.parse(out) as Record<string, unknown>;
    expect(schema).toEqual(JSON.parse(JSON.stringify(eventsSchema())));
    expect(faultsOf({ type: 'close', at: 1, by: 'server', clean: true }, schema)).toEqual([]);
    expect(faultsOf({ type: 'close', at: 1, by: 'nobody', clean: true }, schema)).not.toEqual([]);
    expect(faultsOf({ type: 'close', at: 1, by: 'server', clean: true, odd: 1 }, schema)).not.toEqual([]);
    expect(faultsOf({ type: 'close', by: 'server', clean: true }, schema)).not.toEqual([]);
  });
});
