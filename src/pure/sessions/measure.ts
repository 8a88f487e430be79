/** Lines with the values that a file itself gives to their names: as they are bound by a loop, and how many octets they have. */

import { encodeText } from '../protocol/index.ts';
import type { ClientLine, Hole, Part, RawLine, SessionLine } from './ast.ts';
import { expand, namesOf } from './expand.ts';
import type { Variables } from './expand.ts';
import { isSecretName } from './secret-names.ts';
import type { Values } from './ast.ts';

const CRLF_OCTETS = 2;
const UUID_OCTETS = 36;
const TIME_OCTETS = 24;

function variablesOf(values: Values): Variables {
  return {
    get: (name) => values.get(name),
    isSecret: isSecretName,
    uuid: () => 'x'.repeat(UUID_OCTETS),
    now: () => 'x'.repeat(TIME_OCTETS),
    cramMd5: null,
  };
}

/** Octets of a line on the wire; null where a name in it has no value yet. */
export function octetsOf(line: ClientLine | RawLine, values: Values): number | null {
  let sum = line.kind === 'client' ? encodeText(line.tail?.raw ?? '').length + CRLF_OCTETS : 0;
  for (const part of line.parts) {
    const octets = part.kind === 'text' ? encodeText(part.text).length : holeOctets(part, values);
    if (octets === null) return null;
    sum += octets;
  }
  return sum;
}

function holeOctets(hole: Hole, values: Values): number | null {
  const { expression } = hole;
  if (expression.kind === 'any' || namesOf(hole).some((name) => !values.has(name))) return null;
  // SECURITY: bulk is counted, not made.
  if (expression.kind === 'call' && expression.name === 'repeat') {
    const [count, text] = expression.args;
    return Number(count?.text ?? 0) * encodeText(text?.text ?? '').length;
  }
  return expand([hole], variablesOf(values)).bytes.length;
}

/** Octets that the client says from each line on up to the next reply; what has no number counts nothing. */
export function octetsAhead(lines: readonly SessionLine[], values: Values): readonly number[] {
  const sums: number[] = Array.from({ length: lines.length }, () => 0);
  for (let at = lines.length - 1, sum = 0; at >= 0; at--) {
    const line = lines[at];
    if (line?.kind === 'server') sum = 0;
    else if (line?.kind === 'client' || (line?.kind === 'raw' && line.side === 'client'))
      sum += octetsOf(line, values) ?? 0;
    sums[at] = sum;
  }
  return sums;
}

/** A line in which the names of a loop have their values. SECURITY: but for secrets, which are filled in where the line is said. */
export function bound<L extends SessionLine>(line: L, values: Values): L {
  if (!('parts' in line)) return line;
  const isBound = (part: Part): part is Hole =>
    part.kind === 'hole' &&
    part.expression.kind === 'name' &&
    values.has(part.expression.name) &&
    !isSecretName(part.expression.name);
  if (!line.parts.some(isBound)) return line;
  const variables = variablesOf(values);
  const parts = line.parts.map((part): Part =>
    isBound(part) ? { kind: 'text', text: expand([part], variables).text } : part,
  );
  return { ...line, parts };
}
