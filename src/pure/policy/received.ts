/** Where a letter came from, by the topmost Received field that names an address: for a policy that is tried on letters that lie there. */

export interface CameFrom {
  /** Null where no field says so. */
  readonly address: string | null;
  readonly greetedName: string;
}

/** `received` are the values of the fields, the topmost first. */
export function cameFrom(received: readonly string[]): CameFrom {
  for (const value of received) {
    const name = /^from\s+(\S+)/i.exec(value)?.[1] ?? '';
    const address = /\[(?:IPv6:)?([0-9a-f:.]{2,45})\]/i.exec(value.slice(0, 2000))?.[1];
    if (address !== undefined) return { address, greetedName: name };
  }
  return { address: null, greetedName: '' };
}

/** The address in a field such as From or Return-Path; '' where there is none. */
export function addressIn(value: string): string {
  const text = value.slice(0, 2000);
  return /<([^<>\s]*)>/.exec(text)?.[1] ?? /([^\s<>,;"]+@[^\s<>,;"]+)/.exec(text)?.[1] ?? '';
}
