/** AUTH that was typed by hand: what of a line is secret, and whose name it says. Follows RFC 4954 §4; where the name stands, RFC 4616 §2 and RFC 2195 §2. */

import { readTyped } from '../../pure/explorer/index.ts';
import type { Mode } from '../../pure/explorer/index.ts';
import { decodeBase64, decodeText, hearClient, hidesWhileTyped } from '../../pure/protocol/index.ts';
import type { JudgedLine, SignInSecrecy } from '../../pure/protocol/index.ts';

/** Whether what is being typed is a secret, as far as it was typed. What is for the lab is said to nobody. */
export function hidesTyped(line: string, mode: Mode, secrecy: SignInSecrecy): boolean {
  if (mode === 'letter' || mode === 'chunk' || (mode === 'command' && /^:[a-z]/i.test(line))) return false;
  return hidesWhileTyped(secrecy, line);
}

/** What a whole line with a secret in it is to a sign-in; null where it has none. */
export function secretInTyped(line: string, mode: Mode, secrecy: SignInSecrecy): JudgedLine['kind'] | null {
  const forLab = mode === 'command' && readTyped(line, mode, true).kind === 'lab';
  if (mode === 'letter' || mode === 'chunk' || forLab) return null;
  const { from, kind } = hearClient(secrecy, line);
  return from < 0 ? null : kind;
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
