/**
 * Sign-ins that a gateway judges itself, since it signs in to the server with a name of its own. SECURITY: only mechanisms that prove
 * the knowledge of a password; each client may fail a few times.
 */

import { randomBytes } from 'node:crypto';
import type { Account } from '../../pure/practice/index.ts';
import { authWords, replyOf } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import { openProofs, passwordMechanisms, SignInJudge } from '../server/index.ts';

const MOST_FAILURES = 3;

export class OwnSignIn {
  readonly #judge: SignInJudge;
  /** The mechanisms that are offered; none where nobody has an account. */
  readonly mechanisms: readonly string[];
  #within = false;
  #failures = 0;

  private constructor(judge: SignInJudge, mechanisms: readonly string[]) {
    this.#judge = judge;
    this.mechanisms = mechanisms;
  }

  static async open(accounts: readonly Account[]): Promise<OwnSignIn> {
    const seed = randomBytes(16).toString('hex');
    const judge = new SignInJudge(accounts, await openProofs(accounts), { seed, clientName: null });
    return new OwnSignIn(judge, accounts.length === 0 ? [] : passwordMechanisms());
  }

  /** Whether the client has failed as often as it may. */
  get isOver(): boolean {
    return this.#failures >= MOST_FAILURES;
  }

  /** The reply to a line of a sign-in. */
  answer(line: string): Reply {
    if (!this.#within && !this.mechanisms.includes(authWords(line)?.mechanism ?? ''))
      return replyOf(504, ['5.5.4 This mechanism is not offered here']);
    const { code, text } = this.#judge.answer(line);
    this.#within = code === 334;
    if (code === 535) this.#failures++;
    return replyOf(code, [text.slice(4)]);
  }
}
