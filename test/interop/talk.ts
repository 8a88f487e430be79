/**
 * Speaking to one real server: sending a letter that can be found again, signing in, comparing what is stored with what was
 * given, octet for octet.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runInside } from '../support/run-inside.ts';
import type { Said } from '../support/run-inside.ts';
import { DOMAIN, HOST, PASSWORD, TOKEN, USER } from './server.ts';
import type { Mechanism, Place, RealServer, Running } from './server.ts';
import { PATIENT_SECONDS } from '../support/patience.ts';

export interface Conversation {
  readonly name: string;
  /** Whether the server has what it takes. */
  readonly fits: (server: RealServer) => boolean;
  readonly hold: (talk: Talk) => Promise<void>;
}

/** One server under test, and how to speak to it. */
export interface Talk {
  readonly server: RealServer;
  readonly running: Running;
  /** Where files may be written. */
  readonly folder: string;
}

export const FROM = `bob@${DOMAIN}`;
export const TO = `alice@${DOMAIN}`;
const CLIENT = 'client.example.test';

let marks = 0;

/** A field by which a letter can be found again: none is the beginning of another. */
export const newMark = (): string => `X-Lab-Mark: ${process.pid}-${++marks}.`;

/** A letter that can be found again: its first field is a mark, and from there on it is compared. */
export function markedLetter(
  body: string | Buffer,
  subject = 'interop',
): { readonly mark: string; readonly letter: Buffer } {
  const mark = newMark();
  const fields = [
    mark,
    `From: ${FROM}`,
    `To: ${TO}`,
    'Date: Wed, 25 Nov 2026 10:00:00 +0000',
    `Message-ID: <${process.pid}.${marks}@${CLIENT}>`,
    `Subject: ${subject}`,
  ];
  return { mark, letter: Buffer.concat([Buffer.from(`${fields.join('\r\n')}\r\n\r\n`), Buffer.from(body)]) };
}

/** The letter as a server has to store it: every line ended, in the server's own way. */
export function asStored(letter: Buffer, eol: string): string {
  const lines = letter.toString('latin1').replace(/\r?\n/g, '\n');
  return (lines.endsWith('\n') ? lines : `${lines}\n`).replaceAll('\n', eol);
}

export function reach({ running }: Talk, place: Place): readonly string[] {
  const trust = ['--tls-ca', running.authority, '--tls-servername', HOST];
  return [
    '--server',
    place.server,
    '--tls',
    place.tls,
    ...trust,
    ...(place.args ?? []),
    '--timeout',
    PATIENT_SECONDS,
  ];
}

export function sendTo(talk: Talk, place: Place, ...args: readonly string[]): Promise<Said> {
  return runInside(['send', ...reach(talk, place), '--from', FROM, '--ehlo', CLIENT, ...args]);
}

export function file({ folder }: Talk, content: string | Buffer, type = 'eml'): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${++marks}.${type}`);
  writeFileSync(path, content);
  return path;
}

/** The exit code with, where it is another, everything that was said. */
export function expectExit(said: Said, code: number, what = ''): void {
  expect({ what, code: said.code, said: said.code === code ? '' : said.out + said.err }).toEqual({
    what,
    code,
    said: '',
  });
}

/** Where a letter can be sent as the server likes it best, and the login that takes. */
export function home(talk: Talk): { readonly place: Place; readonly args: readonly string[] } {
  const { submission, starttls, clear, lmtp } = talk.running.places;
  if (submission !== undefined)
    return { place: submission, args: login(talk, talk.server.mechanisms[0] ?? 'PLAIN') };
  const place = starttls ?? lmtp ?? clear;
  if (place === undefined) throw new Error('no way in');
  return { place, args: [] };
}

/** Where a login can be made. */
export function door({ running }: Talk): Place {
  const { submission, starttls } = running.places;
  const place = submission ?? starttls;
  if (place === undefined) throw new Error('no login here');
  return place;
}

export function login(talk: Talk, mechanism: Mechanism, secret?: string, user = USER): readonly string[] {
  const byToken = mechanism === 'XOAUTH2' || mechanism === 'OAUTHBEARER';
  if (!byToken) return ['--auth', mechanism, '--user', user, '--password', secret ?? PASSWORD];
  return ['--auth', mechanism, '--user', user, '--token-file', file(talk, secret ?? TOKEN)];
}

/** Sends a letter and compares what is stored, octet for octet. */
export async function deliver(
  talk: Talk,
  where: { readonly place: Place; readonly args: readonly string[] },
  body: string | Buffer,
  ...args: readonly string[]
): Promise<Said> {
  const { mark, letter } = markedLetter(body);
  const said = await sendTo(
    talk,
    where.place,
    '--to',
    TO,
    '--eml',
    file(talk, letter),
    ...where.args,
    ...args,
  );
  expectExit(said, 0);
  await expectStored(talk, mark, letter);
  return said;
}

/** What is stored from our first field on is the letter, octet for octet; before it stands what servers add. */
export async function expectStored(talk: Talk, mark: string, letter: Buffer): Promise<void> {
  const stored = await talk.running.stored(mark);
  const ours = stored.subarray(stored.indexOf(mark));
  const wanted = asStored(letter, talk.server.eol);
  // Millions of octets are not for a diff.
  if (letter.length > 100_000) expect(ours.equals(Buffer.from(wanted, 'latin1'))).toBe(true);
  else expect(ours.toString('latin1')).toBe(wanted);
}

/** Whether a server offers a keyword. */
export const has = (keyword: string) => (server: RealServer) => server.keywords.includes(keyword);
export const takes = (way: RealServer['ways'][number]) => (server: RealServer) => server.ways.includes(way);
export const signsIn = (server: RealServer): boolean => server.mechanisms.length > 0;
export const always = (): boolean => true;
