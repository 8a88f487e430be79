/**
 * The slip of a line: read from the left, the first thing that is not as the grammar has it. Of a line that the server took only
 * what is let pass against the grammar is a slip; of one that it refused, the code says where to look (RFC 5321 §4.2.4, §4.3.2).
 */

import {
  authWords,
  COMMAND_LINE_OCTETS,
  encodeText,
  hasKeyword,
  parseCommand,
  verbOf,
} from '../protocol/index.ts';
import { slipOfArgument } from './arguments.ts';
import { isVerb, slipOfCharacters } from './characters.ts';
import { slipOfOrder } from './order.ts';
import { slipOfParameters } from './parameters.ts';
import { slipOfPath } from './paths.ts';
import { slip } from './slip.ts';
import type { Slip, SlipKind, SlipSetting } from './slip.ts';
import { slipOfStranger } from './meant-for-others.ts';
import { slipOfVerb } from './verbs.ts';

const NOTHING: SlipSetting = { state: null, labWords: [] };

/** What is wrong with a line by its grammar alone; null where nothing is. SECURITY: of a sign-in only the words that hide nothing are repeated. */
export function slipOf(line: string, setting: SlipSetting = NOTHING): Slip | null {
  const first = read(line, setting);
  const found = first === null ? null : withRightLines(first, setting);
  if (found === null || !mayHideSecret(line, found)) return found;
  const isSafe = ['mechanism-not-offered', 'other-word'].includes(found.kind);
  return {
    ...found,
    at: -1,
    found: isSafe ? found.found : '',
    meant: found.meant.map((meant) =>
      meant.slice(0, authWords(atServer(meant))?.from ?? meant.length).trim(),
    ),
  };
}

/** A line that is shown to be copied is right: of what was meant, slips that are left are mended too. */
function withRightLines(found: Slip, setting: SlipSetting): Slip {
  return { ...found, meant: found.meant.map((meant) => mended(meant, setting)) };
}

function mended(line: string, setting: SlipSetting): string {
  let text = line;
  for (let turn = 0; turn < MOST_SLIPS; turn++) {
    if (!isVerb(verbOf(text)) || /^\s*AUTH\b/i.test(text)) return text;
    const [better, ...more] = read(text, setting)?.meant ?? [];
    if (better === undefined || more.length > 0 || better === text) return text;
    text = better;
  }
  return text;
}

/** Slips that one line has at most, of those that are mended unasked. */
const MOST_SLIPS = 4;

/** A line for the lab as the server would read it, each character in its place. */
function atServer(line: string): string {
  return line.replace(/^(\s*):/, '$1 ');
}

function mayHideSecret(line: string, { meant }: Slip): boolean {
  const words = authWords(line);
  return (
    (words !== null && words.from < line.length) || meant.some((one) => /^\s*AUTH\b/i.test(atServer(one)))
  );
}

function read(line: string, setting: SlipSetting): Slip | null {
  const early =
    slipOfCharacters(line, (word) => setting.labWords.includes(word)) ??
    slipOutsideChunk(line, setting) ??
    slipOfStranger(line, setting) ??
    slipOfVerb(line, setting);
  if (early !== null) return early;
  if (encodeText(line).length + 2 > COMMAND_LINE_OCTETS && !/^AUTH\b/i.test(line.trim()))
    return slip('too-long', line, '', { at: -1, name: String(COMMAND_LINE_OCTETS) });
  const path = slipOfPath(line);
  const found =
    path === null
      ? slipOfArgument(line, setting)
      : 'kind' in path
        ? path
        : slipOfParameters(line, path, setting);
  return found ?? slipOfQuirk(line);
}

/** The next line of a letter whose chunk was complete. */
function slipOutsideChunk(line: string, { state, labWords }: SlipSetting): Slip | null {
  const word = verbOf(line);
  const isOther = isVerb(word) || labWords.includes(word.replace(/^[:/]/, '').toLowerCase());
  return state?.phase === 'bdat' && !isOther ? slip('outside-chunk', line, '', { at: -1 }) : null;
}

/** What most servers let pass: more than one space behind the verb, a name without a domain. */
function slipOfQuirk(line: string): Slip | null {
  const parsed = parseCommand(line);
  const quirks: readonly string[] = parsed.ok ? parsed.value.quirks : [];
  if (quirks.includes('extra-space')) return slip('extra-space', line, line.replace(/^(\S+)\s+/, '$1 '));
  if (!parsed.ok || parsed.value.kind !== 'path' || !quirks.includes('no-domain')) return null;
  const { address } = parsed.value.mailbox;
  // RFC 5321 §4.1.1.3: postmaster is the one name that needs no domain.
  if (address.toLowerCase() === 'postmaster') return null;
  return slip('no-at', line, '', { at: parsed.value.pathOffset + 1, found: address });
}

/** An address beyond ASCII without the parameter that allows it: 553 is what a server says to it (RFC 6531 §3.5). */
function slipBeyondAscii(line: string, { state }: SlipSetting): Slip | null {
  const parsed = parseCommand(line);
  if (!parsed.ok || parsed.value.kind !== 'path') return null;
  const at = line.search(/[^\x00-\x7f]/);
  if (at < 0) return null;
  if (verbOf(line) === 'RCPT') return slip('recipient-beyond-ascii', line, '', { at });
  if (/ SMTPUTF8(?: |$)/i.test(line)) return null;
  const isOffered = hasKeyword(state?.capabilities ?? null, 'SMTPUTF8');
  return slip('sender-beyond-ascii', line, isOffered ? `${line.trimEnd()} SMTPUTF8` : '', { at });
}

/** Kinds that are told of though the server took the line: it was good-natured, others are not. */
const LET_PASS: readonly SlipKind[] = [
  'missing-brackets',
  'space-before-path',
  'lab-colon',
  'keyboard-layout',
  'no-at',
  'address-as-name',
];

/** Codes that say that a line is not understood, or has no place. */
const OF_THE_LINE: readonly number[] = [500, 501, 502, 503, 504, 555];

/** The slip that a line was answered for with `code`; null where the reply is not about the line. `state` is that before the line. */
export function slipFor(line: string, code: number, setting: SlipSetting): Slip | null {
  if (code < 400) {
    const found = slipOf(line, setting);
    // Many a computer has an underscore in its name; one in other letters is in no DNS.
    const isNoName = found?.kind === 'bad-name' && /[^\x20-\x7e]/.test(line);
    return found !== null && (LET_PASS.includes(found.kind) || isNoName) ? found : null;
  }
  if (code === 553) return slipBeyondAscii(line, setting);
  if (!OF_THE_LINE.includes(code)) return null;
  const { state } = setting;
  // Which greeting is known tells whose server it is: one that knows LHLO, or does not know EHLO, speaks LMTP (RFC 2033 §4.1).
  const greeting = verbOf(line);
  if (state?.dialect !== 'lmtp') {
    if (greeting === 'LHLO' && code !== 500 && code !== 502) return null;
    if (['EHLO', 'HELO'].includes(greeting) && code === 500) return null;
  }
  const order = code === 503 && state !== null ? slipOfOrder(line, verbOf(line), state) : null;
  const found = order === null ? slipOf(line, setting) : withRightLines(order, setting);
  if (found !== null) return found;
  // The server's order may be another than ours: what it says of the order is believed before the line is called right.
  // Of a sign-in the code says what was wrong with its data, which is not the grammar's.
  return code === 502 || code === 503 || /^AUTH\b/i.test(line.trim())
    ? null
    : slip('line-is-right', line, '', { at: -1, name: verbOf(line) });
}
