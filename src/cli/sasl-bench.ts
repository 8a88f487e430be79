/** `explain --sasl`: a sign-in taken apart on the screen, every line with what it says and what it is made of. */

import { walkThrough } from '../io/lab/index.ts';
import { formatJson } from '../pure/events/index.ts';
import { explainWords } from '../pure/phrases/index.ts';
import { makeVisible } from '../pure/protocol/index.ts';
import type { MechanismName } from '../pure/protocol/index.ts';
import type { CliContext } from './context.ts';
import { contentOf, usage } from './options/index.ts';
import { indentProse } from './terminal/index.ts';

const MECHANISMS: readonly MechanismName[] = [
  ...([
    'PLAIN',
    'LOGIN',
    'CRAM-MD5',
    'SCRAM-SHA-1',
    'SCRAM-SHA-256',
    'XOAUTH2',
    'OAUTHBEARER',
    'EXTERNAL',
    'ANONYMOUS',
  ] as const),
];

/** Shows it; the password is made up unless a file has one, and only a made-up one is shown. */
export async function showSasl(
  name: string,
  options: { readonly user?: string; readonly passwordFile?: string; readonly showSecrets?: boolean },
  context: CliContext,
): Promise<number> {
  const words = explainWords[context.lang];
  const mechanism = MECHANISMS.find((one) => one === name.toUpperCase());
  if (mechanism === undefined) throw usage('--sasl', words.saslUnknown(name, MECHANISMS.join(', ')));
  const given =
    options.passwordFile === undefined
      ? null
      : (await contentOf('--password-file', options.passwordFile)).toString().replace(/\r?\n$/, '');
  if (given !== null && options.showSecrets !== true) context.guard(given);
  const account = {
    user: options.user ?? 'ann',
    password: given ?? 'made-up-word',
    token: given ?? 'made-up-token',
  };
  const { lines, accepted } = await walkThrough(
    mechanism,
    account,
    given === null || options.showSecrets === true,
  );
  if (context.json) {
    for (const line of lines) context.out.line(formatJson(line));
    return accepted ? 0 : 7;
  }
  context.out.line(words.saslTitle(mechanism));
  if (given === null) context.out.line(words.saslMade(account.user, account.password));
  for (const { side, line, decoded, parts } of lines) {
    context.out.line();
    context.out.line(makeVisible(`${side === 'client' ? 'C' : 'S'}: ${line}`));
    const below = (label: string, text: string): void => {
      for (const row of indentProse(makeVisible(`${label}: ${text}`), 6, context.out.columns))
        context.out.line(row);
    };
    if (decoded !== null && decoded !== '') below(words.saslDecoded, decoded);
    for (const { id, value } of parts) below(`${words.saslIn} ${id}`, value);
  }
  context.out.line();
  context.out.line(words.saslResult(accepted));
  return accepted ? 0 : 7;
}
