/**
 * A sign-in taken apart: client and server both inside this program, every line that would go over the wire, what each was made of.
 * The server is the practice server's mind. Follows RFC 4954 §4 for the frame; each mechanism is in `pure/protocol/auth`.
 */

import { DEFAULT_SCENARIO, Mind } from '../../pure/practice/index.ts';
import type { Account, Action } from '../../pure/practice/index.ts';
import {
  decodeBase64,
  decodeText,
  encodeBase64,
  HIDDEN,
  Secret,
  startExchange,
} from '../../pure/protocol/index.ts';
import type { MechanismName, SaslAnswer } from '../../pure/protocol/index.ts';
import { openProofs } from '../server/index.ts';
import { openCrypto } from './crypto.ts';

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
  const mind = new Mind(
    { ...DEFAULT_SCENARIO, accounts: [account] },
    { seed: 'bench', proofs: await openProofs([account]) },
  );
  mind.open();
  mind.line('EHLO client.example.test');
  mind.tlsStarted({ binding: null, clientName: account.user });
  mind.line('EHLO client.example.test');
  const exchange = startExchange(
    mechanism,
    {
      user: account.user,
      password: new Secret(account.password),
      token: new Secret(account.token ?? account.password),
    },
    await openCrypto(),
    { host: 'mail.example.test', port: 587, binding: null },
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
  const hear = (actions: readonly Action[]): { readonly code: number; readonly text: string } => {
    const reply = actions.find((action) => action.kind === 'reply');
    const code = reply?.code ?? 0;
    const text = reply?.lines[0] ?? '';
    const octets = code === 334 && text !== '' ? decodeBase64(text) : null;
    lines.push({
      side: 'server',
      line: `${code} ${text}`.trimEnd(),
      decoded: octets === null ? null : decodeText(octets),
      parts: [],
    });
    return { code, text };
  };
  let heard = hear(mind.line(say(`AUTH ${mechanism} `, exchange.initial())));
  while (heard.code === 334) {
    const step = await exchange.next(decodeBase64(heard.text));
    heard = hear(mind.line(step.kind === 'cancel' ? say('*', null) : say('', step)));
  }
  return { lines, accepted: heard.code === 235 && exchange.finish().ok };
}
