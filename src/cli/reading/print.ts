/** Answers to what others wrote, on the screen and as JSON: whose it is first, then what happened, who can mend it and how. */

import { formatJson } from '../../pure/events/index.ts';
import type { ReadingAnswer } from '../../pure/explain/index.ts';
import { explainWords, readingWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { wrapProse } from '../terminal/index.ts';

/** What folding added to an answer: how often, whose, where. */
export interface Folded {
  readonly count: number;
  readonly recipients: readonly string[];
  /** First and last line. */
  readonly lines: readonly [number, number];
}

/** The fields of the contract, in their order. */
export function readingFields(answer: ReadingAnswer, { count, recipients, lines }: Folded): object {
  const { cause, code, enhanced, queueId, peer, reporter, stage, side, duty, retry } = answer.reading;
  const { term, kind, title, text, next, source, found } = answer;
  const recipient = recipients.length > 1 ? null : answer.reading.recipient;
  return {
    term,
    kind,
    title,
    text,
    next,
    source,
    cause,
    code,
    enhanced,
    recipient,
    ...(recipients.length > 1 ? { recipients } : {}),
    queueId: count > 1 && queueId !== null && recipients.length > 1 ? null : queueId,
    peer,
    reporter,
    stage,
    side,
    duty,
    retry,
    lines,
    findings: found,
    count,
  };
}

export function printReading(answer: ReadingAnswer, folded: Folded, context: CliContext): void {
  const { out, json, explain, lang } = context;
  if (json) {
    out.line(formatJson(readingFields(answer, folded)));
    return;
  }
  const words = readingWords[lang];
  const prose = (line: string): void => {
    for (const piece of wrapProse(makeVisible(line), out.columns)) out.line(piece);
  };
  const { reading, title, text, next, more, source, kind } = answer;
  const { count, recipients, lines } = folded;
  const whose = recipients.slice(0, 3).join(', ') || reading.recipient || '';
  const others = recipients.length > 3 ? ` ${words.andOthers(recipients.length - 3)}` : '';
  const range = lines[0] === lines[1] ? String(lines[0]) : `${String(lines[0])}–${String(lines[1])}`;
  const where = [
    whose === '' ? '' : `${whose}${others}`,
    kind === 'capture' ? words.packets(range) : words.lines(range),
    reading.queueId === null || reading.queueId === 'NOQUEUE' || count > 1
      ? ''
      : words.queue(reading.queueId),
    reading.peer === null ? '' : words.at(reading.peer),
    reading.reporter === null ? '' : words.reportedBy(reading.reporter),
    count > 1 ? words.times(count) : '',
  ];
  if (kind !== 'reply') prose(`${where.filter((one) => one !== '').join(', ')}:`);
  prose(title);
  const happened = reading.stage === null ? '' : ` (${words.stages[reading.stage]})`;
  if (kind !== 'reply' && reading.cause !== 'none')
    prose(`${words.sides[reading.side].replace(/\.$/, '')}${happened}.`);
  for (const finding of answer.findings) prose(`! ${finding}`);
  prose(text);
  const isQuiet = reading.side === 'not-a-refusal' && reading.cause !== 'delayed';
  if (next !== '') prose(`${explainWords[lang].next}${next}`);
  if (!isQuiet && kind !== 'reply') prose(`${words.duties[reading.duty]} ${words.retries[reading.retry]}`);
  if (explain === 'full') {
    if (kind !== 'reply' && reading.said !== '') prose(`> ${reading.said}`);
    for (const line of more) prose(line);
    if (source !== '') prose(explainWords[lang].source(source));
  }
  out.line();
}
