/** Debug screens of many programs, and of programs that nobody listed: what was said is read, whatever stands around it. */

import { describe, expect, it } from 'vitest';
import { judgeConversation, conversationVerdictOf } from '../../../src/pure/explain/index.ts';
import { HIDDEN } from '../../../src/pure/protocol/index.ts';
import {
  filmOf,
  leftovers,
  openingOf,
  parseSession,
  printSession,
  redactSession,
} from '../../../src/pure/sessions/index.ts';
import type { SessionFile } from '../../../src/pure/sessions/index.ts';
import { readTranscript, toSession } from '../../../src/pure/transcripts/index.ts';
import { PASSWORD, PLAIN_TALK, printAs, SCREENS, TLS_TALK, VARIANTS } from '../../support/debug-screens.ts';
import type { Said } from '../../support/debug-screens.ts';

/** What both sides said but for the letter, and whether TLS began. */
function heard(text: string) {
  const { dialogues, notation } = readTranscript(text, 'pasted');
  const turns = dialogues.flatMap(({ turns: all }) => all);
  const said = turns.flatMap(({ kind, text: words }) => {
    if (kind === 'server') return [`S ${words.trimEnd()}`];
    if (kind === 'client') return [`C ${words.trimEnd()}`];
    return kind === 'hidden' ? ['C hidden'] : [];
  });
  return { said, tls: turns.some(({ kind }) => kind === 'tls'), dialogues: dialogues.length, notation };
}

function spoken(talk: readonly Said[]): readonly string[] {
  return talk.flatMap(([side, text]) => (side === 'S' || side === 'C' ? [`${side} ${text}`] : []));
}

function sessionOf(text: string): SessionFile {
  const [dialogue] = readTranscript(text, 'pasted').dialogues;
  if (dialogue === undefined) expect.unreachable('no dialogue');
  return toSession(dialogue, 'pasted');
}

const screens = Object.entries(SCREENS);

describe.each(screens)('%s', (_, screen) => {
  it.each(Object.entries(VARIANTS))('%s', (__, variant) => {
    const { said, tls, dialogues } = heard(variant(printAs(screen, PLAIN_TALK)));
    // One of the variants has other names in it.
    const renamed = (line: string): string => VARIANTS['with other names']?.(line) ?? line;
    expect(said.map(renamed)).toEqual(spoken(PLAIN_TALK).map(renamed));
    expect({ tls, dialogues }).toEqual({ tls: false, dialogues: 1 });
  });

  it('behind STARTTLS, whether or not it says so', () => {
    const { said, tls, dialogues } = heard(printAs(screen, TLS_TALK));
    expect({ said, tls, dialogues }).toEqual({ said: spoken(TLS_TALK), tls: true, dialogues: 1 });
  });

  it('breaks no rule, is encrypted where it says so, and the refused recipient is named', () => {
    for (const talk of [PLAIN_TALK, TLS_TALK]) {
      const file = sessionOf(printAs(screen, talk));
      const [scenes, opening] = [filmOf(file), openingOf(file)];
      const broken = judgeConversation(scenes, opening).filter(({ severity }) => severity === 'error');
      const { tls, refusals } = conversationVerdictOf(scenes, opening, null);
      expect({ broken, mode: tls.mode }).toEqual({
        broken: [],
        mode: talk === TLS_TALK ? 'starttls' : 'none',
      });
      expect(refusals.map(({ cause, recipient }) => [cause, recipient])).toEqual([
        ['unknown-user', 'nobody@reader.example'],
      ]);
    }
  });

  it('is cleaned: no secret in any form, nothing left that looks like one, and it can be played', () => {
    const file = sessionOf(printAs(screen, PLAIN_TALK));
    expect(leftovers(file).map(({ what }) => what)).toEqual(['sign-in']);
    const { text, places } = redactSession(file, { anonymize: false });
    expect(places).toBe(1);
    for (const form of [PASSWORD, Buffer.from(PASSWORD).toString('base64'), HIDDEN])
      expect(text).not.toContain(form);
    const clean = parseSession(text, 'clean');
    expect(clean.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(leftovers(clean.file)).toEqual([]);
    expect(text).toContain('C: {{password|base64}}\n');
  });

  it('of which a piece is given', () => {
    const from = PLAIN_TALK.findIndex(([, text]) => text.startsWith('MAIL'));
    const to = PLAIN_TALK.findIndex(([, text]) => text === 'DATA');
    const piece = PLAIN_TALK.slice(from, to);
    expect(heard(printAs(screen, piece)).said).toEqual(spoken(piece));
    const file = sessionOf(printAs(screen, piece));
    // Nobody is accused of what is not shown.
    expect(judgeConversation(filmOf(file), openingOf(file))).toEqual([]);
    expect(openingOf(file)).toMatchObject({ whole: false, state: { phase: 'ready' } });
  });
});

describe('hostile texts cost a bounded time', () => {
  const SIZE = 200_000;
  const filled = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length));

  it.each([
    ['times without end', filled('2026-01-01 10:00:00 ')],
    ['lines of times', filled('2026-01-01 10:00:00 2026-01-01 10:00:00\n')],
    ['codes without end', filled('220 ')],
    ['lines that quote', filled('> > 250-x\n')],
    ['quotes and backslashes', filled('"\\"')],
    ['blanks', filled('        \n')],
    ['a reply that was run together', `S: 220 x\nC: EHLO y\nS: ${filled('250-a')}`],
    ['rows of a trace', `=> Send header, 3 bytes (0x3)\n${filled('0000: 41 42 43 \n')}`],
    ['a token in many lines', `220 x\nAUTH PLAIN ${'A'.repeat(60)}\n${filled(`${'QUJD'.repeat(16)}\n`)}`],
    [
      'another shape in every line',
      Array.from({ length: 5000 }, (_, n) => `w${'ab'.repeat(n % 50)}!${n} x: 220 hello`).join('\n'),
    ],
    ['a letter without an end', `220 x\nDATA\n354 go\n${filled('line of it\n')}`],
    ['entities', filled('&lt;- 220 x&gt;<br>\n')],
  ])('%s', (_, text) => {
    const before = process.cpuUsage();
    readTranscript(text, 'pasted');
    const { user, system } = process.cpuUsage(before);
    // Two hundred thousand characters; a pattern that goes astray takes minutes.
    expect(user + system).toBeLessThan(5_000_000);
  });
});

