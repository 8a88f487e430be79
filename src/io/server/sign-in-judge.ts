/**
 * A sign-in by itself, judged by the practice server's mind: for a session file that says who signs in and not by which octets, and
 * for a sign-in that is taken apart. The rest of a conversation is not its business. Follows RFC 4954 §4.
 */

import { DEFAULT_SCENARIO, Mind } from '../../pure/practice/index.ts';
import type { Account, ProofPort } from '../../pure/practice/index.ts';

/** One sign-in of one account. */
export class SignInJudge {
  readonly #mind: Mind;

  constructor(account: Account, proofs: ProofPort) {
    this.#mind = new Mind({ ...DEFAULT_SCENARIO, accounts: [account] }, { seed: 'script', proofs });
    this.#mind.open();
    // The mind signs nobody in before this; the file says where the handshake is.
    this.#mind.line('EHLO client.example.test');
    this.#mind.tlsStarted({ binding: null, clientName: account.user });
    this.#mind.line('EHLO client.example.test');
  }

  answer(line: string): { readonly code: number; readonly text: string } {
    const reply = this.#mind.line(line).find((action) => action.kind === 'reply');
    const code = reply?.code ?? 500;
    return { code, text: `${code} ${reply?.lines[0] ?? ''}`.trimEnd() };
  }
}
