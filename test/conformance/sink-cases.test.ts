/** Each case that needs a sink is proved with a relay that hands letters on as it should, and with one that does not. */

import { describe, it } from 'vitest';
import { loadCatalogue, openSink } from '../../src/io/conform/index.ts';
import type { CaseOnDisk, CaseResult } from '../../src/io/conform/index.ts';
import { patience } from '../support/patience.ts';
import { tryBefore } from './proof.ts';
import { startRelay } from './relay.ts';
import type { Misdeeds, Passing } from './relay.ts';

const { cases } = await loadCatalogue();

const changed = (change: (letter: string, raw: string) => string): Misdeeds => ({
  passes: (right, raw) => [{ ...right, letter: change(right.letter, raw) }],
});
const twice: Misdeeds = { passes: (right) => [right, right] };

/** What a relay does wrong that breaks the case. */
const misdeeds: Readonly<Record<string, Misdeeds>> = {
  'letter-arrives-once': twice,
  'received-on-top': changed((letter, raw) =>
    raw.replace('\r\n\r\n', `\r\n${letter.slice(0, letter.length - raw.length)}\r\n`),
  ),
  'received-names-the-client': changed((letter) => letter.replace(/ \(\[127\.0\.0\.1\]\)/, '')),
  'received-date': changed((letter) =>
    letter.replace('01 Dec 2026 00:00:00 +0000\r\n', '01 Dec 26 00:00:00 GMT\r\n'),
  ),
  'received-with-protocol': changed((letter) => letter.replace('with ESMTP', 'with TELEPATHY')),
  'dots-are-undone': changed((letter) => letter.replaceAll('\r\n.', '\r\n..')),
  'all-ascii-arrives': changed((letter) => letter.replaceAll(' \r\n', '\r\n')),
  'long-line-arrives': changed((letter) => letter.replace(/x{500}/, '$&\r\n ')),
  'sender-as-given': { passes: (right: Passing) => [{ ...right, from: `srs+${right.from}` }] },
  'header-is-not-mended': changed((letter) =>
    letter.replace('\r\nSubject:', '\r\nX-Mailer: relay\r\nSubject:'),
  ),
  'no-list-of-recipients': changed((letter) =>
    letter.replace('\r\nSubject:', '\r\nApparently-To: a@example.test\r\nSubject:'),
  ),
  'cut-letter-is-dropped': { passesPieces: true },
  'eight-bits-arrive': changed((letter) => letter.replace('ü', '|')),
  'no-second-letter-by-lf-dot-lf': { passesRefused: true },
  'no-second-letter-by-lf-dot-crlf': { passesRefused: true },
  'no-second-letter-by-crlf-dot-lf': { passesRefused: true },
};

async function tryWithSink(onDisk: CaseOnDisk, wrong: Misdeeds): Promise<CaseResult | undefined> {
  const waits =
    onDisk.one.id.startsWith('no-second') || onDisk.one.id.startsWith('cut') ? patience(1) : patience(20);
  const sink = await openSink({
    host: '127.0.0.1',
    port: 0,
    dialect: 'smtp',
    milliseconds: waits,
    settles: 150,
  });
  const relay = await startRelay(sink.port, wrong);
  try {
    const { host, port } = relay.server;
    return await tryBefore(onDisk, { host, port }, { sink });
  } finally {
    await relay.close();
    await sink.close();
  }
}

const withSink = cases.filter(({ one }) => one.needs.includes('sink'));

describe.concurrent.each(withSink.map((onDisk) => [onDisk.one.id, onDisk] as const))('%s', (id, onDisk) => {
  it('is held by a relay that hands letters on', async ({ expect }) => {
    const result = await tryWithSink(onDisk, {});
    expect([result?.verdict, result?.reason]).toEqual(['held', { kind: 'as-wanted' }]);
  });

  it('is broken by one that does it wrongly', async ({ expect }) => {
    const wrong = misdeeds[id];
    expect(wrong, 'a case without its breaker does not count').toBeDefined();
    const result = await tryWithSink(onDisk, wrong ?? {});
    expect({ verdict: result?.verdict, reason: result?.reason }).toEqual({
      verdict: 'broken',
      reason: expect.anything(),
    });
  });
});
