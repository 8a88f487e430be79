/**
 * What a file of settings may hold, as data: checked by one function, printed as a JSON Schema by another, so that both say the same.
 * Follows JSON Schema, draft 2020-12.
 */

export type Spec =
  | { readonly kind: 'number' | 'text' | 'time' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'list'; readonly item: Spec }
  | {
      readonly kind: 'object';
      readonly fields: Readonly<Record<string, Spec>>;
      readonly required: readonly string[];
    };

/** Why a value is not what it should be. `path` is as in `lists[1].zone`; '' for the whole. */
export interface SpecFault {
  readonly path: string;
  readonly code:
    | 'unknown-key'
    | 'missing'
    | 'not-a-number'
    | 'not-a-text'
    | 'not-a-time'
    | 'not-a-list'
    | 'not-a-map'
    | 'not-one-of';
  /** The key that is unknown or missing, or what is allowed. */
  readonly about: string;
  /** The keys that there are, where one is unknown. */
  readonly known?: readonly string[];
}

const TIME = /^(\d{1,9}(?:\.\d{1,3})?) *(ms|s|m|h|d)$/;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const object = (fields: Readonly<Record<string, Spec>>, required: readonly string[] = []): Spec => ({
  kind: 'object',
  fields,
  required,
});
export const list = (item: Spec): Spec => ({ kind: 'list', item });
export const choice = (...of: readonly string[]): Spec => ({ kind: 'choice', of });
export const number: Spec = { kind: 'number' };
export const text: Spec = { kind: 'text' };
export const time: Spec = { kind: 'time' };

/** Milliseconds of a time such as `5s`; the other value where it is left out. */
export function timeOf(value: string | undefined, otherwise: number): number {
  const [, digits, unit = ''] = TIME.exec(value ?? '') ?? [];
  return digits === undefined ? otherwise : Math.round(Number(digits) * (UNITS[unit] ?? 1));
}

/** Every fault of a value. */
export function faultsOf(value: unknown, spec: Spec, path = ''): readonly SpecFault[] {
  const fault = (code: SpecFault['code'], about = ''): readonly SpecFault[] => [{ path, code, about }];
  switch (spec.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? [] : fault('not-a-number');
    case 'text':
      return typeof value === 'string' && value !== '' && !/[\r\n\0]/.test(value) ? [] : fault('not-a-text');
    case 'time':
      return typeof value === 'string' && TIME.test(value) ? [] : fault('not-a-time');
    case 'choice':
      return spec.of.some((one) => one === value) ? [] : fault('not-one-of', spec.of.join(', '));
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item: unknown, at) => faultsOf(item, spec.item, `${path}[${at}]`))
        : fault('not-a-list');
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault('not-a-map');
      const entries = Object.entries(value);
      const below = (key: string): string => (path === '' ? key : `${path}.${key}`);
      return [
        ...spec.required
          .filter((key) => !Object.hasOwn(value, key))
          .map((key): SpecFault => ({ path, code: 'missing', about: key })),
        ...entries.flatMap(([key, item]) => {
          const field = Object.hasOwn(spec.fields, key) ? spec.fields[key] : undefined;
          return field === undefined
            ? [{ path, code: 'unknown-key', about: key, known: Object.keys(spec.fields) } as const]
            : faultsOf(item, field, below(key));
        }),
      ];
    }
  }
}

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The same as a JSON Schema. */
export function jsonSchemaOf(spec: Spec): JsonSchema {
  switch (spec.kind) {
    case 'number':
      return { type: 'number' };
    case 'text':
      return { type: 'string', minLength: 1, pattern: '^[^\\r\\n\\u0000]*$' };
    case 'time':
      return { type: 'string', pattern: TIME.source };
    case 'choice':
      return { enum: spec.of };
    case 'list':
      return { type: 'array', items: jsonSchemaOf(spec.item) };
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(spec.fields).map(([key, field]) => [key, jsonSchemaOf(field)]),
        ),
        ...(spec.required.length === 0 ? {} : { required: spec.required }),
        additionalProperties: false,
      };
  }
}
