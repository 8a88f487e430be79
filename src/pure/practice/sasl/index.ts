/** The judges of every mechanism: `judgeOf` gives the one of a name. Proofs are checked here, with none of the client's code. */

import { mechanismFacts } from '../../protocol/index.ts';
import { judgeAnonymous, judgeCramMd5, judgeExternal, judgeLogin, judgePlain } from './simple.ts';
import { judgeOauthBearer, judgeXoauth2 } from './token.ts';
import { judgeScram } from './scram.ts';
import type { Court, Judge } from './judge.ts';

export type { Court, Judge, ProofPort, SignInVerdict } from './judge.ts';

/** The judge of a mechanism; null for one that there is none of. */
export function judgeOf(mechanism: string, court: Court): Judge | null {
  const facts = mechanismFacts(mechanism);
  switch (facts?.family) {
    case 'plain':
      return judgePlain(court);
    case 'login':
      return judgeLogin(court);
    case 'cram-md5':
      return judgeCramMd5(court);
    case 'scram':
      return facts.hash === null ? null : judgeScram(facts.hash, facts.binding, court);
    case 'xoauth2':
      return judgeXoauth2(court);
    case 'oauthbearer':
      return judgeOauthBearer(court);
    case 'external':
      return judgeExternal(court);
    case 'anonymous':
      return judgeAnonymous();
    case undefined:
      return null;
  }
}
