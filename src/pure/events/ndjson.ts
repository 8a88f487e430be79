/**
 * Events as NDJSON, one JSON object a line: the contract of `--json`. Field names are promises to other programs; fields may
 * be added, never taken away. The words in it (explanations, messages) are made by the caller in the user's language.
 * SECURITY: what JSON lets stand but a terminal obeys (DEL, C1, turns of the writing direction) is escaped as `\u` too.
 */

import type { Problem } from '../problems/index.ts';
import { makeVisible } from '../protocol/index.ts';
import type {
  CertificateFacts,
  CommandEvent,
  LabEvent,
  MalformedEvent,
  NoteEvent,
  ReplyEvent,
  ResultEvent,
  VerdictEvent,
  WarningEvent,
} from './event.ts';

/** A failure in its three parts. */
export interface AdviceFields {
  readonly headline: string;
  readonly happened: readonly string[];
  readonly means: readonly string[];
  readonly tries: readonly { readonly what: string; readonly command?: string }[];
  readonly closing: readonly string[];
}

/** Who words what the log holds as data. */
export interface NdjsonWords {
  readonly explain: (event: ReplyEvent) => {
    readonly title: string;
    readonly text: string;
    readonly next: string;
    /** The notes beside its lines, in their order. */
    readonly notes?: readonly string[];
  };
  /** The note beside a command; '' for none. */
  readonly command?: (event: CommandEvent) => string;
  /** Why what came is not a reply. */
  readonly malformed?: (event: MalformedEvent) => string;
  /** A verdict in a sentence. */
  readonly verdict?: (event: VerdictEvent) => string;
  readonly remark: (event: WarningEvent | NoteEvent) => string;
  /** The result in a sentence; `problem` is what failed, or null. */
  readonly result: (event: ResultEvent, problem: Problem | null) => string;
  /** What went wrong, in full. */
  readonly advice?: (problem: Problem) => AdviceFields;
}

/**
 * The event as one line without its line end; null for events that are no part of the contract (pieces of a letter). `started` is the
 * moment from which `at` counts, in milliseconds of the Unix epoch, where the log is to have dates.
 */
export function toNdjson(event: LabEvent, words: NdjsonWords, started: number | null = null): string | null {
  const fields = fieldsOf(event, words);
  if (fields === null) return null;
  const { at, connection, leg } = event;
  const head = { type: event.kind, at: Math.round(at * 1000) / 1000 };
  const time = started === null || !DATED.includes(event.kind) ? {} : { time: dateOf(started + at) };
  const where = {
    ...(connection === undefined ? {} : { connection }),
    ...(leg === undefined ? {} : { leg }),
  };
  return formatJson({ ...head, ...time, ...where, ...fields });
}

/** Events that tell when they were, and not only how long after the start: by them logs of several runs are put together. */
const DATED: readonly LabEvent['kind'][] = ['connect', 'message', 'close', 'result'];

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** A value as JSON on one line in which no character can drive a terminal. */
export function formatJson(value: unknown): string {
  const json = JSON.stringify(value);
  return makeVisible(json) === json ? json : json.replace(/[^\u0020-\u007e]/gu, escapeUnsafe);
}

