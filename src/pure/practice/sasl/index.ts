/** The judges of every mechanism: `judgeOf` gives the one of a name. Proofs are checked here, with none of the client's code. */

import { judgeAnonymous, judgeCramMd5, judgeExternal, judgeLogin, judgePlain } from './simple.ts';
import { judgeOauthBearer, judgeXoauth2 } from './token.ts';
import { judgeScram } from './scram.ts';
import type { Court, Judge } from './judge.ts';

export type { Court, Judge, ProofHash, ProofPort, Verdict } from './judge.ts';

/** The judge of a mechanism; null for one that there is none of. */
export function judgeOf(mechanism: string, court: Court): Judge | null {
  switch (mechanism) {
    case 'PLAIN':
      return judgePlain(court);
    case 'LOGIN':
      return judgeLogin(court);
    case 'CRAM-MD5':
      return judgeCramMd5(court);
    case 'SCRAM-SHA-1':
    case 'SCRAM-SHA-1-PLUS':
      return judgeScram('sha1', mechanism.endsWith('-PLUS'), court);
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-256-PLUS':
      return judgeScram('sha256', mechanism.endsWith('-PLUS'), court);
    case 'XOAUTH2':
      return judgeXoauth2(court);
    case 'OAUTHBEARER':
      return judgeOauthBearer(court);
    case 'EXTERNAL':
      return judgeExternal(court);
    case 'ANONYMOUS':
      return judgeAnonymous();
    default:
      return null;
  }
}

/** Every mechanism that there is a judge for. */
export const JUDGED: readonly string[] = [
  ...['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-1-PLUS'],
  ...['SCRAM-SHA-256-PLUS', 'XOAUTH2', 'OAUTHBEARER', 'EXTERNAL', 'ANONYMOUS'],
];
