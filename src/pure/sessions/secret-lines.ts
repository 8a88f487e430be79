/**
 * Which lines of a file carry a secret as it stands, by the state of the conversation and never by their look: an initial
 * response, an answer to a 334. SECURITY: whatever a file of this kind is made into hides them. Follows RFC 4954 §4 (the frame of a
 * sign-in).
 */

import { repeatedSecrets } from '../events/index.ts';
import { nameSaid } from '../protocol/index.ts';
import type { SessionFile } from './ast.ts';
import type { HiddenText } from './hidden-text.ts';
import { openingOf } from './opening.ts';
import { printLine } from './print.ts';
import { compile } from './program.ts';

/** A line of a sign-in whose text is given away by the file. */
export interface SecretLine extends HiddenText {
  /** Its index among the lines of the file. */
  readonly index: number;
  readonly connection: number;
}

/** A whole sign-in: from its AUTH to the reply that ended it. */
export interface SignInLines {
  readonly connection: number;
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
  /** Texts that must appear nowhere, since a reply repeats a sign-in that the file may not have. */
  readonly repeated: readonly string[];
}

/** A sign-in that is under way. */
interface Begun {
  readonly connection: number;
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
  const under = new Map<number, Begun>();
  const end = (connection: number, to: number, accepted: boolean): void => {
    const begun = under.get(connection);
    if (begun !== undefined) signIns.push({ ...begun, to, accepted });
    under.delete(connection);
  };
  for (const step of compile(file, openingOf(file)).steps) {
    const { connection } = step;
    if (step.act === 'reply') {
      const to = step.index + step.lines.length;
      if (step.code === CHALLENGE) under.get(connection)?.challenges.push(to - 1);
      else end(connection, to, step.code === SIGNED_IN);
      continue;
    }
    if (step.act !== 'command' && step.act !== 'sign-in') continue;
    if (step.hidden !== null) lines.set(step.index, { index: step.index, connection, ...step.hidden });
    if (step.act === 'sign-in') continue;
    const { kind, mechanism, template } = step.judged;
    if (kind === 'auth' || kind === 'other') end(connection, step.index, false);
    if (kind === 'auth')
      under.set(connection, { connection, mechanism, from: step.index, user: '', names: [], challenges: [] });
    const begun = under.get(connection);
    if (begun === undefined) continue;
    if (begun.user === '') begun.user = nameSaid(step.judged, step.text);
    if (mechanism === 'LOGIN' && template === USER && step.text !== '*') begun.names.push(step.index);
  }
  for (const connection of under.keys()) end(connection, file.lines.length, false);
  const repeated = file.lines.flatMap((line) =>
    line.kind === 'server' ? repeatedSecrets(printLine(line)) : [],
  );
  return { lines: [...lines.values()], signIns, repeated };
}

const CHALLENGE = 334;
const SIGNED_IN = 235;
const USER = '{{user|base64}}';
