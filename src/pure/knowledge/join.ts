/**
 * Puts the facts of a row and its words in one language together. The one place of this room that does anything.
 */

/** Facts and words by the key of the record. */
export function join<F extends object, W extends object>(
  facts: Readonly<Record<string, F>>,
  words: Readonly<Record<string, W>>,
): ReadonlyMap<string, F & W> {
  const table = new Map<string, F & W>();
  for (const [id, fact] of Object.entries(facts)) {
    const said = words[id];
    if (said !== undefined) table.set(id, { ...fact, ...said });
  }
  return table;
}

/** The same for tables whose keys are numbers: reply codes, ports. */
export function joinByNumber<F extends object, W extends object>(
  facts: Readonly<Record<string, F>>,
  words: Readonly<Record<string, W>>,
): ReadonlyMap<number, F & W> {
  return new Map([...join(facts, words)].map(([id, row]) => [Number(id), row]));
}
