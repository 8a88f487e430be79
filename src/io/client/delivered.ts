/**
 * What became of a letter, for each recipient by the reply that decided it: the truth that a result tells. Knows nothing of
 * wires; `deliver.ts` asks, this judges. Follows RFC 5321 §4.2.5 (what a reply to a letter's end means) and §3.8 (a 421 is
 * the refusal of the step that it answered).
 */

import type { Outcome, RejectedRecipient, Stage } from '../../pure/events/index.ts';
import { outcomeOf } from '../../pure/events/index.ts';
import { isTemporary } from '../../pure/problems/index.ts';
import type { LabError, Problem } from '../../pure/problems/index.ts';
import { saysYes } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';

/** What became of a letter. `problem` is null where every recipient was accepted, or a stage was reached as asked. */
export interface Delivered {
  readonly outcome: Outcome;
  readonly accepted: readonly string[];
  readonly rejected: readonly RejectedRecipient[];
  readonly unknown: readonly string[];
  readonly queueId: string | null;
  readonly problem: Problem | null;
  /** How far it came. */
  readonly stage: Stage;
}

/** A recipient and the reply that decided about it. */
export interface Answered {
  readonly address: string;
  readonly reply: Reply;
}

/** Nothing was sent, by a failure before the letter's end. Where that refuses the letter, each recipient is named. */
export function notSent(problem: Problem, stage: Stage, recipients: readonly string[] = []): Delivered {
  const outcome = outcomeOf(problem.code);
  return {
    outcome,
    accepted: [],
    rejected: outcome === 'rejected' ? recipients.map((address) => unanswered(address, problem)) : [],
    unknown: [],
    queueId: null,
    problem,
    stage,
  };
}

/** A recipient about whom no reply decided, but what went wrong before. */
export function unanswered(address: string, problem: Problem | null): RejectedRecipient {
  const retryable = problem !== null && isTemporary(problem);
  return { address, code: 0, enhanced: null, text: '', retryable, ...(problem === null ? {} : { problem }) };
}

/** The run ended where it was asked to. `unknown` are those whose letter was ended and dropped. */
export function stopped(
  stage: Stage,
  refusals: readonly Answered[] = [],
  unknown: readonly string[] = [],
): Delivered {
  const [first] = refusals;
  return {
    outcome: 'stopped',
    accepted: [],
    rejected: refusals.map(rejection),
    unknown,
    queueId: null,
    problem:
      first === undefined
        ? null
        : {
            code: 'recipients-refused',
            detail: {
              count: refusals.length,
              address: first.address,
              ...factsOf(first.reply),
              ...mixedOf(refusals),
            },
          },
    stage,
  };
}

/** One reply decided for all: a refused sender, a refused letter, or the last recipient of several. */
export function allRefused(
  problem: Problem,
  stage: Stage,
  decided: readonly Answered[],
  undecided: readonly string[],
  by: Reply,
): Delivered {
  const rejected = [...decided, ...undecided.map((address) => ({ address, reply: by }))].map(rejection);
  return {
    outcome: outcomeOf(problem.code),
    accepted: [],
    rejected,
    unknown: [],
    queueId: null,
    problem,
    stage,
  };
}

/** The letter's end was sent. `answers` are the replies to it, a recipient each; `lost` says why the others have none. */
export function ended(
  refusals: readonly Answered[],
  answers: readonly Answered[],
  unanswered: readonly string[],
  lost: LabError | null,
  step: 'BDAT' | 'message',
): Delivered {
  const accepted = answers.filter(({ reply }) => saysYes(reply));
  const refused = answers.filter(({ reply }) => reply.class === 4 || reply.class === 5);
  // RFC 5321 §4.2.5 has no other reply here: what it would mean nobody can say.
  const odd = answers.filter((answer) => !accepted.includes(answer) && !refused.includes(answer));
  const unknown = [...odd.map(({ address }) => address), ...unanswered];
  const rejected = [...refusals, ...refused];
  const problem = problemOf(accepted.length, refusals, refused, unknown, lost, step);
  return {
    outcome: unknown.length > 0 ? 'unknown' : problem === null ? 'accepted' : outcomeOf(problem.code),
    accepted: accepted.map(({ address }) => address),
    rejected: rejected.map(rejection),
    unknown,
    queueId: accepted[0] === undefined ? null : queueIdOf(accepted[0].reply),
    problem,
    stage: 'message',
  };
}

