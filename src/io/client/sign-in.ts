/**
 * AUTH on a conversation: the mechanism's answers out, the server's challenges in. Follows RFC 4954 §4: cancelled with `*`
 * where a mechanism stops; another mechanism is tried after 504 and 534 alone, since after a 535 it would only hand the
 * same wrong secret over again.
 */

import {
  chooseMechanisms,
  decodeBase64,
  encodeBase64,
  encodeText,
  startExchange,
} from '../../pure/protocol/index.ts';
import type {
  Credentials,
  CryptoPort,
  ExchangeContext,
  MechanismName,
  Reply,
  SaslAnswer,
} from '../../pure/protocol/index.ts';
import { authMechanisms, HIDDEN, Secret } from '../../pure/protocol/index.ts';
import { WireError } from '../wire/index.ts';
import type { Conversation } from './conversation.ts';

export interface SignInOptions {
  readonly credentials: Credentials;
  /** What to try, in order; empty for the strongest that both sides have. */
  readonly wanted: readonly MechanismName[];
  readonly crypto: CryptoPort;
  readonly context: ExchangeContext;
}

const TRY_ANOTHER: readonly number[] = [504, 534];

/** Signs in, or rejects with the reason. The conversation can go on after a refusal. */
export async function signIn(conversation: Conversation, options: SignInOptions): Promise<MechanismName> {
  const offered = authMechanisms(conversation.state.capabilities);
  const { host, port } = options.context;
  if (offered.length === 0) {
    throw new WireError('auth-not-offered', { host, port, tls: conversation.state.encrypted });
  }
  const candidates = chooseMechanisms(offered, options.wanted, options.credentials, options.context);
  let last: WireError | null = null;
  for (const mechanism of candidates) {
    const reply = await exchange(conversation, mechanism, options);
    if (reply.class === 2) return mechanism;
    const { code, enhanced, lines } = reply;
    last = new WireError('auth-rejected', {
      mechanism,
      code,
      enhanced: enhanced?.text ?? null,
      text: lines.join(' '),
    });
    if (!TRY_ANOTHER.includes(code)) break;
  }
  throw last ?? new WireError('no-common-mechanism', { offered, wanted: options.wanted });
}

async function exchange(
  conversation: Conversation,
  mechanism: MechanismName,
  options: SignInOptions,
): Promise<Reply> {
  const running = startExchange(mechanism, options.credentials, options.crypto, options.context);
  let reply = await begin(conversation, mechanism, running.initial());
  while (reply.code === 334) {
    const step = await running.next(decodeBase64((reply.lines[0] ?? '').trim()));
    if (step.kind === 'cancel') {
      await conversation.command({ verb: 'AUTH', line: '*' });
      throw new WireError('auth-cancelled', { mechanism, reason: step.reason });
    }
    const text = new TextDecoder().decode(step.bytes);
    reply = await conversation.answer(encodeBase64(step.bytes), {
      secret: step.secret,
      ...(step.secret ? {} : { decoded: text }),
    });
  }
  const proven = running.finish();
  if (reply.class === 2 && !proven.ok)
    throw new WireError('server-not-proven', { mechanism, reason: proven.reason });
  return reply;
}

/** AUTH with its first answer on the same line; an empty one is written `=` (RFC 4954 §4). */
function begin(
  conversation: Conversation,
  mechanism: MechanismName,
  initial: SaslAnswer | null,
): Promise<Reply> {
  const line = `AUTH ${mechanism}`;
  if (initial === null) return conversation.command({ verb: 'AUTH', line });
  const answer = initial.bytes.length === 0 ? '=' : encodeBase64(initial.bytes);
  if (!initial.secret) return conversation.command({ verb: 'AUTH', line: `${line} ${answer}` });
  return conversation.command({
    verb: 'AUTH',
    line: `${line} ${HIDDEN}`,
    secret: new Secret(`${line} ${answer}`),
  });
}

/** A name or password may hold no NUL (RFC 4616 §2), and no octet that could end a line. */
export function isSafeCredential(text: string): boolean {
  return !/[\u0000\r\n]/.test(text) && encodeText(text).length <= 4096;
}
