/** Every scenario of the practice server over a real socket: what comes of a letter without a sign-in, and with one. */

import { describe, expect, it } from 'vitest';
import { send } from '../../../src/io/send/index.ts';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import { Mind, SCENARIO_NAMES, scenarioOf } from '../../../src/pure/practice/index.ts';
import type { ScenarioName } from '../../../src/pure/practice/index.ts';
import { scenarioWords } from '../../../src/pure/phrases/index.ts';
import { Secret } from '../../../src/pure/protocol/index.ts';
import type { LabEvent, ResultEvent } from '../../../src/pure/events/index.ts';
import { sendPlan } from '../../support/send-plan.ts';
import type { Wishes } from '../../support/send-plan.ts';

const OK = 'accepted';

/** Problem or outcome; the second with student signed in. */
const TABLE: Readonly<Record<ScenarioName, readonly [string, string]>> = {
  default: [OK, OK],
  tour: [OK, OK],
  greylisting: ['recipients-refused', 'recipients-refused'],
  'greylisting-wait': ['recipients-refused', 'recipients-refused'],
  'relay-denied': [OK, OK],
  'open-relay': [OK, OK],
  'rate-limit': [OK, OK],
  'connection-limit': [OK, OK],
  blocklist: ['recipients-refused', OK],
  'refused-greeting': ['greeting-refused', 'greeting-refused'],
  'content-refusal': ['message-refused', 'message-refused'],
  'sender-refused': ['sender-refused', 'sender-refused'],
  'null-sender-refused': [OK, OK],
  'all-refused': ['recipients-refused', 'recipients-refused'],
  'full-disk': ['sender-refused', 'sender-refused'],
  'few-recipients': [OK, OK],
  limits: [OK, OK],
  'small-letters': [OK, OK],
  'auth-required': ['sender-refused', OK],
  'tls-required': [OK, OK],
  'auth-temporary': [OK, 'auth-rejected'],
  'auth-too-weak': [OK, OK],
  'going-down': ['sender-refused', 'sender-refused'],
  'hello-refused': ['hello-refused', 'hello-refused'],
  faulty: ['*', '*'],
  'drop-connect': ['connection-lost', 'connection-lost'],
  'drop-greeting': ['connection-lost', 'connection-lost'],
  'drop-ehlo': ['connection-lost', 'connection-lost'],
  'drop-starttls': ['connection-lost', 'connection-lost'],
  'drop-auth': [OK, 'connection-lost'],
  'drop-mail': ['connection-lost', 'connection-lost'],
  'drop-rcpt': ['connection-lost', 'connection-lost'],
  'drop-data': ['connection-lost', 'connection-lost'],
  'drop-in-letter': ['*', '*'],
  'drop-after-dot': ['outcome-unknown', 'outcome-unknown'],
  'drop-quit': [OK, OK],
  'reply-lost': ['outcome-unknown', 'outcome-unknown'],
  'two-outcomes': ['outcome-unknown', 'outcome-unknown'],
  'half-reply': ['connection-lost', 'connection-lost'],
  'banner-never': ['no-greeting', 'no-greeting'],
  'slow-banner': ['no-greeting', 'no-greeting'],
  tarpit: ['no-reply', 'no-reply'],
  trickle: ['no-reply', 'no-reply'],
  'dead-after-dot': ['outcome-unknown', 'outcome-unknown'],
  'endless-reply': ['reply-too-long', 'reply-too-long'],
  'idle-hang-up': ['*', '*'],
  'strict-turns': [OK, OK],
  'wrong-tls-port': ['no-greeting', 'no-greeting'],
  'starttls-stripped': [OK, 'auth-not-offered'],
  'starttls-refused': [OK, 'auth-not-offered'],
  'starttls-broken': ['data-after-starttls', 'data-after-starttls'],
  'starttls-injected': ['data-after-starttls', 'data-after-starttls'],
  'certificate-expired': [OK, 'certificate'],
  'certificate-not-yet-valid': [OK, 'certificate'],
  'certificate-wrong-name': [OK, 'certificate'],
  'certificate-self-signed': [OK, 'certificate'],
  'certificate-unknown-issuer': [OK, 'certificate'],
  lmtp: [OK, OK],
  'article-2009': ['sender-refused', OK],
  'postfix-helo': [OK, OK],
  'plaintext-auth': [OK, OK],
  'helo-only': [OK, 'auth-not-offered'],
  'no-extensions': [OK, 'auth-not-offered'],
  'one-at-a-time': [OK, OK],
  'mailing-list': [OK, OK],
  'odd-ehlo': [OK, OK],
  'multiline-greeting': [OK, OK],
  'contradicting-codes': ['malformed-reply', 'malformed-reply'],
  'not-smtp': ['not-smtp', 'not-smtp'],
  'hostile-text': [OK, OK],
  'unasked-reply': ['*', '*'],
};

