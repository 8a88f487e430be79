/**
 * A connection as a conversation: who said what, each with the number of its packet and the time since the one before. Behind the
 * handshake of TLS nothing is read. At a gap outside of a letter a new piece begins, since nobody is to be judged by what is not shown.
 */

import type { Spoken } from './assembly.ts';
import { LineSplitter } from './speaker.ts';
import type { SpokenLine } from './speaker.ts';
import { isHandshake, MOST_HELLO, tlsSeen } from './tls-hello.ts';
import type { TlsSeen } from './tls-hello.ts';

/** As the turn of a transcript; `line` is the number of the packet. */
export interface CaptureTurn {
  readonly kind: 'client' | 'server' | 'letter' | 'chunk' | 'placeholder' | 'tls' | 'note';
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** Milliseconds since the turn before. */
  readonly after: number;
  /** A piece of a chunk that has no line end. */
  readonly open: boolean;
}

export interface ConversationPiece {
  readonly turns: readonly CaptureTurn[];
  readonly tls: TlsSeen | null;
  /** Octets of either side that are not in the capture, within this piece or right before it. */
  readonly missing: { readonly client: number; readonly server: number };
}

type Within = 'commands' | 'letter' | 'chunk' | 'asked' | 'handshake' | 'tls';

const REPLY = /^[2-5]\d\d(?:[ -]|$)/;
const COMMAND = /^[A-Za-z]{4,8}(?: |$)/;

/** What may still be read; `unread` are the octets that were left when there was no room for another line. */
export interface Room {
  lines: number;
  unread: number;
}

/** `whole`: whether the beginning of each side was captured; `began` is the time of its first packet. */
export function piecesOf(
  spoken: readonly Spoken[],
  server: 0 | 1,
  whole: readonly [boolean, boolean],
  began: number,
  room: Room,
): readonly ConversationPiece[] {
  const hasServer = spoken.some((one) => one.side === server && one.kind === 'octets');
  const half = { client: !whole[server === 0 ? 1 : 0], server: !whole[server] };
  const reader = new ConversationReader(hasServer, half, room);
  if (whole[0] && whole[1]) reader.beginAt(began);
  for (const one of spoken) reader.take(one, one.side === server ? 'server' : 'client');
  return reader.finish();
}

class ConversationReader {
  readonly #pieces: ConversationPiece[] = [];
  readonly #lines = { client: new LineSplitter(), server: new LineSplitter() };
  readonly #hasServer: boolean;
  #turns: CaptureTurn[] = [];
  #missing = { client: 0, server: 0 };
  #within: Within = 'commands';
  /** What the client asked for, that decides what its next octets are. */
  #asked: 'DATA' | 'STARTTLS' | null = null;
  /** Commands that wait for their replies. */
  #waiting = 0;
  #chunk = 0;
  /** The first line behind a gap may be half of one. */
  readonly #half: { client: boolean; server: boolean };
  #time: number | null = null;
  #tls: { readonly client: Uint8Array[]; readonly server: Uint8Array[] } | null = null;
  #seen = { client: 0, server: 0 };

  readonly #room: Room;

  constructor(hasServer: boolean, half: { client: boolean; server: boolean }, room: Room) {
    this.#hasServer = hasServer;
    this.#room = room;
    this.#half = half;
  }

  /** The first line came so long after this. */
  beginAt(time: number): void {
    this.#time = time;
  }

  take(one: Spoken, side: 'client' | 'server'): void {
    if (this.#room.lines <= 0) {
      if (one.kind === 'octets') this.#room.unread += one.octets.length;
      return;
    }
    if (one.kind === 'gap') {
      this.#gap(one.missing, side, one.number);
      return;
    }
    if (this.#within === 'tls') {
      this.#encrypted(one.octets, side);
      return;
    }
    this.#lines[side].push(one.octets, one.number, one.time);
    this.#read(one.number, one.time);
  }

  finish(): readonly ConversationPiece[] {
    // A DATA whose reply is not shown was followed by its letter.
    if (this.#within === 'asked' && !this.#lines.client.isEmpty) {
      this.#within = this.#asked === 'DATA' ? 'letter' : 'commands';
      this.#asked = null;
      this.#client();
    }
    for (const side of ['server', 'client'] as const) {
      const rest = this.#lines[side].rest();
      if (rest === null || rest.text === '') continue;
      if (side === 'server') this.#add('server', rest);
      else
        this.#add(this.#within === 'letter' ? 'letter' : this.#within === 'chunk' ? 'chunk' : 'client', rest);
    }
    this.#endPiece();
    return this.#pieces;
  }

