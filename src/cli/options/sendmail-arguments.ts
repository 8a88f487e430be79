/**
 * A command line as programs call `sendmail` with: short options in clusters, values joined or apart, recipients. What it asks for is
 * told as options of `send`; long options are those already. Follows sendmail(8), and sendmail(1) of Postfix.
 */

import { hostname } from 'node:os';
import { sendmailWords } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import { usage } from './input.ts';

export interface SendmailCall {
  /** Options of `send` that say the same. */
  readonly options: readonly string[];
  /** Whether the conversation is to be shown. */
  readonly verbose: boolean;
  /** Whether a line of one dot ends the letter. */
  readonly untilDot: boolean;
  /** The name that goes with the sender in a From that is added. */
  readonly fullName: string;
  /** What has no meaning for a program that hands the letter over at once. */
  readonly unused: readonly string[];
}

/** Short options that take a value, joined or in the next word. */
const WITH_VALUE = 'fFrhNRVBOXLCxpd';
/** Those whose value is joined: without one they are an option themselves. */
const JOINED = 'oAbqeM';
/** What asks for something that is no letter to be sent. */
const OTHER_USES = /^-(?:q.*|b[^m]?)$/;

/** Reads it; `takesValue` knows the long options. Throws a `UsageError`. */
export function readSendmailCall(
  args: readonly string[],
  takesValue: (option: string) => boolean,
  lang: Lang,
): SendmailCall {
  const options: string[] = [];
  const recipients: string[] = [];
  const unused: string[] = [];
  let verbose = false;
  let untilDot = true;
  let fromHeaders = false;
  let fullName = '';
  const meaning: Readonly<Record<string, (value: string) => void>> = {
    t: () => (fromHeaders = true),
    i: () => (untilDot = false),
    v: () => (verbose = true),
    f: (value) => void options.push('--from', value),
    r: (value) => void options.push('--from', value),
    F: (value) => (fullName = value),
    N: (value) => void options.push('--dsn-notify', value),
    R: (value) => void options.push('--dsn-ret', value),
    V: (value) => void options.push('--dsn-envid', value),
    X: (value) => void options.push('--log', value),
  };
  const take = (name: string, value: string): void => {
    const whole = `-${name}${value}`;
    if (OTHER_USES.test(whole)) throw usage(whole, sendmailWords[lang].otherUse);
    if (whole === '-oi') untilDot = false;
    else if (meaning[name] !== undefined) meaning[name](value);
    else if (whole !== '-bm') unused.push(whole);
  };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      recipients.push(...rest);
      break;
    }
    if (word.startsWith('--')) {
      options.push(word);
      const value = word.includes('=') || !takesValue(word) ? undefined : rest.shift();
      if (value !== undefined) options.push(value);
    } else if (word.length < 2 || !word.startsWith('-')) recipients.push(word);
    else readCluster(word.slice(1), rest, take, lang);
  }
  if (recipients.length === 0 && !fromHeaders) throw usage('', sendmailWords[lang].needsRecipient);
  for (const one of recipients) options.push('--to', qualified(one, lang));
  if (fromHeaders) options.push('--to-from-headers');
  return { options, verbose, untilDot, fullName, unused };
}

/** `-ti`, `-fann@example.com`, `-f ann@example.com`. */
function readCluster(
  cluster: string,
  rest: string[],
  take: (name: string, value: string) => void,
  lang: Lang,
): void {
  for (let at = 0; at < cluster.length; at++) {
    const name = cluster[at] ?? '';
    const joined = cluster.slice(at + 1);
    if (JOINED.includes(name)) return take(name, joined);
    if (!WITH_VALUE.includes(name)) {
      take(name, '');
      continue;
    }
    const value = joined === '' ? rest.shift() : joined;
    if (value === undefined) throw usage(`-${name}`, sendmailWords[lang].needsValue);
    return take(name, value);
  }
}

/** A name alone is one of this machine's. SECURITY: `@FILE` would name a file of recipients. */
function qualified(recipient: string, lang: Lang): string {
  if (recipient.startsWith('@')) throw usage(recipient, sendmailWords[lang].noRecipient);
  return /[@,<"]/.test(recipient) ? recipient : `${recipient}@${hostname()}`;
}
