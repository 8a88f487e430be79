/**
 * The judges of mechanisms that hand something over: PLAIN (RFC 4616 §2), LOGIN (no standard: name, then password),
 * EXTERNAL (RFC 4422 appendix A: the client's certificate counts), ANONYMOUS (RFC 4505 §2), CRAM-MD5 (RFC 2195 §2).
 */

import { decodeText, encodeText } from '../../protocol/index.ts';
import { accountOf, BAD, NO, same } from './judge.ts';
import type { Court, Judge, SignInVerdict } from './judge.ts';

const NOTHING = new Uint8Array(0);
const ASK: SignInVerdict = { kind: 'challenge', octets: NOTHING };

/** A mechanism in which the client speaks first, once. */
function oneAnswer(judge: (answer: Uint8Array) => SignInVerdict): Judge {
  return { start: (initial) => (initial === null ? ASK : judge(initial)), next: judge };
}

export function judgePlain(court: Court): Judge {
  return oneAnswer((answer) => {
    const parts = decodeText(answer).split('\0');
    const [role = '', user = '', password = ''] = parts;
    if (parts.length !== 3 || user === '' || password === '') return BAD;
    const account = accountOf(court, user, password);
    // Nobody here may act for another.
    if (account === null || (role !== '' && !same(court.port, role, user))) return NO;
    return { kind: 'yes', user: account.user };
  });
}

export function judgeLogin(court: Court): Judge {
  let user: string | null = null;
  const ask = (prompt: string): SignInVerdict => ({ kind: 'challenge', octets: encodeText(prompt) });
  const next = (answer: Uint8Array): SignInVerdict => {
    const text = decodeText(answer);
    if (user === null) {
      user = text;
      return ask('Password:');
    }
    const account = accountOf(court, user, text);
    return account === null ? NO : { kind: 'yes', user: account.user };
  };
  return { start: (initial) => (initial === null ? ask('Username:') : next(initial)), next };
}

export function judgeExternal(court: Court): Judge {
  return oneAnswer((answer) => {
    const { clientName } = court;
    const role = decodeText(answer);
    if (clientName === null || (role !== '' && role !== clientName)) return NO;
    return { kind: 'yes', user: clientName };
  });
}

export function judgeAnonymous(): Judge {
  return oneAnswer((answer) => (decodeText(answer).length > 255 ? BAD : { kind: 'yes', user: 'anonymous' }));
}

/** The challenge is a message id that was never used before; the answer is the name and a digest of it. */
export function judgeCramMd5(court: Court): Judge {
  const challenge = encodeText(`<${court.chance(16)}@${court.hostname}>`);
  return {
    start: () => ({ kind: 'challenge', octets: challenge }),
    next: (answer) => {
      const match = /^(.*) ([0-9a-f]{32})$/s.exec(decodeText(answer));
      if (match === null) return BAD;
      const [, user = '', digest = ''] = match;
      const account = court.accounts.find((one) => same(court.port, one.user, user));
      if (account === undefined) return NO;
      const right = court.port.hmac('md5', encodeText(account.password), challenge);
      return hexOf(right) === digest ? { kind: 'yes', user: account.user } : NO;
    },
  };
}

function hexOf(octets: Uint8Array): string {
  return [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}