  #read(number: number, time: number): void {
    for (;;) {
      const before = this.#turns.length;
      this.#client();
      this.#server();
      if (this.#within === 'handshake') this.#handshake(number, time);
      if (this.#turns.length === before) return;
    }
  }

  #client(): void {
    const lines = this.#lines.client;
    for (;;) {
      if (this.#within === 'asked' || this.#within === 'handshake' || this.#within === 'tls') return;
      if (this.#turns.length === 0 && isHandshake(lines.first)) {
        this.#within = 'handshake';
        return;
      }
      const line = lines.next(this.#within === 'chunk' ? this.#chunk : null);
      if (line === null) return;
      if (this.#within === 'chunk') {
        this.#chunkLine(line);
        continue;
      }
      if (this.#within === 'letter') {
        this.#half.client = false;
        this.#add('letter', line);
        if (line.text === '.') {
          this.#within = 'commands';
          this.#waiting += 1;
        }
        continue;
      }
      if (this.#half.client) {
        this.#half.client = false;
        if (!COMMAND.test(line.text)) continue;
      }
      this.#command(line);
    }
  }

  #command(line: SpokenLine): void {
    this.#add('client', line);
    this.#waiting += 1;
    const bdat = /^BDAT (\d{1,12})(?: |$)/i.exec(line.text)?.[1];
    if (bdat !== undefined) {
      this.#chunk = Number(bdat);
      if (this.#chunk > 0) this.#within = 'chunk';
    } else if (/^(?:DATA|STARTTLS)\s*$/i.test(line.text)) {
      this.#asked = line.text[0]?.toUpperCase() === 'D' ? 'DATA' : 'STARTTLS';
      // Where the server is not shown, its answer is not either.
      if (this.#hasServer) this.#within = 'asked';
      else this.#within = this.#asked === 'DATA' ? 'letter' : 'handshake';
    }
  }

  #chunkLine(line: SpokenLine): void {
    this.#add('chunk', line);
    this.#chunk -= line.size;
    if (this.#chunk <= 0) this.#within = 'commands';
  }

  #server(): void {
    if (this.#within === 'handshake' || this.#within === 'tls') return;
    for (let line = this.#lines.server.next(); line !== null; line = this.#lines.server.next()) {
      if (this.#half.server) {
        this.#half.server = false;
        if (!REPLY.test(line.text)) continue;
      }
      if (this.#within === 'letter' && REPLY.test(line.text) && this.#missing.client > 0)
        this.#letterEndsUnseen(line);
      this.#add('server', line);
      if (line.text[3] === '-') continue;
      this.#waiting = Math.max(0, this.#waiting - 1);
      if (this.#within !== 'asked') continue;
      const code = line.text.slice(0, 3);
      if (this.#asked === 'DATA' && code === '354') this.#within = 'letter';
      else if (this.#asked === 'STARTTLS' && code === '220' && this.#waiting === 0)
        this.#within = 'handshake';
      else if (this.#waiting === 0) this.#within = 'commands';
      else continue;
      this.#asked = null;
      if (this.#within === 'handshake') return;
      this.#client();
    }
  }

  /** A letter whose end is in a gap. */
  #letterEndsUnseen(line: SpokenLine): void {
    this.#add('placeholder', { ...line, text: '...' });
    this.#add('letter', { ...line, text: '.' });
    this.#within = 'commands';
  }

  /** Where a handshake is to come: it does, or the client goes on unencrypted. */
  #handshake(number: number, time: number): void {
    if (this.#lines.client.isEmpty) return;
    if (!isHandshake(this.#lines.client.first)) {
      this.#within = 'commands';
      this.#client();
      return;
    }
    this.#within = 'tls';
    this.#tls = { client: [], server: [] };
    this.#add('tls', { text: '', ended: true, size: 0, number, time });
    this.#encrypted(this.#lines.client.waiting, 'client');
    this.#encrypted(this.#lines.server.waiting, 'server');
    this.#lines.client.clear();
    this.#lines.server.clear();
  }

  #encrypted(octets: Uint8Array, side: 'client' | 'server'): void {
    const left = MOST_HELLO - this.#seen[side];
    if (left <= 0 || this.#tls === null) return;
    this.#tls[side].push(octets.subarray(0, left));
    this.#seen[side] += Math.min(octets.length, left);
  }

  #gap(missing: number, side: 'client' | 'server', number: number): void {
    const inLetter = this.#within === 'letter' && side === 'client';
    if (this.#within === 'tls') {
      this.#seen[side] = MOST_HELLO;
    } else if (inLetter) {
      this.#lines.client.rest();
      this.#add('placeholder', { text: '...', ended: true, size: 0, number, time: this.#time ?? 0 });
    } else {
      this.#lines[side].clear();
      if (this.#turns.length > 0) this.#endPiece();
      this.#half[side] = true;
      this.#within = 'commands';
      this.#asked = null;
      this.#waiting = 0;
    }
    this.#missing[side] += missing;
  }

  #add(kind: CaptureTurn['kind'], { text, ended, number, time }: SpokenLine): void {
    const after = this.#time === null ? 0 : Math.max(0, time - this.#time);
    this.#time = time;
    this.#room.lines -= 1;
    this.#turns.push({ kind, text, line: number, column: 1, after, open: !ended });
  }

  #endPiece(): void {
    const tls = this.#tls === null ? null : tlsSeen(joined(this.#tls.client), joined(this.#tls.server));
    if (tls !== null) {
      const facts = [tls.version ?? '', tls.name === null ? '' : `SNI ${tls.name}`].filter(
        (one) => one !== '',
      );
      const at = this.#turns.findIndex(({ kind }) => kind === 'tls');
      const begins = this.#turns[at];
      if (facts.length > 0 && begins !== undefined)
        this.#turns.splice(at + 1, 0, { ...begins, kind: 'note', text: facts.join(', '), after: 0 });
    }
    if (this.#turns.length > 0 || this.#missing.client + this.#missing.server > 0)
      this.#pieces.push({ turns: this.#turns, tls, missing: this.#missing });
    this.#turns = [];
    this.#missing = { client: 0, server: 0 };
    this.#tls = null;
    this.#time = null;
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
