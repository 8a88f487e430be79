/**
 * A JSON Schema, as far as ours go, held against a value: strictly, so that a field that the schema does not name is a fault too. What
 * the program prints with `--json` is held against the schema of events wherever a test runs it.
 */

import { eventsSchema } from '../../src/pure/events/schema.ts';

type Schema = Readonly<Record<string, unknown>>;

/** What is wrong with the value; nothing where it is as the schema has it. */
export function faultsOf(value: unknown, schema: Schema, at = ''): readonly string[] {
  const any = schema['anyOf'] as readonly Schema[] | undefined;
  if (any !== undefined) {
    const all = any.map((one) => faultsOf(value, one, at));
    const best = [...all].sort((one, other) => one.length - other.length)[0] ?? [];
    return best;
  }
  if ('const' in schema)
    return value === schema['const'] ? [] : [`${at}: not ${String(schema['const'])}`, at, at, at];
  const allowed = schema['enum'] as readonly unknown[] | undefined;
  if (allowed !== undefined)
    return allowed.includes(value) ? [] : [`${at}: ${String(value)} is none of ${String(allowed)}`];
  switch (schema['type']) {
    case 'string':
      if (typeof value !== 'string') return [`${at}: no string`];
      return schema['format'] === 'date-time' && new Date(value).toISOString() !== value
        ? [`${at}: no date`]
        : [];
    case 'number':
      return typeof value === 'number' ? [] : [`${at}: no number`];
    case 'integer':
      return Number.isInteger(value) && Number(value) >= Number(schema['minimum'] ?? -Infinity)
        ? []
        : [`${at}: no count`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${at}: no yes or no`];
    case 'null':
      return value === null ? [] : [`${at}: not null`];
    case 'array':
      if (!Array.isArray(value)) return [`${at}: no list`];
      return value.flatMap((item, index) => faultsOf(item, schema['items'] as Schema, `${at}[${index}]`));
    case 'object':
      return objectFaults(value, schema, at);
    default:
      return [`${at}: a schema of an unknown kind`];
  }
}

function objectFaults(value: unknown, schema: Schema, at: string): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at}: no object`];
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const others = schema['additionalProperties'] as Schema | undefined;
  const missing = ((schema['required'] ?? []) as readonly string[]).filter((name) => !(name in value));
  return [
    ...missing.map((name) => `${at}.${name}: missing`),
    ...Object.entries(value).flatMap(([name, item]) => {
      const known = Object.hasOwn(properties, name) ? properties[name] : others;
      return known === undefined
        ? [`${at}.${name}: not in the schema`]
        : faultsOf(item, known, `${at}.${name}`);
    }),
  ];
}

const COMMANDS = ['send', 'connect', 'serve', 'gateway', 'replay', 'learn', 'tour', 'sendmail'];

/** Throws where a command printed a line with `--json` that its schema does not have. Cut lines are the test's own doing. */
export function holdAgainstSchema(args: readonly string[], out: string): void {
  if (!args.includes('--json') || !COMMANDS.some((command) => args.includes(command))) return;
  for (const line of out.split('\n')) {
    if (!line.startsWith('{') || !line.endsWith('}')) continue;
    const value = JSON.parse(line) as { readonly type?: unknown };
    if (
      typeof value.type !== 'string' ||
      OF_FILES.includes(value.type) ||
      ('file' in value && value.type === 'tls')
    )
      continue;
    const faults = faultsOf(value, eventsSchema());
    if (faults.length > 0)
      throw new Error(`not as the schema of events has it: ${faults.join('; ')}\n${line}`);
  }
}

/** Lines of reports on files (a judgement, a cleaning, homework), which are no events of a conversation. */
const OF_FILES = [
  'cause',
  'ending',
  'fault',
  'not-understood',
  'stream',
  'leftover',
  'problem',
  'untaught',
  'homework',
];
