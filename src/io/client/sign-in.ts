/**
 * AUTH on a conversation: the mechanism's answers out, the server's challenges in. Follows RFC 4954 §4: cancelled with `*`
 * where a mechanism stops; another mechanism is tried after 504 and 534 alone, since after a 535 it would only hand the same
 * wrong secret over again, and a 530 or 538 asks for encryption.
 */

import {
  areHarmless,
  authMechanisms,
  chooseMechanisms,
  COMMAND_LINE_OCTETS,
  decodeBase64,
  decodeText,
  encodeBase64,
  forbiddenIn,
  HIDDEN,
  saysYes,
  Secret,
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
import { WireError } from '../wire/index.ts';
import type { Conversation } from './conversation.ts';
import { factsOf } from './delivered.ts';

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
  refuseControls(options.credentials);
  const offered = authMechanisms(conversation.state.capabilities);
  const { host, port } = options.context;
  if (offered.length === 0) {
    const { encrypted: tls, extended } = conversation.state;
    throw new WireError('auth-not-offered', { host, port, tls, helo: !extended });
  }
  const candidates = chooseMechanisms(offered, options.wanted, options.credentials, options.context);
  askPrivacy(conversation, candidates);
  let last: { readonly mechanism: MechanismName; readonly reply: Reply } | null = null;
  for (const mechanism of candidates) {
    if (last !== null) {
      const detail = { from: last.mechanism, to: mechanism, code: last.reply.code };
      conversation.remark({ kind: 'note', code: 'mechanism-fallback', detail });
    } else if (options.wanted.length !== 1) {
      const detail = { mechanism, offered: offered.join(' ') };
      conversation.remark({ kind: 'note', code: 'mechanism-chosen', detail });
    }
    const reply = await exchange(conversation, mechanism, options);
    if (saysYes(reply)) {
      conversation.signedIn(options.credentials.user);
      return mechanism;
    }
    last = { mechanism, reply };
    if (!TRY_ANOTHER.includes(reply.code)) break;
  }
  if (last === null) throw new WireError('no-common-mechanism', { offered, wanted: options.wanted });
  throw new WireError('auth-rejected', { mechanism: last.mechanism, ...factsOf(last.reply) });
}

/** SECURITY: where the line can be read, nothing is begun that ends with a secret on it, unless that was asked for. */
function askPrivacy(conversation: Conversation, candidates: readonly MechanismName[]): void {
  if (areHarmless(candidates)) return;
  conversation.speech.checkPrivacy();
  if (conversation.speech.privacy === 'encrypted') return;
  const detail = { host: conversation.peer.host, loopback: conversation.speech.privacy === 'local' };
  conversation.remark({ kind: 'warning', code: 'plaintext-auth', detail });
}

async function exchange(
  conversation: Conversation,
  mechanism: MechanismName,
  options: SignInOptions,
): Promise<Reply> {
  const running = startExchange(mechanism, options.credentials, options.crypto, {
    ...options.context,
    offered: authMechanisms(conversation.state.capabilities),
  });
  let { reply, held } = await begin(conversation, mechanism, running.initial());
  while (reply.code === 334) {
    const challenge = decodeBase64((reply.lines[0] ?? '').trim());
    const step = held ?? (await running.next(challenge));
    held = null;
    if (step.kind === 'cancel') {
      await conversation.command({ verb: 'AUTH', line: '*' });
      throw new WireError('auth-cancelled', { mechanism, reason: step.reason });
    }
    const { secret, template } = step;
    reply = await conversation.answer(encodeBase64(step.bytes), {
      secret,
      template,
      ...(secret ? {} : { decoded: decodeText(step.bytes), from: 'name' }),
    });
  }
  if (reply.class === 3 || reply.code === 221) {
    conversation.destroy();
    throw new WireError('impossible-reply', { to: 'AUTH', code: reply.code, text: reply.lines.join(' ') });
  }
  const proven = running.finish();
  if (reply.class === 2 && !proven.ok)
    throw new WireError('server-not-proven', { mechanism, reason: proven.reason });
  return reply;
}

/**
 * AUTH with its first answer on the same line; an empty one is written `=`. An answer that makes the line too long waits for
 * the server's empty challenge (RFC 4954 §4): it comes back as `held`.
 */
async function begin(
  conversation: Conversation,
  mechanism: MechanismName,
  initial: SaslAnswer | null,
): Promise<{ readonly reply: Reply; readonly held: SaslAnswer | null }> {
  const line = `AUTH ${mechanism}`;
  const answer = initial === null ? '' : initial.bytes.length === 0 ? '=' : encodeBase64(initial.bytes);
  const whole = `${line} ${answer}`;
  if (initial === null || whole.length + 2 > COMMAND_LINE_OCTETS) {
    return { reply: await conversation.command({ verb: 'AUTH', line }), held: initial };
  }
  const template = initial.template === '' ? {} : { template: `${line} ${initial.template}` };
  const outgoing = initial.secret
    ? { verb: 'AUTH', line: `${line} ${HIDDEN}`, secret: new Secret(whole), ...template }
    : { verb: 'AUTH', line: whole, decoded: decodeText(initial.bytes), from: 'name' as const, ...template };
  return { reply: await conversation.command(outgoing), held: null };
}

/** A name or a secret may hold no NUL (RFC 4616 §2), and no octet that could end a line. */
function refuseControls({ user, authzid = '', password, token }: Credentials): void {
  const values = { user, authzid, password: password?.reveal() ?? '', token: token?.reveal() ?? '' };
  for (const [option, value] of Object.entries(values)) {
    const found = forbiddenIn(value);
    if (found !== null) throw new WireError('forbidden-characters', { option, found });
  }
}
