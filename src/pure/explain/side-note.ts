/**
 * The note beside a line of a conversation. It depends on what the line is: a command by its verb, a reply by verb and code,
 * each line of an EHLO reply by its keyword, a 334 by what its base64 says. The first reply of each class introduces the
 * class; later ones do not repeat it.
 */

import type { CommandEvent, ReplyEvent } from '../events/index.ts';
import type { Notes } from '../phrases/index.ts';
import { placeOf } from './place.ts';

/** What has been explained already. One for all that is shown together; changed by each note. */
export interface NoteMemory {
  readonly classes: Set<number>;
  readonly keywords: Set<string>;
  /** EHLO in all. */
  hellos: number;
  /** Lists of offers since the last greeting: a further EHLO makes the last one void. */
  lists: number;
}

export function openMemory(): NoteMemory {
  return { classes: new Set(), keywords: new Set(), hellos: 0, lists: 0 };
}

/** The note beside a command; '' for none. */
export function commandNote(event: CommandEvent, notes: Notes, memory: NoteMemory): string {
  if (event.hidden) return notes.hidden;
  if (event.decoded !== undefined) return notes.base64Of(event.decoded);
  const isHello = event.verb === 'EHLO' || event.verb === 'LHLO';
  if (isHello) {
    memory.hellos++;
    if (memory.lists > 0) return notes.helloAgain;
  }
  // An answer in a sign-in belongs to AUTH, and is not the command.
  if (event.verb === 'AUTH' && !/^AUTH\b/i.test(event.line)) return '';
  return notes.commands[event.verb] ?? '';
}

/** The notes beside the lines of a reply, one a line. */
export function replyNotes(event: ReplyEvent, notes: Notes, memory: NoteMemory): readonly string[] {
  if (event.to === 'greeting') memory.lists = 0;
  const isOffer = event.code === 250 && (event.to === 'EHLO' || event.to === 'LHLO');
  if (isOffer) memory.lists++;
  const isList = event.code === 250 && event.to === 'EXPN';
  return event.lines.map((line, index) => {
    const last = index === event.lines.length - 1;
    if (isOffer && index > 0) return keywordNote(line, last, notes, memory);
    if (isList && index > 0) return last ? notes.lastMember : notes.member;
    if (!last) return index === 0 && memory.hellos < 2 ? notes.firstHyphen : '';
    return wholeNote(event, notes, memory);
  });
}

function keywordNote(line: string, last: boolean, notes: Notes, memory: NoteMemory): string {
  const keyword = (line.split(/[ =]/)[0] ?? '').toUpperCase();
  const known = memory.keywords.has(keyword) ? '' : (notes.keywords[keyword] ?? '');
  memory.keywords.add(keyword);
  return last && memory.hellos < 2 && known !== '' ? `${notes.lastSpace}${known}` : known;
}

function wholeNote(event: ReplyEvent, notes: Notes, memory: NoteMemory): string {
  const own =
    typeof event.challenge === 'string' && event.challenge !== ''
      ? notes.base64Of(event.challenge)
      : (notes.enhanced[`${event.code} ${event.enhanced?.text ?? ''}`] ??
        notes.replies[`${placeOf(event)} ${event.code}`] ??
        notes.codes[event.code] ??
        '');
  if (own === '') return '';
  const isNew = !memory.classes.has(event.class);
  memory.classes.add(event.class);
  return isNew ? `${notes.classes[event.class] ?? ''}${own}` : own;
}
