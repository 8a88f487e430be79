/**
 * Which part of a typed line is secret, by where the conversation stands. SECURITY: what is secret is not echoed, not kept in
 * the history, not logged. A name is none: LOGIN, EXTERNAL and ANONYMOUS begin with one (RFC 4422 §3; RFC 4505).
 */

import { mechanismFacts } from '../protocol/index.ts';

function isNameFirst(mechanism: string): boolean {
  return mechanismFacts(mechanism)?.nameFirst === true;
}

/** From which character on a typed command hides something; -1 for nothing. */
export function secretFrom(line: string): number {
  const match = /^(\s*AUTH\s+(\S+)\s+)\S/i.exec(line);
  if (match === null || isNameFirst(match[2] ?? '')) return -1;
  return match[1]?.length ?? -1;
}

/** Whether an answer to a 334 is secret: all but the first of a mechanism that begins with a name. `*` cancels, and hides nothing. */
export function hidesSecret(mechanism: string, answersBefore: number, answer: string): boolean {
  if (answer === '*' || answer === '') return false;
  return answersBefore > 0 || !isNameFirst(mechanism);
}
