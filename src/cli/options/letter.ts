/**
 * The options of `send` that make the letter and its envelope: addresses, fields, texts, files, a ready message. Checked as a
 * whole before anything is connected to. SECURITY: no value holds a line break, and nobody hidden by Bcc gets into a field.
 */

import { hostname } from 'node:os';
import {
  completedLetter,
  composeFromParts,
  filledTo,
  LetterError,
  openReadyLetter,
  untilDot,
} from '../../io/letters/index.ts';
import type { Letter, Source } from '../../io/letters/index.ts';
import { optionWords, sendWords } from '../../pure/phrases/index.ts';
import { parseAddressList } from '../../pure/protocol/index.ts';
import type { NamedAddress } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../../pure/problems/index.ts';
import { readAttachment } from './attachment.ts';
import { refuseControls, unreadable, usage } from './input.ts';

/** What commander makes of them. */
export interface LetterOptionValues {
  readonly from?: string;
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly subject?: string;
  readonly body?: string;
  readonly bodyFile?: string;
  readonly htmlFile?: string;
  readonly attach?: readonly string[];
  readonly header?: readonly string[];
  readonly inline?: readonly string[];
  readonly eml?: readonly string[];
  readonly data?: string;
  readonly template?: boolean;
  readonly rawEnvelope?: boolean;
  readonly letterSize?: number;
  readonly keepBcc?: boolean;
  readonly rawData?: boolean;
  readonly toFromHeaders?: boolean;
  readonly asSendmail?: SendmailLetter;
}

/** A letter that comes as `sendmail` takes it. */
export interface SendmailLetter {
  /** Who sends it where neither an option nor its From says so, and the name that goes with it. */
  readonly sender: string;
  readonly fullName: string;
  /** Whether a line of one dot ends it. */
  readonly untilDot: boolean;
}

/** The options of one letter of several. */
export type OneLetter = Omit<LetterOptionValues, 'eml' | 'data'> & { readonly eml?: string };

/** Who gets a letter from whom, and the letter. */
export interface ReadLetter {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly letter: Letter;
}

const PRACTICE_FROM = 'student@example.test';
const PRACTICE_TO = 'teacher@example.test';
/** Fields that say how the parts of a letter are put together. */
const STRUCTURE = /^(?:mime-version|content-(?:type|transfer-encoding))$/i;

/** Reads all of it. `practice` is true where friendly defaults stand in for what is missing. */
export async function readLetter(
  options: OneLetter,
  practice: boolean,
  context: CliContext,
): Promise<ReadLetter> {
  const words = sendWords[context.lang];
  checkFields(options, context);
  if (options.eml === undefined) {
    if (options.toFromHeaders === true) throw usage('--to-from-headers', words.needsEml);
    if (options.keepBcc === true) throw usage('--keep-bcc', words.needsEml);
    if (options.rawData === true) throw usage('--raw-data', words.needsEml);
  }
  const { asSendmail } = options;
  const envelope = readEnvelope(
    asSendmail === undefined ? options : { ...options, from: options.from ?? asSendmail.sender },
    practice,
    context,
  );
  const { sender, everybody, cc, recipients } = envelope;
  const plain =
    options.eml === undefined
      ? await compose(options, { from: sender, to: everybody, cc }, context)
      : await ready(options.eml, options, context);
  const { letter, author } =
    asSendmail === undefined
      ? { letter: plain, author: null }
      : await completedLetter(plain, {
          from:
            sender.address === ''
              ? { name: '', address: asSendmail.sender }
              : { ...sender, name: asSendmail.fullName },
          date: new Date(),
          messageId: `<${[0, 0].map(() => Math.random().toString(16).slice(2)).join('')}@${hostname()}>`,
        });
  const from = options.from === undefined && author !== null ? author : sender.address;
  if (options.toFromHeaders !== true) return { from, recipients, letter };
  try {
    const fromHeaders = addressesOf('--to-from-headers', letter.recipients, context);
    const all = unique([...recipients, ...fromHeaders.map(({ address }) => address)]);
    if (all.length === 0) throw usage('--to-from-headers', words.noRecipientsInHeaders);
    return { from, recipients: all, letter };
  } catch (error) {
    await letter.dispose();
    throw error;
  }
}

/** Who is named by the options. Throws a `UsageError` where somebody is missing, or is not an address. */
export function readEnvelope(
  options: OneLetter,
  practice: boolean,
  context: CliContext,
): {
  readonly sender: NamedAddress;
  readonly everybody: readonly NamedAddress[];
  readonly cc: readonly NamedAddress[];
  readonly recipients: readonly string[];
} {
  const words = sendWords[context.lang];
  const read = (option: string, values: readonly string[]): readonly NamedAddress[] =>
    options.rawEnvelope === true ? rawAddresses(option, values) : addressesOf(option, values, context);
  const from = read('--from', options.from === undefined ? [] : [options.from])[0];
  if (from === undefined && !practice) throw usage('--from', words.needsFrom);
  const to = read('--to', options.to ?? []);
  const cc = read('--cc', options.cc ?? []);
  const bcc = read('--bcc', options.bcc ?? []);
  const named = [...to, ...cc, ...bcc];
  if (named.length === 0 && !practice && options.toFromHeaders !== true) throw usage('--to', words.needsTo);
  const everybody =
    named.length > 0 || options.toFromHeaders === true ? to : [{ name: '', address: PRACTICE_TO }];
  return {
    sender: from ?? { name: '', address: PRACTICE_FROM },
    everybody,
    cc,
    recipients: unique([...everybody, ...cc, ...bcc].map(({ address }) => address)),
  };
}

