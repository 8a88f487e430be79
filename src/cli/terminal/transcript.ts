/**
 * The conversation on the screen: each event as a line with its note. The only place where a server's text meets the
 * terminal. SECURITY: every text of an event passes `makeVisible` before it is laid out.
 */

import chalk from 'chalk';
import type { LabEvent } from '../../pure/events/index.ts';
import { commandNote, openMemory, replyNotes } from '../../pure/explain/index.ts';
import { notes as allNotes } from '../../pure/phrases/index.ts';
import type { Notes } from '../../pure/phrases/index.ts';
import { decodeText, makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { withNote } from './layout.ts';

/** Lines of a letter that are shown; the header fields that every letter has are left to the counts. */
const SHOWN_LETTER = /^(?:Subject:.*|\.\..*|\.|)$/;

export interface Transcript {
  readonly event: (event: LabEvent) => void;
}

/** A transcript that writes to the context's results. */
export function createTranscript(context: CliContext): Transcript {
  const notes = allNotes[context.lang];
  const memory = openMemory();
  const paint = context.color ? (text: string): string => chalk.dim(text) : (text: string): string => text;
  const show = (mark: 'C' | 'S', text: string, note: string): void => {
    const line = `${mark}: ${makeVisible(text)}`.trimEnd();
    context.out.line(withNote(line, makeVisible(note), context.out.columns, paint));
  };
  return {
    event: (event) => {
      switch (event.kind) {
        case 'command':
          show('C', event.line, commandNote(event, notes, memory));
          break;
        case 'reply': {
          const beside = replyNotes(event, notes, memory);
          event.lines.forEach((line, index) => {
            const separator = index === event.lines.length - 1 ? ' ' : '-';
            show('S', `${event.code}${separator}${line}`, beside[index] ?? '');
          });
          break;
        }
        case 'tls':
          context.out.line(`   --- ${makeVisible(notes.tls(event.protocol.replace('v', ' ')))} ---`);
          break;
        case 'letter':
          showLetter(event.wire, notes, show);
          break;
        default:
          break;
      }
    },
  };
}

function showLetter(
  wire: Uint8Array,
  notes: Notes,
  show: (mark: 'C', text: string, note: string) => void,
): void {
  for (const line of decodeText(wire).split('\r\n').slice(0, -1)) {
    if (!SHOWN_LETTER.test(line)) continue;
    const note =
      line === ''
        ? notes.blankLine
        : line === '.'
          ? notes.loneDot
          : line.startsWith('..')
            ? notes.doubledDot
            : '';
    show('C', line, line.startsWith('Subject:') ? '+ From, To, Date, Message-ID' : note);
  }
}
