/** Names out of a certificate, as they are told: whoever made it may have put in any number of them, and anything into each. */

const MOST_NAMES = 8;
const MOST_CHARACTERS = 300;

/** The first names, and how many more there are. `more` words the rest. */
export function firstNames(names: readonly string[], more: (names: number) => string): string {
  const told: string[] = [];
  let characters = 0;
  for (const name of names.slice(0, MOST_NAMES)) {
    const shown = name.length > MOST_CHARACTERS ? `${name.slice(0, MOST_CHARACTERS)}…` : name;
    characters += shown.length;
    if (told.length > 0 && characters > MOST_CHARACTERS) break;
    told.push(shown);
  }
  const left = names.length - told.length;
  return left === 0 ? told.join(', ') : `${told.join(', ')} ${more(left)}`;
}

/** Whether a name is one that may be offered as a part of a command: a host, and nothing that a shell would read. */
export function isPlainName(name: string | undefined): name is string {
  return name !== undefined && name.length <= 253 && /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i.test(name);
}

/** The server as it was given, by another name: scheme and port stay. */
export function serverNamed(name: string, given: string): string {
  const [, scheme = '', port = ''] = /^([a-z+]+:\/\/)?.*?(:\d+)?\/?$/i.exec(given) ?? [];
  return `${scheme}${name}${port}`;
}
