/**
 * The JSON Schema of what `--json` prints: one object a line, told apart by `type`. Printed by `help --schema events`; the tests hold the
 * output of every command against it. Fields may be added to an object in a later version, and none of these is taken away.
 * Follows JSON Schema, draft 2020-12.
 */

export type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const number: Schema = { type: 'number' };
const count: Schema = { type: 'integer', minimum: 0 };
const yes: Schema = { type: 'boolean' };
const time: Schema = { type: 'string', format: 'date-time' };
const list = (items: Schema): Schema => ({ type: 'array', items });
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const oneOf = (...values: readonly string[]): Schema => ({ enum: values });
const object = (fields: Fields, optional: Fields = {}): Schema => ({
  type: 'object',
  properties: { ...fields, ...optional },
  required: Object.keys(fields),
});

type Fields = Readonly<Record<string, Schema>>;

const OUTCOME = oneOf('accepted', 'partial', 'rejected', 'not-sent', 'unknown', 'stopped');
const STAGE = oneOf(
  'connect',
  'greeting',
  'ehlo',
  'starttls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'message',
  'quit',
);
const REJECTED = object(
  { address: text, code: count, enhanced: orNull(text), text, retryable: yes },
  { host: text },
);
const LINK = object({
  subject: text,
  issuer: text,
  altNames: list(text),
  validFrom: text,
  validTo: text,
  daysLeft: { type: 'integer' },
  key: text,
  fingerprint256: text,
  pin: text,
});
const CERTIFICATE = object(
  {
    subject: text,
    issuer: text,
    validFrom: text,
    validTo: text,
    fingerprint256: text,
    altNames: list(text),
    issuers: list(text),
  },
  { chain: list(LINK) },
);
const ADVICE = object(
  {
    happened: list(text),
    means: list(text),
    tries: list(object({ what: text }, { command: text })),
  },
  { closing: list(text) },
);
const TOTALS = object({
  letters: count,
  accepted: count,
  failed: count,
  notTried: count,
  milliseconds: number,
});

/** What a policy made of a letter. */
const VERDICT: Fields = {
  points: list(object({ rule: text, name: text, points: number, what: text, detail: text })),
  sum: number,
  action: oneOf('pass', 'tag', 'quarantine', 'refuse', 'later'),
  limit: orNull(number),
};

/** A stage of many letters, in milliseconds. */
const MEASURE = object({
  stage: text,
  count,
  min: number,
  median: number,
  p95: number,
  p99: number,
  max: number,
});
/** A server of several; `outcome` null where it was not tried. */
const SERVER = object({
  server: text,
  outcome: orNull(OUTCOME),
  exitCode: orNull(count),
  milliseconds: orNull(number),
  accepted: count,
  letters: count,
});

/** An event of a conversation: `type`, `at`, which connection of several, and which leg of a gateway's. */
const event = (fields: Fields, optional: Fields = {}): readonly [Fields, Fields] => [
  { at: number, ...fields },
  { connection: count, leg: oneOf('client', 'server'), ...optional },
];
/** A line of a report on files: no moment belongs to it. */
const report = (fields: Fields, optional: Fields = {}): readonly [Fields, Fields] => [fields, optional];

/** By `type`; where two kinds of line have the same one, each is a row. */
const LINES: readonly (readonly [type: string, about: readonly [Fields, Fields]])[] = [
  [
    'lookup',
    event(
      { name: text, record: oneOf('address', 'mx', 'srv'), answers: list(text), error: orNull(text) },
      { elapsed: number },
    ),
  ],
  [
    'connect',
    event(
      {
        host: text,
        port: orNull(count),
        address: text,
        practice: yes,
        family: { enum: [4, 6, 'unix', 'pipe'] },
      },
      { time, proxy: text, elapsed: number },
    ),
  ],
  [
    'tls',
    event(
      {
        protocol: text,
        cipher: text,
        servername: orNull(text),
        authorized: yes,
        error: orNull(text),
        certificate: orNull(CERTIFICATE),
        mode: oneOf('starttls', 'implicit'),
      },
      { keyExchange: text, ocspOctets: count },
    ),
  ],
  ['command', event({ verb: text, line: text, hidden: yes }, { decoded: text, note: text })],
  [
    'reply',
    event(
      {
        to: orNull(text),
        code: count,
        class: { enum: [2, 3, 4, 5] },
        enhanced: orNull(text),
        lines: list(text),
        explanation: object({
          title: text,
          text,
          next: text,
        }),
        elapsed: number,
      },
      { recipient: text, challenge: orNull(text), notes: list(text) },
    ),
  ],
  ['malformed', event({ to: orNull(text), rule: text, text, offset: count }, { message: text })],
  ['capabilities', event({ keywords: { type: 'object', additionalProperties: list(text) } })],
  [
    'data',
    event({
      bytes: count,
      lines: count,
      stuffed: count,
      repaired: count,
      closed: yes,
      via: oneOf('DATA', 'BDAT'),
    }),
  ],
  ['warning', event({ code: text, message: text })],
  ['note', event({ code: text, message: text }, { advice: ADVICE })],
  ['close', event({ by: oneOf('client', 'server'), clean: yes }, { time })],
  ['verdict', event({ ...VERDICT, kept: orNull(text) }, { message: text })],
  ['message', event({ index: count, outcome: OUTCOME, queueId: orNull(text) }, { time })],
  [
    'result',
    event(
      {
        outcome: OUTCOME,
        exitCode: count,
        host: orNull(text),
        stage: STAGE,
        accepted: list(text),
        rejected: list(REJECTED),
        queueId: orNull(text),
        retryable: yes,
        problem: orNull(text),
        message: text,
      },
      { time, unknown: list(text), totals: TOTALS, advice: ADVICE },
    ),
  ],
  ['timing', event({ spans: list(object({ step: text, label: text, from: number, to: number })) })],
  ['listening', event({ host: text, port: count }, { tls: text, path: text, web: text })],
  [
    'measures',
    event({ accepted: count, perSecond: orNull(number), stages: list(MEASURE) }, { server: text }),
  ],
  ['servers', event({ servers: list(SERVER) })],
  ['received', event({ from: text, to: list(text), bytes: count, file: orNull(text) })],
  ['expectation', event({ file: text, line: count, ok: yes, wanted: text, came: text })],
  [
    'summary',
    event(
      { files: count, passed: count, failed: count, expectations: count },
      { skipped: count, problem: orNull(text) },
    ),
  ],
  ['retry', event({ file: text, next: count, most: count, milliseconds: number, said: orNull(text) })],
  ['check', event({ lesson: text, step: text, id: text, ok: yes, say: text })],
  ['expectation', report({ file: text, line: count, ok: yes, wanted: text, came: text })],
  ['tried', report({ file: text, kind: oneOf('ham', 'spam'), ...VERDICT })],
  ['trained', report({ ham: count, spam: count, letters: object({ ham: count, spam: count }), state: text })],
  ['summary', report({ files: count, passed: count, failed: count, expectations: count })],
];

/** The schema. */
export function eventsSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'smtp-lab --json: one event a line',
    type: 'object',
    required: ['type'],
    anyOf: LINES.map(([type, [fields, optional]]) => object({ type: { const: type }, ...fields }, optional)),
  };
}
