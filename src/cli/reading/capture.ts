/** `explain` of a capture: what is in it, each conversation with what became of its letters, and the refusals explained. */

import { formatJson } from '../../pure/events/index.ts';
import { readingWords } from '../../pure/phrases/index.ts';
import { EXIT } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { CaptureFold, lettersOf, readDialogueTurns } from '../../pure/reading/index.ts';
import type { CaptureDocument, CapturedConversation } from '../../pure/reading/index.ts';
import type { CliContext } from '../context.ts';
import { indentProse, wrapProse } from '../terminal/index.ts';
import { printAll } from './text.ts';

/** As many conversations as are shown on the screen. */
const MOST_SHOWN = 50;

export class CaptureReport {
  readonly #fold = new CaptureFold();

  push(chunk: Uint8Array): void {
    this.#fold.push(chunk);
  }

  /** Prints it; exit code 2 where no conversation with a mail server is in it. */
  async finish(context: CliContext): Promise<number> {
    const capture = this.#fold.finish();
    const { conversations, encrypted } = capture;
    if (context.json) tellJson(capture, context);
    else tellOverview(capture, context);
    const shown = context.json ? conversations : conversations.slice(0, MOST_SHOWN);
    for (const one of shown) {
      if (!context.json) tellConversation(one, context);
      const refusals = one.pieces.flatMap(({ turns }) => readDialogueTurns(turns, 'capture'));
      await printAll(
        refusals.map((reading) => ({ ...reading, peer: one.server })),
        context,
      );
    }
    if (!context.json && conversations.length > MOST_SHOWN)
      context.out.line(readingWords[context.lang].capture.more(conversations.length - MOST_SHOWN));
    return conversations.length + encrypted.length === 0 ? EXIT.usage : 0;
  }
}

function tellJson(capture: CaptureDocument, { out }: CliContext): void {
  const { packets, unread, streams, conversations, encrypted, damage, beyond, dropped } = capture;
  const counts = { packets, unread, streams, conversations: conversations.length };
  const limits = { damage, beyond, dropped };
  out.line(formatJson({ kind: 'capture', ...counts, encrypted: encrypted.length, ...limits }));
  for (const one of conversations) {
    const { client, server, packet, repeated, conflicting, only } = one;
    const { tls, missing } = seenOf(one);
    const letters = lettersOf(one.pieces);
    const about = { client, server, packet, tls, missing, repeated, conflicting, only };
    out.line(formatJson({ kind: 'conversation', ...about, letters }));
  }
  for (const one of encrypted) out.line(formatJson({ kind: 'encrypted', ...one }));
}

function seenOf({ pieces }: CapturedConversation): {
  readonly tls: CapturedConversation['pieces'][number]['tls'];
  readonly missing: { readonly client: number; readonly server: number };
} {
  const missing = pieces.reduce(
    (sum, piece) => ({
      client: sum.client + piece.missing.client,
      server: sum.server + piece.missing.server,
    }),
    { client: 0, server: 0 },
  );
  return { tls: pieces.find(({ tls }) => tls !== null)?.tls ?? null, missing };
}

function tellOverview(capture: CaptureDocument, { out, lang }: CliContext): void {
  const words = readingWords[lang].capture;
  const { packets, streams, conversations, encrypted, unread, damage, beyond, dropped } = capture;
  const lines = [
    words.title(packets, streams, conversations.length),
    unread.link > 0 ? words.link(unread.link) : '',
    unread.fragment > 0 ? words.fragments(unread.fragment) : '',
    unread.cut > 0 ? words.cut(unread.cut) : '',
    damage === null ? '' : words.damage(damage),
    beyond + dropped > 0 ? words.limits(beyond, dropped) : '',
    ...encrypted
      .slice(0, MOST_SHOWN)
      .map(({ client, server, packet, seen }) =>
        words.encrypted(
          client,
          server,
          packet,
          [seen.version, seen.name].filter((one) => one !== null).join(', '),
        ),
      ),
    conversations.length + encrypted.length === 0 ? words.none : '',
  ];
  for (const text of lines.filter((line) => line !== ''))
    for (const line of wrapProse(makeVisible(text), out.columns)) out.line(line);
  out.line();
}

function tellConversation(one: CapturedConversation, { out, lang }: CliContext): void {
  const words = readingWords[lang].capture;
  const { tls, missing } = seenOf(one);
  const head = words.conversation(one.client, one.server, one.packet);
  for (const line of wrapProse(makeVisible(head), out.columns)) out.line(line);
  const lines = [
    one.only === null ? '' : words.only[one.only],
    tls === null ? '' : words.tls([tls.version, tls.name].filter((fact) => fact !== null).join(', ')),
    missing.client + missing.server === 0 ? '' : words.missing(missing.client, missing.server),
    one.repeated === 0 ? '' : words.repeated(one.repeated),
    one.conflicting === 0 ? '' : words.conflicting(one.conflicting),
    ...lettersOf(one.pieces).map(({ sender, recipients, outcome, code }) =>
      words.letter(`<${sender}>`, recipients.map((path) => `<${path}>`).join(', '), outcome, code),
    ),
  ];
  for (const text of lines.filter((line) => line !== ''))
    for (const line of indentProse(makeVisible(text), 2, out.columns)) out.line(line);
  out.line();
}
