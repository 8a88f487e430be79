/**
 * The letters of one `send`: one, or several that differ: ready messages, or a template with a row of `--data` for each. All envelopes are
 * checked before anything is connected to; a letter of a template is made when its turn comes.
 */

import type { Letter } from '../../io/letters/index.ts';
import type { Pile } from '../../io/plan/index.ts';
import { sendWords } from '../../pure/phrases/index.ts';
import type { CliContext } from '../context.ts';
import { contentOf, usage } from './input.ts';
import { checkFields, readEnvelope, readLetter } from './letter.ts';
import type { LetterOptionValues, OneLetter, ReadLetter } from './letter.ts';
import { withFiles } from './recipients-file.ts';
import { alwaysThere, filled, rowsOf, unfilled } from './rows.ts';
import type { Row } from './rows.ts';

export interface ReadLetters extends ReadLetter {
  /** Null for one letter, which may be sent more than once. */
  readonly pile: Pile | null;
  readonly count: number;
  /** Removes what was written for them. */
  readonly dispose: () => Promise<void>;
}

/** Reads all of it; `count` is what `--count` says. */
export async function readLetters(
  given: LetterOptionValues,
  count: number | undefined,
  practice: boolean,
  context: CliContext,
): Promise<ReadLetters> {
  const words = sendWords[context.lang];
  const { eml = [], data, ...rest } = given;
  const options: OneLetter = {
    ...rest,
    ...(rest.to === undefined ? {} : { to: await withFiles('--to', rest.to) }),
    ...(rest.cc === undefined ? {} : { cc: await withFiles('--cc', rest.cc) }),
    ...(rest.bcc === undefined ? {} : { bcc: await withFiles('--bcc', rest.bcc) }),
  };
  if (data !== undefined || options.template === true) {
    if (eml.length > 0) throw usage('--eml', words.emlAnd(data === undefined ? '--template' : '--data'));
    if (data !== undefined && count !== undefined) throw usage('--count', words.countAndData);
    return fromTemplate(options, data ?? null, count ?? 1, practice, context);
  }
  if (eml.length > 1) return severalReady(eml, options, count ?? 1, practice, context);
  const [file] = eml;
  const read = await readLetter(file === undefined ? options : { ...options, eml: file }, practice, context);
  return { ...read, pile: null, count: count ?? 1, dispose: () => read.letter.dispose() };
}

async function severalReady(
  files: readonly string[],
  options: OneLetter,
  count: number,
  practice: boolean,
  context: CliContext,
): Promise<ReadLetters> {
  const read: ReadLetter[] = [];
  const dispose = async (): Promise<void> => {
    for (const { letter } of read) await letter.dispose();
  };
  try {
    for (const eml of files) read.push(await readLetter({ ...options, eml }, practice, context));
  } catch (error) {
    await dispose();
    throw error;
  }
  const [first] = read;
  if (first === undefined) throw usage('--eml', sendWords[context.lang].needsEml);
  const at = (index: number): ReadLetter => read[index % read.length] ?? first;
  const pile: Pile = { envelope: at, letter: (index) => Promise.resolve(at(index).letter) };
  return { ...first, pile, count: count * read.length, dispose };
}

async function fromTemplate(
  options: OneLetter,
  data: string | null,
  count: number,
  practice: boolean,
  context: CliContext,
): Promise<ReadLetters> {
  const words = sendWords[context.lang];
  const rows: readonly Row[] | null =
    data === null ? null : rowsOf((await contentOf('--data', data)).toString());
  if (rows?.length === 0) throw usage('--data', words.noRows);
  const unique = [0, 0].map(() => Math.random().toString(16).slice(2)).join('');
  const text =
    options.body === undefined && options.bodyFile !== undefined && options.bodyFile !== '-'
      ? { ...options, body: (await contentOf('--body-file', options.bodyFile)).toString() }
      : options;
  const began = new Date();
  const optionsAt = (index: number): OneLetter => {
    const now = index === 0 ? began : new Date();
    const row = new Map([...(rows?.[index] ?? []), ...alwaysThere(index, now, `${unique}-${index + 1}`)]);
    return fill(text, row, (name) => words.unfilled(name, [...row.keys()].join(', ')));
  };
  const total = rows?.length ?? count;
  const envelopes = Array.from({ length: total }, (_, index) => {
    const one = optionsAt(index);
    checkFields(one, context);
    const { sender, recipients } = readEnvelope(one, practice, context);
    return { from: sender.address, recipients };
  });
  const at = (index: number) => envelopes[index] ?? { from: '', recipients: [] };
  // A letter whose recipients are asked about in several transactions is one letter.
  const made = new Map<number, Promise<Letter>>();
  const letter = (index: number): Promise<Letter> => {
    const known = made.get(index);
    if (known !== undefined) return known;
    const making = readLetter(optionsAt(index), practice, context).then((read) => read.letter);
    made.set(index, making);
    return making;
  };
  const release = async (index: number): Promise<void> => {
    const making = made.get(index);
    made.delete(index);
    await making?.then((one) => one.dispose());
  };
  const first = await letter(0);
  return {
    ...at(0),
    letter: first,
    pile: { envelope: at, letter, release },
    count: total,
    dispose: async () => {
      for (const index of made.keys()) await release(index);
    },
  };
}

/** The options with their gaps filled. Throws a `UsageError` for a gap that nothing fills. */
function fill(options: OneLetter, row: Row, reason: (name: string) => string): OneLetter {
  const one = (option: string, value: string): string => {
    const name = unfilled(value, row);
    if (name !== null) throw usage(option, reason(name));
    return filled(value, row);
  };
  const several = (option: string, values: readonly string[]): readonly string[] =>
    values.map((value) => one(option, value));
  const { from, to, cc, bcc, subject, body, header } = options;
  return {
    ...options,
    ...(from === undefined ? {} : { from: one('--from', from) }),
    ...(to === undefined ? {} : { to: several('--to', to) }),
    ...(cc === undefined ? {} : { cc: several('--cc', cc) }),
    ...(bcc === undefined ? {} : { bcc: several('--bcc', bcc) }),
    ...(subject === undefined ? {} : { subject: one('--subject', subject) }),
    ...(body === undefined ? {} : { body: one('--body', body) }),
    ...(header === undefined ? {} : { header: several('--header', header) }),
  };
}
