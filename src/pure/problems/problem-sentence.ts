/**
 * A problem as one plain line for `error.message`: what happened, where, and the facts. For whoever reads a failed test; what it means
 * and what to try are worded elsewhere (`explain/describe-problem.ts`), in the reader's language.
 */

import type { ProblemCode, ProblemDetails } from './codes.ts';
import { makeVisible } from './visible.ts';

/** What has its place in the sentence already. */
const TOLD: ReadonlySet<string> = new Set(['host', 'port', 'code', 'enhanced', 'text']);

/** Such as `connection refused: mail.example.test:25 (address 192.0.2.1)`. */
export function sentenceOfProblem<K extends ProblemCode>(code: K, detail: ProblemDetails[K]): string {
  const facts = new Map<string, unknown>(Object.entries(detail));
  const said = ['code', 'enhanced', 'text'].map((name) => facts.get(name) ?? '').filter((one) => one !== '');
  const heads = [peerOf(facts), said.join(' ')].filter((one) => one !== '');
  const rest = [...facts]
    .filter(([name, value]) => !TOLD.has(name) && value !== null && value !== '')
    .map(([name, value]) => `${wordsOf(name)} ${Array.isArray(value) ? value.join(', ') : String(value)}`);
  // With nothing else to tell, the facts are the sentence.
  const [head, aside] = heads.length > 0 ? [heads.join(' '), rest.join(', ')] : [rest.join(', '), ''];
  const sentence = `${code.replaceAll('-', ' ')}${head === '' ? '' : `: ${head}`}${aside === '' ? '' : ` (${aside})`}`;
  return makeVisible(sentence);
}

function peerOf(facts: ReadonlyMap<string, unknown>): string {
  const [host, port] = [facts.get('host'), facts.get('port')];
  if (typeof host !== 'string') return '';
  if (typeof port !== 'number') return host;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** `looksLike` → `looks like`. */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
