/**
 * Markdown on the screen: blocks one below the other at the terminal's width, readable without colour, where code is quoted.
 * The text is parsed by a library, loaded when it is first needed; how it looks is decided here. What stands in backquotes is
 * never broken: it is a line to be typed.
 */

import type { MarkedToken, Token, TokenizerObject, Tokens } from 'marked';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { widthOf } from './columns.ts';
import { held, released } from './no-break.ts';
import { padTo } from './layout.ts';
import { createTheme } from './theme.ts';
import type { Theme } from './theme.ts';

type Paint = (text: string) => string;

/** A piece of text that is painted one way; `whole` is not broken at its blanks. */
interface Run {
  readonly text: string;
  readonly paint: Paint;
  readonly whole?: boolean;
}

const PLAIN: Paint = (text) => text;
/** A line break that the text asks for. */
const BREAK = '\n';
const MOST_COLUMNS = 80;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** SECURITY: a lesson may come from anybody; what it holds of control characters is shown. The styles are put on behind this. */
function harmless(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => makeVisible(line.replaceAll('\t', '    ')))
    .join('\n');
}

/** The text as lines for the screen: to be printed as they are, styles and all. */
export async function renderMarkdown(
  text: string,
  { out, color, lang }: Pick<CliContext, 'out' | 'color' | 'lang'>,
): Promise<readonly string[]> {
  const { Marked } = await import('marked');
  const page = new Page(createTheme(color), color, lang);
  const parser = new Marked({ tokenizer: RARE_BLOCKS });
  return page.blocks(parser.lexer(harmless(text)), Math.min(MOST_COLUMNS, out.columns));
}

/** Blocks whose patterns take milliseconds when they are first tried: only where a text can have one (`undefined`: it cannot). */
const RARE_BLOCKS: TokenizerObject = {
  lheading: (rest) => (/^ {0,3}(?:=+|-+) *$/m.test(rest) ? false : undefined),
  html: (rest) => (/^ {0,3}</.test(rest) ? false : undefined),
  blockquote: (rest) => (/^ {0,3}>/.test(rest) ? false : undefined),
  table: (rest) => (/^.*\n[-:|\t ]+(?:\n|$)/.test(rest) ? false : undefined),
};

class Page {
  readonly #theme: Theme;
  readonly #color: boolean;
  readonly #lang: CliContext['lang'];

  constructor(theme: Theme, color: boolean, lang: CliContext['lang']) {
    this.#theme = theme;
    this.#color = color;
    this.#lang = lang;
  }