function problemOf(
  accepted: number,
  refusals: readonly Answered[],
  refused: readonly Answered[],
  unknown: readonly string[],
  lost: LabError | null,
  step: 'BDAT' | 'message',
): Problem | null {
  if (unknown.length > 0) {
    if (lost?.problem.code === 'interrupted')
      return { code: 'interrupted', detail: { ...lost.problem.detail, unknown: true } };
    return {
      code: 'outcome-unknown',
      detail: { how: lost?.code ?? 'impossible-reply', recipients: unknown },
    };
  }
  const [first] = refused;
  if (accepted === 0 && first !== undefined) {
    return { code: 'message-refused', detail: { step, ...factsOf(first.reply), ...mixedOf(refused) } };
  }
  const all = [...refusals, ...refused];
  const [one] = all;
  if (one === undefined) return null;
  const detail = {
    accepted,
    refused: all.length,
    address: one.address,
    ...factsOf(one.reply),
    ...mixedOf(all),
  };
  return { code: 'some-recipients-refused', detail };
}

/** Refusals of both kinds, counted: one piece of advice would be wrong for some. */
export function mixedOf(
  refusals: readonly Answered[],
): { readonly mixed: { readonly temporary: number; readonly permanent: number } } | Record<never, never> {
  const temporary = refusals.filter(({ reply }) => reply.class === 4).length;
  const permanent = refusals.length - temporary;
  return temporary > 0 && permanent > 0 ? { mixed: { temporary, permanent } } : {};
}

function rejection({ address, reply }: Answered): RejectedRecipient {
  return { address, ...factsOf(reply), retryable: reply.class === 4 };
}

export interface ReplyFacts {
  readonly code: number;
  readonly enhanced: string | null;
  readonly text: string;
}

/** Code, enhanced code and text of a reply: its lines joined, the enhanced code of each left out (RFC 2034 §4). */
export function factsOf(reply: Reply): ReplyFacts {
  const enhanced = reply.enhanced?.text ?? null;
  const lines = reply.lines.map((line) =>
    enhanced !== null && line.startsWith(enhanced) ? line.slice(enhanced.length).trim() : line,
  );
  return { code: reply.code, enhanced, text: lines.join(' ') };
}

/** A name of a letter: it begins and ends with a letter or a digit. */
const NAME = String.raw`([A-Za-z0-9](?:[\w.,=+/-]{0,120}[A-Za-z0-9])?)`;

/** Where servers write the name: Postfix and most others, Yandex, Exim, Exchange, Sendmail, Google, qmail, Haraka, Dovecot, Amazon SES. */
const QUEUE_IDS: readonly RegExp[] = [
  `queued (?:on \\S{1,255} )?as[: ]+${NAME}`,
  `(?:queued for delivery|Message accepted,? id)[: ]+${NAME}`,
  `\\bInternalId=(\\d{1,24})`,
  `\\bid=${NAME}`,
  `^(?:2\\.\\d\\.\\d )?${NAME} Message accepted for delivery`,
  `^(?:2\\.\\d\\.\\d )?OK {1,2}\\d{9,11} ${NAME} - gsmtp`,
  `^ok \\d{9,11} qp (\\d{1,10})`,
  `^Message Queued \\(${NAME}\\)`,
  `^(?:2\\.\\d\\.\\d )?<[^<>\\s]{1,320}> ${NAME} Saved`,
  `^Ok ([0-9a-f]{16}-[0-9a-f-]{20,60})$`,
].map((pattern) => new RegExp(pattern, 'i'));

/** The server's name for the letter, as the common servers write it; null where none is recognised. */
export function queueIdOf(reply: Reply): string | null {
  const text = reply.lines.join(' ').slice(0, 2000);
  for (const pattern of QUEUE_IDS) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}
