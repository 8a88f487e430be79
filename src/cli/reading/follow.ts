/** `explain --follow WHAT FILE...`: a letter's way through one or several logs, line by line in order. */

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { explainReading } from '../../pure/explain/index.ts';
import { formatJson, SignInMask } from '../../pure/events/index.ts';
import { readingWords } from '../../pure/phrases/index.ts';
import { EXIT } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { LogFollow } from '../../pure/reading/index.ts';
import type { FollowedLine } from '../../pure/reading/index.ts';
import type { CliContext } from '../context.ts';
import { checkInput, unreadable } from '../options/index.ts';
import { indentProse, wrapProse } from '../terminal/index.ts';
import { readingFields } from './print.ts';

/** As often as the logs are gone through for more ids. */
const MOST_ROUNDS = 6;

async function eachLine(
  files: readonly string[],
  use: (line: string, number: number, file: number) => void,
): Promise<void> {
  for (const [file, name] of files.entries()) {
    let number = 0;
    // SECURITY: what is read may be quoted.
    const mask = new SignInMask();
    await checkInput('--follow', name);
    try {
      for await (const line of createInterface({ input: createReadStream(name), crlfDelay: Infinity })) {
        number += 1;
        use(mask.hide(line), number, file);
      }
    } catch (error) {
      if (!(error instanceof Error) || !('syscall' in error)) throw error;
      throw unreadable('--follow', name, error);
    }
  }
}

export async function followLetter(
  what: string,
  files: readonly string[],
  context: CliContext,
): Promise<number> {
  const { out, err, json, lang } = context;
  const words = readingWords[lang];
  if (files.length === 0) {
    err.line(words.follow.needsFiles);
    return EXIT.usage;
  }
  const follow = new LogFollow(what);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    follow.beginRound();
    await eachLine(files, (line) => {
      follow.learn(line);
    });
    if (!follow.grown) break;
  }
  const found: FollowedLine[] = [];
  let more = false;
  await eachLine(files, (line, number, file) => {
    const taken = found.length < LogFollow.most ? follow.take(line, number, file) : null;
    if (taken !== null) found.push(taken);
    else more ||= found.length >= LogFollow.most;
  });
  if (found.length === 0) {
    err.line(makeVisible(words.follow.nothing(what)));
    return EXIT.usage;
  }
  const lines = follow.inOrder(found);
  if (!json) {
    out.line(makeVisible(words.follow.title(what)));
    out.line();
  }
  for (const { reading, file, join } of lines) {
    const answer = await explainReading(reading, { lang, showSecrets: false });
    if (json) {
      out.line(
        formatJson({
          file: files[file],
          ...readingFields(answer, { count: 1, recipients: [], lines: reading.lines }),
        }),
      );
      continue;
    }
    const id = reading.queueId ?? '';
    if (join !== null)
      for (const piece of wrapProse(makeVisible(`→ ${words.follow.joined(join, id)}`), out.columns))
        out.line(piece);
    const place =
      files.length > 1
        ? `${files[file] ?? ''}:${String(reading.lines[0])}`
        : words.lines(String(reading.lines[0]));
    const head = [reading.time ?? '', reading.system ?? '', id, place].filter((one) => one !== '').join('  ');
    for (const piece of wrapProse(makeVisible(head), out.columns)) out.line(piece);
    const says = reading.cause === 'none' ? reading.said : `${answer.title}. ${words.sides[reading.side]}`;
    for (const piece of indentProse(makeVisible(says), 4, out.columns)) out.line(piece);
    if (reading.cause !== 'none' && reading.cause !== 'delivered' && answer.next !== '')
      for (const piece of indentProse(makeVisible(answer.next), 4, out.columns)) out.line(piece);
  }
  if (more) out.line(words.follow.most(LogFollow.most));
  return 0;
}
