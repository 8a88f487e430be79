/**
 * Chance from a seed: the same seed gives the same queue ids, nonces and faults on every machine. Good for practice, useless
 * for secrets: whoever starts a server hands in a seed that nobody can guess, unless the user named one.
 */

/** A stream of numbers. */
export interface Chance {
  /** The next number, 0 to below 1. */
  readonly next: () => number;
  /** So many letters and digits. */
  readonly text: (length: number) => string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The stream of a seed. */
export function chanceOf(seed: string): Chance {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    text: (length) => {
      let text = '';
      while (text.length < length) text += LETTERS.charAt(Math.floor(next() * LETTERS.length));
      return text;
    },
  };
}

/** FNV-1a over the characters. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}