/** Long enough for a machine that has much else to do; whoever is silent is waited for so long. */
const PATIENCE = 2500;

async function attempt(
  name: ScenarioName,
  signedIn: boolean,
  wishes: Wishes = {},
): Promise<{ readonly result: ResultEvent; readonly events: readonly LabEvent[] }> {
  const scenario = scenarioOf(name);
  const events: LabEvent[] = [];
  const credentials = { user: 'student', password: new Secret('practice') };
  const result = await send(
    sendPlan({
      ...wishes,
      talking: {
        scenario,
        dialect: scenario.dialect,
        milliseconds: PATIENCE,
        finalMilliseconds: PATIENCE,
        ...(signedIn ? { credentials } : {}),
        ...wishes.talking,
      },
      envelope: {
        from: 'student@example.test',
        recipients: ['teacher@example.test', 'student@example.test'],
        ...wishes.envelope,
      },
    }),
    (event) => events.push(event),
  );
  return { result, events };
}

describe.concurrent('a scenario', () => {
  it.each(SCENARIO_NAMES)('%s does to a letter what it says', async (name) => {
    for (const signedIn of [false, true]) {
      const wanted = TABLE[name][signedIn ? 1 : 0];
      // Two seconds of waiting are more than this client has.
      const wishes = name === 'tarpit' ? { talking: { milliseconds: 1000 } } : {};
      const { result } = await attempt(name, signedIn, wishes);
      expect(wanted === '*' ? '*' : (result.problem?.code ?? result.outcome), name).toBe(wanted);
    }
  });

  it('is told in a line, in both languages', () => {
    for (const name of SCENARIO_NAMES) {
      expect(scenarioWords.en[name]).not.toBe('');
      expect(scenarioWords.ru[name]).toMatch(/[а-я]/);
    }
  });
});

