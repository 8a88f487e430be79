/** `target`: the TLS mode and the port of a file; `retry`: a file that was refused for now is played again, and no other failure is hidden. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import { playSession } from '../../../src/index.ts';
import { filmOf, parseSession } from '../../../src/pure/sessions/index.ts';
import { runInside } from '../../support/run-inside.ts';
import { scriptedServer } from '../../support/scripted-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-target-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const TALK = 'S: 220 ...\nC: EHLO client.example.test\nS: 250 ...\nC: QUIT\nS: 221 ...\n';
const front = (text: string, talk = TALK): string => `---\n${text}\n---\n${talk}`;
const faults = (text: string) => parseSession(text, 'a.smtp').problems.map(({ fault }) => fault.code);
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('target', () => {
  const IN_TLS = front('target: { tls: implicit }', `${TALK}`);

  it('begins in TLS where it says implicit, and the film shows it', async () => {
    const played = await playSession({ text: IN_TLS });
    expect(played).toMatchObject({ passed: true, problem: null });
    expect(played.events.findIndex(({ kind }) => kind === 'tls')).toBeLessThan(
      played.events.findIndex(({ kind }) => kind === 'reply'),
    );
    const [first] = filmOf(parseSession(IN_TLS, 'a').file);
    expect(first).toMatchObject({ kind: 'event', event: { kind: 'tls', mode: 'implicit' } });
  });

  it('begins in TLS once where the file has its own @tls, and with both sides in one file', async () => {
    const text = front('target: { tls: implicit }', `@tls\n${TALK}`);
    const { passed, events } = await playSession({ text });
    expect([passed, events.filter(({ kind }) => kind === 'tls').length]).toEqual([true, 1]);
    const both = await runInside(['replay', '--both', file('both.smtp', IN_TLS)]);
    expect(both.out).toContain('1 passed');
  });

  it('fails against a server that begins without TLS, whatever --tls says', async () => {
    const server = await scriptedServer('220 plain\r\n', { EHLO: '250 plain\r\n', QUIT: '221 bye\r\n' });
    const where = ['--server', `127.0.0.1:${server.port}`, '--tls', 'off'];
    const said = await runInside(['replay', file('implicit.smtp', IN_TLS), ...where]);
    expect(said.code).toBe(6);
    expect(server.lines.some((line) => line.startsWith('EHLO'))).toBe(false);
    await server.close();
  });

  it('is taken back by no file: --tls implicit stays', async () => {
    const server = await scriptedServer('220 plain\r\n', { EHLO: '250 plain\r\n', QUIT: '221 bye\r\n' });
    const where = ['--server', `127.0.0.1:${server.port}`, '--tls', 'implicit'];
    const path = file('off.smtp', front('target: { tls: off }'));
    expect((await runInside(['replay', path, ...where])).code).toBe(6);
    expect((await runInside(['replay', path, ...where.slice(0, 2)])).code).toBe(0);
    await server.close();
  });

  it('verifies the certificate where it says starttls, as --tls starttls does', async () => {
    const server = await startPracticeServer();
    const talk = TALK.replace(
      'C: QUIT',
      'C: STARTTLS\nS: 220 ...\n@tls\nC: EHLO me.example.test\nS: 250 ...\nC: QUIT',
    );
    const where = { server: `127.0.0.1:${server.port}` };
    expect((await playSession({ text: talk }, where)).passed).toBe(true);
    const strict = await playSession({ text: front('target: { tls: starttls }', talk) }, where);
    expect(strict.problem?.code).toBe('certificate');
    await server.close();
  });

  it('has a port, unless one is named', async () => {
    const server = await scriptedServer('220 x\r\n', { EHLO: '250 x\r\n', QUIT: '221 x\r\n' });
    const text = front(`target: { port: ${server.port} }`);
    expect((await playSession({ text }, { server: '127.0.0.1' })).passed).toBe(true);
    expect((await playSession({ text }, { server: '127.0.0.1:1' })).problem?.code).toBe('connection-refused');
    const named = await runInside([
      'replay',
      file('port.smtp', text),
      '--server',
      '127.0.0.1',
      '--port',
      '1',
    ]);
    expect(named.code).toBe(3);
    await server.close();
  });

  it('gets no secret on a port of its own choice', async () => {
    const server = await scriptedServer('220 x\r\n', { EHLO: '250 x\r\n', QUIT: '221 x\r\n' });
    const text = front(`target: { port: ${server.port} }`, TALK.replace('QUIT', 'NOOP {{password}}'));
    const vars = { password: 'a-secret-that-stays-here' };
    const played = await playSession({ text }, { server: '127.0.0.1', vars });
    expect(played).toMatchObject({ passed: false, exitCode: 7, problem: { code: 'port-of-file' } });
    expect(server.lines).toEqual([]);
    await server.close();
  });

  it.each([
    ['target: { tls: maybe }', ['front-matter-value']],
    ['target: { port: 70000 }', ['front-matter-value']],
    ['target: { host: mail.example.test }', ['front-matter-value']],
    ['target: implicit', ['front-matter-value']],
    ['target: { tls: starttls }', ['target-differs']],
    ['target: { tls: off, port: 25 }', []],
    ['target: { tls: false }', []],
  ])('is checked: %s', (text, codes) => {
    expect(faults(front(text))).toEqual(codes);
  });

  it('is checked against the lines', () => {
    expect(faults(front('target: { tls: off }', `@tls\n${TALK}`))).toEqual(['target-differs']);
  });
});

describe('retry', () => {
  const RETRY = 'retry: { times: 3, every: 10ms, on: 4xx }';
  /** Answers NOOP with these, one after the other, over all connections. */
  const answering = (...replies: readonly string[]) => {
    let at = 0;
    return scriptedServer('220 x\r\n', {
      EHLO: '250 x\r\n',
      NOOP: (socket) => socket.write(`${replies[Math.min(at++, replies.length - 1)] ?? ''}\r\n`),
      QUIT: '221 x\r\n',
    });
  };
  const NOOP = TALK.replace('QUIT\n', 'NOOP\nS: 250 ...\nC: QUIT\n');

  it('plays again what was refused for now, and tells how often', async () => {
    const server = await answering('451 4.7.1 later', '452 4.3.1 later', '250 fine');
    const path = file('retry.smtp', front(RETRY, NOOP));
    const reports = ['junit', 'tap', 'json', 'md'].map((kind) => `${kind}=${join(folder, `r.${kind}`)}`);
    const where = ['--server', `127.0.0.1:${server.port}`, '--report', reports.join(',')];
    const said = await runInside(['replay', path, ...where]);
    expect(said.code).toBe(0);
    expect(said.out).toContain('451 4.7.1 later; try 2 of 4 in 0.01 s');
    expect(said.out).not.toContain('expected');
    const report = (kind: string): string => readFileSync(join(folder, `r.${kind}`), 'utf8');
    expect(report('junit')).toContain('<system-out>passed on try 3</system-out>');
    expect(report('tap')).toContain('# passed on try 3');
    expect(report('md')).toContain('| passed on try 3 |');
    expect(JSON.parse(report('json'))).toMatchObject({ passed: 1, files: [{ tries: 3 }] });
    await server.close();
  });

  it('tells each further try as JSON', async () => {
    const server = await answering('451 later', '250 fine');
    const path = file('json.smtp', front(RETRY, NOOP));
    const { out } = await runInside(['replay', path, '--json', '--server', `127.0.0.1:${server.port}`]);
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.filter(({ type }) => type === 'retry')).toMatchObject([
      { file: path, next: 2, most: 4, milliseconds: 10, said: '451 later' },
    ]);
    expect(events.filter(({ type, ok }) => type === 'expectation' && ok === false)).toEqual([]);
    await server.close();
  });

  it.each([
    ['a refusal for good', ['550 no', '250 fine'], NOOP, 1],
    ['a refusal for now that lasts', ['451 no'], NOOP, 4],
    ['one of other codes', ['421 no', '250 fine'], NOOP, 1],
    [
      'an assert that failed before it',
      ['451 no', '250 fine'],
      NOOP.replace('C: NOOP', '? bytes == 0\nC: NOOP'),
      1,
    ],
    ['what must not be in the reply', ['250 fine'], NOOP.replace('C: QUIT', 'S! fine\nC: QUIT'), 1],
  ])('does not hide %s', async (_, replies, talk, tries) => {
    const server = await answering(...replies);
    const text = front('retry: { times: 3, every: 0s, on: 451|452 }', talk);
    const played = await playSession({ text }, { server: `127.0.0.1:${server.port}` });
    expect(played).toMatchObject({ passed: false, tries });
    await server.close();
  });

  it('does not hide one with --keep-going', async () => {
    const server = await answering('451 no', '550 no', '250 fine');
    const talk = NOOP.replace('C: QUIT', 'C: NOOP\nS: 250 ...\nC: QUIT');
    const text = front(RETRY, talk);
    const where = { server: `127.0.0.1:${server.port}`, keepGoing: true };
    const played = await playSession({ text }, where);
    expect(played).toMatchObject({ passed: false, tries: 2 });
    expect(played.expectations.filter(({ ok }) => !ok)).toHaveLength(1);
    await server.close();
  });

  it('moves the clock of the practice server instead of waiting', async () => {
    const talk = `S: 220 ...
C: EHLO client.example.test
S: 250 ...
C: MAIL FROM:<student@example.test>
S: 250 ...
C: RCPT TO:<teacher@example.test>
S: 250 ...
C: QUIT
S: 221 ...
`;
    const text = front('retry: { times: 1, every: 10m, on: 45x }', talk);
    const played = await playSession({ text }, { scenario: 'greylisting-wait' });
    expect(played).toMatchObject({ passed: true, tries: 2 });
  });

  it.each([
    'retry: 3',
    'retry: { every: 1s }',
    'retry: { times: 0 }',
    'retry: { times: 2, on: soon }',
    'retry: { times: 2, every: often }',
    'retry: { times: 2, when: 4xx }',
  ])('is checked: %s', (text) => {
    expect(faults(front(text))).toEqual(['front-matter-value']);
  });
});
