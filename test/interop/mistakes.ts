/** Mistakes made by hand in the explorer, from a pipe: each real server has its own code for each, and that is what is told. */

import { expect } from 'vitest';
import { runInside } from '../support/run-inside.ts';
import { FROM, reach, TO } from './talk.ts';
import type { Conversation, Talk } from './talk.ts';
import { PASSWORD, USER } from './server.ts';
import type { Mistake } from './server.ts';

/** Mistakes made by hand: the lines before the one that is answered, and that line. */
const MISTAKES: Readonly<Record<Mistake, { readonly before: readonly string[]; readonly line: string }>> = {
  'MAIL before EHLO': { before: [], line: `MAIL FROM:<${FROM}>` },
  'RCPT before MAIL': { before: ['HELLO'], line: `RCPT TO:<${TO}>` },
  'DATA before RCPT': { before: ['HELLO'], line: 'DATA' },
  'a second MAIL': { before: ['HELLO', `MAIL FROM:<${FROM}>`], line: `MAIL FROM:<${FROM}>` },
  'DATA before RCPT, behind MAIL': { before: ['HELLO', `MAIL FROM:<${FROM}>`], line: 'DATA' },
  'an unknown command': { before: ['HELLO'], line: 'FLY me to the moon' },
  'RCPT TO:<>': { before: ['HELLO', `MAIL FROM:<${FROM}>`], line: 'RCPT TO:<>' },
  'BDAT out of turn': { before: ['HELLO'], line: 'BDAT 0 LAST' },
  'an unknown mechanism': { before: ['HELLO'], line: 'AUTH BOGUS' },
  'AUTH given up with *': { before: ['HELLO', 'AUTH LOGIN'], line: '*' },
  'AUTH twice': { before: ['HELLO', 'LOGIN'], line: 'AUTH LOGIN' },
  'an answer that is no base64': { before: ['HELLO', 'AUTH LOGIN'], line: '!!!' },
};

const EHLO = 'EHLO client.example.test';
const LOGIN = ['AUTH LOGIN', `=${USER}`, `=${PASSWORD}`];
/** What is typed while a login is under way, or about one. */
const ABOUT_LOGIN = /AUTH|mechanism|base64/;

/** Where a mistake is made, and what has to be typed before it can be. */
function stage(
  talk: Talk,
  mistake: Mistake,
): { readonly reached: readonly string[]; readonly lines: readonly string[] } {
  const { clear, starttls, submission } = talk.running.places;
  const { before, line } = MISTAKES[mistake];
  const place = clear !== undefined && !ABOUT_LOGIN.test(mistake) ? clear : (submission ?? starttls);
  if (place === undefined) throw new Error('no way in');
  const encrypt = place.tls === 'off' ? [] : ['STARTTLS', EHLO];
  // A submission server hears nothing before the login but what leads to it.
  const signIn = place === submission && !ABOUT_LOGIN.test(mistake) ? LOGIN : [];
  const hello = [EHLO, ...encrypt, ...signIn];
  const said = before.flatMap((word) => (word === 'HELLO' ? hello : word === 'LOGIN' ? LOGIN : [word]));
  return { reached: reach(talk, { ...place, tls: 'off' }), lines: [...said, line, 'QUIT'] };
}

interface Told {
  readonly type: string;
  readonly to?: string;
  readonly code?: number;
}

export const mistakes: readonly Conversation[] = (Object.keys(MISTAKES) as Mistake[]).map((mistake) => ({
  name: mistake,
  fits: ({ mistakes: known }) => (known[mistake] ?? null) !== null,
  hold: (talk) => err(talk, mistake),
}));

async function err(talk: Talk, mistake: Mistake): Promise<void> {
  const { reached, lines } = stage(talk, mistake);
  const said = await runInside(['connect', ...reached, '--json'], `${lines.join('\n')}\n`);
  const replies = said.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Told)
    .filter(({ type }) => type === 'reply');
  // The greeting, then one for each line; the last line is the QUIT.
  const answer = replies[lines.length - 1];
  expect({ mistake, code: answer?.code, of: said.code === 0 ? '' : said.out + said.err }).toEqual({
    mistake,
    code: talk.server.mistakes[mistake],
    of: '',
  });
}
