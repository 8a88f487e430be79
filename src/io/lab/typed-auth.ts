/**
 * AUTH that was typed by hand: what of it is secret, and whose name it says. Follows RFC 4954 §4; where the name stands, RFC 4616
 * §2 and RFC 2195 §2.
 */

import { hidesSecret, secretFrom } from '../../pure/explorer/index.ts';
import type { Mode } from '../../pure/explorer/index.ts';
import { decodeBase64, decodeText, HIDDEN, Secret } from '../../pure/protocol/index.ts';
import type { Outgoing } from '../client/index.ts';

/** A command for the wire, with its secret part hidden in the log. */
export function outgoingOf(verb: string, line: string): Outgoing {
  const from = secretFrom(line);
  if (from >= 0) return { verb, line: line.slice(0, from) + HIDDEN, secret: new Secret(line) };
  const initial = verb === 'AUTH' ? (line.trim().split(/\s+/)[2] ?? '') : '';
  const decoded = initial === '' || initial === '=' ? null : decodeBase64(initial);
  return { verb, line, ...(decoded === null ? {} : { decoded: decodeText(decoded) }) };
}

/** The user's name in a first answer: alone, or between the NULs of PLAIN (RFC 4616 §2). */
export function nameIn(mechanism: string, answer: string): string {
  const octets = decodeBase64(answer);
  if (octets === null) return '';
  const text = decodeText(octets);
  switch (mechanism.toUpperCase()) {
    case 'PLAIN':
      return text.split('\0')[1] ?? '';
    case 'CRAM-MD5':
      return text.slice(0, text.lastIndexOf(' '));
    case 'XOAUTH2':
      return /^user=([^\u0001]*)/.exec(text)?.[1] ?? '';
    default:
      return text.length < 200 ? text : '';
  }
}

/** Whether what is typed now is a secret, as far as it was typed. */
export function hidesTyped(
  line: string,
  mode: Mode,
  exchange: { readonly mechanism: string; readonly answers: number } | null,
): boolean {
  if (mode === 'answer') {
    const { mechanism, answers } = exchange ?? { mechanism: '', answers: 0 };
    return hidesSecret(mechanism, answers, line === '' ? '=' : line);
  }
  return mode === 'command' && secretFrom(line) >= 0;
}
