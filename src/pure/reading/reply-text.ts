/**
 * A reply where one is expected: the text after `said:`, in a Diagnostic-Code, after `<<<`, in a log's own field. Code and enhanced
 * code stand at its beginning, or as qmail writes them, `(#5.1.1)`, at the end; other digits are not looked at.
 */

/** A reply as far as it could be read; `text` is without the codes. */
export interface SaidReply {
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly text: string;
}

/** RFC 5321 §4.2: the second digit is 0 to 5, and servers use 7 too; 465, 587 and 993 are ports. */
const CODE = /^([2-5][0-57]\d)(?=[-: ,;)\]]|$)(?![.]\d)/;
const ENHANCED = /^[#(]*([245]\.\d{1,3}\.\d{1,3})(?![.\d])/;
/** As qmail and its kin write it behind their words. */
const QMAIL = /\(#\s?([245]\.\d{1,3}\.\d{1,3})(?: - [a-z]+)?\)/;
/** Cisco's: a name of its own for the kind, then the reply, as text or as a list. */
const IRONPORT = /^([245]\.\d{1,3}\.\d{1,3}) - [A-Z][^'()]{2,80}? \(?'?([45]\d\d)'?(?:-|, \[)'(.{1,1000}?)'/;
/** A second answer quoted inside the first: the next server's own. */
const INNER = /<([45]\d\d [245]\.\d{1,3}\.\d{1,3} [^<>]{1,300})>\s*$/;
/** An enhanced code after the words that say at what. */
const LATE = /: ([245]\.\d{1,3}\.\d{1,3}) (?=\S)/;

/** Reads what begins with a reply; null where it does not. Lines may be joined by line breaks or by spaces. */
export function readReplyText(said: string): SaidReply | null {
  const text = said.slice(0, 4000).trim();
  const inner = INNER.exec(text)?.[1];
  if (inner !== undefined && inner !== text) return readReplyText(inner);
  const cisco = IRONPORT.exec(text);
  if (cisco !== null) {
    const inner = readReplyText(`${cisco[2] ?? ''} ${cisco[3] ?? ''}`);
    if (inner !== null) return { ...inner, enhanced: inner.enhanced ?? cisco[1] ?? null };
  }
  const start = text.replace(/^["'<[(#]+/, '');
  const found = CODE.exec(start);
  if (found === null) {
    const bare = ENHANCED.exec(text);
    if (bare !== null)
      return { code: null, enhanced: bare[1] ?? null, text: tidy(text.slice(bare[0].length)) };
    const late = QMAIL.exec(text);
    return late === null
      ? null
      : { code: null, enhanced: late[1] ?? null, text: tidy(text.replace(late[0], '')) };
  }
  const code = found[1] ?? '';
  let rest = start.slice(3).replace(/^[\s\-:,;)\]]+/, '');
  // Google and others write their own code, then the other server's reply whole.
  if (rest.startsWith(`${code} `) || rest.startsWith(`${code}-`)) rest = rest.slice(4);
  const early = ENHANCED.exec(rest);
  let enhanced = early?.[1] ?? null;
  if (early !== null) rest = rest.slice(early[0].length);
  if (enhanced === null) {
    const late = QMAIL.exec(rest) ?? LATE.exec(rest);
    enhanced = late?.[1] ?? null;
    if (late !== null) rest = rest.replace(late[0], ' ');
  }
  return { code: Number(code), enhanced, text: tidy(withoutRepeats(rest, code, enhanced)) };
}

/** Each further line of a reply repeats the codes (RFC 5321 §4.2.1, RFC 2034 §4). */
function withoutRepeats(text: string, code: string, enhanced: string | null): string {
  const again = enhanced === null ? '' : `(?:${enhanced.replaceAll('.', '\\.')}(?= |$) ?)?`;
  return text.replace(new RegExp(`(?:^|\\s)${code}[- ]${again}`, 'g'), ' ');
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/^[\s:#)\]'"-]+|[\s'"]+$/g, '');
}

/** Whether a text begins as a reply does. */
export function beginsReply(text: string): boolean {
  return /^\s*["'<[(]?[2-5]\d\d(?:[- ]|[:,] |$)/.test(text);
}
