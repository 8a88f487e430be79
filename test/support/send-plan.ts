/** Plans of `send` for tests: a small letter from a@example.com to b@example.com, and what a test wants otherwise. */

import type { Letter } from '../../src/io/letters/index.ts';
import type { PlannedEnvelope, ConversationPlan } from '../../src/io/plan/index.ts';
import type { SendPlan } from '../../src/io/send/index.ts';
import { planFor } from '../../src/io/plan/index.ts';
import { encodeText } from '../../src/pure/protocol/index.ts';
import { patience } from './patience.ts';

/** What a test says; the rest is as an impatient user without wishes has it. */
export interface Wishes {
  readonly talking?: Partial<ConversationPlan>;
  readonly envelope?: Partial<PlannedEnvelope>;
  readonly letter?: Partial<Letter>;
  readonly plan?: Partial<Omit<SendPlan, 'talking' | 'envelope' | 'letter'>>;
}

/** A letter in memory. */
function letterOf(text: string, facts: Partial<Letter> = {}): Letter {
  return {
    file: '',
    size: encodeText(text).length,
    hasHeader: true,
    front: '',
    recipients: [],
    bccRemoved: 0,
    eightBit: false,
    utf8Header: false,
    longLines: null,
    bareLineEnds: null,
    unclosed: false,
    nuls: null,
    strangeHeaderLine: null,
    content: () => [encodeText(text)],
    dispose: () => Promise.resolve(),
    ...facts,
  };
}

export function sendPlan({ talking, envelope, letter, plan }: Wishes = {}): SendPlan {
  return {
    talking: planFor({
      ehlo: 'client.example.com',
      milliseconds: patience(60),
      finalMilliseconds: 3000,
      ...talking,
    }),
    envelope: {
      from: 'a@example.com',
      recipients: ['b@example.com'],
      dsn: { notify: null, ret: null, envid: null },
      requireTls: false,
      mailParameters: [],
      rcptParameters: [],
      extensions: { size: true, eightBitMime: true, smtpUtf8: true, pipelining: true, chunking: false },
      ...envelope,
    },
    letter: letterOf('Subject: x\r\n\r\n.a\r\n', letter),
    stop: null,
    exchange: null,
    remarks: [],
    count: 1,
    connections: 1,
    interval: null,
    untilAccepted: false,
    tempfailExit: null,
    ...plan,
  };
}
