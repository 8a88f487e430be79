/**
 * The truth at every cut: the server is lost after each octet that it sends and after each that it receives, by a close, a
 * reset and a silence. Whatever happens, what the client tells must be so: accepted and refused by the whole reply that said
 * it, unknown from the writing of the letter's end to that reply, not sent before.
 */

import { describe, expect, it } from 'vitest';
import { Conversation, deliver, introduce, notSent, signIn } from '../../../src/io/client/index.ts';
import type { Delivered, TlsMode, Via } from '../../../src/io/client/index.ts';
import { openCrypto } from '../../../src/io/plan/sasl-crypto.ts';
import { exitCodeOf } from '../../../src/pure/problems/index.ts';
import type { LabEvent, Stage } from '../../../src/pure/events/index.ts';
import { LabError } from '../../../src/pure/problems/index.ts';
import { encodeText, Secret } from '../../../src/pure/protocol/index.ts';
import { cutServer } from '../../support/cut-server.ts';
import type { CutServerPlan } from '../../support/cut-server.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MemoryWire } from '../../support/memory-wire.ts';
import type { Cut } from '../../support/memory-wire.ts';

const B1 = 'b1@example.com';
const B2 = 'b2@example.com';
const B3 = 'b3@example.com';
const PASSWORD = 's3cret-word';
const LETTER = 'Subject: cut\r\n\r\n.one\r\ntwo\r\n';

interface Scenario {
  readonly server: CutServerPlan;
  readonly tls: TlsMode;
  readonly signsIn?: boolean;
  readonly via?: Via;
  readonly pieceOctets?: number;
  readonly recipients: readonly string[];
  /** What is true once every final reply has come. */
  readonly truth: {
    readonly exitCode: number;
    readonly accepted: readonly string[];
    readonly rejected: readonly string[];
  };
  /** What the client writes last of a letter, and where its end begins. */
  readonly end: string;
}

const oneYes = { exitCode: 0, accepted: [B1], rejected: [] };
const DOT = '\r\n.\r\n';

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  plain: {
    server: { clear: ['SIZE'], final: ['250 2.0.0 ok queued as A1'] },
    tls: 'off',
    recipients: [B1],
    truth: oneYes,
    end: DOT,
  },
  STARTTLS: {
    server: { clear: ['STARTTLS'], secure: ['SIZE'], final: ['250 ok'] },
    tls: 'starttls',
    recipients: [B1],
    truth: oneYes,
    end: DOT,
  },
  'implicit TLS': {
    server: { clear: ['SIZE'], implicit: true, final: ['250 ok'] },
    tls: 'implicit',
    recipients: [B1],
    truth: oneYes,
    end: DOT,
  },
  'AUTH LOGIN': {
    server: { clear: ['AUTH LOGIN'], final: ['250 ok'] },
    tls: 'off',
    signsIn: true,
    recipients: [B1],
    truth: oneYes,
    end: DOT,
  },
  'a pipelined group': {
    server: { clear: ['PIPELINING'], rcpt: { [B2]: '550 5.1.1 no' }, final: ['250 ok'] },
    tls: 'off',
    recipients: [B1, B2],
    truth: { exitCode: 10, accepted: [B1], rejected: [B2] },
    end: DOT,
  },
  'BDAT in chunks': {
    server: { clear: ['CHUNKING', 'PIPELINING'], final: ['250 ok'] },
    tls: 'off',
    via: 'BDAT',
    pieceOctets: 10,
    recipients: [B1],
    truth: oneYes,
    end: ' LAST\r\n',
  },
  LMTP: {
    server: {
      clear: ['PIPELINING'],
      lmtp: true,
      rcpt: { [B2]: '550 5.1.1 no' },
      final: ['250 2.0.0 ok', '452 4.2.2 mailbox full'],
    },
    tls: 'off',
    recipients: [B1, B2, B3],
    truth: { exitCode: 10, accepted: [B1], rejected: [B2, B3] },
    end: DOT,
  },
  'a partial refusal': {
    server: { clear: [], rcpt: { [B2]: '550 5.1.1 no', [B3]: '450 4.2.0 later' }, final: ['250 ok'] },
    tls: 'off',
    recipients: [B1, B2, B3],
    truth: { exitCode: 10, accepted: [B1], rejected: [B2, B3] },
    end: DOT,
  },
  'a refused letter, piece by piece': {
    server: { clear: [], final: ['554 5.7.1 no'] },
    tls: 'off',
    pieceOctets: 8,
    recipients: [B1],
    truth: { exitCode: 11, accepted: [], rejected: [B1] },
    end: DOT,
  },
};

const crypto = await openCrypto();

interface Run {
  readonly delivered: Delivered;
  readonly exitCode: number;
  readonly events: readonly LabEvent[];
  readonly wire: MemoryWire;
}

