/** The words of HTML, for rules that look for words: tags left out, what is not shown left out with them. In a time that its length bounds. */

export const hasMarkup = (text: string): boolean => text.includes('<');

const HIDDEN = /^(?:script|style|head|title|template)$/i;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  apos: "'",
};

export function textOfMarkup(markup: string): string {
  const words: string[] = [];
  let hiding = '';
  for (let at = 0; at < markup.length;) {
    const open = markup.indexOf('<', at);
    const end = open < 0 ? markup.length : open;
    if (hiding === '') words.push(markup.slice(at, end));
    if (open < 0) break;
    const isComment = markup.startsWith('<!--', open);
    const close = markup.indexOf(isComment ? '-->' : '>', open);
    if (close < 0) break;
    const name = /^<(\/?)([a-z0-9]+)/i.exec(markup.slice(open, open + 40));
    if (name !== null && HIDDEN.test(name[2] ?? '')) hiding = name[1] === '/' ? '' : (name[2] ?? '');
    words.push(' ');
    at = close + (isComment ? 3 : 1);
  }
  return words
    .join('')
    .replace(
      /&(?:#(\d{1,7})|([a-z]{2,6}));/gi,
      (whole, digits: string | undefined, name: string | undefined) =>
        digits === undefined ? (ENTITIES[(name ?? '').toLowerCase()] ?? whole) : characterOf(Number(digits)),
    )
    .replace(/\s+/g, ' ')
    .trim();
}

function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
}
