/**
 * What each option of the library may be. A test suite written without types gives anything: what is none of it is refused by name before
 * anything is connected to, and no error of ours comes of it deep inside.
 */

import { DEFAULT_SCENARIO } from '../../pure/practice/index.ts';
import { UsageError } from '../../pure/problems/index.ts';

/** What a value has to be: in words, and asked. */
export interface Shape {
  readonly wanted: string;
  readonly fits: (value: unknown) => boolean;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
// A hole of a list is visited by no `every`.
const isListOf =
  (fits: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && Array.from<unknown>(value).every(fits);

export const TEXT: Shape = { wanted: 'a string', fits: isText };
export const TEXTS: Shape = {
  wanted: 'a string or an array of strings',
  fits: (value) => isText(value) || isListOf(isText)(value),
};
export const OCTETS: Shape = {
  wanted: 'a string or a Uint8Array',
  fits: (value) => isText(value) || value instanceof Uint8Array,
};
export const YES_OR_NO: Shape = { wanted: 'true or false', fits: (value) => typeof value === 'boolean' };
export const CALLED: Shape = { wanted: 'a function', fits: (value) => typeof value === 'function' };
export const SIGNAL: Shape = { wanted: 'an AbortSignal', fits: (value) => value instanceof AbortSignal };
export const VALUES: Shape = {
  wanted: 'an object of strings',
  fits: (value) => isObject(value) && Object.values(Object(value)).every(isText),
};
export const SCENARIO: Shape = {
  wanted: 'a name, an array of rules or a scenario',
  fits: (value) => isText(value) || isListOf(isObject)(value) || (isObject(value) && isScenario(value)),
};
export const ACCOUNTS: Shape = {
  wanted: 'an array of { user, password }',
  fits: isListOf(
    (one) =>
      isObject(one) &&
      isText(Reflect.get(Object(one), 'user')) &&
      isText(Reflect.get(Object(one), 'password')),
  ),
};

/** `least` and `most` are numbers that it may be. */
export function number(least: number, most: number): Shape {
  return {
    wanted: `a number from ${least} to ${most}`,
    fits: (value) => typeof value === 'number' && value >= least && value <= most,
  };
}

/** Nothing but one of these words. */
export function oneOf(words: readonly string[]): Shape {
  const fits = (value: unknown): boolean => words.some((word) => word === value);
  return { wanted: `one of ${words.join(', ')}`, fits };
}

/** An array of nothing but these words. */
export function someOf(words: readonly string[]): Shape {
  return { wanted: `an array of ${words.join(', ')}`, fits: isListOf(oneOf(words).fits) };
}

/** A scenario of one's own has each part of a scenario, of the same kind. */
function isScenario(value: unknown): boolean {
  return Object.entries(DEFAULT_SCENARIO).every(([part, usual]) => {
    const given: unknown = Reflect.get(Object(value), part);
    return typeof given === typeof usual && given !== null && Array.isArray(given) === Array.isArray(usual);
  });
}

/** Throws a `UsageError` where what a function was given is no object. */
export function checkObject(given: unknown, call: string): void {
  if (!isObject(given))
    throw new UsageError('usage', { option: 'options', reason: `not an object, in ${call}` });
}

/** Throws a `UsageError` for a value that does not fit; what is undefined is left out, where it may be. */
export function checkValues(
  given: object,
  known: Readonly<Record<string, Shape>>,
  required: readonly string[],
  call: string,
): void {
  for (const [option, { wanted, fits }] of Object.entries(known)) {
    const value: unknown = Reflect.get(given, option);
    if (value === undefined ? !required.includes(option) : fits(value)) continue;
    throw new UsageError('usage', { option, reason: `not ${wanted}, in ${call}` });
  }
}
