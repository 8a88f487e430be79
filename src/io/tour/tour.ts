/**
 * The tour: one whole conversation with the practice server over loopback, real to the last octet, that shows every class of
 * reply. Returns when it is over; what happened is in the events.
 */

import type { EventSink, ResultEvent } from '../../pure/events/index.ts';
import { PRACTICE_ACCOUNT, TOUR_SCENARIO } from '../../pure/practice/index.ts';
import { encodeBase64, encodeText, hasKeyword } from '../../pure/protocol/index.ts';
import { Conversation, deliver } from '../client/index.ts';
import type { Delivered } from '../client/index.ts';
import { startPracticeServer } from '../practice-server/index.ts';
import type { ReceivedMail } from '../practice-server/index.ts';

const CLIENT_NAME = 'pupil.example.test';
const SENDER = 'student@example.test';
const RECIPIENTS = ['teacher@example.test', 'busy@example.test', 'nobody@example.test'];
const MILLISECONDS = 30_000;

export interface TourResult {
  readonly accepted: number;
  readonly retry: number;
  readonly refused: number;
  /** What arrived at the other side; null where the letter was refused. */
  readonly received: ReceivedMail | null;
}

/** Plays the tour. `date` is the letter's Date field. */
export async function playTour(sink: EventSink, date: Date): Promise<TourResult> {
  let received: ReceivedMail | null = null;
  const server = await startPracticeServer({
    scenario: TOUR_SCENARIO,
    onReceived: (mail) => {
      received = mail;
    },
  });
  const started = performance.now();
  const now = (): number => performance.now() - started;
  try {
    const conversation = await Conversation.open(
      { host: server.host, port: server.port },
      { sink, now, practice: true, milliseconds: MILLISECONDS, finalMilliseconds: MILLISECONDS },
    );
    await introduce(conversation, server.hostname, await server.authority());
    const delivered = await deliver(conversation, {
      from: SENDER,
      recipients: RECIPIENTS,
      mailParameters: [],
      letter: [encodeText(letterOf(date))],
    });
    await conversation.quit();
    sink(resultOf(delivered, now()));
    const { accepted, rejected } = delivered;
    const retry = rejected.filter(({ retryable }) => retryable).length;
    return { accepted: accepted.length, retry, refused: rejected.length - retry, received };
  } finally {
    await server.close();
  }
}

/** From the greeting to the sign-in, by hand, so that each step is there to be seen. */
async function introduce(conversation: Conversation, hostname: string, authority: string): Promise<void> {
  const hello = { verb: 'EHLO', line: `EHLO ${CLIENT_NAME}` };
  await conversation.greeting();
  await conversation.command(hello);
  if (hasKeyword(conversation.state.capabilities, 'STARTTLS')) {
    await conversation.command({ verb: 'STARTTLS', line: 'STARTTLS' });
    await conversation.startTls({ servername: hostname, authorities: [authority] });
    await conversation.command(hello);
  }
  await conversation.command({ verb: 'AUTH', line: 'AUTH LOGIN' });
  const { user, password } = PRACTICE_ACCOUNT;
  await conversation.answer(encodeBase64(encodeText(user)), { secret: false, decoded: user });
  await conversation.answer(encodeBase64(encodeText(password)), { secret: true });
}

/** The last event. A tour that shows a refusal has done what it is for: its exit code is 0, and there is no problem. */
function resultOf({ accepted, rejected, unknown, queueId }: Delivered, at: number): ResultEvent {
  const retryable = rejected.some((recipient) => recipient.retryable);
  const outcome = rejected.length === 0 ? 'accepted' : accepted.length === 0 ? 'rejected' : 'partial';
  const facts = { accepted, rejected, unknown, queueId, retryable };
  return { kind: 'result', at, outcome, exitCode: 0, stage: 'quit', ...facts, problem: null };
}

function letterOf(date: Date): string {
  return [
    `From: <${SENDER}>`,
    `To: <${RECIPIENTS[0] ?? ''}>`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${date.getTime()}@${CLIENT_NAME}>`,
    'Subject: My first letter',
    '',
    '.profile is a file',
    '',
  ].join('\r\n');
}