async function play(scenario: Scenario, cut: Cut | null): Promise<Run> {
  const clock = new FakeClock();
  const events: LabEvent[] = [];
  const wire = new MemoryWire(cutServer(scenario.server), clock, cut, scenario.server.implicit !== true);
  const conversation = Conversation.on(
    wire,
    { host: 'mx.example.com', port: 25 },
    {
      sink: (event) => events.push(event),
      now: clock.now,
      after: clock.after,
      practice: false,
      allowPlaintextAuth: true,
      milliseconds: 30_000,
      finalMilliseconds: 600_000,
      dialect: scenario.server.lmtp === true ? 'lmtp' : 'smtp',
      ...(scenario.pieceOctets === undefined ? {} : { pieceOctets: scenario.pieceOctets }),
    },
  );
  const delivered = await clock.runUntil(lead(conversation, scenario));
  expect(clock.pending, 'timers left').toBe(0);
  expect(wire.destroyed, 'the wire is given up').toBe(true);
  return {
    delivered,
    exitCode: exitCodeOf(delivered.problem),
    events,
    wire,
  };
}

async function lead(conversation: Conversation, scenario: Scenario): Promise<Delivered> {
  let stage: Stage = 'connect';
  try {
    await introduce(conversation, {
      name: 'client.example.com',
      tls: scenario.tls,
      tlsOptions: { servername: 'mx.example.com', authorities: [] },
      user: scenario.signsIn === true,
      reached: (now) => {
        stage = now;
      },
    });
    if (scenario.signsIn === true) {
      stage = 'auth';
      const credentials = { user: 'ann@example.com', password: new Secret(PASSWORD) };
      const context = { host: 'mx.example.com', port: 25, binding: null };
      await signIn(conversation, { credentials, wanted: [], crypto, context });
    }
    stage = 'mail';
    return await deliver(conversation, {
      from: 'a@example.com',
      recipients: scenario.recipients,
      mailParameters: [],
      letter: [encodeText(LETTER)],
      via: scenario.via ?? 'DATA',
    });
  } catch (error) {
    if (error instanceof LabError) return notSent(error.problem, stage);
    throw error;
  } finally {
    await conversation.quit();
  }
}

/** Whole replies to the letter's end that reached the client, of those that the server sends. */
function finalsHeard(scenario: Scenario, whole: string, heard: string): number {
  let from = 0;
  let count = 0;
  for (const text of scenario.server.final) {
    const at = whole.lastIndexOf(`${text}\r\n`);
    from = at + text.length + 2;
    if (heard.length >= from) count++;
  }
  return count;
}

function check(scenario: Scenario, whole: Run, run: Run, cut: Cut): void {
  const { truth } = scenario;
  const { delivered, exitCode, wire } = run;
  const all = scenario.server.final.length;
  const finals = finalsHeard(scenario, whole.wire.heard, wire.heard);
  const ended = wire.written.includes(scenario.end);
  const tellsUnknown = delivered.unknown.length > 0;
  if (finals === all) {
    expect(delivered.accepted).toEqual(truth.accepted);
    expect(delivered.rejected.map(({ address }) => address)).toEqual(truth.rejected);
    expect({ exitCode, tellsUnknown }).toEqual({ exitCode: truth.exitCode, tellsUnknown: false });
  } else if (ended) {
    expect({ exitCode, outcome: delivered.outcome }).toEqual({ exitCode: 13, outcome: 'unknown' });
    expect(delivered.accepted).toEqual(truth.accepted.slice(0, finals));
    // Nobody is left out of the account, and nobody is counted twice.
    const told = [
      ...delivered.accepted,
      ...delivered.unknown,
      ...delivered.rejected.map(({ address }) => address),
    ];
    expect(told.sort()).toEqual([...scenario.recipients].sort());
  } else {
    expect(delivered).toMatchObject({ outcome: 'not-sent', accepted: [], unknown: [] });
    expect([12, 6]).toContain(exitCode);
    if (exitCode === 6) expect(wire.written).toMatch(/<hello>$|STARTTLS\r\n$/);
  }
  expect(
    run.events.filter(({ kind }) => kind === 'close'),
    'closes told',
  ).toHaveLength(1);
  const log = JSON.stringify(run.events);
  expect(log).not.toContain(PASSWORD);
  expect(log).not.toContain(Buffer.from(PASSWORD).toString('base64'));
  expect(cut.octets).toBeGreaterThan(0);
}

describe('the truth at every cut', () => {
  let runs = 0;

  it.each(Object.entries(SCENARIOS))('holds for %s', async (_name, scenario) => {
    const whole = await play(scenario, null);
    expect(whole.exitCode).toBe(scenario.truth.exitCode);
    expect(whole.wire.written).toContain('QUIT\r\n');
    const { sent, received } = whole.wire.totals;
    for (const [side, total] of [
      ['sent', sent],
      ['received', received],
    ] as const) {
      for (let octets = 1; octets <= total; octets++) {
        for (const how of ['close', 'reset', 'stall'] as const) {
          const cut = { side, octets, how, taken: octets % 2 === 0 };
          const run = await play(scenario, cut);
          runs++;
          try {
            check(scenario, whole, run, cut);
          } catch (error) {
            throw new Error(
              `cut: ${JSON.stringify(cut)} written: ${JSON.stringify(run.wire.written.slice(-60))}`,
              {
                cause: error,
              },
            );
          }
        }
      }
    }
  });

  it('was looked at in thousands of runs', () => {
    console.log(`cuts tried: ${runs}`);
    expect(runs).toBeGreaterThan(5000);
  });
});
