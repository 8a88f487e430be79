/**
 * Which lines of a file carry a secret as it stands, by the state of the conversation and never by their look: an initial
 * response, an answer to a 334. SECURITY: whatever a file of this kind is made into hides them. What stands there as a variable is
 * no secret. Follows RFC 4954 §4 (the frame of a sign-in), RFC 4616 §2 (PLAIN: everything in one answer).
 */

import { decodeBase64, decodeText, HIDDEN, mechanismFacts } from '../protocol/index.ts';
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

/** What an exchange gives away at each of its answers; mechanisms that are not here hide every answer. */
const TEMPLATES: Readonly<Record<string, string>> = {
  PLAIN: '{{plain user password}}',
  'CRAM-MD5': '{{cram-md5 user password challenge}}',
  XOAUTH2: '{{xoauth2 user token}}',
};

/** Whether the first answer of a mechanism is a name and no more. */
export function saysNameFirst(mechanism: string): boolean {
  return mechanismFacts(mechanism)?.nameFirst === true;
}

/** What a file has in place of an answer, by its number from 0; '' where no function of variables makes it. */
export function templateOf(mechanism: string, step: number): string {
  if (mechanism === 'LOGIN') return step === 0 ? '' : '{{password|base64}}';
  return TEMPLATES[mechanism] ?? '';
}

/** Finds them, in order. */
export function findSecretLines(file: SessionFile): FoundSecrets {
  const lines: SecretLine[] = [];
  const signIns: SignInLines[] = [];
  let mechanism = '';
  let from = 0;
  let answers = 0;
  let asked = false;
  let inLetter = false;
  let user = '';
  let names: number[] = [];
  let challenges: number[] = [];
  for (const [index, line] of file.lines.entries()) {
    if (line.kind === 'server') {
      const code = line.codes.alternatives[0] ?? '';
      if (line.separator === '-') continue;
      inLetter = code === '354';
      asked = code === '334';
      if (mechanism === '') continue;
      if (asked) challenges.push(index);
      else {
        signIns.push({ mechanism, from, to: index + 1, accepted: code === '235', user, names, challenges });
        mechanism = '';
      }
      continue;
    }
    const text = textOf(line);
    if (text === null) continue;
    if (inLetter) {
      if (text === '.') inLetter = false;
      continue;
    }
    const auth = /^AUTH +([A-Za-z0-9_-]+)(?: +(.*))?$/i.exec(text);
    if (auth !== null) {
      mechanism = (auth[1] ?? '').toUpperCase();
      from = index;
      answers = 0;
      user = '';
      names = [];
      challenges = [];
      const initial = auth[2] ?? '';
      if (initial === '') continue;
      const before = text.slice(0, text.length - initial.length);
      user ||= userIn(mechanism, initial);
      if (mechanism === 'LOGIN') names.push(index);
      const found = secretIn(mechanism, answers++, initial, line);
      if (found !== null) lines.push({ index, mechanism, before, ...found, shown: before + found.shown });
      continue;
    }
    if (mechanism === '' || !asked) continue;
    asked = false;
    user ||= userIn(mechanism, text);
    if (mechanism === 'LOGIN' && answers === 0) names.push(index);
    const found = secretIn(mechanism, answers++, text, line);
    if (found !== null) lines.push({ index, mechanism, before: '', ...found });
  }
  return { lines, signIns };
}

/** The file's text of a line that the client says; null for any other. */
function textOf(line: SessionLine): string | null {
  return line.kind === 'client' ? printParts(line.parts) + (line.tail?.raw ?? '') : null;
}

function secretIn(
  mechanism: string,
  step: number,
  text: string,
  line: SessionLine,
): Pick<SecretLine, 'shown' | 'template' | 'secrets'> | null {
  const literal = line.kind === 'client' && line.parts.every(({ kind }) => kind === 'text');
  if (!literal || text === '*' || text === '=' || text === HIDDEN || text === '') return null;
  const octets = decodeBase64(text);
  const clear = octets === null ? '' : decodeText(octets);
  if (mechanism === 'LOGIN') {
    // The first answer is the name, which is shown.
    if (step === 0) return null;
    return { shown: HIDDEN, template: templateOf(mechanism, step), secrets: secretsOf(text, clear) };
  }
  if (mechanismFacts(mechanism)?.needs === 'nothing') return null;
  const password = mechanism === 'PLAIN' ? (clear.split('\0')[2] ?? '') : bearerOf(clear);
  return { shown: HIDDEN, template: templateOf(mechanism, step), secrets: secretsOf(text, password) };
}

function bearerOf(clear: string): string {
  return /auth=Bearer ([^\u0001]+)/.exec(clear)?.[1] ?? '';
}

function secretsOf(...texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text !== '');
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
