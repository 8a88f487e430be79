/**
 * A sign-in taken apart: client and server both inside this program, every line that would go over the wire, what each was made of.
 * The server is the practice server's mind. Follows RFC 4954 §4 for the frame; each mechanism is in `pure/protocol/auth`.
 */

import type { Account } from '../../pure/practice/index.ts';
import {
  checkExchange,
  decodeBase64,
  decodeText,
  DEFAULT_PORTS,
  encodeBase64,
  HIDDEN,
  Secret,
  startExchange,
} from '../../pure/protocol/index.ts';
import type { ExchangeCheck, MechanismName, SaslAnswer, ScramName } from '../../pure/protocol/index.ts';
import { openProofs, SignInJudge } from '../server/index.ts';
import { openCrypto } from '../plan/index.ts';

/** One line of the exchange. */
export interface BenchLine {
  readonly side: 'client' | 'server';
  readonly line: string;
  /** What the base64 of it says; null where it has none, or nobody can read it. */
  readonly decoded: string | null;
  /** What it was made of, in order. */
  readonly parts: readonly { readonly id: string; readonly value: string }[];
}

export interface BenchResult {
  readonly lines: readonly BenchLine[];
  readonly accepted: boolean;
}

/** Walks through an exchange. `shown` says whether the secret may be shown: it was made up. */
export async function walkThrough(
  mechanism: MechanismName,
  account: Account,
  shown: boolean,
): Promise<BenchResult> {
  const judge = new SignInJudge([account], await openProofs([account]));
  const exchange = startExchange(
    mechanism,
    {
      user: account.user,
      password: new Secret(account.password),
      token: new Secret(account.token ?? account.password),
    },
    await openCrypto(),
    { host: 'mail.example.test', port: DEFAULT_PORTS.submission, binding: null },
  );
  const lines: BenchLine[] = [];
  const say = (before: string, answer: SaslAnswer | null): string => {
    // RFC 4954 §4: an empty first answer is written as an equals sign.
    const empty = answer !== null && answer.bytes.length === 0 && before !== '';
    const base64 = answer === null ? '' : empty ? '=' : encodeBase64(answer.bytes);
    const hidden = answer?.secret === true && !shown;
    const text = `${before}${hidden ? HIDDEN : base64}`.trimEnd();
    const parts = (answer?.parts ?? []).map(({ id, value }) => ({
      id,
      value: value instanceof Secret ? (shown ? value.reveal() : HIDDEN) : value,
    }));
    lines.push({
      side: 'client',
      line: text,
      decoded: answer === null || hidden ? null : decodeText(answer.bytes),
      parts,
    });
    return `${before}${base64}`.trimEnd();
  };
  const hear = (said: string): { readonly code: number; readonly text: string } => {
    const { code, text: line } = judge.answer(said);
    const text = line.slice(4);
    const octets = code === 334 && text !== '' ? decodeBase64(text) : null;
    lines.push({ side: 'server', line, decoded: octets === null ? null : decodeText(octets), parts: [] });
    return { code, text };
  };
  let heard = hear(say(`AUTH ${mechanism} `, exchange.initial()));
  while (heard.code === 334) {
    const step = await exchange.next(decodeBase64(heard.text));
    heard = hear(step.kind === 'cancel' ? say('*', null) : say('', step));
  }
  return { lines, accepted: heard.code === 235 && exchange.finish().ok };
}

/** Holds a recorded exchange against a password. Rejects with an error where the password holds what SASLprep prohibits. */
export async function checkRecorded(
  mechanism: 'CRAM-MD5' | ScramName,
  text: string,
  password: string,
): Promise<ExchangeCheck> {
  return checkExchange(mechanism, text, password, await openCrypto());
}
