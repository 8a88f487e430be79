/**
 * A real server that fails at each command in each way that it has: hanging up, 421, a 4xx, a 5xx, being slow. The outcome and the
 * exit code tell the truth of each, over SMTP and over LMTP.
 */

import { afterAll, describe, expect, it } from 'vitest';
import { runInside } from '../support/run-inside.ts';
import { DOMAIN } from './server.ts';
import { smtpSink, startSmtpSink } from './smtp-sink.ts';
import { PATIENT_SECONDS } from '../support/patience.ts';

const absent = smtpSink.missing() !== null && process.env['CI'] === undefined;

/** As smtp-sink names them. */
const FAULTS = {
  '-q': 'hangs up',
  '-Q': 'says 421 and hangs up',
  '-r': 'says no for now',
  '-f': 'says no',
} as const;

type Fault = keyof typeof FAULTS;

/** The exit code for each command and fault, in the order of `FAULTS`. */
const OUTCOMES: Readonly<Record<string, readonly [number, number, number, number]>> = {
  CONNECT: [12, 4, 4, 4],
  // A 5xx to EHLO leads to HELO, as RFC 5321 §3.2 wants it; LMTP has no such thing.
  EHLO: [12, 5, 5, 0],
  LHLO: [12, 5, 5, 5],
  MAIL: [12, 8, 8, 8],
  RCPT: [12, 9, 9, 9],
  DATA: [12, 11, 11, 11],
  '.': [13, 11, 11, 11],
  QUIT: [0, 0, 0, 0],
};

const OUTCOME_OF: Readonly<Record<number, string>> = { 0: 'accepted', 12: 'not-sent', 13: 'unknown' };

const CASES = Object.entries(OUTCOMES).flatMap(([command, codes]) =>
  (Object.keys(FAULTS) as Fault[]).flatMap((fault, at) =>
    (['smtp', 'lmtp'] as const)
      .filter((protocol) => command !== (protocol === 'smtp' ? 'LHLO' : 'EHLO'))
      .map((protocol) => ({ command, fault, protocol, how: FAULTS[fault], code: codes[at] ?? -1 })),
  ),
);

let told = 0;

afterAll(() => {
  console.log(`smtp-sink: ${told} conversations with a server that fails, each told truly`);
});

async function send(
  faults: readonly string[],
  protocol: 'smtp' | 'lmtp',
): Promise<{ readonly code: number; readonly outcome: string; readonly err: string }> {
  const { places, stop } = await startSmtpSink(faults);
  try {
    const place = protocol === 'smtp' ? places.clear : places.lmtp;
    const { code, out, err } = await runInside([
      ...['send', '--server', place?.server ?? '', '--tls', 'off', '--timeout', PATIENT_SECONDS, '--json'],
      ...['--from', `bob@${DOMAIN}`, '--to', `alice@${DOMAIN}`, '--body', 'A line.'],
    ]);
    const last = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '{}') as { readonly outcome?: string };
    return { code, outcome: last.outcome ?? '', err };
  } finally {
    await stop();
  }
}

describe.skipIf(absent).concurrent('a real server that fails', () => {
  it.each(CASES)(
    '$how at $command ($protocol): exit code $code',
    async ({ command, fault, protocol, code }) => {
      const ended = await send([fault, command], protocol);
      expect(ended.code).toBe(code);
      expect(ended.outcome).toBe(OUTCOME_OF[code] ?? ended.outcome);
      if (code !== 0) expect(ended.outcome).not.toBe('accepted');
      expect(ended.err).not.toContain('    at ');
      told++;
    },
  );

  it('takes its time, and is waited for', async () => {
    expect(await send(['-w', '1'], 'smtp')).toMatchObject({ code: 0, outcome: 'accepted' });
    told++;
  });

  it('offers neither 8BITMIME nor PIPELINING, or only HELO, and is served all the same', async () => {
    expect(await send(['-8', '-p'], 'smtp')).toMatchObject({ code: 0, outcome: 'accepted' });
    expect(await send(['-e'], 'smtp')).toMatchObject({ code: 0, outcome: 'accepted' });
    told += 2;
  });
});
