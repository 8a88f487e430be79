/**
 * What of a line of a sign-in is a secret that a file gives away, as the protocol judges it by state, and what a file has in its place.
 * What stands there as a variable is none.
 */

import { decodeBase64, decodeText, HIDDEN, mechanismFacts } from '../protocol/index.ts';
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
    secrets: secretsIn(secret, step > 0 || template.startsWith('{{password')),
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
/** The texts that a secret part gives away: itself, and the password in it where that can be read. */
function secretsIn(part: string, isPassword: boolean): readonly string[] {
  const words = part.split(/\s+/).filter((word) => word !== '');
  const clear = words.flatMap((word) => {
    const octets = decodeBase64(word);
    if (octets === null) return [];
    const text = decodeText(octets);
    // PLAIN has the password last, a token stands behind its word; a name before an answer is none.
    if (text.includes('\0')) return [text.split('\0')[2] ?? ''];
    const bearer = /auth=Bearer ([^\u0001]+)/i.exec(text)?.[1];
    return bearer !== undefined ? [bearer] : isPassword ? [text] : [];
  });
  return [...new Set([part.trim(), ...words, ...clear])].filter((text) => text !== '');
}
