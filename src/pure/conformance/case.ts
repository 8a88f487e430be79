/**
 * A conformance case: a session file whose front matter says which clauses it is about, how much they bind, and what has to be there. What
 * is judged stands after the first `@why`; what stands before it leads there, and says nothing about the clause.
 */

import { nearestOf } from '../problems/index.ts';
import { codesOf, compile } from '../sessions/index.ts';
import type { CodeSet, SessionFile } from '../sessions/index.ts';

export const LEVELS = ['MUST', 'SHOULD', 'MAY'] as const;
export type Level = (typeof LEVELS)[number];

/** What breaks a clause without a reply: a closed connection, silence, octets that are not a reply, a no for now. */
const BREAKS = ['closed', 'silence', 'malformed', 'temporary'] as const;
export type Break = (typeof BREAKS)[number];

/** A text in each language. */
export interface InBoth {
  readonly en: string;
  readonly ru: string;
}

/** Codes that a second look at the standard has let pass, and why. */
export interface Accepted {
  readonly codes: CodeSet;
  readonly reason: InBoth;
}

/** How the conversation gets to where the case begins: by itself, after EHLO, inside TLS, or inside TLS where that is offered. */
const OPENINGS = { 'open.smtp': 'plain', 'open-tls.smtp': 'tls', 'open-best.smtp': 'best' } as const;
export type CaseOpening = 'own' | (typeof OPENINGS)[keyof typeof OPENINGS];

export interface ConformanceCase {
  readonly id: string;
  /** The file without the lines of its opening. */
  readonly file: SessionFile;
  readonly path: string;
  readonly title: InBoth;
  /** Why it matters. */
  readonly why: InBoth;
  /** `5321-4.1.1.5-1`: RFC, section, which sentence with a requirement. */
  readonly clauses: readonly string[];
  readonly level: Level;
  readonly needs: readonly string[];
  readonly accept: readonly Accepted[];
  /** Codes of a server that takes what it may refuse. */
  readonly lenient: CodeSet | null;
  /** Codes that say that there is nothing to try. */
  readonly absent: CodeSet | null;
  readonly breaks: readonly Break[];
  /** The line of the first `@why`. */
  readonly judgedFrom: number;
  readonly opens: CaseOpening;
  /** It sends a letter, or a part of one. */
  readonly sendsLetter: boolean;
  /** Which dialect it is for; null for both. */
  readonly dialect: 'smtp' | 'lmtp' | null;
}

/** A case, or what is wrong with its front matter, a sentence each. */
export type ReadCase =
  | { readonly ok: true; readonly value: ConformanceCase }
  | { readonly ok: false; readonly faults: readonly string[] };

const CLAUSE = /^\d{4}-(?:\d[\d.]*|App\.[A-Z]|[A-Z]\.\d+)-(?:x?\d+|L)$/;

