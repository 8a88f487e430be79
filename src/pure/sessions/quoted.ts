/**
 * Quoted texts of the notation: a JSON string (RFC 8259 §7), read at a cursor, and written again.
 */

import type { Cursor } from './cursor.ts';

/** The end of a JSON string that begins at `from`, its closing quote included, or -1. */
export function quotedEnd(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return -1;
}

/** Reads a JSON string at the cursor, which must stand on its quote. */
export function readQuoted(
  cursor: Cursor,
):
  | { readonly ok: true; readonly raw: string; readonly text: string }
  | { readonly ok: false; readonly reason: 'unclosed' | 'escape' } {
  const end = quotedEnd(cursor.text, cursor.at);
  if (end < 0) return { ok: false, reason: 'unclosed' };
  const raw = cursor.text.slice(cursor.at, end);
  const text = parseQuoted(raw);
  if (text === null) return { ok: false, reason: 'escape' };
  cursor.moveTo(end);
  return { ok: true, raw, text };
}

function parseQuoted(raw: string): string | null {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** A text as a JSON string with control characters and lone surrogates escaped, DEL and C1 too. */
export function formatQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
