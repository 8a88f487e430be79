/** `explain --sasl`: a sign-in taken apart on the screen, every line with what it says and what it is made of. */

import { checkRecorded, walkThrough } from '../../io/explore/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { explainWords } from '../../pure/phrases/index.ts';
import { EXIT } from '../../pure/problems/index.ts';
import { isScram, makeVisible, MECHANISM_NAMES, MECHANISMS } from '../../pure/protocol/index.ts';
import type { MechanismName } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { allOf, contentOf, usage } from '../options/index.ts';
import { askSecret, indentProse } from '../terminal/index.ts';

/** All but those that are bound to a connection: here is none. */
const UNBOUND = MECHANISM_NAMES.filter((name) => !MECHANISMS[name].binding);

/** Shows it; the password is made up unless a file has one, and only a made-up one is shown. */
export async function showSasl(
  name: string,
  options: {
    readonly user?: string;
    readonly passwordFile?: string;
    readonly showSecrets?: boolean;
    readonly exchange?: string;
  },
  context: CliContext,
): Promise<number> {
  const words = explainWords[context.lang];
  const mechanism = UNBOUND.find((one) => one === name.toUpperCase());
  if (mechanism === undefined) throw usage('--sasl', words.saslUnknown(name, UNBOUND.join(', ')));
  const given =
    options.passwordFile === undefined
      ? null
      : (await contentOf('--password-file', options.passwordFile)).toString().replace(/\r?\n$/, '');
  if (given !== null && options.showSecrets !== true) context.guard(given);
  if (options.exchange !== undefined) return tellCheck(mechanism, options.exchange, given, context);
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
    return accepted ? EXIT.done : EXIT.auth;
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
  return accepted ? EXIT.done : EXIT.auth;
}

/** Holds a recorded exchange against a password; exit code 7 where the password is another one. */
async function tellCheck(
  mechanism: MechanismName,
  file: string,
  given: string | null,
  context: CliContext,
): Promise<number> {
  const words = explainWords[context.lang];
  if (mechanism !== 'CRAM-MD5' && !isScram(mechanism)) throw usage('--exchange', words.exchangeFor);
  const password =
    given ?? (context.stdinIsTerminal ? await askSecret(context, words.exchangePassword) : null);
  if (password === null) throw usage('--password-file', words.exchangeWants);
  context.guard(password);
  const text = file === '-' ? await allOf('--exchange', context) : await contentOf('--exchange', file);
  const checked = await checkRecorded(mechanism, text.toString().slice(0, MOST_CHARACTERS), password);
  if (checked.kind !== 'checked') throw usage('--exchange', words.exchangeFaults[checked.kind]);
  if (context.json) {
    for (const { id, came, wanted, ok } of checked.parts)
      context.out.line(formatJson({ id, came, wanted, ok }));
    return checked.ok ? EXIT.done : EXIT.auth;
  }
  for (const { id, came, wanted, ok } of checked.parts) {
    context.out.line(makeVisible(`${ok ? ' ' : '!'} ${id.padEnd(11)} ${came}`));
    if (!ok && wanted !== null)
      context.out.line(makeVisible(`  ${words.exchangeWanted.padEnd(11)} ${wanted}`));
  }
  context.out.line();
  context.out.line(checked.ok ? words.exchangeRight : words.exchangeWrong);
  return checked.ok ? EXIT.done : EXIT.auth;
}

const MOST_CHARACTERS = 65_536;