  /** Blocks with an empty line between them. */
  blocks(tokens: readonly Token[], width: number): readonly string[] {
    return tokens
      .map((token) => this.#block(token, width))
      .filter((lines) => lines.length > 0)
      .flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]));
  }

  #block(generic: Token, width: number): readonly string[] {
    // The tokens of extensions have any name; there are none here.
    const token = generic as MarkedToken;
    const theme = this.#theme;
    switch (token.type) {
      case 'heading':
        return wrapRuns(this.#runs(token.tokens, token.depth === 1 ? theme.title : theme.heading), width);
      case 'paragraph':
        // A line to be typed that has a paragraph to itself needs no mark.
        if (token.tokens.length === 1 && token.tokens[0]?.type === 'codespan')
          return [theme.code(token.tokens[0].text)];
        return wrapRuns(this.#runs(token.tokens, PLAIN), width);
      case 'text':
        return wrapRuns(this.#runs([token], PLAIN), width);
      case 'code':
        // Flush left: what is to be typed can be copied as it stands.
        return token.text.trimEnd().split('\n').map(theme.code);
      case 'blockquote':
        return indent(this.blocks(token.tokens, width - 2), '  ').map((line) => theme.note(line));
      case 'list':
        return indent(this.#list(token, width - 2), '  ');
      case 'table':
        return this.#table(token);
      case 'hr':
        return ['-'.repeat(width - 1)];
      case 'html':
        return token.text.trimEnd().split('\n').map(theme.note);
      default:
        return [];
    }
  }

  #list({ items, ordered, start }: Tokens.List, width: number): readonly string[] {
    return items.flatMap((item, at) => {
      const mark = ordered ? `${Number(start) + at}. ` : '* ';
      return indent(this.#item(item, width - mark.length), '', mark);
    });
  }

  /** What a list says of one thing; its blocks follow each other without an empty line. */
  #item({ tokens, task, checked }: Tokens.ListItem, width: number): readonly string[] {
    const lines = tokens.flatMap((generic) => {
      const token = generic as MarkedToken;
      return token.type === 'list' ? this.#list(token, width) : this.#block(token, width);
    });
    return task ? indent(lines, '', checked === true ? '[x] ' : '[ ] ') : lines;
  }

  #table({ header, rows }: Tokens.Table): readonly string[] {
    const painted = (cell: Tokens.TableCell, paint: Paint): string =>
      wrapRuns(this.#runs(cell.tokens, paint), Infinity).join(' ');
    const bare = (cell: Tokens.TableCell): number =>
      this.#runs(cell.tokens, PLAIN).reduce((sum, { text }) => sum + widthOf(text), 0);
    const widths = header.map((cell, at) =>
      Math.max(bare(cell), ...rows.map((row) => (row[at] === undefined ? 0 : bare(row[at])))),
    );
    const line = (cells: readonly Tokens.TableCell[], paint: Paint): string =>
      cells
        .map((cell, at) => painted(cell, paint) + ' '.repeat(Math.max(0, (widths[at] ?? 0) - bare(cell))))
        .join('  ')
        .trimEnd();
    return [
      line(header, this.#theme.strong),
      widths.map((width) => padTo('', width).replaceAll(' ', '-')).join('  '),
      ...rows.map((row) => line(row, PLAIN)),
    ];
  }

  /** Text with what is emphasised in it, as pieces. */
  #runs(tokens: readonly Token[], paint: Paint): readonly Run[] {
    return tokens.flatMap((generic): readonly Run[] => {
      const token = generic as MarkedToken;
      const { code, emphasis, link, strong } = this.#theme;
      const inside = (kids: readonly Token[], own: Paint): readonly Run[] =>
        this.#runs(kids, paint === PLAIN ? own : own === PLAIN ? paint : (text: string) => paint(own(text)));
      switch (token.type) {
        case 'strong':
          return inside(token.tokens, strong);
        case 'em':
          return inside(token.tokens, emphasis);
        case 'del':
          return inside(token.tokens, PLAIN);
        case 'codespan':
          return [{ text: this.#color ? token.text : set(token.text, this.#lang), paint: code, whole: true }];
        case 'link': {
          // An address in the brackets of a command is no link: it is to be typed as it stands.
          if (token.raw.startsWith('<') && token.href.startsWith('mailto:'))
            return [{ text: token.raw, paint, whole: true }];
          const label = inside(token.tokens, link);
          return token.text === token.href
            ? label
            : [...label, { text: ' (', paint }, { text: token.href, paint: link }, { text: ')', paint }];
        }
        case 'br':
          return [{ text: BREAK, paint, whole: true }];
        case 'text':
          if ('tokens' in token && token.tokens !== undefined) return inside(token.tokens, PLAIN);
          return [{ text: held(withoutEntities(token.text)), paint }];
        case 'html':
        case 'escape':
        case 'image':
          return [{ text: token.text, paint }];
        default:
          return [];
      }
    });
  }
}

/** Words that nobody takes for prose: in capitals, an address, a word for the program, an option. */
const UNMISTAKABLE = /^(?:[A-Z0-9][A-Z0-9-]+|[^\s@]+@[^\s@]+|:[a-z0-9]+|--[a-z-]+)$/;

/** Code without colour: in the quotation marks of the language, unless it cannot be taken for prose. */
function set(text: string, lang: CliContext['lang']): string {
  if (UNMISTAKABLE.test(text)) return text;
  return lang === 'ru' ? `«${text}»` : `"${text}"`;
}

function withoutEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** Lines behind a blank margin; the first behind its mark, under which the others stand. */
function indent(lines: readonly string[], margin: string, mark = ''): readonly string[] {
  const rest = margin + ' '.repeat(mark.length);
  return lines.map((line, at) => (line === '' ? '' : (at === 0 ? margin + mark : rest) + line));
}

/** Broken between words; a word is what stands between two blanks, be it of one run or of several. */
function wrapRuns(runs: readonly Run[], width: number): readonly string[] {
  const lines: string[] = [];
  let line: Run[] = [];
  let word: Run[] = [];
  const endWord = (): void => {
    if (word.length === 0) return;
    if (line.length > 0 && widthOfRuns(line) + 1 + widthOfRuns(word) > width) endLine();
    const blank = word[0]?.paint === line.at(-1)?.paint ? (word[0]?.paint ?? PLAIN) : PLAIN;
    line.push(...(line.length > 0 ? [{ text: ' ', paint: blank }] : []), ...word);
    word = [];
  };
  const endLine = (): void => {
    lines.push(painted(line));
    line = [];
  };
  for (const { text, paint, whole = false } of runs) {
    if (whole && text !== BREAK) {
      word.push({ text, paint });
      continue;
    }
    if (text === BREAK) {
      endWord();
      endLine();
      continue;
    }
    for (const [at, piece] of text.split(/[ \n]+/).entries()) {
      if (at > 0) endWord();
      if (piece !== '') word.push({ text: piece, paint });
    }
  }
  endWord();
  if (line.length > 0) endLine();
  return lines;
}

function widthOfRuns(runs: readonly Run[]): number {
  return widthOf(runs.map(({ text }) => text).join(''));
}

/** Neighbours of one paint are painted together. */
function painted(runs: readonly Run[]): string {
  let out = '';
  let text = '';
  for (const [at, run] of runs.entries()) {
    text += released(run.text);
    if (runs[at + 1]?.paint === run.paint) continue;
    out += run.paint(text);
    text = '';
  }
  return out;
}
