/**
 * A wire that breaks, on either leg, behind any octet: the client is never told of a letter that the server did not accept, the server
 * never gets one twice, nor half of one, and what nobody can know is told as that.
 */

import { describe, expect, it } from 'vitest';
import type { MessageEvent } from '../../../src/pure/events/index.ts';
import { cutServer } from '../../support/cut-server.ts';
import type { CutServerPlan } from '../../support/cut-server.ts';
import { rawClient, startGateway, tcpServer } from '../../support/gateway.ts';
import { eventually } from '../../support/patience.ts';

const LETTER = 'Subject: cut\r\n\r\n..dot\r\nend\r\n.\r\n';
const PLANS: Readonly<Record<string, CutServerPlan>> = {
  DATA: { clear: ['PIPELINING', 'SIZE 1000'], final: ['250 2.0.0 queued as QUEUED7'] },
  BDAT: { clear: ['CHUNKING'], final: ['250 2.0.0 queued as QUEUED7'] },
};
const SAYS: Readonly<Record<string, readonly (readonly [text: string, replies: number])[]>> = {
  DATA: [
    ['EHLO client.example.com\r\n', 1],
    ['MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\n', 2],
    ['DATA\r\n', 1],
    [LETTER, 1],
    ['QUIT\r\n', 1],
  ],
  BDAT: [
    ['EHLO client.example.com\r\n', 1],
    ['MAIL FROM:<a@example.com>\r\n', 1],
    ['RCPT TO:<b@example.com>\r\n', 1],
    ['BDAT 14\r\nSubject: cut\r\n', 1],
    ['BDAT 5 LAST\r\n\r\nx\r\n', 1],
    ['QUIT\r\n', 1],
  ],
};
/** Every octet is tried by `SMTP_LAB_EVERY_CUT=1`; every run tries each of so many. */
const STEP = process.env['SMTP_LAB_EVERY_CUT'] === '1' ? 1 : 7;
const AT_ONCE = 16;

/** Tries every cut of so many octets, some at a time. */
async function everyCut(octets: number, attempt: (cut: number) => Promise<void>): Promise<void> {
  const cuts = Array.from({ length: Math.ceil(octets / STEP) }, (_, at) => at * STEP);
  while (cuts.length > 0) await Promise.all(cuts.splice(0, AT_ONCE).map(attempt));
}

const lettersIn = (meant: string): number => meant.split('QUEUED7').length - 1;

async function cutServerLeg(via: string, cutAfter: number) {
  const plan = PLANS[via] ?? { clear: [], final: [] };
  const server = await tcpServer(() => cutServer(plan), cutAfter);
  const one = await startGateway(server.port, { once: true });
  const client = await rawClient(one.port);
  for (const [text, replies] of SAYS[via] ?? []) {
    if (client.isOver()) break;
    await client.ask(text, replies);
  }
  await eventually('the end', () => one.over() === 1);
  await one.stop();
  await server.close();
  const outcome = one.events
    .filter((event): event is MessageEvent => event.kind === 'message')
    .at(-1)?.outcome;
  return { said: client.said(), meant: server.meant(), out: server.out(), outcome, server };
}

describe.each(['DATA', 'BDAT'])('with %s', (via) => {
  it('a server that is lost behind any octet is told as what it is', async () => {
    const whole = await cutServerLeg(via, Infinity);
    expect(whole.said).toContain('QUEUED7');
    expect(whole.outcome).toBe('accepted');
    const counts = { accepted: 0, unknown: 0, nothing: 0 };
    await everyCut(whole.out.length + 1, async (cut) => {
      const { said, meant, out, outcome, server } = await cutServerLeg(via, cut);
      const accepted = lettersIn(meant);
      const told = /^250 2\.0\.0 queued as QUEUED7\r\n/m.test(said);
      const where = `cut after ${cut}: ${said}`;
      expect(accepted, where).toBeLessThan(2);
      expect(server.connections(), where).toBe(1);
      // Told only what was said, whole.
      if (told) expect(out, where).toContain('QUEUED7\r\n');
      if (told) expect(outcome, where).toBe('accepted');
      else if (accepted === 1) expect(outcome, where).toBe('unknown');
      else expect([undefined, 'not-sent', 'unknown'], where).toContain(outcome);
      if (!told) expect(said, where).toMatch(/^421 /m);
      counts[told ? 'accepted' : accepted === 1 ? 'unknown' : 'nothing']++;
    });
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
  });

  it('a client that is lost behind any octet ends no letter that it has not ended', async () => {
    const plan = PLANS[via] ?? { clear: [], final: [] };
    const all = (SAYS[via] ?? []).map(([text]) => text).join('');
    const ends = via === 'DATA' ? all.indexOf('\r\n.\r\n') + 5 : all.indexOf('\r\nx\r\n') + 5;
    await everyCut(all.length, async (cut) => {
      const server = await tcpServer(() => cutServer(plan));
      const one = await startGateway(server.port);
      const client = await rawClient(one.port);
      let left = cut;
      for (const [text, replies] of SAYS[via] ?? []) {
        const piece = text.slice(0, left);
        left -= piece.length;
        if (piece.length === text.length) await client.ask(piece, replies);
        else client.write(piece);
        if (left === 0) break;
      }
      client.socket.end();
      await eventually('the end', () => one.over() === 1);
      await one.stop();
      await server.close();
      expect(lettersIn(server.meant()), `cut after ${cut}`).toBe(cut < ends ? 0 : 1);
    });
  });
});
