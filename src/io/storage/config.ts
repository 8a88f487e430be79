/**
 * The config file: YAML, a section for each profile, an option of the command line in each of its lines. Only reads; what the
 * options mean is for those who asked.
 */

import { promises as disk } from 'node:fs';
import { configFile } from './paths.ts';

/** A value of a profile as it would stand on the command line; several of an option that may be repeated. */
export type ProfileValue = string | boolean | readonly string[];

export type ProfileReading =
  | {
      readonly kind: 'profile';
      readonly file: string;
      readonly values: ReadonlyMap<string, ProfileValue>;
      /** Keys whose values are none that an option could have. */
      readonly strange: readonly string[];
    }
  | { readonly kind: 'no-file'; readonly file: string }
  | { readonly kind: 'bad-file'; readonly file: string; readonly reason: string }
  /** The profile is a text, a number or a list: it has no options. */
  | { readonly kind: 'no-section'; readonly file: string }
  | { readonly kind: 'no-profile'; readonly file: string; readonly known: readonly string[] };

/** Reads one profile. */
export async function readProfile(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ProfileReading> {
  const file = configFile(env);
  let content: unknown;
  try {
    const text = await disk.readFile(file, 'utf8');
    const { parse } = await import('yaml');
    content = parse(text, { maxAliasCount: 100, logLevel: 'error' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return { kind: 'no-file', file };
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { kind: 'bad-file', file, reason };
  }
  const sections = entriesOf(content);
  const section = sections.find(([key]) => key === name);
  if (section !== undefined && !isSection(section[1])) return { kind: 'no-section', file };
  if (section === undefined) return { kind: 'no-profile', file, known: sections.map(([key]) => key) };
  const values = new Map<string, ProfileValue>();
  const strange: string[] = [];
  for (const [key, given] of entriesOf(section[1])) {
    const value = valueOf(given);
    if (value === null) strange.push(key);
    else values.set(key.replaceAll('_', '-'), value);
  }
  return { kind: 'profile', file, values, strange };
}

/** An empty section is one. */
function isSection(value: unknown): boolean {
  return value === null || (typeof value === 'object' && !Array.isArray(value));
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function valueOf(given: unknown): ProfileValue | null {
  if (typeof given === 'string' || typeof given === 'boolean') return given;
  if (typeof given === 'number') return String(given);
  if (!Array.isArray(given)) return null;
  const texts = given.map((one: unknown) => (typeof one === 'object' ? null : String(one)));
  return texts.every((text) => text !== null) ? texts : null;
}
