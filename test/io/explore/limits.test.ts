/** A letter that the lab sends by `:send` keeps to the limits that the server announces, as `send` does. */

import { describe, expect, it } from 'vitest';
import { Explorer } from '../../../src/io/explore/index.ts';
import { planFor, startClock } from '../../../src/io/plan/index.ts';
import type { LabEvent } from '../../../src/pure/events/index.ts';
import { scriptedServer } from '../../support/scripted-server.ts';

async function deliverAt(limits: string, recipients: readonly string[]) {
  const server = await scriptedServer('220 mx.example.test\r\n', {
    EHLO: `250-mx.example.test\r\n250 LIMITS ${limits}\r\n`,
    MAIL: '250 2.1.0 fine\r\n',
    RCPT: '250 2.1.5 fine\r\n',
    DATA: '354 go on\r\n',
    '.': '250 2.0.0 queued\r\n',
    QUIT: '221 bye\r\n',
  });
  const events: LabEvent[] = [];
  const sink = (event: LabEvent): void => void events.push(event);
  const plan = planFor({ server: { kind: 'tcp', host: '127.0.0.1', port: server.port } });
  const explorer = await Explorer.open(plan, { sink, now: startClock() });
  await explorer.type('EHLO lab.example.test');
  const left = await explorer.deliver('ann@example.com', recipients, 'Subject: x\r\n\r\nText.\r\n');
  await explorer.close();
  await server.close();
  const said = events.flatMap((event) => (event.kind === 'command' ? [event.verb] : []));
  return { left, said, notes: events.flatMap((event) => (event.kind === 'note' ? [event.code] : [])) };
}

const TWO = ['bob@example.com', 'eve@example.org'];

describe(':send', () => {
  it('sends to one recipient a transaction where the server takes no more', async () => {
    const { left, said, notes } = await deliverAt('RCPTMAX=1', TWO);
    expect(left).toEqual([]);
    expect(said.join(' ')).toMatch(/^EHLO(?: MAIL RCPT DATA){2} QUIT$/);
    expect(notes).toContain('limit-obeyed');
  });

  it.each(['MAILMAX=1 RCPTMAX=1', 'RCPTDOMAINMAX=1'])(
    'names whom there is no room for: %s',
    async (limits) => {
      const { left, said } = await deliverAt(limits, TWO);
      expect(left).toEqual(['eve@example.org']);
      expect(said.join(' ')).toMatch(/^EHLO MAIL RCPT DATA QUIT$/);
    },
  );
});
