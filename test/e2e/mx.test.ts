/**
 * `send --mx`: to the recipients' own servers, found by a name server on loopback. The mail servers listen on one port, each at an
 * address of its own.
 */

import { afterEach, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import type { PracticeServer } from '../../src/io/practice-server/index.ts';
import type { ScenarioName } from '../../src/pure/practice/index.ts';
import { dnsServer } from '../support/dns-server.ts';
import { runHere } from '../support/run-inside.ts';
import type { Said } from '../support/run-inside.ts';

const FIRST = '127.0.0.2';
const SECOND = '127.0.0.3';

const ZONE = {
  'example.test': {
    mx: [
      [20, 'second.example.test'],
      [10, 'first.example.test'],
    ],
  },
  'other.test': { mx: [[10, 'second.example.test']] },
  'first.example.test': { a: [FIRST] },
  'second.example.test': { a: [SECOND] },
  'nomail.test': { mx: [[0, '.']] },
} as const;

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function practice(
  host: string,
  port: number,
  scenario: ScenarioName = 'open-relay',
): Promise<PracticeServer> {
  const server = await startPracticeServer({ host, port, scenario });
  closing.push(server.close);
  return server;
}

/** Sends by MX to a port; what was asked of the name server is told too. */
async function sendTo(
  to: string,
  port: number,
  ...args: readonly string[]
): Promise<Said & { readonly asked: readonly string[] }> {
  const dns = await dnsServer(ZONE);
  closing.push(dns.close);
  const ended = await runHere([
    ...['send', '--mx', '--dns', dns.resolver, '--port', String(port), '--from', 'student@example.test'],
    ...['--insecure', '--to', to, '--lang', 'en', ...args],
  ]);
  return { ...ended, asked: dns.asked };
}

/** Elsewhere loopback has but one address. */
const manyAddresses = process.platform === 'linux';

describe.skipIf(!manyAddresses)('smtp-lab send --mx', () => {
  it('delivers to the server that is preferred, and asks only the name server that was named', async () => {
    const first = await practice(FIRST, 0);
    const second = await practice(SECOND, first.port);
    const { code, out, asked } = await sendTo('teacher@example.test', first.port);
    expect(code).toBe(0);
    expect(out).toContain('Mail servers of example.test: 10 first.example.test, 20 second.example.test.');
    expect(out).toContain(`Connected to first.example.test (${FIRST}), port ${first.port}.`);
    expect([first.received.length, second.received.length]).toEqual([1, 0]);
    expect(asked.slice(0, 2)).toEqual(['mx example.test', 'a first.example.test']);
  });

  it.each([
    ['nobody is there', null, 'connection-refused'],
    ['it refuses at its greeting', 'refused-greeting', 'greeting-refused'],
    ['it hangs up', 'drop-greeting', 'connection-lost'],
  ] as const)('goes on to the next where %s, and says so', async (_name, scenario, because) => {
    const second = await practice(SECOND, 0);
    if (scenario !== null) await practice(FIRST, second.port, scenario);
    const { code, out } = await sendTo('teacher@example.test', second.port);
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain(
      `first.example.test could not be used (${because}). The domain has another`,
    );
    expect(second.received).toHaveLength(1);
  });

  it('offers a letter to no other server once one has spoken about it', async () => {
    const first = await practice(FIRST, 0, 'all-refused');
    const second = await practice(SECOND, first.port);
    const { code, out } = await sendTo('teacher@example.test', first.port);
    expect(code).toBe(9);
    expect(out).not.toContain('second.example.test is');
    expect(second.received).toEqual([]);
  });

  it('sends to each domain of its own, and tells what became of each', async () => {
    const first = await practice(FIRST, 0, 'all-refused');
    const second = await practice(SECOND, first.port);
    const { code, out, err } = await sendTo('teacher@example.test,someone@other.test', first.port);
    expect(code).toBe(10);
    expect(out).toContain('refused: teacher@example.test');
    expect(second.received.map(({ to }) => to)).toEqual([['someone@other.test']]);
    expect(err).not.toContain('    at ');
  });

  it('says where a domain accepts no mail or does not exist, and connects nowhere', async () => {
    const first = await practice(FIRST, 0);
    const none = await sendTo('teacher@nomail.test', first.port);
    expect(none.code).toBe(3);
    expect(none.out + none.err).toContain('nomail.test accepts no mail');
    const unknown = await sendTo('teacher@nowhere.test', first.port);
    expect(unknown.code).toBe(3);
    expect(unknown.out + unknown.err).toContain('nowhere.test');
    expect(unknown.out).not.toContain('Connected');
  });
});
