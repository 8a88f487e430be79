/**
 * Which lines of a file carry a secret as it stands, by the state of the conversation and never by their look: an initial
 * response, an answer to a 334. SECURITY: whatever a file of this kind is made into hides them. Follows RFC 4954 §4 (the frame of a
 * sign-in).
 */

import { nameSaid } from '../protocol/index.ts';
import type { SessionFile } from './ast.ts';
import type { HiddenText } from './hidden-text.ts';
import { openingOf } from './opening.ts';
import { compile } from './program.ts';

/** A line of a sign-in whose text is given away by the file. */
export interface SecretLine extends HiddenText {
  /** Its index among the lines of the file. */
  readonly index: number;
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

/** A sign-in that is under way. */
interface Begun {
  readonly mechanism: string;
  readonly from: number;
  user: string;
  readonly names: number[];
  readonly challenges: number[];
}

/** Finds them, in order. */
export function findSecretLines(file: Pick<SessionFile, 'lines' | 'front'>): FoundSecrets {
  // A line of a loop is a line all the same.
  const lines = new Map<number, SecretLine>();
  const signIns: SignInLines[] = [];
  let begun: Begun | null = null;
  const end = (to: number, accepted: boolean): void => {
    if (begun !== null) signIns.push({ ...begun, to, accepted });
    begun = null;
  };
  for (const step of compile(file, openingOf(file)).steps) {
    if (step.act === 'reply') {
      const to = step.index + step.lines.length;
      if (step.code === CHALLENGE) begun?.challenges.push(to - 1);
      else end(to, step.code === SIGNED_IN);
      continue;
    }
    if (step.act !== 'command' && step.act !== 'sign-in') continue;
    if (step.hidden !== null) lines.set(step.index, { index: step.index, ...step.hidden });
    if (step.act === 'sign-in') continue;
    const { kind, mechanism, template } = step.judged;
    if (kind === 'auth' || kind === 'other') end(step.index, false);
    if (kind === 'auth') begun = { mechanism, from: step.index, user: '', names: [], challenges: [] };
    if (begun === null) continue;
    if (begun.user === '') begun.user = nameSaid(step.judged, step.text);
    if (mechanism === 'LOGIN' && template === USER && step.text !== '*') begun.names.push(step.index);
  }
  end(file.lines.length, false);
  return { lines: [...lines.values()], signIns };
}

const CHALLENGE = 334;
const SIGNED_IN = 235;
const USER = '{{user|base64}}';
