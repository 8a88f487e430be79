/**
 * Whether a condition holds on a run. Conditions about what happened look for items of the trace; conditions about the state
 * look at the session as it stands. A check fires by itself the moment it becomes true; something extra and harmless
 * never fails it.
 */

import type { SessionState } from '../protocol/index.ts';
import type { Check, Condition } from './format.ts';
import { matchesText } from './text-pattern.ts';
import type { Means, TraceItem } from './trace.ts';
import { isAmong } from './answers.ts';
import { isLetter, isOneLetter, lackingIn, sinceLetter, withLastLetter } from './wanted-letter.ts';

/** Everything a condition can be asked about. `items` are since the step began, or the lesson, as the check says. */
export interface Run {
  readonly items: readonly TraceItem[];
  readonly state: SessionState | null;
  /** The mechanism of the last accepted AUTH. */
  readonly mechanism: string | null;
  /** By which means the connection was encrypted, and who signed in; absent for by hand. */
  readonly means?: { readonly tls: Means; readonly auth: Means };
}

/** Whether the condition holds. `check` says whose answers count. */
export function holds(condition: Condition, run: Run, check: string): boolean {
  switch (condition.kind) {
    case 'all':
      return (
        isOneLetter(condition.conditions, run.items) &&
        condition.conditions.every((inner) => holds(inner, run, check))
      );
    case 'any':
      return condition.conditions.some((inner) => holds(inner, run, check));
    case 'not':
      return !holds(condition.condition, run, check);
    case 'order':
      return holdsInOrder(condition.conditions, run, check);
    case 'state':
      return holdsState(condition, run);
    case 'meter':
      return holdsMeter(condition, run.items);
    default: {
      const wanted = 'count' in condition ? condition.count : 1;
      let found = 0;
      for (const item of run.items) {
        if (isMetBy(condition, item, check) && ++found >= wanted) return true;
      }
      return false;
    }
  }
}

/** Conditions about one thing that happened. */
type ItemCondition = Exclude<
  Condition,
  { readonly kind: 'all' | 'any' | 'not' | 'order' | 'state' | 'meter' }
>;

export function isMetBy(condition: ItemCondition, item: TraceItem, check: string): boolean {
  switch (condition.kind) {
    case 'command':
      return (
        item.kind === 'command' &&
        (condition.verb === null || item.verb === condition.verb) &&
        matchesText(condition.argument, item.argument) &&
        matchesText(condition.line, item.line) &&
        (condition.grouped === null || item.grouped === condition.grouped)
      );
    case 'reply':
      return (
        item.kind === 'reply' &&
        (condition.to === null || item.to === condition.to) &&
        (condition.code === null || item.code === condition.code) &&
        (condition.class === null || item.class === condition.class) &&
        (condition.enhanced === null || item.enhanced === condition.enhanced) &&
        matchesText(condition.argument, item.argument) &&
        matchesText(condition.text, item.text)
      );
    case 'received':
      return item.kind === 'received' && isLetter(condition, item.letter);
    case 'closed':
      return item.kind === 'closed' && (condition.by === null || item.by === condition.by);
    case 'stuffed':
      return item.kind === 'stuffed' && item.lines >= condition.lines;
    case 'predict':
      return (
        item.kind === 'guess' &&
        item.to === condition.to &&
        matchesText(condition.argument, item.argument) &&
        (condition.guess === null
          ? isRightGuess(condition.of, item.guess, item.code)
          : item.guess === condition.guess)
      );
    case 'answer':
      return item.kind === 'answer' && item.check === check && isAmong(condition.accept, item.text);
    case 'lab':
      return (
        item.kind === 'lab' &&
        item.command === condition.command &&
        hasWords(item.argument, condition.argument)
      );
  }
}

function hasWords(text: string, wanted: string): boolean {
  return wanted === '' || ` ${text.toLowerCase()} `.includes(` ${wanted.toLowerCase()} `);
}

/** A guess of a class is right by its first digit, even where a whole code was guessed. */
function isRightGuess(of: 'class' | 'code', guess: number, code: number): boolean {
  return of === 'code'
    ? guess === code
    : Math.floor(guess / (guess > 9 ? 100 : 1)) === Math.floor(code / 100);
}

/** Each condition on what came after the item that met the one before. */
function holdsInOrder(conditions: readonly Condition[], run: Run, check: string): boolean {
  let from = 0;
  for (const condition of conditions) {
    let upTo = from;
    let met = false;
    while (upTo < run.items.length && !met) {
      upTo++;
      met = holds(condition, { ...run, items: run.items.slice(from, upTo) }, check);
    }
    if (!met) return false;
    from = upTo;
  }
  return true;
}

