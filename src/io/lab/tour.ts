/**
 * The tour: one whole conversation with the practice server over loopback, real to the last octet, that shows every class of
 * reply. Returns when it is over; what happened is in the events.
 */

import type { EventSink } from '../../pure/events/index.ts';
import { PRACTICE_ACCOUNT, TOUR_SCENARIO } from '../../pure/practice/index.ts';
import { encodeBase64, encodeText, formatPathCommand, hasKeyword } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import { Conversation } from '../client/index.ts';
import { startPracticeServer } from '../server/index.ts';
import type { ReceivedMail } from '../server/index.ts';

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
  try {
    const conversation = await Conversation.open(
      { host: server.host, port: server.port },
      {
        sink,
        now: () => performance.now() - started,
        practice: true,
        milliseconds: MILLISECONDS,
        finalMilliseconds: MILLISECONDS,
      },
    );
    const replies = await talk(conversation, server.hostname, await server.authority(), letterOf(date));
    await conversation.quit();
    return {
      accepted: replies.filter((reply) => reply.class === 2).length,
      retry: replies.filter((reply) => reply.class === 4).length,
      refused: replies.filter((reply) => reply.class === 5).length,
      received,
    };
  } finally {
    await server.close();
  }
}

/** Everything between greeting and goodbye; the replies to the recipients. */
async function talk(
  conversation: Conversation,
  hostname: string,
  authority: string,
  letter: string,
): Promise<readonly Reply[]> {
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
  await conversation.command({ verb: 'MAIL', line: formatPathCommand('MAIL', SENDER, []) });
  const replies: Reply[] = [];
  for (const address of RECIPIENTS) {
    replies.push(await conversation.command({ verb: 'RCPT', line: formatPathCommand('RCPT', address, []) }));
  }
  const go = await conversation.command({ verb: 'DATA', line: 'DATA' });
  if (go.code === 354) await conversation.letter([encodeText(letter)]);
  return replies;
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
