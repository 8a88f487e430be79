/** Prose in which a command, a word for the program and a section of an RFC stay on one line. */

/** Stands for a blank at which a line is not broken. */
const HELD = '\u00a0';

const TOGETHER = new RegExp(
  [
    // A command and the beginning of what follows it.
    /\b(?:MAIL FROM|RCPT TO)(?=[: ]|$)/,
    /\b(?:AUTH [A-Z][A-Z0-9-]{3,}|BDAT \d+(?: LAST)?|(?:EHLO|HELO|LHLO|VRFY|EXPN) [^\s,;]*[.[]\S+)/,
    // A word for the program and what it is used on.
    /(?<![\w:]):(?:unb64|b64|explain|later|violate|server|auth|stuff) [^\s,;.]+/,
    /\bRFC \d+(?: §\S+)?/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** Puts blanks that hold into a text that is going to be broken into lines. */
export function held(text: string): string {
  return text.replace(TOGETHER, (found) => found.replaceAll(' ', HELD));
}

/** Lines that are broken already, with ordinary blanks again. */
export function released(line: string): string {
  return line.replaceAll(HELD, ' ');
}
