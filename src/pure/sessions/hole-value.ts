/**
 * A hole where a line is read instead of sent: what has to stand there, as far as that is known, and what the text that stands there
 * tells of the names that are not. `{{user|base64}}` is read backwards to the name; what cannot have come of the hole fits nothing.
 * Follows RFC 4616 §2 (PLAIN), RFC 2195 §2 (CRAM-MD5: the name stands unencrypted), RFC 3461 §4 (xtext).
 */

import { decodeBase64, decodeText, encodeBase64, encodeText, parseXtext } from '../protocol/index.ts';
import type { FilterName, Hole } from './ast.ts';
import { expand, namesOf } from './expand.ts';
import type { Variables } from './expand.ts';

/** Names with their values, as they were read. */
export type Captures = ReadonlyMap<string, string>;

/** What has to stand there; null where it is not known, or another each time (`{{*}}`, `{{uuid}}`, `{{now}}`). */
export function valueOf(hole: Hole, variables: Variables): string | null {
  const { expression } = hole;
  if (expression.kind === 'any') return null;
  if (expression.kind === 'call' && (expression.name === 'uuid' || expression.name === 'now')) return null;
  if (namesOf(hole).some((name) => variables.get(name) === undefined)) return null;
  return expand([hole], variables).text;
}

/** What a text tells of the names of a hole; null where it cannot stand there. */
export function readHole({ expression, filters }: Hole, text: string): Captures | null {
  const inner = unfiltered(text, filters);
  if (inner === null) return null;
  if (expression.kind === 'name') return new Map(inner.whole ? [[expression.name, inner.text]] : []);
  if (expression.kind !== 'call') return new Map();
  const [first, second] = expression.args.map((one) => (one.kind === 'word' ? one.text : null));
  const found = (values: readonly (readonly [string | null | undefined, string | undefined])[]): Captures =>
    new Map(
      values.flatMap(([name, value]) =>
        typeof name === 'string' && value !== undefined ? [[name, value] as const] : [],
      ),
    );
  switch (expression.name) {
    case 'plain': {
      const parts = clearOf(inner.text)?.split('\0');
      return parts?.length === 3
        ? found([
            [first, parts[1]],
            [second, parts[2]],
          ])
        : null;
    }
    case 'xoauth2': {
      const said = /^user=([^\u0001]*)\u0001auth=Bearer ([^\u0001]*)\u0001\u0001$/i.exec(
        clearOf(inner.text) ?? '',
      );
      return said === null
        ? null
        : found([
            [first, said[1]],
            [second, said[2]],
          ]);
    }
    case 'cram-md5': {
      const said = /^(.+) [0-9a-f]{32}$/i.exec(clearOf(inner.text) ?? '');
      return said === null ? null : found([[first, said[1]]]);
    }
    default:
      return new Map();
  }
}

/** A text before its filters; `whole` is false where one of them has lost something, as a change of case does. */
function unfiltered(
  text: string,
  filters: readonly FilterName[],
): { readonly text: string; readonly whole: boolean } | null {
  let now: string | null = text;
  let whole = true;
  for (const filter of [...filters].reverse()) {
    if (now === null) return null;
    switch (filter) {
      case 'base64':
        now = clearOf(now);
        break;
      case 'unbase64':
        now = encodeBase64(encodeText(now));
        break;
      case 'xtext':
        now = parseXtext(now);
        break;
      case 'upper':
        if (now !== now.toUpperCase()) return null;
        whole = false;
        break;
      case 'lower':
        if (now !== now.toLowerCase()) return null;
        whole = false;
        break;
    }
  }
  return now === null ? null : { text: now, whole };
}

function clearOf(base64: string): string | null {
  const octets = decodeBase64(base64);
  return octets === null ? null : decodeText(octets);
}
