/** The explorer at a real terminal, keystroke by keystroke. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import { hasTmux, openTerminal } from '../support/terminal.ts';
import type { Terminal } from '../support/terminal.ts';

let folder = '';
let terminal: Terminal | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterEach(() => {
  terminal?.close();
  terminal = null;
  rmSync(folder, { recursive: true });
});

function open(args: readonly string[], env: Readonly<Record<string, string>> = {}): Terminal {
  terminal = openTerminal(args, { env: { SMTP_LAB_HOME: folder, ...env } });
  return terminal;
}

describe.skipIf(!hasTmux)('the explorer at a terminal', () => {
  it('takes back what it showed of a word that turns out to be a password', async () => {
    const screen = open(['connect']);
    await screen.until('greeted clear>');
    // As far as that a mechanism could be meant.
    screen.type('AUTH open');
    await screen.until('> AUTH open');
    screen.type('+sesame');
    expect(await screen.until(/> AUTH *$/m)).not.toMatch(/open|sesame/);
    screen.type('Enter');
    expect(await screen.until(/S: 5\d\d /)).not.toMatch(/open|sesame/);
  });

  it('sends a line as it was edited, the same over TLS from the start [case-034]', async () => {
    const lines: string[] = [];
    const server = await startPracticeServer({
      tls: 'implicit',
      onEvent: (event) => {
        if (event.kind === 'command') lines.push(event.line);
      },
    });
    try {
      const screen = open(['connect', `127.0.0.1:${server.port}`, '--tls', 'implicit', '--insecure']);
      await screen.until('greeted TLS>');
      screen.type('EHLO me.example.com', 'Enter');
      await screen.until('ready TLS>');
      screen.type('MAIL FROMM', 'BSpace', ':<student@example.test>', 'Enter');
      await screen.until('mail TLS>');
      screen.type('RCPT TO:<teacher@example.test>', 'Enter');
      await screen.until('rcpt TLS>');
      screen.type('R', 'Enter');
      await screen.until('500 ');
      screen.type('QUIT', 'Enter');
      expect(await screen.until('EXIT')).toContain('EXIT 0');
      expect(lines).toEqual([
        ...[
          'EHLO me.example.com',
          'MAIL FROM:<student@example.test>',
          'RCPT TO:<teacher@example.test>',
          'R',
          'QUIT',
        ],
      ]);
    } finally {
      await server.close();
    }
  });

  it('leads a learner through STARTTLS, AUTH LOGIN and a letter, and never shows the password', async () => {
    const screen = open(['connect']);
    const say = async (line: string, wanted: string): Promise<void> => {
      screen.type(line, 'Enter');
      await screen.until(wanted);
    };
    await screen.until('greeted clear>');
    await say(':next', 'introduces us');
    await say('EHLO me.example.com', 'ready clear>');
    await say('STARTTLS', 'send EHLO again');
    await say('EHLO me.example.com', 'ready TLS>');
    await say('AUTH LOGIN', '"Username:"');
    await say('=student', '"Password:"');
    screen.type('=practice');
    expect(await screen.until('secret answer (hidden)>')).not.toContain('=practice');
    screen.type('Enter');
    await screen.until('235 ');
    await say('MAIL FROM:<student@example.test>', 'mail TLS>');
    await say('RCPT TO:<teacher@example.test>', 'rcpt TLS>');
    await say('DATA', 'letter>');
    await say('.profile', 'it travels as ..profile');
    await say('.', 'Queued as');
    await say('MAIL FROM:<student@example.test>', 'mail TLS>');
    await say('DATA', '503 ');
    screen.type('QUIT', 'Enter');
    const all = await screen.until('EXIT 0');
    expect(all).not.toContain('cHJhY3RpY2U=');
    for (const line of all.split('\n')) expect(line.length).toBeLessThanOrEqual(200);
    const history = readFileSync(join(folder, 'history.json'), 'utf8');
    expect(history).toContain('EHLO me.example.com');
    expect(history).not.toContain('practice');
  });

  it('shows a 421 that comes while nobody types, and ends', async () => {
    const screen = open(['connect', '--scenario', 'unasked-reply']);
    await screen.until('greeted clear>');
    screen.type('EHLO me.example.com', 'Enter');
    await screen.until('421 ');
    expect(await screen.until('EXIT')).toContain('EXIT 12');
  });

  it('takes pasted lines one at a time, and asks before it drops a letter on Ctrl-C', async () => {
    const screen = open(['connect']);
    await screen.until('greeted clear>');
    screen.type(
      ...['EHLO me.example.com', 'Enter', 'MAIL FROM:<student@example.test>', 'Enter'],
      ...['RCPT TO:<teacher@example.test>', 'Enter', 'DATA', 'Enter'],
    );
    await screen.until('letter>');
    screen.type('Subject: x', 'Enter');
    await screen.until(/Subject: x\nletter>/);
    screen.type('C-c');
    await screen.until('(y/N)');
    screen.type('n', 'Enter');
    screen.type('.', 'Enter');
    await screen.until('Queued as');
    screen.type('C-c');
    expect(await screen.until('EXIT')).toContain('EXIT 130');
  });

  it('completes what is legal with Tab, and leaves on Ctrl-D', async () => {
    const screen = open(['connect', '--lang', 'ru']);
    await screen.until('приветствие');
    // Each key by itself: what comes in one piece is taken for a paste, in which a tab is a tab.
    screen.type('EH');
    await screen.until('> EH');
    screen.type('Tab');
    await screen.until('> EHLO');
    screen.type(' me.example.com', 'Enter');
    await screen.until('готово без TLS>');
    screen.type('MA');
    await screen.until('> MA');
    screen.type('Tab');
    await screen.until('> MAIL FROM:<');
    screen.type('student@example.test>', 'Enter');
    await screen.until('250 2.1.0');
    screen.type('C-d');
    expect(await screen.until('EXIT')).toContain('EXIT 0');
  });

  it('works where the cursor cannot be moved', async () => {
    const screen = open(['connect'], { TERM: 'dumb' });
    await screen.until('greeted clear>');
    screen.type('EHLO me.example.com', 'Enter');
    await screen.until('ready clear>');
    screen.type('QUIT', 'Enter');
    expect(await screen.until('EXIT')).toContain('EXIT 0');
  });
});

describe.skipIf(!hasTmux)('the menu', () => {
  it('opens for a bare command, changes the language, runs what is chosen, and leaves on Esc', async () => {
    const screen = open([]);
    await screen.until('What would you like to do?');
    screen.type('Up');
    screen.type('Up', 'Enter');
    await screen.until('Чем займёмся?');
    screen.type('Escape');
    expect(await screen.until('EXIT')).toContain('EXIT 0');
  });

  it('leaves on Ctrl-C without a trace', async () => {
    const screen = open([]);
    await screen.until('What would you like to do?');
    screen.type('C-c');
    expect(await screen.until('EXIT')).toContain('EXIT 130');
    expect(screen.text()).not.toContain('    at ');
  });

  it('sends a letter by questions', async () => {
    const screen = open([]);
    await screen.until('Send a letter');
    for (let at = 0; at < 8 && !screen.text().includes('❯ Send a letter'); at++) {
      const before = screen.text();
      screen.type('Down');
      await screen.untilOther(before);
    }
    screen.type('Enter');
    await screen.until('To (teacher');
    screen.type('Enter');
    await screen.until('Subject');
    screen.type('Hello', 'Enter');
    await screen.until('Text, on one line');
    screen.type('It works.', 'Enter');
    await screen.until('Accepted for teacher@example.test');
    expect(await screen.until('What else?')).toContain('Hello');
  });

  // Node itself breaks down in `process.exit`, with a core file, where the terminal has gone.
  it.each([
    ['a question', [], 'What would you like to do?'],
    ['the explorer', ['connect'], 'greeted clear>'],
    ['a lesson', ['learn', 'greylisting'], 'Step 1 of 2'],
    ['a film', ['replay', '--step', 'lessons/sessions/starttls-and-auth-login.smtp'], 'q quits'],
  ])('ends with a terminal that is closed during %s, as SIGHUP ends a program', async (_, args, shown) => {
    const codeFile = join(folder, 'code');
    terminal = openTerminal(args, { env: { SMTP_LAB_HOME: folder }, codeFile });
    await terminal.until(shown);
    terminal.close();
    await vi.waitFor(
      () => expect(existsSync(codeFile) && readFileSync(codeFile, 'utf8')).toBe('129\n'),
      30_000,
    );
  });

  it('searches everything that can be explained', async () => {
    const screen = open(['explain']);
    await screen.until('type to search');
    screen.type('greylist');
    await screen.until(/greylisting/i);
    screen.type('Enter');
    expect(await screen.until('EXIT')).toContain('EXIT 0');
  });
});

describe.skipIf(!hasTmux)('a film at a terminal', () => {
  const FILM = 'lessons/sessions/starttls-and-auth-login.smtp';

  it('waits for a key at each line where that is wanted, and ends when it is told to', async () => {
    const screen = open(['replay', '--step', FILM]);
    await screen.until('q quits');
    expect(screen.text()).not.toContain('S: 220');
    screen.type('Right');
    await screen.until('S: 220');
    expect(screen.text()).not.toContain('C: EHLO');
    screen.type('Enter');
    await screen.until('C: EHLO');
    screen.type('q');
    expect(await screen.until('EXIT')).toContain('EXIT 0');
    expect(screen.text()).not.toContain('C: QUIT');
  });

  it('runs by itself as fast as is wanted, past a space and another', async () => {
    const screen = open(['replay', '--speed', '4', FILM, '--lang', 'ru']);
    await screen.until('C: EHLO');
    screen.type('Space', 'Space');
    expect(await screen.until('EXIT')).toContain('C: QUIT');
  });

  it('takes lines back for the left arrow, and shows them again as they were', async () => {
    const screen = open(['replay', '--step', FILM]);
    await screen.until('q quits');
    for (const line of ['S: 220', 'C: EHLO', 'S: 250 STARTTLS', 'C: STARTTLS']) {
      screen.type('Right');
      await screen.until(line);
    }
    const before = screen.text();
    screen.type('Left', 'Left', 'Left');
    await screen.until(/S: 220[^\n]*\s*$/);
    screen.type('Right', 'Right', 'Right');
    await screen.until('C: STARTTLS');
    expect(screen.text()).toBe(before);
    screen.type('q');
    await screen.until('EXIT 0');
  });

  it('waits no longer than is wanted', async () => {
    const screen = open(['replay', '--max-pause', '0.01', FILM]);
    expect(await screen.until('EXIT')).toContain('EXIT 0');
  });
});

describe.skipIf(!hasTmux)('a file that wants values, at a terminal', () => {
  it('has them asked for, a secret without being shown', async () => {
    const file = join(folder, 'wants.smtp');
    writeFileSync(
      file,
      'S: 220 ...\nC: EHLO {{name}}\nS: 250 ...\nC: AUTH PLAIN {{plain account password}}\nS: 503|530|535|538 ...\n',
    );
    const screen = open(['replay', '--practice', file]);
    await screen.until('Value of name:');
    screen.type('client.example.test', 'Enter');
    await screen.until('Value of account:');
    screen.type('ann', 'Enter');
    await screen.until('Value of password:');
    screen.type('s3cret-word', 'Enter');
    await screen.until('EXIT');
    expect(screen.text()).toContain('C: EHLO client.example.test');
    expect(screen.text()).not.toContain('s3cret');
  });
});

describe.skipIf(!hasTmux)('differences at a terminal', () => {
  it('are accepted one by one, and only what was accepted is written', async () => {
    const file = join(folder, 'update.smtp');
    writeFileSync(
      file,
      'S: 220 ...\nC: EHLO client.example.test\nS: 251 ...\nC: NOOP\nS: 500 ...\nC: QUIT\nS: 221 ...\n',
    );
    const screen = open(['replay', '--practice', '--update', file]);
    await screen.until(/Write this into the file\?[^]*\n?.*$/);
    screen.type('n', 'Enter');
    await screen.until(/NOOP[^]*got[^]*250 2.0.0 Ok[^]*Write this into the file\?/);
    screen.type('Enter');
    expect(await screen.until('EXIT')).toContain('EXIT 15');
    expect(readFileSync(file, 'utf8')).toContain('S: 251 ...\nC: NOOP\nS: 250 ...\n');
  });
});
