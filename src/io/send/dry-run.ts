/**
 * A dry run of `send`: every line that this side would say, and the letter, with no connection opened and no name looked up.
 * It supposes a server that offers whatever was asked for, and says so. Secrets are hidden as in a real conversation.
 */

import type { EventSink, ResultEvent, Untimed } from '../../pure/events/index.ts';
import { exitCodeOf, LabError } from '../../pure/problems/index.ts';
import {
  formatPathCommand,
  HIDDEN,
  LetterEncoder,
  RawLetter,
  openState,
  parseCapabilities,
  startsWithTls,
} from '../../pure/protocol/index.ts';
import type { MechanismName, SessionState } from '../../pure/protocol/index.ts';
import { notSent, ownName } from '../client/index.ts';
import type { Delivered } from '../client/index.ts';
import { fitEnvelope, startClock } from '../plan/index.ts';
import { letterRemarks } from './letter-remarks.ts';
import type { SendPlan } from './send.ts';
import type { ConversationPlan } from '../plan/index.ts';

/** What the imagined server offers. */
const OFFERED: readonly string[] = [
  'mail.example.test',
  'PIPELINING',
  'SIZE',
  '8BITMIME',
  'SMTPUTF8',
  'DSN',
  'CHUNKING',
  'REQUIRETLS',
  'ENHANCEDSTATUSCODES',
  'XCLIENT',
];

/** Shows what `send` would say. Resolves to the result, which is also the last event. */
export async function dryRun(plan: SendPlan, sink: EventSink): Promise<ResultEvent> {
  const now = startClock();
  const emit = (event: Untimed): void => {
    sink({ ...event, at: now() });
  };
  emit({ kind: 'note', code: 'dry-run', detail: {} });
  for (const remark of [...plan.remarks, ...letterRemarks(plan.letter)]) emit({ kind: 'note', ...remark });
  let delivered: Delivered;
  try {
    await rehearse(plan, emit);
    const nobody = { accepted: [], rejected: [], unknown: [], queueId: null };
    delivered = { ...nobody, outcome: 'not-sent', problem: null, stage: 'quit' };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    delivered = notSent(error.problem, 'mail');
  }
  const result: ResultEvent = {
    kind: 'result',
    at: now(),
    ...delivered,
    exitCode: exitCodeOf(delivered.problem),
    retryable: false,
  };
  sink(result);
  return result;
}

async function rehearse(plan: SendPlan, emit: (event: Untimed) => void): Promise<void> {
  const { talking, stop } = plan;
  const say = (verb: string, line: string, hidden = false): void => {
    emit({ kind: 'command', verb, line, hidden, bytes: line.length + 2, grouped: false });
  };
  if (stop?.stage === 'connect' || stop?.stage === 'greeting') return end(stop.how, say);
  const encrypts = talking.tls !== 'off' && !talking.helo;
  const upgrades = encrypts && talking.tls !== 'implicit' && !startsWithTls(portOf(talking));
  hello(talking, say);
  if (upgrades) {
    say('STARTTLS', 'STARTTLS');
    hello(talking, say);
  }
  if (stop?.stage === 'ehlo' || stop?.stage === 'starttls') return end(stop.how, say);
  if (talking.xclient.length > 0) {
    say('XCLIENT', `XCLIENT ${talking.xclient.join(' ')}`);
    hello(talking, say);
  }
  if (talking.credentials !== null) {
    const mechanism = supposedMechanism(talking);
    say('AUTH', `AUTH ${mechanism} ${HIDDEN}`, true);
  }
  if (stop?.stage === 'auth') return end(stop.how, say);
  await envelopeAndLetter(plan, encrypts, say, emit);
}

type Say = (verb: string, line: string, hidden?: boolean) => void;

async function envelopeAndLetter(
  plan: SendPlan,
  encrypted: boolean,
  say: Say,
  emit: (event: Untimed) => void,
): Promise<void> {
  const { talking, stop, letter } = plan;
  const state: SessionState = {
    ...openState(talking.dialect),
    encrypted,
    capabilities: talking.helo ? null : parseCapabilities({ lines: OFFERED }),
  };
  const fitted = fitEnvelope({ state, remark: emit }, plan.envelope, letter);
  say('MAIL', formatPathCommand('MAIL', fitted.from, fitted.mailParameters));
  if (stop?.stage === 'mail') return end(stop.how, say);
  for (const address of fitted.recipients) {
    say('RCPT', formatPathCommand('RCPT', address, fitted.rcptParameters));
  }
  if (stop?.stage === 'rcpt') return end(stop.how, say);
  if (fitted.via === 'DATA') say('DATA', 'DATA');
  if (stop?.stage === 'data') return end(stop.how, say);
  const encoder =
    letter.raw === true
      ? new RawLetter(fitted.via === 'DATA')
      : new LetterEncoder({ stuff: fitted.via === 'DATA' });
  if (fitted.via === 'BDAT') say('BDAT', `BDAT ${letter.size} LAST`);
  for await (const chunk of letter.content()) {
    const wire = encoder.push(chunk);
    if (wire.length > 0) emit({ kind: 'letter', wire: wire.slice() });
  }
  emit({ kind: 'letter', wire: encoder.finish() });
  emit({ kind: 'data', ...encoder.counts, via: fitted.via });
  end(stop?.how ?? 'stop', say);
}

function portOf({ server }: ConversationPlan): number | null {
  return server !== null && 'port' in server ? server.port : null;
}

function hello(talking: ConversationPlan, say: Say): void {
  const verb = talking.dialect === 'lmtp' ? 'LHLO' : talking.helo ? 'HELO' : 'EHLO';
  say(verb, `${verb} ${talking.ehlo ?? ownName(null)}`);
}

/** What would be tried first. */
function supposedMechanism({ mechanisms, credentials }: ConversationPlan): MechanismName {
  const [first] = mechanisms;
  if (first !== undefined) return first;
  return credentials?.password === undefined && credentials?.token !== undefined
    ? 'OAUTHBEARER'
    : 'SCRAM-SHA-256';
}

function end(how: 'stop' | 'drop', say: Say): void {
  if (how === 'stop') say('QUIT', 'QUIT');
}
