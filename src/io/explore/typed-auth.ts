/** AUTH that was typed by hand: what of a line is secret. Follows RFC 4954 §4. */

import { readTyped } from '../../pure/explorer/index.ts';
import type { Mode } from '../../pure/explorer/index.ts';
import { hearClient, hidesWhileTyped, NO_SIGN_IN } from '../../pure/protocol/index.ts';
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

/** Lab commands that people make and read the answers of a sign-in with. */
const READS_SECRETS = ['b64', 'unb64'];

/** Whether a line may have a secret in it, said to the server or to the lab: it is kept nowhere. */
export function mayHoldSecret(line: string, mode: Mode, secrecy: SignInSecrecy): boolean {
  if (secretInTyped(line, mode, secrecy) !== null) return true;
  const [, word = '', argument = ''] = /^:\s*(\S*)\s*(.*)$/s.exec(line) ?? [];
  if (argument === '') return false;
  if (READS_SECRETS.includes(word.toLowerCase())) return true;
  // `:auth PLAIN user password`, `:explain AUTH PLAIN …`.
  return [`${word} ${argument}`, argument].some((said) => hearClient(NO_SIGN_IN, said).from >= 0);
}
