/**
 * A sign-in by itself, judged by the practice server's mind: for a session file that says who signs in and not by which octets, and
 * for a sign-in that is taken apart. The rest of a conversation is not its business. Follows RFC 4954 §4.
 */

import { DEFAULT_SCENARIO, Mind } from '../../pure/practice/index.ts';
import type { Account, ProofPort } from '../../pure/practice/index.ts';
import { mechanismFacts } from '../../pure/protocol/index.ts';
import { openProofs } from './proofs.ts';

interface JudgeSetting {
  readonly seed?: string;
  /** The name in the client's certificate. */
  readonly clientName?: string | null;
}

/** Sign-ins of some accounts, one after the other. */
export class SignInJudge {
  readonly #mind: Mind;

  /**
   * Challenges are made from the seed. SECURITY: EXTERNAL signs in whoever `clientName` is, and ANONYMOUS anybody: who asks for real
   * keeps them away.
   */
  constructor(
    accounts: readonly Account[],
    proofs: ProofPort,
    { seed = 'script', clientName = accounts[0]?.user ?? null }: JudgeSetting = {},
  ) {
    this.#mind = new Mind({ ...DEFAULT_SCENARIO, accounts }, { seed, proofs });
    this.#mind.open();
    // The mind signs nobody in before this; the file says where the handshake is.
    this.#mind.line('EHLO client.example.test');
    this.#mind.tlsStarted({ binding: null, clientName });
    this.#mind.line('EHLO client.example.test');
  }

  answer(line: string): Judged {
    const reply = this.#mind.line(line).find((action) => action.kind === 'reply');
    const code = reply?.code ?? 500;
    return { code, text: `${code} ${reply?.lines[0] ?? ''}`.trimEnd() };
  }
}

/** The mechanisms judged here by which a client proves that it knows a password. */
export function passwordMechanisms(): readonly string[] {
  const offer = DEFAULT_SCENARIO.offersInTls.find((line) => line.startsWith('AUTH ')) ?? '';
  return offer
    .split(' ')
    .slice(1)
    .filter((name) => {
      const facts = mechanismFacts(name);
      return facts?.needs === 'password' && !facts.binding;
    });
}

/** How a sign-in is answered. */
export interface Judged {
  readonly code: number;
  readonly text: string;
}

/** Leads a sign-in of an account to its last reply; null where the client left before it. */
export async function judgeSignIn(
  account: Account,
  hear: () => Promise<string | null>,
  say: (reply: Judged) => void,
): Promise<Judged | null> {
  const judge = new SignInJudge([account], await openProofs([account]));
  for (;;) {
    const line = await hear();
    if (line === null) return null;
    const reply = judge.answer(line);
    say(reply);
    if (reply.code !== 334) return reply;
  }
}
