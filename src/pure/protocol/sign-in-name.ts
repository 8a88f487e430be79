/**
 * Whose name a line of a sign-in says. SECURITY: strict. A name is where its mechanism has it and nowhere else, since whatever else is said
 * there may be a password: an answer of LOGIN is one only behind a challenge that asks for a name. Follows RFC 4616 §2 (PLAIN),
 * RFC 2195 §2 (CRAM-MD5), RFC 5802 §7 (SCRAM), RFC 7628 §3.1 (OAUTHBEARER).
 */

import { mechanismFacts } from './auth/mechanisms.ts';
import type { MechanismFamily } from './auth/mechanisms.ts';
import { decodeBase64 } from './base64.ts';
import { decodeText } from './bytes.ts';
import type { JudgedLine } from './sign-in-secrecy.ts';

/** The name that a judged line says; '' where it says none. */
export function nameSaid({ mechanism, name, from }: JudgedLine, line: string): string {
  if (name !== null) return name;
  const octets = decodeBase64((from < 0 ? line : line.slice(from)).trim());
  if (octets === null) return '';
  const family = mechanismFacts(mechanism)?.family;
  const said = (family === undefined ? null : PLACES[family])?.exec(decodeText(octets))?.[1] ?? '';
  return family === 'scram' ? said.replace(/=2C/g, ',').replace(/=3D/g, '=') : said;
}

/** Where a first answer has the name; null where it has none that is surely one. */
const PLACES: Readonly<Record<MechanismFamily, RegExp | null>> = {
  plain: /^[^\0]*\0([^\0]+)\0[^\0]+$/,
  'cram-md5': /^(.+) [0-9a-f]{32}$/i,
  scram: /^[pny][^,]*,(?:a=[^,]*)?,(?:m=[^,]*,)?n=([^,]+),r=/,
  xoauth2: /^user=([^\u0001]+)\u0001auth=/,
  oauthbearer: /^[pny][^,]*,a=([^,]+),\u0001/,
  login: null,
  external: null,
  anonymous: null,
};
