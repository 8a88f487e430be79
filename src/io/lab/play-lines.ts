/** Lines of a session file as they go out: commands with their secrets hidden, letters without their marks. */

import { Secret, verbOf } from '../../pure/protocol/index.ts';
import type { Expanded } from '../../pure/sessions/index.ts';
import type { Outgoing } from '../client/index.ts';

/** Sizes of writes that make so many octets a second, ten writes each. */
export function ones(commands: readonly Outgoing[], octetsPerSecond: number): readonly number[] {
  const total = commands.reduce((sum, { line }) => sum + line.length + 2, 0);
  const size = Math.max(1, Math.ceil(octetsPerSecond / 10));
  return Array.from({ length: Math.min(10_000, Math.ceil(total / size)) }, () => size);
}

/** A command for the wire. */
export function outgoingOf(out: Expanded): Outgoing {
  const verb = verbOf(out.shown);
  if (!out.hides) return { verb, line: out.text };
  return { verb, line: out.shown, secret: new Secret(out.text), template: out.template };
}

/** The lines of a literal block, without their marks. */
export function literalText(body: string): string {
  return body
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => `${line.replace(/^[ \t]*C: ?/, '')}\r\n`)
    .join('');
}
