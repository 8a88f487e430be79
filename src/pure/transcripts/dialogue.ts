/**
 * One dialogue read line by line with the protocol in mind: what is in a letter is not a command, what answers a 334 is not a verb, a
 * line that was broken to fit a page is one line again. Each guess is a remark (`T001` to `T012`) with its place; nothing that
 * was marked is lost. Follows the ways in which the RFC series prints dialogues; RFC 5321 §4.1.1.4 (the lone dot), RFC 4954 §4,
 * RFC 3030 §2, RFC 2645 §5.4 (ATRN: the roles change).
 */

import { gapsIn } from './gaps.ts';
import { commonGap, ELLIPSIS, NOTE_BEGINS } from './groups.ts';
import type { Group, Item } from './items.ts';
import { isTokensRest, joined } from './joins.ts';
import {
  forServer,
  goesOnFrom,
  hiddenBehind,
  isLetterUnmarked,
  isProgramsNote,
  isTlsNote,
  leftOpen,
  unsquashedReply,
  withoutWrittenEnds,
} from './speech.ts';
import { isOutcomeTable, looksLikeCommand, looksLikeReply, rolesAtFirst, rolesOf, TURNS } from './roles.ts';
import type { Roles } from './roles.ts';
import { TurnList } from './turn-list.ts';
import type { Dialogue } from './turns.ts';

type Said = Extract<Item, { kind: 'said' }>;

/** Reads a dialogue. Null where it is none: a table of outcomes, or speakers that say neither commands nor replies. */
export function readDialogue(
  group: Group,
  name: string,
  { strict, loose }: { readonly strict: boolean; readonly loose: boolean },
): Dialogue | null {
  const said = group.items.filter((item) => item.kind === 'said');
  const roles = isOutcomeTable(said) ? null : rolesAtFirst(said);
  if (roles === null) return null;
  return new DialogueReader(group, name, roles, strict, loose).read();
}

class DialogueReader {
  readonly #items: readonly Item[];
  readonly #out: TurnList;
  readonly #strict: boolean;
  readonly #gap: number;
  /** Lines of a letter are marked only once. */
  readonly #loose: boolean;
  #roles: Roles;
  /** `letter` between 354 and the lone dot, `chunk` behind a BDAT, `answer` behind a 334. */
  #within: 'commands' | 'letter' | 'chunk' | 'answer' = 'commands';
  #markColumn = 0;
  #swapAt = -1;
  #unmarkedLetter = false;
  /** A 334 waits for its answer. */
  #waits = false;
  /** `ready`: STARTTLS was answered with yes. */
  #tls: 'none' | 'ready' | 'on' = 'none';
  /** What closes the note or the block that is open; '' for none. */
  #open = '';