/** What stands between `<` and `>`, as it was given, for tests of a server's own checks. SECURITY: never a line break. */
function rawAddresses(option: string, values: readonly string[]): readonly NamedAddress[] {
  return values.map((value) => {
    refuseControls(option, value);
    return { name: '', address: value.replace(/^<([^]*)>$/, '$1') };
  });
}

function unique(addresses: readonly string[]): readonly string[] {
  return [...new Set(addresses)];
}

/** The addresses of an option. Throws a `UsageError` that names the option and the place. */
export function addressesOf(
  option: string,
  values: readonly string[],
  { lang }: Pick<CliContext, 'lang'>,
): readonly NamedAddress[] {
  return values.flatMap((value) => {
    refuseControls(option, value);
    if (option === '--from' && value.trim() === '') return [{ name: '', address: '' }];
    const list = parseAddressList(value);
    if (!list.ok) {
      const { offset, wanted } = list.problem;
      throw usage(option, optionWords[lang].badAddress(value, offset + 1, wanted));
    }
    const empty = option !== '--from' && list.value.some(({ address }) => address === '');
    if (empty) throw usage(option, optionWords[lang].badAddress(value, 1, 'address'));
    return list.value;
  });
}

export function checkFields(options: OneLetter, { lang }: CliContext): void {
  const words = sendWords[lang];
  refuseControls('--subject', options.subject);
  for (const field of options.header ?? []) {
    refuseControls('--header', field);
    if (!/^[!-9;-~]+:/.test(field)) throw usage('--header', words.badHeader);
    const name = field.slice(0, field.indexOf(':'));
    if (/^bcc$/i.test(name)) throw usage('--header', words.bccHeader);
    const parts = options.htmlFile !== undefined || hasFiles(options);
    if (parts && STRUCTURE.test(name)) throw usage('--header', words.badHeaderName(name));
  }
  if (options.letterSize !== undefined && (options.htmlFile !== undefined || hasFiles(options)))
    throw usage('--letter-size', words.sizeNeedsAscii);
  if (options.eml === undefined) return;
  const added = [
    ['--subject', options.subject],
    ['--body', options.body],
    ['--body-file', options.bodyFile],
    ['--html-file', options.htmlFile],
    ['--attach', options.attach?.[0]],
    ['--inline', options.inline?.[0]],
    ['--header', options.header?.[0]],
    ['--letter-size', options.letterSize],
  ].find(([, value]) => value !== undefined);
  if (added !== undefined) throw usage('--eml', words.emlAnd(String(added[0])));
}

function hasFiles({ attach = [], inline = [] }: OneLetter): boolean {
  return attach.length + inline.length > 0;
}

async function ready(file: string, options: OneLetter, context: CliContext): Promise<Letter> {
  let letter: Letter;
  try {
    const { signal } = context;
    letter = await openReadyLetter(file, {
      keepBcc: options.keepBcc === true,
      raw: options.rawData === true,
      stdin: () => (options.asSendmail?.untilDot === true ? untilDot(context.stdin) : context.stdin),
      signal,
    });
  } catch (error) {
    throw unreadable('--eml', file, error);
  }
  if (letter.hasHeader || options.asSendmail !== undefined) return letter;
  await letter.dispose();
  throw new UsageError('not-a-letter', { file });
}

async function compose(
  options: OneLetter,
  envelope: {
    readonly from: NamedAddress;
    readonly to: readonly NamedAddress[];
    readonly cc: readonly NamedAddress[];
  },
  context: CliContext,
): Promise<Letter> {
  const words = sendWords[context.lang];
  const file = (option: string, name: string | undefined): Source | null =>
    name === undefined ? null : { kind: 'file', option, file: name };
  const { letterSize } = options;
  const usual = letterSize === undefined ? words.body : '';
  const own = options.htmlFile === undefined || options.body !== undefined ? (options.body ?? usual) : null;
  const text: Source | null =
    options.body === undefined && options.bodyFile !== undefined
      ? file('--body-file', options.bodyFile)
      : own === null
        ? null
        : { kind: 'text', text: own };
  // The null sender has no mailbox to stand in From.
  const from =
    envelope.from.address === '' ? { name: '', address: `postmaster@${hostname()}` } : envelope.from;
  try {
    const letter = await composeFromParts(
      {
        ...envelope,
        from,
        subject: options.subject ?? words.subject,
        headers: options.header ?? [],
        date: new Date(),
        text,
        html: file('--html-file', options.htmlFile),
        attachments: [
          ...(options.attach ?? []).map((value) => readAttachment('--attach', value, context.lang)),
          ...(options.inline ?? []).map((value) => readAttachment('--inline', value, context.lang)),
        ],
        // Unlike any other is enough: nothing secret hangs on it, and `node:crypto` costs a tenth of a start.
        chance: [0, 0].map(() => Math.random().toString(16).slice(2)).join(''),
        hostname: hostname(),
      },
      { stdin: () => context.stdin, signal: context.signal },
    );
    return letterSize === undefined ? letter : asLarge(letter, letterSize, context);
  } catch (error) {
    if (!(error instanceof LetterError) || !('option' in error.detail) || !('file' in error.detail))
      throw error;
    const { option, file: name } = error.detail;
    throw new UsageError('file-unreadable', { option, file: name, reason: error.detail.reason });
  }
}

function asLarge(letter: Letter, octets: number, { lang }: CliContext): Letter {
  const words = sendWords[lang];
  const filled = filledTo(letter, octets);
  if (filled.ok) return filled.letter;
  if (filled.fault === 'encoded') throw usage('--letter-size', words.sizeNeedsAscii);
  throw usage('--letter-size', words.sizeTooSmall(filled.least));
}
