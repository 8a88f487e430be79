/**
 * Which lines of a file carry a secret as it stands, by the state of the conversation and never by their look: an initial
 * response, an answer to a 334. SECURITY: whatever a file of this kind is made into hides them. What stands there as a variable is
 * no secret. Follows RFC 4954 §4 (the frame of a sign-in), RFC 4616 §2 (PLAIN: everything in one answer).
 */

import {
  chunkOf,
  decodeBase64,
  decodeText,
  hearClient,
  hearServer,
  HIDDEN,
  NO_SIGN_IN,
} from '../protocol/index.ts';
import type { JudgedLine } from '../protocol/index.ts';
import type { SessionFile, SessionLine } from './ast.ts';
import { printParts } from './print.ts';

/** A line of a sign-in whose text is given away by the file. */
export interface SecretLine {
  /** Its index among the lines of the file. */
  readonly index: number;
  readonly mechanism: string;
  /** What stands before the secret: `AUTH PLAIN `, or nothing for an answer. */
  readonly before: string;
  /** How it may be shown. */
  readonly shown: string;
  /** What a file has in its place: a function of variables; '' where no function makes it. */
  readonly template: string;
  /** The whole line of a file without its secret, where that is no `C:` line. */
  readonly whole?: string;
  /** Texts that must appear nowhere: the line's own base64, and the password in it where that can be read. */
  readonly secrets: readonly string[];
}

/** A whole sign-in: from its AUTH to the reply that ended it. */
export interface SignInLines {
  readonly mechanism: string;
  readonly from: number;
  /** The index behind its last line. */
  readonly to: number;
  readonly accepted: boolean;
  /** Who signs in, as far as the lines tell; '' where they do not. */
  readonly user: string;
  /** Lines that give a name alone, such as the first answer of LOGIN. */
  readonly names: readonly number[];
  /** Lines of the server's challenges. */
  readonly challenges: readonly number[];
}

export interface FoundSecrets {
  readonly lines: readonly SecretLine[];
  readonly signIns: readonly SignInLines[];
}

/** Finds them, in order. */
export function findSecretLines(file: SessionFile): FoundSecrets {
  const lines: SecretLine[] = [];
  const signIns: SignInLines[] = [];
  let open: SignIn | null = null;
  let secrecy = NO_SIGN_IN;
  let inLetter = false;
  let chunk = false;
  const reply: string[] = [];
  const end = (to: number, accepted: boolean): void => {
    if (open !== null) signIns.push({ ...open, to, accepted });
    open = null;
  };
  for (const [index, line] of file.lines.entries()) {
    if (line.kind === 'server') {
      reply.push(printParts(line.parts));
      if (line.separator === '-') continue;
      const code = Number(line.codes.alternatives[0]) || 0;
      secrecy = hearServer(secrecy, { code, lines: reply.splice(0) });
      inLetter = code === 354;
      chunk = false;
      if (code === 334) open?.challenges.push(index);
      else end(index + 1, code === 235);
      continue;
    }
    if (line.kind === 'directive' && line.directive.name === 'auth') {
      const { mechanism, user, secret } = line.directive;
      // A word that names no secret is the secret.
      if (secret !== null && !/pass|secret|token/i.test(secret.text)) {
        const before = `@auth ${mechanism} ${user.text} `;
        const name = /^(?:XOAUTH2|OAUTHBEARER)$/.test(mechanism) ? 'token' : 'password';
        const about = {
          index,
          mechanism,
          before,
          shown: before + HIDDEN,
          template: '',
          whole: before + name,
        };
        lines.push({ ...about, secrets: [secret.text] });
      }
      continue;
    }
    const text = textOf(line);
    if (text === null || chunk) continue;
    if (inLetter) {
      if (text === '.') inLetter = false;
      continue;
    }
    chunk = (chunkOf(text)?.left ?? 0) > 0;
    const judged: JudgedLine = hearClient(secrecy, text);
    const { from, kind, mechanism, step, template, name } = judged;
    secrecy = judged.secrecy;
    if (kind === 'auth') {
      end(index, false);
      open = { mechanism, from: index, user: '', names: [], challenges: [] };
    } else if (kind === 'other') end(index, false);
    if (open !== null) {
      const answer = from > 0 ? text.slice(from) : text;
      if (open.user === '' && kind !== 'other') open.user = name ?? userIn(mechanism, answer);
      if (mechanism === 'LOGIN' && template === '{{user|base64}}' && text !== '*') open.names.push(index);
    }
    const secret = from < 0 ? null : text.slice(from);
    if (secret === null || !isLiteral(secret)) continue;
    const before = text.slice(0, from);
    lines.push({
      index,
      mechanism,
      before,
      shown: before + HIDDEN,
      template,
      secrets: secretsIn(secret, step),
    });
  }
  end(file.lines.length, false);
  return { lines, signIns };
}

/** A sign-in whose end has not come. */
interface SignIn {
  readonly mechanism: string;
  readonly from: number;
  user: string;
  readonly names: number[];
  readonly challenges: number[];
}

/** The file's text of a line that the client says; null for any other. */
function textOf(line: SessionLine): string | null {
  if (line.kind === 'raw' && line.side === 'client') return printParts(line.parts).replace(/[\r\n]+$/, '');
  return line.kind === 'client' ? printParts(line.parts) + (line.tail?.raw ?? '') : null;
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
function secretsIn(part: string, step: number): readonly string[] {
  const words = part.split(/\s+/).filter((word) => word !== '');
  const clear = words.flatMap((word) => {
    const octets = decodeBase64(word);
    if (octets === null) return [];
    const text = decodeText(octets);
    // PLAIN has the password last, a token stands behind its word; a name before an answer is none.
    if (text.includes('\0')) return [text.split('\0')[2] ?? ''];
    const bearer = /auth=Bearer ([^\u0001]+)/i.exec(text)?.[1];
    return bearer !== undefined ? [bearer] : step > 0 ? [text] : [];
  });
  return [...new Set([part.trim(), ...words, ...clear])].filter((text) => text !== '');
}

/** Who an answer says that it is: the name of LOGIN, PLAIN, CRAM-MD5, SCRAM or a token; '' where it does not. */
function userIn(mechanism: string, answer: string): string {
  const octets = decodeBase64(answer);
  if (octets === null) return '';
  const clear = decodeText(octets);
  switch (mechanism) {
    case 'LOGIN':
      return clear;
    case 'PLAIN':
      return clear.split('\0')[1] ?? '';
    case 'CRAM-MD5':
      return clear.slice(0, Math.max(0, clear.lastIndexOf(' ')));
    case 'XOAUTH2':
      return /^user=([^\u0001]+)/.exec(clear)?.[1] ?? '';
    default:
      return /\bn=([^,]+)/.exec(clear)?.[1] ?? /\ba=([^,]+)/.exec(clear)?.[1] ?? '';
  }
}