  constructor(group: Group, name: string, roles: Roles, strict: boolean, loose: boolean) {
    this.#loose = loose;
    this.#items = group.items;
    this.#out = new TurnList(name);
    this.#roles = roles;
    this.#strict = strict;
    this.#gap = strict ? commonGap(group.items) : 0;
    const first = group.items.find((item) => item.kind === 'said');
    if (first === undefined) return;
    const at = { line: first.line, column: 1, source: first.source };
    if (group.alternative !== null)
      this.#out.remark(
        { ...at, line: group.alternative.line },
        { code: 'T011', detail: { word: group.alternative.word } },
      );
    if (strict && !/^(?:S|server|<<<|<--)/i.test(roles.server) && roles.server !== '')
      this.#out.remark(at, { code: 'T006', detail: roles });
  }

  read(): Dialogue {
    for (const [index, item] of this.#items.entries()) {
      if (index === this.#swapAt) this.#swap(index);
      switch (item.kind) {
        case 'said':
          this.#said(item, index);
          break;
        case 'plain':
          this.#plain(item, index);
          break;
        case 'tls':
          this.#tlsBegins(item, item.text);
          break;
        case 'ended':
          if (this.#within !== 'letter' || !this.#strict)
            this.#out.ending ??= { by: item.by, line: item.line };
          break;
        case 'octets':
          if (this.#within === 'letter') this.#out.placeholder(item, item.text);
          break;
        case 'blank':
      }
    }
    const { turns, remarks } = this.#out;
    for (const { turn, fault } of gapsIn(turns, this.#roles.server !== ''))
      this.#out.remark({ line: turn.line, source: turn.text }, fault);
    remarks.sort((a, b) => a.span.line - b.span.line);
    return this.#out;
  }

  #said(item: Said, index: number): void {
    this.#markColumn = item.markColumn;
    const text = this.#textOf(item);
    if (this.#open !== '' && this.#open !== '>>') this.#open = '';
    if (/&/.test(item.mark)) {
      this.#out.remark(item, { code: 'T008', detail: { text } });
      this.#note(item, text);
      return;
    }
    const { server, client } = this.#roles;
    if (item.mark === server) this.#server(item, text, index);
    else if (client === '' || item.mark === client) this.#client(item, text);
    else this.#out.remark(item, { code: 'T009', detail: { text } });
  }

  #textOf({ text }: Said): string {
    return withoutWrittenEnds(text.slice(Math.min(this.#gap, text.length - text.trimStart().length)));
  }

  /** Notes of both sides about one handshake are one handshake, and so is all that a program says of it. */
  #tlsBegins(item: Item, text: string): void {
    if (this.#tls === 'on' || this.#within === 'letter') return;
    this.#tls = 'on';
    this.#out.add('tls', item, text);
  }

  #server(item: Said, text: string, index: number): void {
    if (ELLIPSIS.test(text)) {
      this.#out.add('omitted', item, text);
      return;
    }
    if (!looksLikeReply(text)) {
      if (!this.#strict) {
        this.#out.notUnderstood(item);
        return;
      }
      if (NOTE_BEGINS.test(text)) {
        this.#note(item, text);
        return;
      }
      if (/^\{to [A-Z]\}|^\* |^[a-z]\d+ (?:OK|NO|BAD)\b/.test(text)) {
        this.#out.remark(item, { code: 'T009', detail: { text } });
        return;
      }
      this.#out.remark(item, { code: 'T002', detail: { text } });
    }
    if (this.#within === 'letter') this.#letterEndsUnseen(item);
    if (this.#waits && this.#roles.client !== '') this.#out.add('hidden', item, '');
    const lines = this.#strict ? [text] : unsquashedReply(text);
    for (const line of lines) this.#out.add('server', item, line);
    const [code, last] = [text.slice(0, 3), lines.at(-1)?.[3] !== '-'];
    this.#waits = code === '334';
    if (last && code === '220' && /^STARTTLS\b/i.test(this.#out.asked?.text ?? '')) this.#tls = 'ready';
    if (code === '354') this.#within = 'letter';
    else if (code === '334') this.#within = 'answer';
    else if (last && this.#within !== 'chunk') this.#within = 'commands';
    if (last && code === '250' && this.#swapAt < 0 && TURNS.test(this.#out.asked?.text ?? ''))
      this.#swapAt = index + 1;
  }

  /** RFC 2645 §5.4, RFC 821 §3.8: after ATRN or TURN the other side is the client. */
  #swap(index: number): void {
    const rest = this.#items.slice(index).filter((item) => item.kind === 'said');
    const roles = rolesOf(rest);
    const [next] = rest;
    if (roles === null || next === undefined || roles.server === this.#roles.server) return;
    this.#roles = roles;
    this.#within = 'commands';
    this.#out.remark(next, { code: 'T007', detail: { verb: 'ATRN' } });
  }

  #client(item: Said, given: string): void {
    if (this.#within === 'letter') {
      this.#letterLine(item, given);
      return;
    }
    if (this.#within === 'chunk' && !looksLikeCommand(given)) {
      if (NOTE_BEGINS.test(given)) this.#out.placeholder(item, given);
      else this.#out.add('chunk', item, given);
      return;
    }
    const hidden = hiddenBehind(given, this.#waits || /^AUTH\b/i.test(this.#out.asked?.text ?? ''));
    if (hidden !== null) {
      this.#waits = false;
      this.#out.add('hidden', item, hidden);
      return;
    }
    if (ELLIPSIS.test(given) || given === '...') {
      this.#out.add('omitted', item, given);
      return;
    }
    if (!this.#strict && isProgramsNote(given)) return;
    if (/^[<[(]/.test(given) && this.#strict) {
      this.#note(item, given);
      return;
    }
    const { said: text, foreign } = forServer(given, this.#roles.server);
    if (foreign !== '') this.#out.remark(item, { code: 'T009', detail: { text: foreign } });
    if (text === '') return;
    const { last } = this.#out;
    if (!this.#strict && last !== undefined && isTokensRest(last, text)) {
      this.#out.join(item, last.text + text, text, 'base64');
      return;
    }
    // Nobody says anything between the reply to STARTTLS and the handshake.
    if (this.#tls === 'ready') this.#tlsBegins(item, '');
    this.#waits = false;
    this.#out.add('client', item, text);
    // Where the server is not shown, its 354 is not either.
    if (this.#roles.server === '' && /^DATA\s*$/i.test(text)) {
      this.#within = 'letter';
      return;
    }
    this.#within = /^BDAT\b/i.test(text) ? 'chunk' : this.#within === 'answer' ? 'answer' : 'commands';
  }

  #letterLine(item: Item, text: string): void {
    if (/^\.\s*$/.test(text)) {
      this.#out.add('letter', item, '.');
      this.#within = 'commands';
      return;
    }
    // Whole lines in brackets stand for a letter; a tag of HTML does not.
    if (/^\s*[[(].*[\])]\s*$/.test(text) || /^\s*<<|^<[^>]* [^>]*>$/.test(text)) {
      this.#out.placeholder(item, text);
      if (/^\s*<</.test(text) && !text.includes('>>')) this.#open = '>>';
      return;
    }
    this.#out.add('letter', item, text);
  }

  /** A reply inside of a letter: its end is not printed. */
  #letterEndsUnseen(item: Item): void {
    if (this.#out.last?.kind === 'server') this.#out.placeholder(item, '...');
    this.#out.add('letter', item, '.');
    this.#within = 'commands';
  }

  #note(item: Item, text: string): void {
    const bare = text.trim();
    if (isTlsNote(bare)) this.#tlsBegins(item, bare);
    else this.#out.add('note', item, bare);
    this.#open = leftOpen(bare);
  }

  #plain(item: Item, index: number): void {
    const text = item.text;
    const bare = text.trim();
    if (this.#open !== '') {
      if (bare.includes(this.#open)) {
        if (this.#open === '>>' && this.#within === 'letter') this.#letterLine(item, '.');
        this.#open = '';
      }
      this.#out.extendNote(bare);
      return;
    }
    const last = this.#out.last;
    if (last?.kind === 'server' && goesOnFrom(last.text, bare)) {
      this.#continued(item, bare);
      return;
    }
    if (!this.#strict) {
      if (this.#within === 'letter' && this.#isOfLetter(index)) this.#letterLine(item, text);
      else this.#out.notUnderstood(item);
      return;
    }
    if (this.#within === 'letter') {
      this.#letterPlain(item, text, index);
      return;
    }
    if (ELLIPSIS.test(text)) {
      this.#out.add('omitted', item, bare);
      return;
    }
    if (NOTE_BEGINS.test(text)) {
      this.#note(item, bare);
      return;
    }
    const whole = last === undefined ? null : joined(last, bare);
    if (whole !== null) this.#out.join(item, whole.text, bare, whole.rule);
  }

  /** A further line of a reply, which has no mark of its own. */
  #continued(item: Item, text: string): void {
    this.#out.add('server', item, text);
    if (text[3] !== '-' && this.#within !== 'letter' && !this.#waits) this.#within = 'commands';
  }

  #isOfLetter(index: number): boolean {
    const last = this.#out.last;
    if (last?.kind === 'server') this.#unmarkedLetter = isLetterUnmarked(this.#items, index);
    return this.#unmarkedLetter || (this.#loose && last?.kind === 'letter');
  }

  /** In a letter: dots and brackets stand for it; deeper lines are folded fields, the rest lines that are marked only once. */
  #letterPlain(item: Item, text: string, index: number): void {
    if (ELLIPSIS.test(text)) {
      this.#out.placeholder(item, text);
      return;
    }
    const indent = text.length - text.trimStart().length;
    const body = text.slice(Math.min(indent, this.#markColumn + 3));
    // Blank lines inside a letter that is marked only once are lines of it.
    const { last } = this.#out;
    const blank = this.#items[index - 1]?.kind === 'blank';
    if (blank && last?.kind === 'letter' && last.text !== '.')
      this.#out.add('letter', { ...last, line: item.line - 1 }, '');
    this.#letterLine(item, body);
  }
}