function escapeUnsafe(character: string): string {
  if (makeVisible(character) === character) return character;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

type Fields = Readonly<Record<string, unknown>>;

/** To the microsecond; nothing where it was not measured. */
function elapsedOf({ elapsed }: { readonly elapsed?: number }): Fields {
  return elapsed === undefined ? {} : { elapsed: Math.round(elapsed * 1000) / 1000 };
}

function fieldsOf(event: LabEvent, words: NdjsonWords): Fields | null {
  switch (event.kind) {
    case 'letter':
      return null;
    case 'lookup':
      return {
        name: event.name,
        record: event.record,
        answers: event.answers,
        error: event.error,
        ...elapsedOf(event),
      };
    case 'connect': {
      const { host, port, address, family, practice, proxy } = event;
      return {
        host,
        port,
        address,
        family,
        practice,
        ...(proxy === null ? {} : { proxy }),
        ...elapsedOf(event),
      };
    }
    case 'tls': {
      const { protocol, cipher, servername, authorized, error, mode, keyExchange, ocspOctets } = event;
      return {
        protocol,
        cipher,
        servername,
        authorized,
        error,
        certificate: event.certificate === null ? null : certificateFields(event.certificate),
        mode,
        ...(keyExchange === undefined ? {} : { keyExchange }),
        ...(ocspOctets === undefined ? {} : { ocspOctets }),
      };
    }
    case 'command':
      return commandFields(event, words);
    case 'reply':
      return replyFields(event, words);
    case 'malformed':
      return {
        to: event.to,
        rule: event.rule,
        text: event.text,
        offset: event.offset,
        ...(words.malformed === undefined ? {} : { message: words.malformed(event) }),
      };
    case 'capabilities': {
      const offered = [...event.capabilities.keywords].map(
        ([key, { parameters }]) => [key, parameters] as const,
      );
      return { keywords: Object.fromEntries(offered) };
    }
    case 'data': {
      const { bytes, lines, stuffed, repaired, closed, via } = event;
      return { bytes, lines, stuffed, via, repaired, closed };
    }
    case 'warning':
    case 'note':
      return { code: event.code, message: words.remark(event) };
    case 'close':
      return { by: event.by, clean: event.clean };
    case 'verdict': {
      const { points, sum, action, limit, kept } = event;
      const message = words.verdict === undefined ? {} : { message: words.verdict(event) };
      return { points, sum, action, limit, kept, ...message };
    }
    case 'message':
      return { index: event.index, outcome: event.outcome, queueId: event.queueId };
    case 'result':
      return resultFields(event, words);
  }
}

/** Without the certificates themselves, which go into a file. */
function certificateFields({ chain, ...facts }: CertificateFacts): Fields {
  return chain === undefined ? facts : { ...facts, chain: chain.map(({ pem: _pem, ...link }) => link) };
}

function commandFields(event: CommandEvent, words: NdjsonWords): Fields {
  const { verb, line, hidden, decoded } = event;
  const note = words.command?.(event) ?? '';
  return {
    verb,
    line,
    hidden,
    ...(decoded === undefined || hidden ? {} : { decoded }),
    ...(note === '' ? {} : { note }),
  };
}

function replyFields(event: ReplyEvent, words: NdjsonWords): Fields {
  const { title, text, next, notes = [] } = words.explain(event);
  return {
    to: event.to,
    code: event.code,
    class: event.class,
    enhanced: event.enhanced?.text ?? null,
    lines: event.lines,
    ...(event.recipient === undefined ? {} : { recipient: event.recipient }),
    ...(event.challenge === undefined ? {} : { challenge: event.challenge }),
    elapsed: Math.round(event.elapsed * 1000) / 1000,
    ...(notes.some((note) => note !== '') ? { notes } : {}),
    explanation: { title, text, next },
  };
}

/** What happened, what it means, what to try; the headline is the result's `message`. */
function adviceFields({ happened, means, tries, closing }: AdviceFields): Fields {
  return { happened, means, tries, ...(closing.length === 0 ? {} : { closing }) };
}

function resultFields(event: ResultEvent, words: NdjsonWords): Fields {
  const { outcome, exitCode, stage, accepted, rejected, unknown, queueId, retryable, problem, totals } =
    event;
  const { host = null } = event;
  return {
    outcome,
    exitCode,
    host,
    stage,
    accepted,
    rejected: rejected.map(({ problem: why, ...one }) =>
      why === undefined ? one : { ...one, text: words.advice?.(why).headline ?? '' },
    ),
    ...(outcome === 'unknown' || unknown.length > 0 ? { unknown } : {}),
    queueId,
    retryable,
    problem: problem?.code ?? null,
    ...(totals === undefined ? {} : { totals }),
    message: words.result(event, problem),
    ...(problem === null || words.advice === undefined
      ? {}
      : { advice: adviceFields(words.advice(problem)) }),
  };
}
