/** Reasons that the operating system gives, in words; the code stands behind them, to be searched for. */

/** A reason that is not a code of the list stands as it is. */
export function reasonIn(words: Readonly<Record<string, string>>, reason: string): string {
  const said = Object.hasOwn(words, reason) ? words[reason] : undefined;
  return said === undefined ? reason : `${said} (${reason})`;
}
