/**
 * The simple mechanisms: one answer, or one answer a challenge, and nothing to prove.
 * PLAIN (RFC 4616 §2), LOGIN (no standard; the prompts' text is never looked at, since servers word them as they like),
 * EXTERNAL (RFC 4422 appendix A), ANONYMOUS (RFC 4505 §2), XOAUTH2 (a provider's own), OAUTHBEARER (RFC 7628 §3.1).
 */

import { encodeText } from '../bytes.ts';
import type {
  CancelReason,
  Credentials,
  SaslAnswer,
  SaslCancel,
  SaslExchange,
  SaslPart,
  SaslStep,
} from './mechanism.ts';
import type { MechanismName } from './mechanisms.ts';

const NOTHING = new Uint8Array(0);

/** An answer of text. */
export function answerOf(
  text: string,
  secret: boolean,
  template: string,
  parts: readonly SaslPart[] = [],
): SaslAnswer {
  return { kind: 'answer', bytes: encodeText(text), secret, template, parts };
}

/** The exchange ends here: the server asks for more than the mechanism has. */
export function cancelOf(
  reason: CancelReason,
  detail: Readonly<Record<string, string | number>> = {},
): SaslCancel {
  return { kind: 'cancel', reason, detail };
}

/** One answer is all there is; whatever the server asks for after it is not given. */
function oneAnswer(mechanism: MechanismName, answer: SaslAnswer): SaslExchange {
  let given = false;
  return {
    mechanism,
    initial: () => {
      given = true;
      return answer;
    },
    next: (): Promise<SaslStep> => {
      const step = given ? cancelOf('unexpected-challenge') : answer;
      given = true;
      return Promise.resolve(step);
    },
    finish: () => ({ ok: true }),
  };
}

export function startPlain({ user, password, authzid = '' }: Credentials): SaslExchange {
  const clear = password?.reveal() ?? '';
  const parts: SaslPart[] = [{ id: 'user', value: user }];
  if (password !== undefined) parts.push({ id: 'password', value: password });
  return oneAnswer(
    'PLAIN',
    answerOf(`${authzid}\0${user}\0${clear}`, true, '{{plain user password}}', parts),
  );
}

/** The first challenge gets the name, the second the password, a third is refused. */
export function startLogin({ user, password }: Credentials): SaslExchange {
  let asked = 0;
  return {
    mechanism: 'LOGIN',
    initial: () => null,
    next: (): Promise<SaslStep> => {
      asked++;
      if (asked === 1)
        return Promise.resolve(answerOf(user, false, '{{user|base64}}', [{ id: 'user', value: user }]));
      if (asked > 2) return Promise.resolve(cancelOf('unexpected-challenge'));
      const parts: SaslPart[] = password === undefined ? [] : [{ id: 'password', value: password }];
      return Promise.resolve(answerOf(password?.reveal() ?? '', true, '{{password|base64}}', parts));
    },
    finish: () => ({ ok: true }),
  };
}

/** Who to act as: whoever the certificate names where nobody is given (RFC 4422 appendix A). */
export function startExternal({ user, authzid = user }: Credentials): SaslExchange {
  return oneAnswer('EXTERNAL', answerOf(authzid, false, '', [{ id: 'authzid', value: authzid }]));
}

/** The trace is what the user calls themselves; it proves nothing. */
export function startAnonymous({ user }: Credentials): SaslExchange {
  return oneAnswer('ANONYMOUS', answerOf(user, false, '{{user|base64}}', [{ id: 'trace', value: user }]));
}

/** A token in place of a password. A refusal comes as a challenge with the reason, which wants one last, empty answer. */
function withToken(mechanism: MechanismName, answer: SaslAnswer, farewell: Uint8Array): SaslExchange {
  let given = false;
  let refused = false;
  return {
    mechanism,
    initial: () => {
      given = true;
      return answer;
    },
    next: (challenge): Promise<SaslStep> => {
      if (!given) {
        given = true;
        return Promise.resolve(answer);
      }
      if (refused || challenge === null) return Promise.resolve(cancelOf('unexpected-challenge'));
      refused = true;
      return Promise.resolve({ kind: 'answer', bytes: farewell, secret: false, template: '', parts: [] });
    },
    finish: () => (refused ? { ok: false, reason: 'token-refused' } : { ok: true }),
  };
}

export function startXoauth2({ user, token }: Credentials): SaslExchange {
  const text = `user=${user}\u0001auth=Bearer ${token?.reveal() ?? ''}\u0001\u0001`;
  return withToken(
    'XOAUTH2',
    answerOf(text, true, '{{xoauth2 user token}}', [{ id: 'user', value: user }]),
    NOTHING,
  );
}

export function startOauthBearer(
  { user, token }: Credentials,
  server: { readonly host: string; readonly port: number },
): SaslExchange {
  const name = user.replace(/=/g, '=3D').replace(/,/g, '=2C');
  const pairs = [`host=${server.host}`, `port=${server.port}`, `auth=Bearer ${token?.reveal() ?? ''}`];
  const text = `n,a=${name},\u0001${pairs.join('\u0001')}\u0001\u0001`;
  const answer = answerOf(text, true, '{{oauthbearer user token}}', [{ id: 'user', value: user }]);
  return withToken('OAUTHBEARER', answer, Uint8Array.of(1));
}