describe('a scenario', () => {
  it('refuses whom it does not serve: relaying denied, for all or unless signed in', async () => {
    const envelope = { recipients: ['someone@example.net'] };
    const code = async (name: ScenarioName, signedIn: boolean): Promise<number> =>
      (await attempt(name, signedIn, { envelope })).result.rejected[0]?.code ?? 0;
    expect([await code('relay-denied', true), await code('default', false)]).toEqual([554, 550]);
    expect([await code('default', true), await code('open-relay', false)]).toEqual([0, 0]);
  });

  it('has full, large, moved and unknown mailboxes', async () => {
    const recipients = [
      'full@example.test',
      'large@example.test',
      'moved@example.test',
      'nobody@example.test',
    ];
    const { result } = await attempt('default', false, { envelope: { recipients } });
    expect(result.rejected.map(({ code }) => code)).toEqual([452, 552, 551, 550]);
  });

  it('puts the third recipient off where two are taken', async () => {
    const recipients = ['teacher@example.test', 'student@example.test', 'postmaster@example.test'];
    const { result } = await attempt('few-recipients', false, { envelope: { recipients } });
    expect(result).toMatchObject({ outcome: 'partial', accepted: recipients.slice(0, 2) });
    expect(result.rejected[0]).toMatchObject({ code: 452, retryable: true });
  });

  it('announces limits, which send obeys: nobody is put off [RFC 9422]', async () => {
    const recipients = ['teacher', 'student', 'postmaster'].map((name) => `${name}@example.test`);
    recipients.splice(1, 0, 'b@example.net', 'c@example.com');
    const { result, events } = await attempt('limits', false, { envelope: { recipients } });
    expect(result).toMatchObject({ outcome: 'accepted', rejected: [], exitCode: 0, queueId: 'LAB1' });
    expect([...result.accepted].sort()).toEqual([...recipients].sort());
    const mails = events.filter((event) => event.kind === 'command' && event.verb === 'MAIL').length;
    const connections = events.filter(({ kind }) => kind === 'connect').length;
    // Two and one in example.test, then a connection for each other domain.
    expect({ mails, connections }).toEqual({ mails: 4, connections: 3 });
    const obeyed = events.flatMap((event) =>
      'code' in event && event.code === 'limit-obeyed' ? [event.detail] : [],
    );
    expect(obeyed).toContainEqual({ limit: 'RCPTMAX', max: 2 });
    expect(obeyed).toContainEqual({ limit: 'RCPTDOMAINMAX', max: 1 });
  });

  it('takes as many letters a connection as it announced, and several connections for more', async () => {
    const recipients = ['teacher@example.test'];
    const { result, events } = await attempt('limits', true, {
      envelope: { recipients },
      plan: { count: 5 },
    });
    expect(result.totals).toMatchObject({ letters: 5, accepted: 5, failed: 0 });
    expect(events.filter(({ kind }) => kind === 'connect')).toHaveLength(3);
    expect(events).toContainEqual(
      expect.objectContaining({ verb: 'AUTH', line: expect.stringContaining('SCRAM-SHA-512-PLUS') }),
    );
  });

  it('puts off what goes beyond its limits', async () => {
    const memory = new Mind(scenarioOf('limits'));
    const said = (line: string) => JSON.stringify(memory.line(line));
    said('EHLO client.example');
    said('MAIL FROM:<a@example.com>');
    expect(said('RCPT TO:<teacher@example.test>')).toContain('"code":250');
    expect(said('RCPT TO:<x@example.net>')).toContain('4.5.3 Too many domains');
    expect(said('RCPT TO:<student@example.test>')).toContain('4.5.3 Too many recipients');
    for (const from of ['b', 'c']) {
      said('RSET');
      const mail = said(`MAIL FROM:<${from}@example.com>`);
      expect(mail).toContain(from === 'b' ? '"code":250' : '4.5.3 Too many letters');
    }
  });

  it('refuses the null sender alone', async () => {
    const { result } = await attempt('null-sender-refused', false, { envelope: { from: '' } });
    expect(result.problem?.code).toBe('sender-refused');
  });

  it('refuses a letter over its size, where that is not seen before [552]', async () => {
    const { result } = await attempt('small-letters', false, {
      letter: {
        size: 3000,
        content: () => [Buffer.from(`Subject: x\r\n\r\n${'a'.repeat(70)}\r\n`.repeat(40))],
      },
      envelope: { extensions: { ...sendPlan().envelope.extensions, size: false } },
    });
    expect(result).toMatchObject({ exitCode: 11, problem: { detail: { code: 552 } } });
  });

  it('remembers from one connection to the next: greylisting, rates and connections', async () => {
    const again = async (name: ScenarioName, times: number): Promise<readonly number[]> => {
      const server = await startPracticeServer({ scenario: name });
      const codes: number[] = [];
      try {
        for (let time = 0; time < times; time++) {
          const target = { host: server.host, port: server.port };
          codes.push(
            (await attempt(name, false, { talking: { server: target, tls: 'off' } })).result.exitCode,
          );
        }
      } finally {
        await server.close();
      }
      return codes;
    };
    expect(await again('greylisting', 2)).toEqual([9, 0]);
    expect(await again('rate-limit', 4)).toEqual([0, 0, 8, 8]);
    expect(await again('connection-limit', 4)).toEqual([0, 0, 4, 4]);
  });

  it('takes two outcomes by chance, the same from the same seed', async () => {
    const outcomes = async (seed: string): Promise<readonly number[]> => {
      const server = await startPracticeServer({ scenario: 'faulty', seed });
      const codes: number[] = [];
      for (let time = 0; time < 6; time++) {
        const target = { host: server.host, port: server.port };
        codes.push(
          (await attempt('faulty', false, { talking: { server: target, tls: 'off' } })).result.exitCode,
        );
      }
      await server.close();
      return codes;
    };
    const first = await outcomes('one');
    expect(await outcomes('one')).toEqual(first);
    expect(
      new Set([...first, ...(await outcomes('two')), ...(await outcomes('three'))]).size,
    ).toBeGreaterThan(1);
  });
});
