/**
 * A lesson as homework: what was typed, what the server said, which steps were passed, in one file that a teacher can check by taking
 * the lesson again with the same lines. The practice server of a student has names of its own, so a copied file shows. SECURITY:
 * what was typed as a secret is in it only where it is the practice server's own, which is public.
 */

import { decodeBase64, decodeText, encodeBase64, encodeText, HIDDEN } from '../protocol/index.ts';

/** What a report holds. */
export interface Homework {
  readonly student: string;
  readonly lesson: string;
  /** The steps of the lesson as it was then, by fingerprint, and whether each was passed. */
  readonly steps: readonly { readonly id: string; readonly hash: string; readonly passed: boolean }[];
  readonly typed: readonly string[];
  /** The server's lines, in order. */
  readonly replies: readonly string[];
  /** The conversation as a session file, to read. */
  readonly session: string;
}

/** Why a report does not hold. */
export type HomeworkFault =
  /** The lesson was changed since. */
  | { readonly kind: 'changed'; readonly step: string }
  /** A step that is claimed to be passed, and is not by what was typed. */
  | { readonly kind: 'not-passed'; readonly step: string }
  /** The server of this student does not say that: by number from 1. */
  | { readonly kind: 'reply'; readonly number: number; readonly claimed: string; readonly said: string }
  /** The lesson was not taken to its end. */
  | { readonly kind: 'unfinished'; readonly passed: number; readonly of: number };

const HOMEWORK_FORMAT = 'smtp-lab homework 1';
export const MOST_TYPED_LINES = 10_000;
const MOST_LINE = 65_536;

export function formatHomework(homework: Homework): string {
  return `${JSON.stringify({ format: HOMEWORK_FORMAT, ...homework }, null, 2)}\n`;
}

/** Reads a report; null for a file that is none. */
export function parseHomework(text: string): Homework | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || value['format'] !== HOMEWORK_FORMAT) return null;
  const { student, lesson, steps, typed, replies, session } = value;
  if (typeof student !== 'string' || typeof lesson !== 'string' || typeof session !== 'string') return null;
  if (!isTexts(typed) || !isTexts(replies) || !Array.isArray(steps)) return null;
  const found: { id: string; hash: string; passed: boolean }[] = [];
  for (const step of steps) {
    if (!isRecord(step)) return null;
    const { id, hash, passed } = step;
    if (typeof id !== 'string' || typeof hash !== 'string' || typeof passed !== 'boolean') return null;
    found.push({ id, hash, passed });
  }
  return { student, lesson, steps: found, typed, replies, session };
}

/** What the practice server of a student is made from. */
export function seedOfStudent(student: string, lesson: string): string {
  return `homework ${lesson} ${student.trim().normalize('NFC').toLowerCase()}`;
}

/** Whether a report may be written over: it is the same pupil's about the same lesson. */
export function isOfSame(there: Homework | null, student: string, lesson: string): boolean {
  const seed = seedOfStudent(student, lesson);
  return there !== null && there.lesson === lesson && seedOfStudent(there.student, lesson) === seed;
}

/** A typed line as it may be kept: a secret only where it is one of `known`, which are public. */
export function typedForReport(line: string, isSecret: boolean, known: readonly string[]): string {
  if (!isSecret) return line;
  const [, before = '', last = ''] = /^(.*?)(\S*)$/s.exec(line) ?? [];
  const octets = decodeBase64(last);
  const clear = octets === null ? '' : decodeText(octets);
  // The first message of SCRAM is a name and a number (RFC 5802 §7).
  if (/^[nyp](?:=[^,]*)?,[^,]*,n=/.test(clear)) return line;
  if (known.some((secret) => line.includes(secret) || clear.includes(secret))) return line;
  return before + HIDDEN;
}

/** What is typed in place of a hidden line when the lesson is taken again: a sign-in that nobody has. */
export function typedAgain(line: string): string {
  if (!line.endsWith(HIDDEN)) return line;
  const before = line.slice(0, -HIDDEN.length);
  return before + encodeBase64(encodeText(before === '' ? 'hidden' : '\0hidden\0hidden'));
}

/** What does not hold of a report; `again` is the same lesson, taken with the same lines. */
export function faultsOfHomework(claimed: Homework, again: Homework): readonly HomeworkFault[] {
  const faults: HomeworkFault[] = [];
  for (const [at, step] of again.steps.entries()) {
    const then = claimed.steps[at];
    if (then?.hash !== step.hash) return [{ kind: 'changed', step: step.id }];
    if (then.passed && !step.passed) faults.push({ kind: 'not-passed', step: step.id });
  }
  const length = Math.max(claimed.replies.length, again.replies.length);
  for (let at = 0; at < length; at++) {
    const [said = '', was = ''] = [again.replies[at], claimed.replies[at]];
    if (said === was) continue;
    faults.push({ kind: 'reply', number: at + 1, claimed: was, said });
    break;
  }
  const passed = again.steps.filter((step) => step.passed).length;
  if (faults.length === 0 && passed < again.steps.length)
    faults.push({ kind: 'unfinished', passed, of: again.steps.length });
  return faults;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= MOST_TYPED_LINES &&
    value.every((one) => typeof one === 'string' && one.length <= MOST_LINE)
  );
}
