/**
 * A conversation's log as a session file. SECURITY: what the log hides is written as a variable, or as the function that makes it;
 * what is only known to be secret is left to be given. Texts that vary from run to run (queue ids, challenges, dates) are written as
 * `...`, so that the file can be played against the same server again.
 */

import type { LabEvent, ReplyEvent } from '../events/index.ts';
import { concatBytes, encodeText, HIDDEN, mechanismFacts } from '../protocol/index.ts';
import { escapeContent } from './print.ts';
import { isPlain, letterSource, rawSource, replyContent } from './record-letter.ts';

/** Writes a recording, event by event; bounded by what a letter may have. */
export class Recorder {
  readonly #lines: string[] = [];
  readonly #title: string;
  #text = 0;
  #letter: Uint8Array[] = [];
  #octets = 0;
  #cut = false;
  #inChunk = false;
  #lmtp = false;
  #signIn: { readonly mechanism: string; readonly from: number } | null = null;

  constructor(title: string) {
    this.#title = title;
  }

  event(event: LabEvent): void {
    if (event.kind !== 'letter') this.#endLetter();
    switch (event.kind) {
      case 'command':
        // The header of the PROXY protocol is an option of the player, not a command.
        if (event.verb === 'PROXY' && this.#lines.length === 0) return;
        if (event.verb === 'LHLO') this.#lmtp = true;
        this.#inChunk = event.verb === 'BDAT';
        if (/^AUTH /i.test(event.line))
          this.#signIn = { mechanism: mechanismOf(event.line), from: this.#lines.length };
        this.#push(this.#command(event));
        return;
      case 'reply':
        // A film waits as long; what is faster goes at a reader's pace.
        if (event.elapsed >= NOTICED_MILLISECONDS) this.#push(`@after ${Math.round(event.elapsed)}ms`);
        this.#push(...replyLines(event, this.#signIn?.mechanism ?? ''));
        if (event.to === 'AUTH' && event.code !== 334) this.#endSignIn(event.code === 235);
        return;
      case 'tls':
        if (event.mode === 'starttls' || this.#lines.length === 0) this.#push('@tls');
        return;
      case 'letter':
        this.#octets += event.wire.length;
        if (this.#octets > MOST_LETTER) this.#cut = true;
        // A character may be cut by the end of a piece, and whoever wrote it may write over it.
        else this.#letter.push(new Uint8Array(event.wire));
        return;
      case 'close':
        if (event.by === 'server' && !event.clean) this.#push('@closed server');
        return;
      default:
        return;
    }
  }

  /** The whole file. */
  text(): string {
    this.#endLetter();
    const front = [`title: ${JSON.stringify(this.#title)}`, ...(this.#lmtp ? ['dialect: lmtp'] : [])];
    return `---\n${front.join('\n')}\n---\n${this.#lines.join('\n')}\n`;
  }

  #push(...lines: readonly string[]): void {
    if (this.#text > MOST_TEXT) return;
    for (const line of lines) this.#text += line.length + 1;
    this.#lines.push(...lines);
    if (this.#text > MOST_TEXT)
      this.#lines.push(
        `# what came behind this is left out: a recording has ${MOST_TEXT} characters at most`,
      );
  }

  /** A sign-in that no function of variables can make again is an order to sign in. */
  #endSignIn(accepted: boolean): void {
    const signIn = this.#signIn;
    this.#signIn = null;
    if (signIn === null || !accepted || mechanismFacts(signIn.mechanism)?.fresh !== true) return;
    const secret = mechanismFacts(signIn.mechanism)?.needs ?? 'password';
    this.#lines.splice(signIn.from, Infinity, `@auth ${signIn.mechanism} user ${secret}`);
  }

  #command(event: Extract<LabEvent, { kind: 'command' }>): string {
    if (event.template !== undefined && event.template !== '') return `C: ${event.template}`;
    if (!event.hidden && !isPlain(event.line)) return rawSource(encodeText(`${event.line}\r\n`));
    const line = event.hidden
      ? event.line.split(HIDDEN).map(escapeContent).join('{{secret}}')
      : escapeContent(event.line);
    return `C: ${line}`;
  }

  #endLetter(): void {
    if (this.#octets === 0) return;
    if (this.#cut) {
      this.#push(
        `# a letter of ${this.#octets} octets is left out here; put it beside this file`,
        'C< letter.eml',
      );
    } else {
      // One by one: a letter may have more lines than a call has room for.
      for (const line of letterSource(concatBytes(this.#letter), this.#inChunk)) this.#push(line);
    }
    this.#letter = [];
    this.#octets = 0;
    this.#cut = false;
  }
}

/** A recording longer than this, in UTF-16 units, ends there and says so: memory must not grow with a conversation. */
const MOST_TEXT = 16_777_216;

/** A wait that somebody who watches would notice. */
const NOTICED_MILLISECONDS = 1000;

/** A larger letter is named and left out. */
const MOST_LETTER = 4_194_304;

function mechanismOf(line: string): string {
  return (line.split(' ')[1] ?? '').toUpperCase();
}

function replyLines(event: ReplyEvent, mechanism: string): readonly string[] {
  // A line of text would end in CRLF when it is played.
  if (event.raw !== undefined) return event.raw.map((octets) => rawSource(octets, 'S'));
  const last = event.lines.length - 1;
  return event.lines.map((text, at) => {
    const octets = event.octets?.[at] ?? encodeText(text);
    const content = at === last || at === 0 ? varying(event, text, octets, mechanism) : replyContent(octets);
    return `S: ${event.code}${at < last ? '-' : content === '' ? '' : ' '}${content}`;
  });
}

/** What is likely to differ the next time. */
function varying(event: ReplyEvent, text: string, octets: Uint8Array, mechanism: string): string {
  const enhanced = event.enhanced?.text ?? '';
  const start = enhanced !== '' && text.startsWith(enhanced) ? `${enhanced} ` : '';
  if (event.to === 'greeting' || event.code === 221) {
    const end = octets.indexOf(SPACE);
    return `${replyContent(end < 0 ? octets : octets.subarray(0, end))} ...`;
  }
  // The answer is made of the challenge.
  if (event.code === 334 && mechanism === 'CRAM-MD5') return '{{challenge}}';
  if (event.code === 334) return /^[A-Za-z0-9+/]{0,20}={0,2}$/.test(text) ? text : '...';
  if (event.code === 250 && (event.to === 'DATA' || event.to === 'BDAT')) return `${start}...`;
  return replyContent(octets);
}

const SPACE = 0x20;
