/**
 * What programs put in quotes when they print what was said: the literals of Python, Ruby, JavaScript and JSON, with `\r\n` written
 * out. One literal may hold several lines of the conversation.
 */

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))/g;
const NAMED: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', e: '\u001B', a: '\u0007' };

/** The text that a literal means. */
export function unescaped(literal: string): string {
  if (!literal.includes('\\')) return literal;
  return literal.replace(
    ESCAPE,
    (_, braced?: string, four?: string, two?: string, octal?: string, other?: string) => {
      const hex = braced ?? four ?? two;
      if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
      if (octal !== undefined) return characterOf(Number.parseInt(octal, 8));
      return NAMED[other ?? ''] ?? other ?? '';
    },
  );
}

function characterOf(code: number): string {
  return code > 0x10_ffff ? '\uFFFD' : String.fromCodePoint(code);
}

/** What stands up to the closing quote; all of it where the line was cut. `after` is what follows the quote. */
export function upToQuote(
  text: string,
  quote: string,
): { readonly inside: string; readonly after: string | null } {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    // A quote inside of the text is escaped, but for the apostrophes of careless programs.
    else if (text[at] === quote && !/[A-Za-z0-9]/.test(text[at + 1] ?? ''))
      return { inside: text.slice(0, at), after: text.slice(at + 1) };
  }
  return { inside: text, after: null };
}

/** The lines that a text with line ends holds; the last end ends a line and begins none. */
export function linesIn(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}
