/** The goal of a check in words, made of its condition: so a goal cannot say something else than the check looks at. */

import type { Condition, ReceivedCondition, TextPattern } from './format.ts';

/** The words that goals are made of. */
export interface GoalWords {
  readonly command: (line: string, count: number) => string;
  readonly reply: (code: string, to: string) => string;
  readonly encrypted: string;
  readonly signedIn: (mechanism: string) => string;
  readonly phase: (phase: string) => string;
  readonly received: (facts: string) => string;
  /** `by` is null for either side. */
  readonly closed: (by: 'client' | 'server' | null) => string;
  readonly stuffed: string;
  readonly meter: (facts: string) => string;
  readonly predict: (to: string) => string;
  readonly answer: string;
  readonly lab: (command: string) => string;
  readonly or: string;
  readonly afterThat: string;
  readonly letter: string;
}

/** The reply that is wanted, as far as it is said: `550`, `5.1.1`, `4xx`. */
function codeOf({ code, enhanced, class: first }: Extract<Condition, { kind: 'reply' }>): string {
  if (code !== null) return String(code);
  return enhanced ?? (first === null ? '' : `${first}xx`);
}

/** One line for a condition. */
export function goalOf(condition: Condition, words: GoalWords): string {
  const all = (conditions: readonly Condition[], by: string): string =>
    conditions
      .map((inner) => goalOf(inner, words))
      .filter((text) => text !== '')
      .join(by);
  switch (condition.kind) {
    case 'all': {
      // What is wanted of one letter is said in one breath.
      const letters = condition.conditions.filter((inner) => inner.kind === 'received');
      if (letters.length < 2) return all(condition.conditions, '; ');
      const others = condition.conditions.filter((inner) => inner.kind !== 'received');
      const facts = [...new Set(letters.flatMap(factsOf))].join(', ');
      return [words.received(facts), all(others, '; ')].filter((text) => text !== '').join('; ');
    }
    case 'any':
      return all(condition.conditions, ` ${words.or} `);
    case 'order':
      return all(condition.conditions, `, ${words.afterThat} `);
    case 'not':
      return '';
    case 'command':
      return words.command(
        [condition.verb ?? '', shown(condition.argument) || plain(condition.line)].join(' ').trim(),
        condition.count,
      );
    case 'reply':
      return words.reply(codeOf(condition), [condition.to ?? '', shown(condition.argument)].join(' ').trim());
    case 'state':
      if (condition.authenticated !== null && condition.authenticated !== false)
        return words.signedIn(condition.mechanism ?? '');
      if (condition.encrypted === true) return words.encrypted;
      return words.phase(condition.phase ?? '');
    case 'received':
      return words.received(factsOf(condition).join(', ') || words.letter);
    case 'closed':
      return words.closed(condition.by);
    case 'stuffed':
      return words.stuffed;
    case 'meter':
      return words.meter(String(condition.maxRoundTrips ?? condition.maxBytes ?? ''));
    case 'predict':
      return words.predict([condition.to, plain(condition.argument)].join(' ').trim());
    case 'answer':
      return words.answer;
    case 'lab':
      return words.lab(`:${condition.command} ${condition.argument}`.trim());
  }
}

/** What is wanted of a letter, as it would be typed. */
function factsOf({ from, to, header, body, count }: ReceivedCondition): readonly string[] {
  const value = header === null ? '' : plain(header.value);
  return [
    from === null || from.kind !== 'text' ? '' : `MAIL FROM:<${from.text}>`,
    ...to.map((one) => (plain(one) === '' ? '' : `RCPT TO:<${plain(one)}>`)),
    header === null
      ? ''
      : `${fieldName(header.name)}: ${value}`.trim().replace(/:$/, value === '' ? '' : ':'),
    plain(body),
    count > 1 ? `×${count}` : '',
  ].filter((text) => text !== '');
}

/** A name of a field as it is usually written. */
function fieldName(name: string): string {
  return name
    .replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/^Mime/, 'MIME')
    .replace(/-Id$/, '-ID');
}

/** A text that is wanted; a pattern would help nobody. */
function plain(pattern: TextPattern | null): string {
  return pattern?.kind === 'text' ? pattern.text : '';
}

/** An argument as it is wanted; of a pattern that is a text but for what may stand around it, that text. */
function shown(pattern: TextPattern | null): string {
  if (pattern?.kind !== 'pattern') return plain(pattern);
  return /^[\w<>=@:,-]+$/.test(pattern.source) ? `… ${pattern.source}` : '';
}