/** Reads a case from a session file, its includes expanded. */
export function readCase(whole: SessionFile, path: string): ReadCase {
  const { front } = whole;
  const faults: string[] = [];
  const text = (key: string): string => {
    const value = front.case.get(key);
    if (typeof value === 'string' && value.trim() !== '') return value.trim().replace(/\s+/g, ' ');
    faults.push(`${key} is missing`);
    return '';
  };
  const id = text('id');
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) || !path.endsWith(`/${id}.smtp`))
    faults.push(`id: small letters and hyphens, as the name of the file: "${id}"`);
  if (front.title === '') faults.push('title is missing');
  const title = { en: front.title, ru: text('title-ru') };
  const why = { en: text('why'), ru: text('why-ru') };
  const clauses = listOf(front.case.get('clauses'));
  if (clauses.length === 0 || !clauses.every((clause) => CLAUSE.test(clause)))
    faults.push('clauses: [5321-4.1.1.5-1, …]');
  const level = LEVELS.find((one) => one === front.case.get('level'));
  if (level === undefined) faults.push(`level: ${LEVELS.join(', ')}`);
  const breaks = listOf(front.case.get('breaks'));
  const known = BREAKS.filter((one) => breaks.includes(one));
  if (known.length !== breaks.length)
    faults.push(
      `breaks: ${nearestOf(breaks.find((one) => !known.some((other) => other === one)) ?? '', BREAKS)}?`,
    );
  const codes = (key: string): CodeSet | null => {
    const value = front.case.get(key);
    if (value === undefined) return null;
    const set = codesOf(String(value));
    if (set === null) faults.push(`${key}: 250|251`);
    return set;
  };
  const { lines, opens } = withoutOpening(whole);
  const from = lines.find((line) => line.kind === 'directive' && line.directive.name === 'why');
  if (from === undefined) faults.push('no @why: what is judged stands after it');
  const lenient = codes('lenient');
  const absent = codes('absent');
  const accept = acceptedOf(front.case.get('accept'), faults);
  if (faults.length > 0 || level === undefined || from === undefined) return { ok: false, faults };
  const file = { ...whole, lines };
  const { steps } = compile(whole);
  const says = (word: RegExp): boolean =>
    steps.some(
      (step) => step.act === 'command' && word.test(step.verb.toUpperCase()) && step.span.file === undefined,
    );
  const dialect =
    front.dialect === 'lmtp'
      ? 'lmtp'
      : says(/^(?:EHLO|HELO)$/) || front.needs.includes('smtp')
        ? 'smtp'
        : null;
  return {
    ok: true,
    value: {
      id,
      file,
      path,
      title,
      why,
      clauses,
      level,
      needs: front.needs.filter((need) => need !== 'smtp'),
      accept,
      lenient,
      absent,
      breaks: known,
      judgedFrom: from.span.line,
      opens,
      sendsLetter: steps.some(({ act }) => act === 'letter' || act === 'letter-line' || act === 'chunk'),
      dialect,
    },
  };
}

/** The lines without those of the opening that is included: whoever tries the case leads there. */
function withoutOpening({
  lines,
}: SessionFile): Pick<SessionFile, 'lines'> & { readonly opens: CaseOpening } {
  const nameOf = (file: string | undefined): string => file?.slice(file.lastIndexOf('/') + 1) ?? '';
  const isOpening = (name: string): name is keyof typeof OPENINGS => Object.hasOwn(OPENINGS, name);
  const found = lines.map(({ span }) => nameOf(span.file)).find(isOpening);
  if (found === undefined) return { lines, opens: 'own' };
  return { lines: lines.filter(({ span }) => !isOpening(nameOf(span.file))), opens: OPENINGS[found] };
}

function acceptedOf(value: unknown, faults: string[]): readonly Accepted[] {
  if (value === undefined || value === null) return [];
  return Object.entries(value).map(([key, reason]: [string, unknown]) => {
    const texts = new Map(Object.entries(typeof reason === 'object' && reason !== null ? reason : {}));
    const [en, ru]: unknown[] = [texts.get('en'), texts.get('ru')];
    const set = codesOf(key);
    if (set !== null && typeof en === 'string' && typeof ru === 'string')
      return { codes: set, reason: { en, ru } };
    faults.push('accept: { 554: { en: …, ru: … } }');
    return { codes: { raw: key, alternatives: [] }, reason: { en: '', ru: '' } };
  });
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** `RFC 5321 §4.1.1.5`, of a clause. */
export function sectionOf(clause: string): string {
  const [, rfc = '', section = ''] = /^(\d{4})-(.*)-[^-]+$/.exec(clause) ?? [];
  return `RFC ${rfc} §${section}`;
}

/** In the order of the standards: by the first clause, then by name. */
export function byClause(one: ConformanceCase, other: ConformanceCase): number {
  const [a = '', b = ''] = [one.clauses[0], other.clauses[0]];
  const rank = (clause: string): number => ORDER.indexOf(clause.slice(0, 4));
  return (
    rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }) || one.id.localeCompare(other.id, 'en')
  );
}

/** The base standard first, then what most servers have. */
const ORDER = ['5321', '3207', '4954', '2920', '1870', '6152', '3030', '6531', '3461', '2034', '2033'];
