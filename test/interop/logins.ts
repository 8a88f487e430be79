/** Conversations about the way in: each transport, each mechanism with a right and two wrong passwords, certificates that lie. */

import { expect } from 'vitest';
import { deliver, door, expectExit, login, sendTo, signsIn, takes, TO } from './talk.ts';
import type { Conversation, Talk } from './talk.ts';
import type { Mechanism } from './server.ts';

const DOTS = '.\r\n..\r\n.hidden\r\na.b\r\n...\r\n\r\n.\r\n';

const WAYS = {
  clear: 'in clear',
  starttls: 'STARTTLS',
  implicit: 'TLS from the start',
  lmtp: 'LMTP',
} as const;

export const transports: readonly Conversation[] = (['clear', 'starttls', 'implicit', 'lmtp'] as const).map(
  overWay,
);

function overWay(way: keyof typeof WAYS): Conversation {
  const hold = async (talk: Talk): Promise<void> => {
    const { places } = talk.running;
    const place = way === 'starttls' ? (places.starttls ?? places.submission) : places[way];
    if (place === undefined) throw new Error(`no place for ${way}`);
    const signIn = way !== 'lmtp' && place.tls !== 'off' && signsIn(talk.server);
    const said = await deliver(talk, { place, args: signIn ? login(talk, 'PLAIN') : [] }, DOTS);
    for (const keyword of talk.server.keywords)
      expect(said.out).toMatch(new RegExp(`^ *S: 250[- ]${keyword}\\b`, 'm'));
  };
  return { name: WAYS[way], fits: takes(way), hold };
}

export const certificates: readonly Conversation[] = [
  {
    name: 'certificate of another name',
    fits: (server) =>
      (takes('starttls')(server) || server.name === 'Dovecot LMTP') && server.name !== 'OpenSMTPD',
    hold: async (talk) => {
      const { places } = talk.running;
      const place = places.starttls ?? places.submission ?? places.lmtp;
      if (place === undefined || place.tls === 'off') throw new Error('no TLS here');
      const said = await sendTo(talk, place, '--to', TO, '--tls-servername', 'other.example.test');
      expectExit(said, 6);
      expect(said.out).not.toContain('MAIL FROM');
    },
  },
  {
    name: 'STARTTLS taken, handshake fails',
    fits: ({ name }) => name === 'OpenSMTPD',
    hold: async (talk) => {
      const place = talk.running.places.starttls;
      if (place === undefined) throw new Error('no STARTTLS here');
      const said = await sendTo(talk, { ...place, args: ['--tls-max', '1.2'] }, '--to', TO);
      expectExit(said, 6);
      expect(said.out).not.toContain('MAIL FROM');
    },
  },
];

export const MECHANISMS: readonly Mechanism[] = [
  'PLAIN',
  'LOGIN',
  'CRAM-MD5',
  'SCRAM-SHA-1',
  'SCRAM-SHA-256',
  'XOAUTH2',
  'OAUTHBEARER',
];

export const logins: readonly Conversation[] = MECHANISMS.map((mechanism) => ({
  name: `AUTH ${mechanism}`,
  fits: ({ mechanisms }) => mechanisms.includes(mechanism),
  hold: (talk) => signIn(talk, mechanism),
}));

async function signIn(talk: Talk, mechanism: Mechanism): Promise<void> {
  const place = door(talk);
  const said = await deliver(talk, { place, args: login(talk, mechanism) }, 'Signed in.\r\n');
  expect(said.out).toContain(`AUTH ${mechanism}`);
  const secret = 'not-it-at-all';
  // At once: servers take their time over a wrong password.
  const refusals = await Promise.all(
    [login(talk, mechanism, secret), login(talk, mechanism, secret, 'stranger')].map((wrong) =>
      sendTo(talk, place, '--to', TO, ...wrong),
    ),
  );
  for (const refused of refusals) {
    expectExit(refused, 7);
    expect(refused.out).not.toContain('MAIL FROM');
    for (const form of [secret, Buffer.from(secret).toString('base64')])
      expect(refused.out + refused.err).not.toContain(form);
  }
}
