/**
 * What of a line of a sign-in is a secret that a file gives away, as the protocol judges it by state, and what a file has in its place.
 * What stands there as a variable is none.
 */

import { HIDDEN, mechanismFacts, secretTexts } from '../protocol/index.ts';
import type { JudgedLine } from '../protocol/index.ts';
import type { Directive } from './ast.ts';
import { isSecretName } from './secret-names.ts';

/** A text that a file gives away. */
export interface HiddenText {
  readonly mechanism: string;
  /** What stands before the secret: `AUTH PLAIN `, or nothing for an answer. */
  readonly before: string;
  /** How the line may be shown. */
  readonly shown: string;
  /** What a file has in its place: a function of variables; '' where no function makes it. */
  readonly template: string;
  /** The whole line of a file without its secret, where that is no `C:` line. */
  readonly whole?: string;
  /** Texts that must appear nowhere: the line's own base64, and the password in it where that can be read. */
  readonly secrets: readonly string[];
}

/** What of a line is a secret that the file gives away; null where nothing is. */
export function hiddenIn({ from, mechanism, step, template }: JudgedLine, line: string): HiddenText | null {
  if (from < 0) return null;
  const secret = line.slice(from);
  // A line that is a variable and nothing else has no words, whatever the name of the variable.
  if (!isLiteral(secret) || !isLiteral(line)) return null;
  const before = line.slice(0, from);
  return {
    mechanism,
    before,
    shown: before + HIDDEN,
    template,
    secrets: secretTexts(secret, step > 0 || template.startsWith('{{password')),
  };
}

/** What of a sign-in by rule is one: a word that names no secret is the secret. */
export function hiddenInAuth({
  mechanism,
  user,
  secret,
}: Extract<Directive, { readonly name: 'auth' }>): HiddenText | null {
  if (secret === null || isSecretName(secret.text)) return null;
  const before = `@auth ${mechanism} ${user.text} `;
  const whole = before + (mechanismFacts(mechanism)?.needs === 'token' ? 'token' : 'password');
  return { mechanism, before, shown: before + HIDDEN, template: '', whole, secrets: [secret.text] };
}

/** What stands there as a variable, or is hidden already, gives nothing away. */
function isLiteral(secret: string): boolean {
  return (
    secret
      .replace(/\{\{[^{}"]*\}\}/g, '')
      .replaceAll(HIDDEN, '')
      .trim() !== ''
  );
}
