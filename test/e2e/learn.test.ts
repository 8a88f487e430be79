/** `smtp-lab learn` as a program: from a pipe, at a terminal, and what it keeps. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explorerWords, learnWords } from '../../src/pure/phrases/index.ts';
import { runHere } from '../support/run-inside.ts';
import { hasTmux, openTerminal } from '../support/terminal.ts';

let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

const learn = (args: readonly string[], input = '') =>
  runHere(['learn', ...args], { input, env: { SMTP_LAB_HOME: home } });

const WHOLE = [
  ...['EHLO pupil.example.test', 'MAIL FROM:<student@example.test>', 'RCPT TO:<nobody@example.test>'],
  ...['RCPT TO:<teacher@example.test>', 'DATA', 'Subject: hello', '', 'By hand.', '.', 'QUIT', '3', ''],
].join('\n');

const words = learnWords.en;

/** Sentences on a screen, one after the other, wherever their lines were broken. */
function said(...sentences: readonly string[]): RegExp {
  const pattern = (sentence: string): string =>
    sentence
      .split(' ')
      .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('\\s+');
  return new RegExp(sentences.map(pattern).join('[^]*'));
}

describe('smtp-lab learn', () => {
  it('shows the path in both languages, and what comes next', async () => {
    const { code, out } = await learn([]);
    expect(code).toBe(0);
    expect(out).toContain('whole-letter');
    expect(out).toMatch(/Next: .*learn whole-letter/);
    const russian = (await learn(['--lang', 'ru'])).out;
    expect(russian).toContain('Письмо целиком');
    // Long titles go on below themselves, and a number keeps its unit.
    for (const line of `${out}${russian}`.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(russian).not.toMatch(/\(\d+\n/);
  });

  it('takes a whole lesson from a pipe, keeps that it is done, and goes on where it was left', async () => {
    const half = await learn(['whole-letter'], WHOLE.split('\n').slice(0, 4).join('\n'));
    expect(half.code).toBe(15);
    expect((await learn([])).out).toMatch(/half +whole-letter/);
    const done = await learn(['whole-letter', '--lang', 'ru'], WHOLE.split('\n').slice(0, 2).join('\n'));
    expect(done.out).toContain('Шаг 3 из 4');
    const whole = await learn(['--reset', 'whole-letter']).then(() => learn(['whole-letter'], WHOLE));
    expect(whole.code).toBe(0);
    expect(whole.out).toContain('The lesson "A whole letter" is done.');
    expect((await learn(['--status'])).out).toMatch(/^1 of \d+ lessons/);
  });

  it('brings the conversation to where a step begins, however the learner came there', async () => {
    await learn(['whole-letter'], WHOLE.split('\n').slice(0, 4).join('\n'));
    const letter = WHOLE.split('\n').slice(4, 9).join('\n');
    const resumed = await learn(['whole-letter', '--lang', 'en'], letter);
    expect(resumed.out).toMatch(
      /Earlier steps, replayed from the solution:\nC: EHLO [^]*C: RCPT TO:<teacher@example.test>[^]*Step 3 of 4/,
    );
    expect(resumed.out).toContain('Yes. It arrived, with its subject.');
    // What the solution did is not the learner's, and nobody is praised for it.
    expect(resumed.out.match(/Yes\. /g)).toHaveLength(1);
    expect((await learn(['--reset', 'whole-letter', '--lang', 'ru'])).out).toContain(
      'Урок whole-letter забыт',
    );
    const ways = [':skip', ':back', ':skip', ':skip', ':restart'];
    const skipped = await learn(['whole-letter', '--lang', 'en'], [...ways, letter].join('\n'));
    expect(skipped.out).toContain('Yes. It arrived, with its subject.');
    expect(skipped.out).not.toContain('S: 503');
    // A new conversation begins with its own list: nothing old is void in it.
    expect(skipped.out).not.toContain('again: the old list is void');
  });

  it('shows of the way to a step only the conversation that goes on', async () => {
    const { out } = await learn(['relaying', '--lang', 'en'], ':skip\n');
    const [, first = '', second = ''] = out.split(/^(?=Step \d of 2)/m);
    // Its second step has a conversation of its own: no sign-in of the first is seen on the way.
    expect(first.split('\n').filter((line) => /^[CS]: /.test(line))).toEqual([
      expect.stringMatching(/^S: 220 /),
    ]);
    expect(second).toContain('Step 2 of 2');
  });

  it('says what was wrong, what the rule is, and offers hints', async () => {
    const { out } = await learn(['whole-letter'], 'EHLO\n:hint\n:why\n:answer\n');
    expect(out).toContain('EHLO needs a name after it. (RFC 5321 §4.1.1.1)');
    expect(out).toContain('Hints left: 1');
    expect(out).toContain('open get a 250 to EHLO');
    // Asked for without its colon it goes to the server, and that is pointed out.
    const slips = await learn(['whole-letter', '--lang', 'en'], 'hint\nЖрште\n');
    expect(slips.out).toMatch(/with a colon[^]*\n:hint\n/);
    // The same on the other keyboard layout is the word that was meant, and nothing for the server.
    expect(slips.out.split('Correct:')[1]).toContain('The word is EHLO, then a space');
  });

  it('gives checks as JSON', async () => {
    const { out } = await learn(['whole-letter', '--json'], WHOLE);
    const checks = out
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line))
      .filter(({ type }) => type === 'check');
    expect(checks.map(({ id, ok }) => [id, ok])).toEqual([
      ...[
        ['hello-said', true],
        ['nobody-refused', true],
        ['teacher-accepted', true],
        ['letter-arrived', true],
      ],
      ...[
        ['said-goodbye', true],
        ['class-of-354', true],
      ],
    ]);
  });

  it('sets a damaged file of progress aside, and exports, imports and forgets', async () => {
    writeFileSync(join(home, 'progress.json'), '{ broken');
    const { code, err } = await learn([]);
    expect(code).toBe(0);
    expect(err).toContain('damaged');
    expect(readdirSync(home).some((name) => name.includes('damaged'))).toBe(true);
    await learn(['whole-letter'], WHOLE);
    const copy = join(home, 'copy.json');
    await learn(['--export', copy]);
    const reset = await learn(['--reset-all']);
    expect(reset.out).toContain('progress.json.backup');
    expect((await learn(['--status'])).out).toMatch(/^0 of/);
    const slip = await learn(['--reset', 'hole-letter', '--lang', 'en']);
    expect(slip).toMatchObject({ code: 2, err: expect.stringContaining('Unknown lesson "hole-letter"') });
    const nothing = await learn(['--reset', 'dsn', '--lang', 'en']);
    expect(nothing).toMatchObject({ code: 0 });
    expect(nothing.out).toContain('nothing to forget');
    await learn(['--import', copy]);
    expect((await learn(['--status'])).out).toMatch(/^1 of/);
    expect(readFileSync(join(home, 'progress.json'), 'utf8')).not.toContain('practice');
  });

  it('prints a lesson as a page within 80 columns, and offers the nearest id', async () => {
    const { code, out } = await learn(['dot-stuffing', '--show']);
    expect(code).toBe(0);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    // What is typed stands a line each, in its place and as it is.
    expect(out).toMatch(/^Answer:\n\nEHLO pupil.example.test\nMAIL FROM:<student@example.test>\n/m);
    const wrong = await learn(['dot-stuf']);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('Did you mean dot-stuffing?');
  });

  it('proves lessons for their authors', async () => {
    const { code, out } = await learn(['check', 'whole-letter', 'greylisting']);
    expect(code).toBe(0);
    expect(out).toBe('ok    whole-letter\nok    greylisting\n');
  });

  it('takes no answer to a question that was not put yet, but for the right words', async () => {
    const early = await learn(['spf-dkim-dmarc'], ['1', '3', 'yes', ''].join('\n'));
    expect(early.out).not.toMatch(/The one on the envelope|about who sends|Yes\./);
    const ahead = await learn(['second-digit'], ['2', 'MOO', ''].join('\n'));
    expect(ahead.out).not.toContain('220, 221, 421');
  });

  it.skipIf(!hasTmux)('is taken at a terminal', async () => {
    const terminal = openTerminal(['learn', 'greylisting'], { env: { SMTP_LAB_HOME: home } });
    try {
      await terminal.until('Step 1 of 2');
      for (const [line, wanted] of [
        ['EHLO pupil.example.test', 'ready clear>'],
        ['RCPT TO:<teacher@example.test>', 'First the sender, then the recipient.'],
        ['MAIL FROM:<student@example.test>', 'mail clear>'],
        ['RCPT TO:<teacher@example.test>', 'Enter to go on>'],
        ['', 'Step 2 of 2'],
        [':hint', 'The very same line once more'],
        ['RCPT TO:<teacher@example.test>', 'Still 450'],
        [':later 5m', '5m ahead'],
        ['RCPT TO:<teacher@example.test>', 'is done.'],
      ] as const) {
        terminal.enter(line);
        await terminal.until(wanted);
      }
      terminal.enter(':leave');
      expect(await terminal.until('EXIT')).toContain('EXIT 0');
    } finally {
      terminal.close();
    }
  });

  it.skipIf(!hasTmux)(
    'loses nothing that is typed at a question of yes or no, between steps and between lessons',
    async () => {
      const screen = openTerminal(['learn', 'auth-login-in-clear', '--lang', 'en'], {
        rows: 200,
        env: { SMTP_LAB_HOME: home },
      });
      try {
        await screen.until('greeted clear>');
        for (const [line, wanted] of [
          ['EHLO x', 'practice ready clear>'],
          ['AUTH LOGIN', 'practice answer>'],
          ['studen', '(y/N)>'],
          [':why', 'open get a 235'],
          ['maybe', /was not sent;[^]*\(y\/N\)>$/],
          ['password', said(explorerWords.en.wordAsBase64)],
          ['=student', 'secret answer (hidden)>'],
          ['n', /\(y\/N\)>$/],
          ['no', /\(hidden\)>$/],
          ['=practice', 'Enter to go on>'],
          [':why', said(words.stepIsDone)],
          [':text', said(words.stepIsDone, words.stepIsDone)],
          ['QUIT', said(words.noAnswerYet, 'your answer>')],
          ['practic', /Almost[^]*your answer>$/],
          ['practice', ':leave to stop>'],
          ['well', said(words.lessonIsOver)],
          ['go on', /Step 1 of 2: Encrypt[^]*greeted clear>$/],
          ['ehlo x', 'practice ready clear>'],
          ['starttls', 'Enter to go on>'],
          [
            'mail from:<student@example.test>',
            said(words.sentNow('MAIL'), 'Yes. 503: to the server this is a new conversation'),
          ],
        ] as const) {
          screen.enter(line);
          await screen.until(wanted);
        }
        const all = screen.text();
        expect(all).not.toContain('C: practic');
        expect(all).not.toContain('C: studen');
      } finally {
        screen.close();
      }
    },
  );

  it.skipIf(!hasTmux)('hears of a letter that another program brings to its practice server', async () => {
    const lessons = { 'without-us': { step: 3, passed: [] } };
    writeFileSync(join(home, 'progress.json'), JSON.stringify({ format: 1, lessons }));
    const screen = openTerminal(['learn', 'without-us', '--lang', 'en'], { env: { SMTP_LAB_HOME: home } });
    try {
      const shown = await screen.until('greeted clear>');
      const port = Number(/telnet 127\.0\.0\.1 (\d+)/.exec(shown)?.[1]);
      // Half a line is on the way when it comes.
      screen.type('EHL');
      const lines = [
        ...['EHLO x', 'MAIL FROM:<student@example.test>', 'RCPT TO:<teacher@example.test>', 'DATA'],
        ...['Subject: typed elsewhere', '', 'hello', '.', 'QUIT'],
      ];
      const other = connect(port, '127.0.0.1');
      other.setEncoding('utf8');
      other.on('data', () => {
        const line = lines.shift();
        if (line === undefined) other.end();
        else if (line === 'DATA') other.write('DATA\r\n');
        else if (line.startsWith('Subject')) other.write(`${[line, ...lines.splice(0, 3)].join('\r\n')}\r\n`);
        else other.write(`${line}\r\n`);
      });
      const heard = await screen.until(':leave to stop>');
      expect(heard).toContain('Yes. It arrived.');
      expect(heard).toContain('Subject: typed elsewhere');
    } finally {
      screen.close();
    }
  });

  it.skipIf(!hasTmux)('is left by Ctrl-C, which asks inside a letter, and by Ctrl-D', async () => {
    const left = openTerminal(['learn', 'duty', '--lang', 'en'], { env: { SMTP_LAB_HOME: home } });
    try {
      await left.until('greeted clear>');
      for (const line of ['EHLO x', 'MAIL FROM:<student@example.test>', 'RCPT TO:<teacher@example.test>']) {
        left.type(line, 'Enter');
      }
      left.type('DATA', 'Enter');
      await left.until('letter>');
      left.type('C-c');
      await left.until('(y/N)');
      left.type('n', 'Enter');
      await left.until(/\(y\/N\)> n\nletter>/);
      left.type('.', 'Enter');
      await left.until('Queued as');
      left.type('C-c');
      expect(await left.until('EXIT')).toContain('EXIT 130');
    } finally {
      left.close();
    }
    const done = openTerminal(['learn', 'ports', '--lang', 'en'], { env: { SMTP_LAB_HOME: home } });
    try {
      await done.until('your answer>');
      done.type('C-d');
      const screen = await done.until('EXIT');
      expect(screen).toContain('EXIT 0');
      // What comes after it stands on a line of its own.
      expect(screen).toMatch(/^C: QUIT/m);
    } finally {
      done.close();
    }
  });
});
