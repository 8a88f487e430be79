/**
 * Lines that were broken to fit a page, joined again: how depends on what was broken. A backslash and a parameter are joined by a
 * space, base64 and the inside of a token by nothing.
 */

import { looksLikeCommand } from './roles.ts';
import type { Turn } from './turns.ts';

export type JoinRule = 'backslash' | 'parameter' | 'token' | 'base64' | 'challenge' | 'reply-text';

/** The whole line, and by which rule; null where the piece does not go on with what stands before it. */
export function joined(
  before: Turn,
  piece: string,
): { readonly text: string; readonly rule: JoinRule } | null {
  if (before.kind !== 'client' && before.kind !== 'server') return null;
  const { text } = before;
  const server = before.kind === 'server';
  if (text.endsWith('\\')) return { text: `${text.slice(0, -1).trimEnd()} ${piece}`, rule: 'backslash' };
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(piece);
  if (server && /^334\s*$/.test(text) && isBase64) return { text: `334 ${piece}`, rule: 'challenge' };
  if (isBase64 && /(?:^|\s)[A-Za-z0-9+/]{16,}$/.test(text)) return { text: text + piece, rule: 'base64' };
  if (server) return { text: `${text.trimEnd()} ${piece}`, rule: 'reply-text' };
  if (/[;:/,]$/.test(text) || /^[;:/]/.test(piece)) return { text: text + piece, rule: 'token' };
  return { text: `${text.trimEnd()} ${piece}`, rule: 'parameter' };
}

/** Whether a line is the rest of a token that was too long for the line of a terminal. */
export function isTokensRest({ kind, text }: Turn, piece: string): boolean {
  return (
    kind === 'client' &&
    /[A-Za-z0-9+/]{40}$/.test(text) &&
    /^[A-Za-z0-9+/]+={0,2}$/.test(piece) &&
    !looksLikeCommand(piece)
  );
}