describe('what was said over LMTP', () => {
  const LMTP =
    'LHLO pc\n250-mx.example.com\n250 PIPELINING\nMAIL FROM:<kim@example.org>\n250 ok\nRCPT TO:<a@example.com>\n250 ok\nRCPT TO:<b@example.com>\n250 ok\n' +
    'DATA\n354 go\nSubject: x\n\n.\n250 2.0.0 <a@example.com> saved\n552 5.2.2 <b@example.com> quota exceeded\nQUIT\n221 bye\n';

  it.each([
    ['with its beginning', `220 mx.example.com LMTP\n${LMTP}`],
    ['without its greeting', LMTP],
  ])('is judged as that, %s, and its file says so', (_, text) => {
    const file = sessionOf(text);
    expect(file.front.dialect).toBe('lmtp');
    const broken = judgeConversation(filmOf(file), openingOf(file)).filter(
      ({ severity }) => severity === 'error',
    );
    expect(broken).toEqual([]);
    expect(parseSession(printSession(file), 'repaired').file.front.dialect).toBe('lmtp');
  });

  it('is not what a client tried that spoke SMTP after it', () => {
    const tried = '220 mx ESMTP\nLHLO pc\n500 what\nEHLO pc\n250 mx\nQUIT\n221 bye\n';
    expect(sessionOf(tried).front.dialect).toBe('smtp');
  });
});

describe('a program that tells of what it says', () => {
  it('says none of it to the server', () => {
    const text =
      'DEBUG SMTP: Attempt to authenticate using mechanisms: LOGIN PLAIN\nDEBUG SMTP: AUTH LOGIN command trace suppressed\n' +
      'DEBUG SMTP: AUTH LOGIN failed\nDEBUG SMTP: QUIT\njavax.mail.AuthenticationFailedException: 535 5.7.8 Error: authentication failed\n';
    expect(heard(text).said.filter((line) => line.startsWith('C '))).toEqual([]);
  });
});
