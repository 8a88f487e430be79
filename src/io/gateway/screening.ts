/**
 * A letter under a policy: spooled to a private file before the server hears of it, judged, and then passed on with the verdict in its
 * header, kept here, put off or refused, while its client waits. What is kept is on the disk before the client hears a yes; what is
 * passed on is answered by the server alone.
 */

import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Outcome } from '../../pure/events/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { headerFields, protocolOf, withoutOurs } from '../../pure/policy/index.ts';
import type { PolicyVerdict } from '../../pure/policy/index.ts';
import { encodeText, LetterDecoder, replyOf } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import type { LetterOctets } from '../policy/index.ts';
import type { LetterStore, StoredLetter } from '../server/index.ts';
import type { Bench } from './bench.ts';
import type { ClientLine } from './client-leg.ts';
import type { Exchange } from './exchange.ts';
import { END_OCTETS, linesIn } from './letter-passage.ts';
import type { Passed } from './letter-passage.ts';
import { ownReply } from './own-replies.ts';

/** What became of a letter: by the server, or by us. */
export type Screened =
  | { readonly by: 'server'; readonly passed: Passed }
  | { readonly by: 'policy'; readonly outcome: Outcome; readonly reply: Reply };

const PIECE_OCTETS = 65_536;
/** Of a letter to a server that names no limit. */
const MOST_OCTETS = 104_857_600;

/** Reads a letter behind our own 354 into the spool; null where its client left before the end. */
export async function spoolLetter(
  exchange: Exchange,
  bench: Bench,
): Promise<LetterStore | 'too-large' | null> {
  const { client, server } = exchange;
  const limit = server.sizeLimit ?? MOST_OCTETS;
  const store = bench.spool.open(limit);
  const decoder = new LetterDecoder();
  let wireOctets = 0;
  let lines = 0;
  for (let done = false; !done;) {
    const piece = await client.lines.piece(PIECE_OCTETS);
    if (piece === null) {
      store.discard();
      return null;
    }
    const decoded = decoder.push(piece);
    done = decoded.done;
    const wire = piece.subarray(0, piece.length - decoded.rest.length);
    client.observer.letter(wire);
    wireOctets += wire.length;
    lines += linesIn(decoded.text);
    if (!store.push(decoded.text)) await new Promise<void>((resolve) => store.onceDrained(resolve));
    client.lines.giveBack(decoded.rest);
  }
  client.letterEnded({ bytes: store.bytes, lines, stuffed: wireOctets - store.bytes - END_OCTETS });
  if (store.bytes <= limit) return store;
  store.discard();
  return 'too-large';
}

/** Judges a spooled letter, and does what the verdict says. Rejects with a `LabError` where the server is lost before its end. */
export async function screenLetter(
  line: ClientLine,
  store: LetterStore,
  exchange: Exchange,
  bench: Bench,
): Promise<Screened> {
  const { server } = exchange;
  const put = async (reply: Reply, outcome: Outcome): Promise<Screened> => {
    await server.forgetLetter();
    return { by: 'policy', outcome, reply };
  };
  if (!(await store.finish())) return put(ownReply('no-room'), 'rejected');
  const stored = await store.take();
  try {
    const letter = octetsOf(stored, store.bytes);
    const { state } = exchange.client;
    const { from, recipients } = line.before.envelope;
    const verdict = await bench.judge.judge(
      {
        address: exchange.client.address,
        greetedName: state.greetedName ?? '',
        from: from ?? '',
        to: recipients,
        signedIn: exchange.signedIn,
      },
      letter,
    );
    if (verdict.action === 'quarantine') {
      const kept = await keep(letter, line, verdict, exchange, bench);
      exchange.tellVerdict(verdict, kept);
      if (kept === null) return await put(ownReply('no-room'), 'rejected');
      return await put(replyOf(250, [`2.0.0 Kept here as ${basename(kept)}, not delivered`]), 'not-sent');
    }
    exchange.tellVerdict(verdict, null);
    if (verdict.action === 'later') return await put(ownReply('policy-later'), 'rejected');
    if (verdict.action === 'refuse') {
      const text = `5.7.1 Refused by policy: ${verdict.sum} points, the limit is ${verdict.limit ?? 0}`;
      return await put(replyOf(550, [text]), 'rejected');
    }
    return { by: 'server', passed: await passOn(letter, line, verdict, exchange, bench) };
  } finally {
    if (stored.file !== null) await rm(stored.file, { force: true }).catch(() => undefined);
  }
}

async function passOn(
  letter: LetterOctets,
  line: ClientLine,
  verdict: PolicyVerdict,
  exchange: Exchange,
  bench: Bench,
): Promise<Passed> {
  const { server } = exchange;
  const [begun] = await server.pass([line]);
  if (begun?.code !== 354) return { kind: 'answered', replies: begun === undefined ? [] : [begun] };
  const writer = server.beginLetter();
  try {
    for await (const piece of withFields(letter, '', verdict, exchange, bench))
      if (!(await writer.write(piece))) break;
  } catch (error) {
    if (error instanceof LabError) throw error;
    // The spool cannot be read: half of a letter must not be ended.
    server.drop();
    return { kind: 'answered', replies: [ownReply('no-room')] };
  }
  const { replies, lost } = await writer.finish();
  return lost === null ? { kind: 'answered', replies } : { kind: 'unknown', replies, error: lost };
}

/** Keeps a letter in the quarantine; its file, or null where it could not be kept. */
async function keep(
  letter: LetterOctets,
  line: ClientLine,
  verdict: PolicyVerdict,
  exchange: Exchange,
  bench: Bench,
): Promise<string | null> {
  const { from, recipients } = line.before.envelope;
  const store = bench.quarantine?.open(Number.MAX_SAFE_INTEGER);
  if (store === undefined) return null;
  const envelope = `Return-Path: <${from ?? ''}>\r\nX-Lab-To: ${recipients.map((to) => `<${to}>`).join(',\r\n\t')}\r\n`;
  for await (const piece of withFields(letter, envelope, verdict, exchange, bench))
    if (!store.push(piece)) await new Promise<void>((resolve) => store.onceDrained(resolve));
  if (!(await store.finish())) {
    store.discard();
    return null;
  }
  return (await store.take()).file;
}

/** The letter with our fields in front, and without those that look like ours. */
async function* withFields(
  letter: LetterOctets,
  more: string,
  verdict: PolicyVerdict,
  exchange: Exchange,
  bench: Bench,
): AsyncGenerator<Uint8Array> {
  const { client, signedIn } = exchange;
  const { dialect, extended, encrypted, greetedName } = client.state;
  const fields = headerFields(
    {
      greetedName: greetedName ?? '',
      address: client.address,
      name: bench.ownName,
      protocol: protocolOf({ dialect, extended, encrypted, signedIn }),
      id: exchange.letterId(),
      date: new Date(),
    },
    verdict,
  );
  const beginning = withoutOurs(Buffer.from(letter.beginning).toString('latin1'));
  if (beginning.count > 0 && more === '')
    exchange.remark({ code: 'own-fields-removed', detail: { count: beginning.count } });
  yield encodeText(more + fields);
  yield Buffer.from(beginning.text, 'latin1');
  let at = 0;
  for await (const piece of letter.content()) {
    const from = Math.max(0, letter.beginning.length - at);
    at += piece.length;
    if (from < piece.length) yield piece.subarray(from);
  }
}

function octetsOf({ content, file }: StoredLetter, bytes: number): LetterOctets {
  return { bytes, beginning: content, content: () => (file === null ? [content] : createReadStream(file)) };
}
