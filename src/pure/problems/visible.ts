/**
 * Text of a stranger, made safe for a terminal. Control characters (C0, DEL, C1), line separators and the characters that
 * turn the direction of writing are replaced by a visible name of themselves; everything else stays.
 * SECURITY: nothing that a server sent is printed without passing here.
 */

const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The same text with `\x1b`, `\t`, `\u{202e}` and the like in place of what could drive a terminal. */
export function makeVisible(text: string): string {
  return text.replace(UNSAFE, nameOf);
}

function nameOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 9) return '\\t';
  if (code === 10) return '\\n';
  if (code === 13) return '\\r';
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
