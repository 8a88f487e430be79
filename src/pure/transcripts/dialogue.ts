/**
 * One dialogue read line by line with the protocol in mind: what is in a letter is no command, what answers a 334 is no verb, a
 * line that was broken to fit a page is one line again. Each guess is a remark (`T001` to `T012`) with its place; nothing that
 * was marked is lost. Follows the ways in which the RFC series prints dialogues; RFC 5321 §4.1.1.4 (the lone dot), RFC 4954 §4,
 * RFC 3030 §2, RFC 2645 §5.4 (ATRN: the roles change).
 */

import type { SessionFault } from '../problems/index.ts';
import type { SessionProblem } from '../sessions/index.ts';
import { gapsIn } from './gaps.ts';
import { commonGap, ELLIPSIS, NOTE_BEGINS } from './groups.ts';
import type { Group, Item } from './groups.ts';
import { joined } from './joins.ts';
import { isOutcomeTable, looksLikeCommand, looksLikeReply, rolesAtFirst, rolesOf, TURNS } from './roles.ts';
import type { Roles } from './roles.ts';
import type { Dialogue, Turn } from './turns.ts';

type Said = Extract<Item, { kind: 'said' }>;

/** Reads a dialogue. Null where it is none: a table of outcomes, or speakers that say neither commands nor replies. */
export function readDialogue(group: Group, name: string, strict: boolean): Dialogue | null {
  const said = group.items.filter((item) => item.kind === 'said');
  const roles = isOutcomeTable(said) ? null : rolesAtFirst(said);
  if (roles === null) return null;
  return new DialogueReader(group, name, roles, strict).read();
}

class DialogueReader {
  readonly #items: readonly Item[];
  readonly #name: string;
  readonly #strict: boolean;
  readonly #turns: Turn[] = [];
  readonly #remarks: SessionProblem[] = [];
  readonly #gap: number;
  #roles: Roles;
  /** `letter` between 354 and the lone dot, `chunk` behind a BDAT, `answer` behind a 334. */
  #within: 'commands' | 'letter' | 'chunk' | 'answer' = 'commands';
  #markColumn = 0;
  #swapAt = -1;
  /** The last command, and what was there last but for notes. */
  #asked: Turn | null = null;
  #spoken: Turn['kind'] | null = null;
  /** What closes the note or the block that is open; '' for none. */
  #open = '';

