/** Conditions on letters that came: what one letter has, what the last one lacks, and what came on the way to it. */

import type { Condition, ReceivedCondition } from './format.ts';
import { matchesText } from './text-pattern.ts';
import type { ReceivedLetter, TraceItem } from './trace.ts';

/** Whether a letter is as it is wanted. */
export function isLetter(wanted: ReceivedCondition, letter: ReceivedLetter): boolean {
  const { header } = wanted;
  return (
    matchesText(wanted.from, letter.from) &&
    wanted.to.every((pattern) => letter.to.some((address) => matchesText(pattern, address))) &&
    (header === null ||
      letter.headers.some((field) => field.name === header.name && matchesText(header.value, field.value))) &&
    (wanted.noHeader === null ||
      !letter.headers.some((field) => field.name === wanted.noHeader?.toLowerCase())) &&
    (wanted.body === null || letter.body.some((line) => matchesText(wanted.body, line))) &&
    (wanted.noBody === null || !letter.body.some((line) => matchesText(wanted.noBody, line))) &&
    (wanted.bytes === null || letter.bytes >= wanted.bytes)
  );
}

/** Whether one letter has all that is wanted of a letter: what two letters have between them is in neither. */
export function isOneLetter(conditions: readonly Condition[], items: readonly TraceItem[]): boolean {
  const wanted = conditions.flatMap((inner) =>
    inner.kind === 'received' && inner.count === 1 ? [inner] : [],
  );
  return (
    wanted.length < 2 ||
    items.some((item) => item.kind === 'received' && wanted.every((one) => isLetter(one, item.letter)))
  );
}

/** The last letter, with what came on the way to it. */
export function sinceLetter(items: readonly TraceItem[]): readonly TraceItem[] {
  let from = items.length - 1;
  while (from > 0 && items[from - 1]?.kind !== 'received') from--;
  return items.slice(from);
}

/** A run with the last of its letters alone. */
export function withLastLetter(items: readonly TraceItem[]): readonly TraceItem[] {
  const last = items.filter(({ kind }) => kind === 'received').at(-1);
  return items.filter((item) => item.kind !== 'received' || item === last);
}

/** What the last letter lacks of what is wanted; all of it where no letter came, or where it cannot be told apart. */
export function lackingIn(wanted: ReceivedCondition, items: readonly TraceItem[]): ReceivedCondition {
  const letters = items.flatMap((item) => (item.kind === 'received' ? [item.letter] : []));
  const letter = letters.at(-1);
  if (letter === undefined || wanted.count > 1) return wanted;
  const nothing = { ...wanted, from: null, to: [], header: null, noHeader: null };
  const bare: ReceivedCondition = { ...nothing, body: null, noBody: null, bytes: null };
  const { from, to, header, body } = wanted;
  const lacks = (part: Partial<ReceivedCondition>): boolean => !isLetter({ ...bare, ...part }, letter);
  const lacking: ReceivedCondition = {
    ...bare,
    from: lacks({ from }) ? from : null,
    to: to.filter((one) => lacks({ to: [one] })),
    header: lacks({ header }) ? header : null,
    body: lacks({ body }) ? body : null,
  };
  return isLetter(lacking, letter) ? wanted : lacking;
}
