/**
 * From a check's YAML to a condition, strictly: an unknown key or a value of the wrong shape is an error that names its
 * path. One function a kind of condition; the keys of each stand beside it.
 */

import { PHASES } from '../protocol/index.ts';
import type { Phase } from '../protocol/index.ts';
import type { Condition, LessonProblemCode, TextPattern } from './format.ts';
import { parseTextPattern } from './text-pattern.ts';

/** Told of each fault: code, path such as `want.reply.code`, and what was found. */
export type Complain = (code: LessonProblemCode, path: string, found: string) => void;

type Raw = Readonly<Record<string, unknown>>;

/** A mapping, or null (said). */
export function asMapping(value: unknown, path: string, complain: Complain): Raw | null {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value));
  complain('bad-value', path, show(value));
  return null;
}

/** Says which keys of a mapping are not of the list. */
export function onlyKeys(raw: Raw, allowed: readonly string[], path: string, complain: Complain): void {
  for (const key of Object.keys(raw))
    if (!allowed.includes(key)) complain('unknown-key', `${path}.${key}`, key);
}

export function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

/** Reads one condition; null where it is faulty (each fault was said). */
export function parseCondition(value: unknown, path: string, complain: Complain): Condition | null {
  if (Array.isArray(value)) return parseGroup('all', value, path, complain);
  const raw = asMapping(value, path, complain);
  if (raw === null) return null;
  const parts: Condition[] = [];
  for (const [key, inner] of Object.entries(raw)) {
    const read = READERS[key];
    if (read === undefined) {
      complain('unknown-key', `${path}.${key}`, key);
      return null;
    }
    const condition = read(inner, `${path}.${key}`, complain);
    if (condition === null) return null;
    parts.push(condition);
  }
  const [first, ...rest] = parts;
  if (first === undefined) {
    complain('bad-value', path, '{}');
    return null;
  }
  return rest.length === 0 ? first : { kind: 'all', conditions: parts };
}

type Reader = (value: unknown, path: string, complain: Complain) => Condition | null;

const READERS: Readonly<Record<string, Reader>> = {
  command: readCommand,
  reply: readReply,
  state: readState,
  tls: (value, path, complain) => readState({ encrypted: value }, path, complain),
  authenticated: (value, path, complain) => readState({ authenticated: value }, path, complain),
  received: readReceived,
  closed: readClosed,
  stuffed: readStuffed,
  meter: readMeter,
  predict: readPredict,
  answer: readAnswer,
  lab: (value, path, complain) => {
    const command = text(value, path, complain);
    if (command === null) return null;
    const [, word = '', argument = ''] = /^:?(\S*) *(.*)$/.exec(command) ?? [];
    return { kind: 'lab', command: word, argument };
  },
  all: (value, path, complain) => parseGroup('all', value, path, complain),
  any: (value, path, complain) => parseGroup('any', value, path, complain),
  order: (value, path, complain) => parseGroup('order', value, path, complain),
  not: (value, path, complain) => {
    const condition = parseCondition(value, path, complain);
    return condition === null ? null : { kind: 'not', condition };
  },
};

function parseGroup(
  kind: 'all' | 'any' | 'order',
  value: unknown,
  path: string,
  complain: Complain,
): Condition | null {
  if (!Array.isArray(value) || value.length === 0) {
    complain('bad-value', path, show(value));
    return null;
  }
  const conditions: Condition[] = [];
  for (const [index, inner] of value.entries()) {
    const condition = parseCondition(inner, `${path}[${index}]`, complain);
    if (condition === null) return null;
    conditions.push(condition);
  }
  return { kind, conditions };
}

function readCommand(value: unknown, path: string, complain: Complain): Condition | null {
  const raw = typeof value === 'string' ? { verb: value } : asMapping(value, path, complain);
  if (raw === null) return null;
  onlyKeys(raw, ['verb', 'argument', 'line', 'count', 'grouped'], path, complain);
  return {
    kind: 'command',
    verb: upper(optional(raw, 'verb', path, complain, text)),
    argument: optional(raw, 'argument', path, complain, pattern),
    line: optional(raw, 'line', path, complain, pattern),
    count: optional(raw, 'count', path, complain, whole) ?? 1,
    grouped: optional(raw, 'grouped', path, complain, truth),
  };
}

function readReply(value: unknown, path: string, complain: Complain): Condition | null {
  const raw = typeof value === 'number' ? { code: value } : asMapping(value, path, complain);
  if (raw === null) return null;
  onlyKeys(raw, ['to', 'code', 'class', 'enhanced', 'text', 'argument', 'count'], path, complain);
  const to = optional(raw, 'to', path, complain, text);
  return {
    kind: 'reply',
    to: to === 'greeting' ? to : upper(to),
    code: optional(raw, 'code', path, complain, whole),
    class: optional(raw, 'class', path, complain, whole),
    enhanced: optional(raw, 'enhanced', path, complain, text),
    text: optional(raw, 'text', path, complain, pattern),
    argument: optional(raw, 'argument', path, complain, pattern),
    count: optional(raw, 'count', path, complain, whole) ?? 1,
  };
}

function readState(value: unknown, path: string, complain: Complain): Condition | null {
  const raw = asMapping(value, path, complain);
  if (raw === null) return null;
  onlyKeys(raw, ['phase', 'encrypted', 'authenticated', 'mechanism'], path, complain);
  return {
    kind: 'state',
    phase: optional(raw, 'phase', path, complain, phase),
    encrypted: optional(raw, 'encrypted', path, complain, truth),
    authenticated: optional(raw, 'authenticated', path, complain, nameOrTruth),
    mechanism: upper(optional(raw, 'mechanism', path, complain, text)),
  };
}

