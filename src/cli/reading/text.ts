/** `explain` of a whole text: recognised, read, and each answer printed; what has no kind gets none, and exit code 2. */

import { hideSignIns } from '../../pure/events/index.ts';
import { explainArguments, explainReading } from '../../pure/explain/index.ts';
import { readingWords } from '../../pure/phrases/index.ts';
import { EXIT } from '../../pure/problems/index.ts';
import { isDialogue, readDialogueTurns, readText } from '../../pure/reading/index.ts';
import type { Reading } from '../../pure/reading/index.ts';
import type { CliContext } from '../context.ts';
import { printReading } from './print.ts';

/** As much of a text that is no log as is read. */
export const MOST_OCTETS = 16_777_216;

/** What a text that is no log says; `otherwise` explains what is not text but a term. */
export async function explainText(
  octets: Uint8Array,
  context: CliContext,
  otherwise: (text: string) => Promise<number | null>,
): Promise<number> {
  const words = readingWords[context.lang];
  const refuse = (why: string): number => {
    context.err.line(why);
    return EXIT.usage;
  };
  const read = readText(withoutSignIns(octets.subarray(0, MOST_OCTETS)));
  if (read.kind === 'binary') return refuse(words.binary);
  if (octets.length > MOST_OCTETS) context.err.line(words.cut('16 MB'));
  if (read.kind === 'text' || (read.kind === 'reply' && read.readings === null)) {
    const told = await explainDialogue(read.text, context);
    if (told) return 0;
  }
  const { readings } = read;
  if (readings !== null && readings.length > 0) {
    await printAll(readings, context);
    return 0;
  }
  if (read.kind === 'letter') return refuse(words.letterOnly);
  const code = await otherwise(read.text);
  return code ?? refuse(words.notKnown);
}

/** SECURITY: what is read may be quoted. */
function withoutSignIns(octets: Uint8Array): Uint8Array {
  const text = Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1');
  const shown = hideSignIns(text);
  return shown === text ? octets : Buffer.from(shown, 'latin1');
}

/** A dialogue of two sides: its refusals are explained, and where it can be judged is said. */
async function explainDialogue(text: string, context: CliContext): Promise<boolean> {
  if (!/^.{0,60}\b(?:EHLO|HELO|LHLO|MAIL|RCPT)\b/im.test(text)) return false;
  const { readTranscript } = await import('../../pure/transcripts/index.ts');
  const turns = readTranscript(text, '-').dialogues.flatMap((dialogue) => dialogue.turns);
  if (!isDialogue(turns)) return false;
  const refusals = readDialogueTurns(turns);
  await printAll(refusals, context);
  context.err.line(readingWords[context.lang].dialogue(refusals.length));
  return true;
}

/** Prints readings; alike ones once, with a count. */
export async function printAll(readings: readonly Reading[], context: CliContext): Promise<void> {
  const groups = new Map<string, Reading[]>();
  for (const one of readings) {
    const key = [
      one.recipient,
      one.cause,
      one.side,
      one.code,
      one.enhanced,
      one.recipient === null ? one.said : '',
    ].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const answer = await explainReading(first, { lang: context.lang, showSecrets: false });
    const last = group.at(-1) ?? first;
    printReading(
      answer,
      {
        count: group.length,
        recipients: first.recipient === null ? [] : [first.recipient],
        lines: [first.lines[0], last.lines[1]],
      },
      context,
    );
  }
}

/** A text of one line that is a term, such as a code or a word. */
export async function explainAsTerm(
  text: string,
  context: CliContext,
): Promise<Awaited<ReturnType<typeof explainArguments>>[number] | null> {
  const bare = text.trim();
  if (bare === '' || bare.length > 2000) return null;
  const [single] = await explainArguments([bare], { lang: context.lang, showSecrets: false });
  return single ?? null;
}

/** Arguments that are a piece of a log or an error text; false where they are none, and nothing was printed. */
export async function explainErrorText(text: string, context: CliContext): Promise<boolean> {
  const { kind, readings } = readText(new TextEncoder().encode(hideSignIns(text)));
  if (
    kind === 'reply' ||
    kind === 'capture' ||
    kind === 'binary' ||
    readings === null ||
    readings.length === 0
  )
    return false;
  await printAll(readings, context);
  return true;
}
