/** Debug screens of many programs, and of programs that nobody listed: what was said is read, whatever stands around it. */

import { describe, expect, it } from 'vitest';
import { readTranscript } from '../../../src/pure/transcripts/index.ts';
import { PLAIN_TALK, printAs, SCREENS, TLS_TALK, VARIANTS } from '../../support/debug-screens.ts';
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

  it('of which a piece is given', () => {
    const from = PLAIN_TALK.findIndex(([, text]) => text.startsWith('MAIL'));
    const to = PLAIN_TALK.findIndex(([, text]) => text === 'DATA');
    const piece = PLAIN_TALK.slice(from, to);
    expect(heard(printAs(screen, piece)).said).toEqual(spoken(piece));
  });
});