function readReceived(value: unknown, path: string, complain: Complain): Condition | null {
  const raw = value === true ? {} : asMapping(value, path, complain);
  if (raw === null) return null;
  onlyKeys(raw, ['from', 'to', 'header', 'no-header', 'body', 'no-body', 'bytes', 'count'], path, complain);
  const to = raw['to'] === undefined ? [] : Array.isArray(raw['to']) ? raw['to'] : [raw['to']];
  const recipients: TextPattern[] = [];
  for (const one of to) {
    const read = pattern(one, `${path}.to`, complain);
    if (read !== null) recipients.push(read);
  }
  return {
    kind: 'received',
    from: optional(raw, 'from', path, complain, pattern),
    to: recipients,
    header: optional(raw, 'header', path, complain, headerField),
    noHeader: optional(raw, 'no-header', path, complain, text),
    body: optional(raw, 'body', path, complain, pattern),
    noBody: optional(raw, 'no-body', path, complain, pattern),
    bytes: optional(raw, 'bytes', path, complain, whole),
    count: optional(raw, 'count', path, complain, whole) ?? 1,
  };
}

function readClosed(value: unknown, path: string, complain: Complain): Condition | null {
  if (value === true) return { kind: 'closed', by: null };
  if (value === 'client' || value === 'server') return { kind: 'closed', by: value };
  complain('bad-value', path, show(value));
  return null;
}

function readStuffed(value: unknown, path: string, complain: Complain): Condition | null {
  const lines = whole(value, path, complain);
  return lines === null ? null : { kind: 'stuffed', lines };
}

function readMeter(value: unknown, path: string, complain: Complain): Condition | null {
  const raw = asMapping(value, path, complain);
  if (raw === null) return null;
  onlyKeys(raw, ['round-trips', 'bytes'], path, complain);
  return {
    kind: 'meter',
    maxRoundTrips: optional(raw, 'round-trips', path, complain, whole),
    maxBytes: optional(raw, 'bytes', path, complain, whole),
  };
}

function readPredict(value: unknown, path: string, complain: Complain): Condition | null {
  const raw = asMapping(value, path, complain);
  if (raw === null) return null;
  onlyKeys(raw, ['to', 'argument', 'of', 'guess'], path, complain);
  const to = optional(raw, 'to', path, complain, text);
  if (to === null) {
    complain('missing-key', `${path}.to`, '');
    return null;
  }
  const of = raw['of'] ?? 'class';
  if (of !== 'class' && of !== 'code') {
    complain('bad-value', `${path}.of`, show(of));
    return null;
  }
  return {
    kind: 'predict',
    to: to.toUpperCase(),
    argument: optional(raw, 'argument', path, complain, pattern),
    of,
    guess: optional(raw, 'guess', path, complain, whole),
  };
}

function readAnswer(value: unknown, path: string, complain: Complain): Condition | null {
  const raw =
    typeof value === 'string' || typeof value === 'number' || Array.isArray(value)
      ? { accept: value }
      : asMapping(value, path, complain);
  if (raw === null) return null;
  onlyKeys(raw, ['accept', 'choices'], path, complain);
  const given = raw['accept'];
  const accept: TextPattern[] = [];
  for (const one of Array.isArray(given) ? given : [given]) {
    const read = pattern(one, `${path}.accept`, complain);
    if (read === null) return null;
    accept.push(read);
  }
  const choices = raw['choices'] ?? [];
  if (!Array.isArray(choices)) {
    complain('bad-value', `${path}.choices`, show(choices));
    return null;
  }
  return { kind: 'answer', accept, choices: choices.map(String) };
}

type Scalar<T> = (value: unknown, path: string, complain: Complain) => T | null;

function optional<T>(raw: Raw, key: string, path: string, complain: Complain, read: Scalar<T>): T | null {
  return raw[key] === undefined ? null : read(raw[key], `${path}.${key}`, complain);
}

function text(value: unknown, path: string, complain: Complain): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  complain('bad-value', path, show(value));
  return null;
}

function upper(value: string | null): string | null {
  return value === null ? null : value.toUpperCase();
}

function pattern(value: unknown, path: string, complain: Complain): TextPattern | null {
  const given = text(value, path, complain);
  if (given === null) return null;
  const read = parseTextPattern(given);
  if (read === null) complain('bad-pattern', path, given);
  return read;
}

function whole(value: unknown, path: string, complain: Complain): number | null {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  complain('bad-value', path, show(value));
  return null;
}

function truth(value: unknown, path: string, complain: Complain): boolean | null {
  if (typeof value === 'boolean') return value;
  complain('bad-value', path, show(value));
  return null;
}

function nameOrTruth(value: unknown, path: string, complain: Complain): string | boolean | null {
  return typeof value === 'boolean' ? value : text(value, path, complain);
}

function phase(value: unknown, path: string, complain: Complain): Phase | null {
  const found = PHASES.find((known) => known === value);
  if (found === undefined) complain('bad-value', path, show(value));
  return found ?? null;
}

/** `Subject: dots`, or a name alone. */
function headerField(
  value: unknown,
  path: string,
  complain: Complain,
): { name: string; value: TextPattern | null } | null {
  const given = text(value, path, complain);
  if (given === null) return null;
  const colon = given.indexOf(':');
  if (colon < 0) return { name: given.trim().toLowerCase(), value: null };
  const wanted = pattern(given.slice(colon + 1).trim(), path, complain);
  return wanted === null ? null : { name: given.slice(0, colon).trim().toLowerCase(), value: wanted };
}
