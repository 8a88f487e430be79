/**
 * Scanners over their real protocols: a letter is streamed to them, and their answer read, all within a time. One that says nothing, or
 * is not there, is a scanner that stalled.
 */

import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import {
  CLAMD_BEGIN,
  CLAMD_END,
  clamdAnswer,
  clamdChunk,
  scannerPlaceOf,
  rspamdAnswer,
  spamdAnswer,
  spamdHead,
} from '../../pure/policy/index.ts';
import type { Scanned } from '../../pure/policy/index.ts';
import type { PolicyFacts, LetterOctets } from './letter-facts.ts';

export type ScanResult = Scanned | { readonly kind: 'stalled'; readonly reason: string };

/** Its message is a code, as the system's errors have one. */
class Stalled extends Error {}

/** An answer that is longer is none. */
const MOST_ANSWER = 1_048_576;

export function askClamd(at: string, letter: LetterOctets, milliseconds: number): Promise<ScanResult> {
  return exchange(at, milliseconds, clamdAnswer, async (write) => {
    await write(CLAMD_BEGIN);
    for await (const piece of letter.content()) await write(clamdChunk(piece));
    await write(CLAMD_END);
  });
}

export function askSpamd(
  at: string,
  letter: LetterOctets,
  milliseconds: number,
  user: string | undefined,
): Promise<ScanResult> {
  return exchange(at, milliseconds, spamdAnswer, async (write) => {
    await write(spamdHead(letter.bytes, user));
    for await (const piece of letter.content()) await write(piece);
  });
}

/** HTTP/1.1 with a length, closed behind the answer. */
export function askRspamd(
  at: string,
  letter: LetterOctets,
  milliseconds: number,
  facts: PolicyFacts,
): Promise<ScanResult> {
  const head = [
    'POST /checkv2 HTTP/1.0',
    'Host: rspamd',
    `Content-Length: ${letter.bytes}`,
    `From: ${line(facts.from)}`,
    ...facts.to.map((address) => `Rcpt: ${line(address)}`),
    ...(facts.address === null ? [] : [`Ip: ${line(facts.address)}`]),
    `Helo: ${line(facts.greetedName)}`,
  ];
  return exchange(at, milliseconds, httpAnswer, async (write) => {
    await write(`${head.join('\r\n')}\r\n\r\n`);
    for await (const piece of letter.content()) await write(piece);
  });
}

/** SECURITY: what a client said must be no header of its own. */
function line(text: string): string {
  return text.replace(/[^\u0020-\u007e]/g, '?');
}

function httpAnswer(text: string): Scanned {
  const [, status = '', body = ''] =
    /^HTTP\/\S+ (\d+)[^\n]*\r?\n[\s\S]*?\r?\n\r?\n([\s\S]*)$/.exec(text) ?? [];
  if (status !== '200') return { kind: 'failed', reason: (text.split(/\r?\n/)[0] ?? '').slice(0, 200) };
  return rspamdAnswer(body);
}

type Write = (octets: string | Uint8Array) => Promise<void>;

async function exchange(
  at: string,
  milliseconds: number,
  read: (text: string) => Scanned,
  say: (write: Write) => Promise<void>,
): Promise<ScanResult> {
  const place = scannerPlaceOf(at);
  if (place === null) return { kind: 'stalled', reason: 'EINVAL' };
  const socket = connect(place);
  const timer = setTimeout(() => {
    socket.destroy(new Stalled('ETIMEDOUT'));
  }, milliseconds);
  try {
    const heard = hear(socket);
    // Whoever answers early, or is gone, need not be told the rest.
    heard.catch(() => undefined);
    const said = say((octets) => writeTo(socket, octets));
    said.catch(() => undefined);
    return read(await heard);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { kind: 'stalled', reason: code === '' && error instanceof Error ? error.message : code };
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

async function writeTo(socket: Socket, octets: string | Uint8Array): Promise<void> {
  if (socket.destroyed) throw new Stalled('EPIPE');
  if (!socket.write(octets)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
}

/** Everything up to the end, or up to the NUL that ends an answer of clamd. */
function hear(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      text += piece;
      if (text.includes('\0')) resolve(text);
      else if (text.length > MOST_ANSWER) reject(new Stalled('EMSGSIZE'));
    });
    socket.on('error', reject);
    socket.on('close', () => {
      if (text === '') reject(new Stalled('ECONNRESET'));
      else resolve(text);
    });
  });
}
