/** A capture as a document: how many packets of what, the conversations with mail servers, and what could not be read. */

import { assemble } from './assembly.ts';
import { CaptureReader } from './capture-reader.ts';
import { piecesOf } from './conversation.ts';
import type { ConversationPiece, Room } from './conversation.ts';
import { FragmentTable } from './fragments.ts';
import { segmentOf } from './frame.ts';
import type { NotTcp } from './frame.ts';
import { isImplicitPort, serverSide } from './roles.ts';
import { LIMITS, StreamTable } from './streams.ts';
import type { About, Flow, Stream, StreamLimits } from './streams.ts';
import { isHandshake, MOST_HELLO, tlsSeen } from './tls-hello.ts';
import type { TlsSeen } from './tls-hello.ts';

export interface CapturedConversation {
  readonly client: string;
  readonly server: string;
  /** Its first packet. */
  readonly packet: number;
  readonly pieces: readonly ConversationPiece[];
  /** Octets that were sent more than once, that were others the second time, and that were beyond the limits. */
  readonly repeated: number;
  readonly conflicting: number;
  readonly dropped: number;
  /** Only one side is in the capture. */
  readonly only: 'client' | 'server' | null;
  /** Who closed first. */
  readonly ending: { readonly by: 'client' | 'server'; readonly line: number } | null;
}

/** Encrypted from its first octet, on the port for mail that is. */
export interface EncryptedStream {
  readonly client: string;
  readonly server: string;
  readonly packet: number;
  readonly seen: TlsSeen;
}

export interface CaptureDocument {
  readonly packets: number;
  readonly unread: Readonly<Record<NotTcp, number>>;
  readonly streams: number;
  readonly conversations: readonly CapturedConversation[];
  readonly encrypted: readonly EncryptedStream[];
  /** Where the file is damaged or cut; null where it is whole. */
  readonly damage: number | null;
  /** Packets of connections beyond the limit, and octets that were not kept. */
  readonly beyond: number;
  readonly dropped: number;
}

/** Takes the octets of a capture as they come; `finish` gives what is in it. */
export class CaptureFold {
  readonly #reader = new CaptureReader();
  readonly #table: StreamTable;
  readonly #unread = { link: 0, other: 0, fragment: 0, cut: 0 };
  readonly #fragments = new FragmentTable();
  #packets = 0;

  readonly #limits: StreamLimits;

  constructor(limits: StreamLimits = LIMITS) {
    this.#limits = limits;
    this.#table = new StreamTable(aboutOf, limits);
  }

  push(chunk: Uint8Array): void {
    for (const packet of this.#reader.push(chunk)) {
      this.#packets += 1;
      const found = segmentOf(packet);
      const segment = typeof found === 'object' && 'offset' in found ? this.#fragments.add(found) : found;
      if (segment === null) continue;
      if (typeof segment === 'string') this.#unread[segment] += 1;
      else this.#table.add(segment);
    }
  }

  finish(): CaptureDocument {
    this.#reader.finish();
    const conversations: CapturedConversation[] = [];
    const encrypted: EncryptedStream[] = [];
    let dropped = 0;
    const { streams, beyond } = this.#table;
    const room: Room = { lines: this.#limits.lines, unread: 0 };
    for (const stream of streams) {
      const tls = encryptedStream(stream);
      if (tls !== null) {
        encrypted.push(tls);
        continue;
      }
      const conversation = conversationOf(stream, room);
      if (conversation !== null) conversations.push(conversation);
      // What is not about mail is nobody's loss; of what was not kept at all, it cannot be told.
      if (conversation !== null || stream.size === 0) dropped += stream.dropped;
    }
    dropped += room.unread;
    return {
      packets: this.#packets,
      unread: { ...this.#unread, fragment: this.#unread.fragment + this.#fragments.lost },
      streams: streams.length,
      conversations,
      encrypted,
      damage: this.#reader.damage,
      beyond,
      dropped,
    };
  }
}

/** What a connection is about, from what was kept of it so far. */
function aboutOf(stream: Stream): About {
  if (encryptedStream(stream) !== null) return 'encrypted';
  const conversation = conversationOf(stream, { lines: 5000, unread: 0 });
  if (conversation === null) return 'other';
  return conversation.pieces.some(({ tls }) => tls !== null) ? 'encrypted' : 'mail';
}

function conversationOf(stream: Stream, room: Room): CapturedConversation | null {
  const [a, b] = stream.sides;
  if (a.pieces.length + b.pieces.length === 0) return null;
  const { spoken, repeated, conflicting } = assemble(stream);
  const side = serverSide(spoken, [a.address, b.address]);
  if (side === null) return null;
  const [server, client] = side === 0 ? [a, b] : [b, a];
  const pieces = piecesOf(spoken, side, [a.whole, b.whole], stream.began, room);
  const only = !server.seen ? 'client' : !client.seen ? 'server' : null;
  return {
    client: client.address,
    server: server.address,
    packet: stream.number,
    pieces,
    repeated,
    conflicting,
    dropped: stream.dropped,
    only,
    ending: endingOf(client, server),
  };
}

function endingOf(client: Flow, server: Flow): CapturedConversation['ending'] {
  const by = (client.closed?.number ?? Infinity) < (server.closed?.number ?? Infinity) ? 'client' : 'server';
  const closed = by === 'client' ? client.closed : server.closed;
  return closed === null ? null : { by, line: closed.number };
}

function encryptedStream({ sides, number }: Stream): EncryptedStream | null {
  const server = sides.find(({ address }) => isImplicitPort(address));
  if (server === undefined) return null;
  const client = server === sides[0] ? sides[1] : sides[0];
  const asked = beginningOf(client);
  if (!isHandshake(asked) || asked.length === 0) return null;
  const seen = tlsSeen(asked, beginningOf(server));
  return { client: client.address, server: server.address, packet: number, seen };
}

/** The first octets of a side, without repeats, as far as nothing is missing. */
function beginningOf({ pieces }: Flow): Uint8Array {
  const whole = new Uint8Array(MOST_HELLO);
  let size = 0;
  for (const { from, octets } of [...pieces].sort((one, other) => one.from - other.from)) {
    if (from > size || size >= MOST_HELLO) break;
    const rest = octets.subarray(Math.max(0, size - from), Math.max(0, MOST_HELLO - from));
    whole.set(rest, size);
    size += rest.length;
  }
  return whole.subarray(0, size);
}
