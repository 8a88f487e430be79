import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { runHere as run } from '../support/run-inside.ts';

describe('smtp-lab tour', () => {
  it('shows a whole conversation with every class of reply, and exits 0', async () => {
    const { code, out, err } = await run(['tour']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const start of [
      'S: 220 ',
      'S: 334 ',
      'S: 450 ',
      'S: 550 ',
      'S: 354 ',
      'S: 221 ',
      'C: ..profile',
      'C: .  ',
    ]) {
      expect(out).toContain(`\n${start}`);
    }
    expect(out).toContain('certificate verified');
    expect(out).toContain('1 accepted, 1 to retry, 1 refused.');
  });

  it('tells whoever names a server where one can be named, as the lessons do', async () => {
    for (const [command, other] of [
      ['tour', 'smtp-lab send --server'],
      ['learn', 'smtp-lab connect'],
    ] as const) {
      const { code, err, out } = await run([command, '--server', 'mail.example.com', '--lang', 'en']);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err.replace(/\s+/g, ' ')).toContain(other);
      expect((await run([command, '--help'])).out).not.toContain('--server');
    }
  });

  it('hides the password and its base64 [case-020]', async () => {
    const { out } = await run(['tour']);
    expect(out).toContain('C: <hidden>');
    expect(out).not.toContain(Buffer.from('practice').toString('base64'));
  });

  it('fits 80 columns in both languages, without an escape where there is no terminal', async () => {
    for (const lang of ['en', 'ru']) {
      const { code, out } = await run(['tour', '--lang', lang]);
      expect(code).toBe(0);
      expect(Math.max(...out.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80);
      expect(out).not.toContain('\u001b');
    }
  });

  it('takes the language from the environment, and the command line wins', async () => {
    expect((await run(['tour'], { env: { LANG: 'ru_RU.UTF-8' } })).out).toContain('Принято: 1');
    expect((await run(['tour', '--lang=en'], { env: { SMTP_LAB_LANG: 'ru' } })).out).toContain('1 accepted');
  });

  it('gives the events one JSON object a line with --json, the result last', async () => {
    const { code, out } = await run(['tour', '--json']);
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(events[0]).toMatchObject({ type: 'connect', practice: true });
    expect(events.at(-1)).toMatchObject({
      type: 'result',
      outcome: 'partial',
      exitCode: 0,
      accepted: ['teacher@example.test'],
      queueId: 'LAB1',
    });
    expect(out).not.toContain(Buffer.from('practice').toString('base64'));
  });

  it('says nothing with --quiet, where nothing failed', async () => {
    expect(await run(['tour', '-q'])).toMatchObject({ code: 0, out: '', err: '' });
  });

  it('is quiet when its reader goes away', async () => {
    expect(await runCli(['tour'], { closeOutput: true })).toMatchObject({ code: 0, err: '' });
  });
});

describe('the command line', () => {
  it('answers --version and --help, and help without a command', async () => {
    expect(await run(['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('tour') });
    expect(await run([])).toMatchObject({ code: 0, out: expect.stringContaining('tour') });
  });

  it('says what was wrong, in one line, and exits 2', async () => {
    expect(await run(['fly'])).toMatchObject({ code: 2, err: expect.stringContaining('"fly"') });
    expect(await run(['tour', '--bogus'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('"--bogus"'),
    });
    expect(await run(['tour', '--lang', 'xx'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('"xx"'),
    });
    expect(await run(['toString'])).toMatchObject({ code: 2 });
  });
});