  constructor(group: Group, name: string, roles: Roles, strict: boolean) {
    this.#items = group.items;
    this.#name = name;
    this.#roles = roles;
    this.#strict = strict;
    this.#gap = strict ? commonGap(group.items) : 0;
    const first = group.items.find((item) => item.kind === 'said');
    if (first === undefined) return;
    const at = { line: first.line, column: 1, source: first.source };
    if (group.alternative !== null)
      this.#remark(
        { ...at, line: group.alternative.line },
        { code: 'T011', detail: { word: group.alternative.word } },
      );
    if (strict && !/^(?:S|server|<<<|<--)/i.test(roles.server) && roles.server !== '')
      this.#remark(at, { code: 'T006', detail: roles });
  }

  read(): Dialogue {
    for (const [index, item] of this.#items.entries()) {
      if (index === this.#swapAt) this.#swap(index);
      switch (item.kind) {
        case 'said':
          this.#said(item, index);
          break;
        case 'plain':
          this.#plain(item);
          break;
        case 'tls':
          this.#add('tls', item, item.text);
          break;
        case 'octets':
          if (this.#within === 'letter') this.#placeholder(item, item.text);
          break;
        case 'blank':
          break;
      }
    }
    for (const { turn, fault } of gapsIn(this.#turns, this.#roles.server !== ''))
      this.#remark({ line: turn.line, source: turn.text }, fault);
    const remarks = this.#remarks.sort((a, b) => a.span.line - b.span.line);
    return { turns: this.#turns, remarks };
  }

  #add(kind: Turn['kind'], at: Item | Turn, text: string): void {
    const column = 'markColumn' in at ? at.column + 1 : 1;
    const turn: Turn = { kind, text, line: at.line, column };
    this.#turns.push(turn);
    if (kind === 'client') this.#asked = turn;
    if (kind !== 'note') this.#spoken = kind;
  }

  #remark(at: { readonly line: number; readonly source: string }, fault: SessionFault): void {
    const span = { line: at.line, column: 1, length: Math.max(1, at.source.length) };
    this.#remarks.push({
      file: this.#name,
      span,
      severity: 'remark',
      fault,
      source: at.source.slice(0, 500),
    });
  }

  #said(item: Said, index: number): void {
    this.#markColumn = item.markColumn;
    const text = this.#textOf(item);
    if (this.#open !== '' && this.#open !== '>>') this.#open = '';
    if (/&/.test(item.mark)) {
      this.#remark(item, { code: 'T008', detail: { text } });
      this.#note(item, text);
      return;
    }
    const { server, client } = this.#roles;
    if (item.mark === server) this.#server(item, text, index);
    else if (client === '' || item.mark === client) this.#client(item, text);
    else this.#remark(item, { code: 'T009', detail: { text } });
  }

  #textOf({ text }: Said): string {
    const spoken = text.slice(Math.min(this.#gap, text.length - text.trimStart().length));
    // RFC 772 to RFC 821 write the end of a line out; RFC 3030 in chunks.
    if (/^ ?(?:<CRLF>|<CR><LF>)\.(?:<CRLF>|<CR><LF>)$/.test(spoken)) return '.';
    if (looksLikeReply(spoken)) return spoken;
    return spoken.replace(/ ?(?:<CRLF>|<CR><LF>)$/, '');
  }

  #server(item: Said, text: string, index: number): void {
    if (ELLIPSIS.test(text)) {
      this.#add('omitted', item, text);
      return;
    }
    if (!looksLikeReply(text)) {
      if (NOTE_BEGINS.test(text)) {
        this.#note(item, text);
        return;
      }
      if (/^\{to [A-Z]\}|^\* |^[a-z]\d+ (?:OK|NO|BAD)\b/.test(text)) {
        this.#remark(item, { code: 'T009', detail: { text } });
        return;
      }
      this.#remark(item, { code: 'T002', detail: { text } });
    }
    if (this.#within === 'letter') this.#letterEndsUnseen(item);
    this.#add('server', item, text);
    const code = text.slice(0, 3);
    const last = text[3] !== '-';
    if (code === '354') this.#within = 'letter';
    else if (code === '334') this.#within = 'answer';
    else if (last && this.#within !== 'chunk') this.#within = 'commands';
    if (last && code === '250' && this.#swapAt < 0 && this.#askedToTurn()) this.#swapAt = index + 1;
  }

  /** RFC 2645 §5.4, RFC 821 §3.8: after ATRN or TURN the other side is the client. */
  #askedToTurn(): boolean {
    return this.#asked !== null && TURNS.test(this.#asked.text);
  }

  #swap(index: number): void {
    const rest = this.#items.slice(index).filter((item) => item.kind === 'said');
    const roles = rolesOf(rest);
    const [next] = rest;
    if (roles === null || next === undefined || roles.server === this.#roles.server) return;
    this.#roles = roles;
    this.#within = 'commands';
    this.#remark(next, { code: 'T007', detail: { verb: 'ATRN' } });
  }

  #client(item: Said, given: string): void {
    let text = given;
    if (this.#within === 'letter') {
      this.#letterLine(item, text);
      return;
    }
    if (this.#within === 'chunk' && !looksLikeCommand(text)) {
      if (NOTE_BEGINS.test(text)) this.#placeholder(item, text);
      else this.#add('chunk', item, text);
      return;
    }
    if (ELLIPSIS.test(text) || text === '...') {
      this.#add('omitted', item, text);
      return;
    }
    if (/^[<[(]/.test(text)) {
      this.#note(item, text);
      return;
    }
    const route = /^\{to ([A-Z])\} ?/.exec(text);
    if (route !== null) {
      text = text.slice(route[0].length);
      if (route[1] !== this.#roles.server) {
        this.#remark(item, { code: 'T009', detail: { text } });
        return;
      }
    }
    const tagged = /^[a-z]\d+ (?=[A-Z])/.exec(text);
    if (tagged !== null) {
      this.#remark(item, { code: 'T009', detail: { text: tagged[0].trim() } });
      text = text.slice(tagged[0].length);
      if (!looksLikeCommand(text)) return;
    }
    if (text === '') return;
    this.#add('client', item, text);
    this.#within = /^BDAT\b/i.test(text) ? 'chunk' : this.#within === 'answer' ? 'answer' : 'commands';
  }

  #letterLine(item: Item, text: string): void {
    if (/^\.\s*$/.test(text)) {
      this.#add('letter', item, '.');
      this.#within = 'commands';
      return;
    }
    // Whole lines in brackets stand for a letter; a tag of HTML does not.
    if (/^\s*[[(].*[\])]\s*$/.test(text) || /^\s*<<|^<[^>]* [^>]*>$/.test(text)) {
      this.#placeholder(item, text);
      if (/^\s*<</.test(text) && !text.includes('>>')) this.#open = '>>';
      return;
    }
    this.#add('letter', item, text);
  }

  #placeholder(item: Item, text: string): void {
    this.#remark(item, { code: 'T005', detail: { text: text.trim() } });
    this.#add('placeholder', item, text.trim());
  }

  /** A reply inside of a letter: its end is not printed. */
  #letterEndsUnseen(item: Item): void {
    if (this.#turns.at(-1)?.kind === 'server') this.#placeholder(item, '...');
    this.#add('letter', item, '.');
    this.#within = 'commands';
  }

  #note(item: Item, text: string): void {
    const bare = text.trim();
    const isTls = /\b(?:TLS|SSL)\b|encryption layer/i.test(bare) && !/\b(?:fail|refus|without)/i.test(bare);
    // Notes of both sides about one handshake are one handshake.
    if (isTls && this.#spoken === 'tls') return;
    this.#add(isTls ? 'tls' : 'note', item, bare);
    const opens = bare.startsWith('...') ? '...' : (CLOSING[bare[0] ?? ''] ?? '');
    if (opens !== '' && !bare.slice(1).trimEnd().endsWith(opens)) this.#open = opens;
  }

  #plain(item: Item): void {
    const text = item.text;
    const bare = text.trim();
    if (this.#open !== '') {
      if (bare.includes(this.#open)) {
        if (this.#open === '>>' && this.#within === 'letter') this.#letterLine(item, '.');
        this.#open = '';
      }
      const open = this.#turns.at(-1);
      if (open?.kind === 'note')
        this.#turns[this.#turns.length - 1] = { ...open, text: `${open.text} ${bare}` };
      return;
    }
    const last = this.#turns.at(-1);
    if (!this.#strict) {
      if (last?.kind === 'server' && looksLikeReply(bare)) this.#add('server', item, bare);
      else if (last?.kind === 'letter' && this.#within === 'letter') this.#add('letter', item, text);
      return;
    }
    if (this.#within === 'letter') {
      this.#letterPlain(item, text);
      return;
    }
    if (ELLIPSIS.test(text)) {
      this.#add('omitted', item, bare);
      return;
    }
    if (NOTE_BEGINS.test(text)) {
      this.#note(item, bare);
      return;
    }
    const whole = last === undefined ? null : joined(last, bare);
    if (last === undefined || whole === null) return;
    this.#turns[this.#turns.length - 1] = { ...last, text: whole.text };
    this.#remark(item, { code: 'T004', detail: { rule: whole.rule, text: bare } });
  }

  /** In a letter: dots and brackets stand for it; deeper lines are folded fields, the rest lines that are marked only once. */
  #letterPlain(item: Item, text: string): void {
    if (ELLIPSIS.test(text)) {
      this.#placeholder(item, text);
      return;
    }
    const indent = text.length - text.trimStart().length;
    const body = text.slice(Math.min(indent, this.#markColumn + 3));
    const last = this.#turns.at(-1);
    if (last?.kind === 'letter' && last.text !== '.') this.#padding(item, last);
    this.#letterLine(item, body);
  }

  /** Blank lines inside a letter that is marked only once are lines of it. */
  #padding(item: Item, last: Turn): void {
    const before = this.#items[this.#items.indexOf(item) - 1];
    if (before?.kind === 'blank') this.#add('letter', { ...last, line: item.line - 1 }, '');
  }
}

const CLOSING: Readonly<Record<string, string>> = { '<': '>', '[': ']', '(': ')' };
