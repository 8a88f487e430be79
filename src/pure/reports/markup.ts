/**
 * Text as part of an HTML page or an SVG drawing in it. SECURITY: everything on the page that is not of this program passes here:
 * marks are escaped, and characters that drive a screen or turn the direction of writing are made visible first.
 */

import { makeVisible } from '../protocol/index.ts';

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The text, safe between tags and inside a quoted attribute. */
export function markup(text: string): string {
  return makeVisible(text).replace(/[&<>"']/g, (mark) => NAMES[mark] ?? '');
}

/** At most so many characters, an ellipsis in place of the rest. Whole code points. */
export function clipped(text: string, most: number): string {
  const characters = Array.from(text.slice(0, most * 2));
  return characters.length <= most && text.length <= most * 2
    ? text
    : `${characters.slice(0, most - 1).join('')}…`;
}
