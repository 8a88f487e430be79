/**
 * Events on their way to the screen or a page: whatever a stranger said in them is searched for secrets here, before it comes into a
 * sentence of the program. SECURITY: from here on a secret that is a word is told from the word in a sentence of ours.
 */

import type { EventSink, LabEvent } from '../../pure/events/index.ts';
import type { CliContext } from '../context.ts';

/** Names and numbers of our own, which hold nothing of anybody's. */
const OURS: ReadonlySet<string> = new Set([
  'kind',
  'code',
  'to',
  'rule',
  'by',
  'mode',
  'stage',
  'outcome',
  'phase',
  'layer',
  'option',
  'mechanism',
  'leg',
  'action',
  'what',
]);

/** A sink that hands events on with their texts searched. */
export function veiled(sink: EventSink, hide: CliContext['hide']): EventSink {
  return (event) => {
    sink(veil(event, hide));
  };
}

/** The same value with its texts searched; the very same where nothing was found. */
export function veil<T extends LabEvent | object>(value: T, hide: CliContext['hide']): T {
  return mapped(value, hide) as T;
}

function mapped(value: unknown, hide: CliContext['hide']): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    // A copy is made where something was found, and nowhere else: there is a text for each line of a conversation.
    return items.some((item) => mapped(item, hide) !== item)
      ? items.map((item) => mapped(item, hide))
      : value;
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  let made: Record<string, unknown> | null = null;
  const fields = value as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const item = fields[key];
    const searched: unknown = OURS.has(key) ? item : mapped(item, hide);
    if (searched === item) continue;
    made ??= { ...value };
    made[key] = searched;
  }
  return made ?? value;
}
