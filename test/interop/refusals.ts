/** Conversations about everything that a server refuses: what is said of it, the exit code, and that nothing more goes out. */

import { expect } from 'vitest';
import {
  always,
  expectStored,
  door,
  expectExit,
  file,
  has,
  home,
  login,
  markedLetter,
  sendTo,
  signsIn,
  TO,
} from './talk.ts';
import type { Conversation } from './talk.ts';
import { MECHANISMS } from './logins.ts';
import { DOMAIN, LIMIT } from './server.ts';

export const refusals: readonly Conversation[] = [
  {
    name: 'unknown user',
    fits: ({ recipients }) => recipients.unknown !== null,
    hold: async (talk) => {
      const { place, args } = home(talk);
      const said = await sendTo(talk, place, '--to', `nobody@${DOMAIN}`, ...args);
      expectExit(said, 9);
      expect(said.out).toContain(`S: ${talk.server.recipients.unknown}`);
    },
  },
  {
    name: 'no relaying',
    fits: ({ recipients }) => recipients.elsewhere !== null,
    hold: async (talk) => {
      const { starttls, submission } = talk.running.places;
      const place = starttls ?? submission;
      if (place === undefined) throw new Error('no way in');
      // As a stranger where that is to be had: who signed in may send anywhere.
      const args = starttls === undefined ? login(talk, 'PLAIN') : [];
      const said = await sendTo(talk, place, '--to', 'someone@example.net', ...args);
      expectExit(said, 9);
      expect(said.out).toContain(`S: ${talk.server.recipients.elsewhere}`);
    },
  },
  {
    name: 'one of two refused',
    fits: ({ recipients }) => recipients.unknown !== null,
    hold: async (talk) => {
      const { place, args } = home(talk);
      const { mark, letter } = markedLetter('For one of two.\r\n');
      const to = ['--to', `nobody@${DOMAIN}`, '--to', TO];
      expectExit(await sendTo(talk, place, ...to, '--eml', file(talk, letter), ...args), 10);
      await expectStored(talk, mark, letter);
    },
  },
  {
    name: 'refused behind DATA for one of two (LMTP)',
    fits: ({ name }) => name === 'Dovecot LMTP' || name === 'smtp-server',
    hold: async (talk) => {
      const place = talk.running.places.lmtp;
      if (place === undefined) throw new Error('no LMTP here');
      const { mark, letter } = markedLetter('For one of two.\r\n');
      const to = ['--to', `full@${DOMAIN}`, '--to', TO];
      const said = await sendTo(talk, place, ...to, '--eml', file(talk, letter));
      expectExit(said, 10);
      expect(said.out).toMatch(/S: 4\d\d /);
      await expectStored(talk, mark, letter);
    },
  },
  {
    name: 'too large, told by SIZE',
    fits: ({ tooLarge }) => tooLarge.announced !== null,
    hold: async (talk) => {
      const { place, args } = home(talk);
      const said = await sendTo(
        talk,
        place,
        '--to',
        TO,
        ...args,
        '--no-size',
        '--mail-param',
        'SIZE=99999999',
      );
      expectExit(said, 8);
      expect(said.out).toContain(`S: ${talk.server.tooLarge.announced}`);
    },
  },
  {
    name: 'too large, not even sent',
    fits: has('SIZE'),
    hold: async (talk) => {
      const { place, args } = home(talk);
      const { letter } = markedLetter(Buffer.alloc(LIMIT + 300_000, `${'x'.repeat(70)}\r\n`));
      const said = await sendTo(talk, place, '--to', TO, ...args, '--eml', file(talk, letter));
      expectExit(said, 11);
      expect(said.out).not.toContain('C: DATA');
    },
  },
  {
    name: 'too large, refused when sent',
    fits: ({ tooLarge }) => tooLarge.sent !== null,
    hold: async (talk) => {
      const { place, args } = home(talk);
      const { letter } = markedLetter(Buffer.alloc(LIMIT + 300_000, `${'x'.repeat(70)}\r\n`));
      const said = await sendTo(talk, place, '--to', TO, ...args, '--eml', file(talk, letter), '--no-size');
      expectExit(said, 11);
      expect(said.out).toContain(`S: ${talk.server.tooLarge.sent}`);
    },
  },
  {
    name: 'a parameter that nobody knows',
    fits: always,
    hold: async (talk) => {
      const { place, args } = home(talk);
      const said = await sendTo(talk, place, '--to', TO, ...args, '--mail-param', 'BOGUS=1');
      const code = talk.server.unknownParameter;
      expectExit(said, code === 250 ? 0 : 8);
      if (code !== 250) expect(said.out).toContain(`S: ${code}`);
    },
  },
  {
    name: 'no login where one is asked for',
    fits: ({ notSignedIn }) => notSignedIn !== null,
    hold: async (talk) => {
      const said = await sendTo(talk, door(talk), '--to', TO);
      expect([8, 9]).toContain(said.code);
      expect(said.out).toContain(`S: ${talk.server.notSignedIn}`);
    },
  },
  {
    name: 'a mechanism that it lacks',
    fits: signsIn,
    hold: async (talk) => {
      const lacked =
        MECHANISMS.find((mechanism) => !talk.server.mechanisms.includes(mechanism)) ?? 'EXTERNAL';
      const args = lacked === 'EXTERNAL' ? ['--auth', 'EXTERNAL'] : login(talk, lacked);
      const said = await sendTo(talk, door(talk), '--to', TO, ...args);
      expectExit(said, 7);
      expect(said.out).not.toMatch(/C: AUTH/);
    },
  },
  {
    name: 'AUTH in clear, on loopback',
    fits: (server) => signsIn(server) && server.ways.includes('clear'),
    hold: async (talk) => {
      const place = talk.running.places.clear;
      if (place === undefined) throw new Error('no way in');
      const said = await sendTo(talk, place, '--to', TO, ...login(talk, 'PLAIN'));
      expectExit(said, talk.server.authInClear ? 0 : 7);
      if (!talk.server.authInClear) expect(said.out).not.toMatch(/C: MAIL/);
    },
  },
];