function holdsState(condition: Extract<Condition, { kind: 'state' }>, run: Run): boolean {
  const { state } = run;
  if (state === null || run.items.length === 0) return false;
  const { authenticated } = condition;
  // Who signs in by hand may have encrypted by whatever means; what only asks for encryption asks for that.
  const signsIn = authenticated !== null && authenticated !== false;
  const means = signsIn ? run.means?.auth : condition.encrypted === true ? run.means?.tls : undefined;
  if (means !== undefined && means !== 'hand') return false;
  return (
    (condition.phase === null || state.phase === condition.phase) &&
    (condition.encrypted === null || state.encrypted === condition.encrypted) &&
    (authenticated === null ||
      (typeof authenticated === 'boolean'
        ? (state.identity !== null) === authenticated
        : state.identity === authenticated)) &&
    (condition.mechanism === null || run.mechanism === condition.mechanism)
  );
}

/** How many times the client waited, and how many octets it wrote in commands and letters. */
function meterOf(items: readonly TraceItem[]): {
  readonly roundTrips: number;
  readonly bytes: number;
} {
  let roundTrips = 0;
  let bytes = 0;
  for (const item of items) {
    if (item.kind === 'command') {
      bytes += item.bytes;
      if (!item.grouped) roundTrips++;
    } else if (item.kind === 'stuffed') {
      bytes += item.bytes;
      roundTrips++;
    }
  }
  return { roundTrips, bytes };
}

function holdsMeter(condition: Extract<Condition, { kind: 'meter' }>, items: readonly TraceItem[]): boolean {
  const { roundTrips, bytes } = meterOf(items);
  return (
    items.length > 0 &&
    (condition.maxRoundTrips === null || roundTrips <= condition.maxRoundTrips) &&
    (condition.maxBytes === null || bytes <= condition.maxBytes)
  );
}

/** What of a run a check looks at: never what the program did by itself, and of the lab's doing only what counts here. */
export function itemsFor({ by }: Pick<Check, 'by'>, items: readonly TraceItem[]): readonly TraceItem[] {
  return items.filter((item) => {
    const { means = 'hand' } = item;
    // A server speaks first, and may disconnect, without being asked.
    if (item.kind === 'reply' && (item.to === null || item.to === 'greeting')) return true;
    if (item.kind === 'closed' && item.by === 'server') return true;
    if (item.kind === 'lab' || means === 'hand') return true;
    return means === 'lab' && by === 'any';
  });
}

/** Conditions of a check that do not hold yet; of alternatives the whole, of an order what is still to come. */
export function missingOf(condition: Condition, run: Run, check: string): readonly Condition[] {
  if (holds(condition, run, check)) return [];
  if (condition.kind === 'all') {
    // Of several letters the last one is looked at.
    const apart = isOneLetter(condition.conditions, run.items)
      ? run
      : { ...run, items: withLastLetter(run.items) };
    return condition.conditions.flatMap((inner) =>
      missingOf(inner, inner.kind === 'received' ? apart : run, check),
    );
  }
  if (condition.kind === 'received') return [lackingIn(condition, run.items)];
  if (condition.kind !== 'order') return [condition];
  // What of an order was done already is not missing.
  const { conditions } = condition;
  let done = conditions.length - 1;
  while (done > 0 && !holdsInOrder(conditions.slice(0, done), run, check)) done--;
  const rest = conditions.slice(done);
  return rest.length === 1 ? rest : [{ ...condition, conditions: rest }];
}

/** Of the first thing that is wanted several times, and was not done so often: how often it was; null where nothing is. */
export function soFarOf(
  condition: Condition,
  run: Run,
  check: string,
): { readonly found: number; readonly wanted: number } | null {
  if (condition.kind === 'all') {
    for (const inner of condition.conditions) {
      const soFar = soFarOf(inner, run, check);
      if (soFar !== null) return soFar;
    }
    return null;
  }
  if (!('count' in condition) || condition.count < 2) return null;
  const found = run.items.filter((item) => isMetBy(condition, item, check)).length;
  return found > 0 && found < condition.count ? { found, wanted: condition.count } : null;
}

/** Whether the newest item alone is the wrong turn: the same slip made again earns the same words again. */
function isDoneAgain(when: Condition, run: Run, check: string): boolean {
  const last = run.items.slice(-1);
  const own = last[0]?.kind === 'received' ? sinceLetter(run.items) : last;
  return (
    last.some((item) => MADE_AGAIN.has(item.kind)) &&
    leavesOf(when).some((leaf) => MADE_AGAIN.has(leaf.kind) && holds(leaf, { ...run, items: last }, check)) &&
    holds(when, { ...run, items: own }, check)
  );
}

const MADE_AGAIN: ReadonlySet<string> = new Set(['reply', 'received', 'answer', 'lab']);

/** The first wrong turn of a check that the newest item has made true: it did not hold without that item, or was made again. */
export function nearCaseOf(check: Check, run: Run): Check['near'][number] | null {
  const before = { ...run, items: run.items.slice(0, -1) };
  return (
    check.near.find(
      ({ when }) =>
        holds(when, run, check.id) && (!holds(when, before, check.id) || isDoneAgain(when, run, check.id)),
    ) ?? null
  );
}

/** Conditions without others inside. */
export function leavesOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'order':
      return condition.conditions.flatMap(leavesOf);
    case 'not':
      return [];
    default:
      return [condition];
  }
}
