/**
 * Regular expressions of session files run in linear time (RE2), since both the file and the text they search may be
 * hostile. The engine is a large package: it is loaded when a file has a pattern, and handed to the parser as a port.
 */

import type { Pattern } from './ast.ts';

/** A compiled pattern. */
export interface CompiledPattern {
  /** Where the pattern is found first, with its named groups; null where it is not. */
  readonly find: (
    text: string,
  ) => { readonly index: number; readonly groups: Readonly<Record<string, string>> } | null;
}

/** Compiles patterns; a bad one is a reason in the engine's own words. */
export interface RegexPort {
  readonly compile: (
    source: string,
    flags: string,
  ) =>
    | { readonly ok: true; readonly pattern: CompiledPattern }
    | { readonly ok: false; readonly reason: string };
}

export const PATTERN_FLAGS = 'ims';

/** True where a text may hold a pattern, so that the engine is wanted. */
export function mayHavePattern(text: string): boolean {
  return /~\s*\/|matches\s+\//.test(text);
}

/** Loads the engine. */
export async function loadRegex(): Promise<RegexPort> {
  const { RE2JS } = await import('re2js');
  return {
    compile: (source, flags) => {
      let bits = 0;
      if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
      if (flags.includes('m')) bits |= RE2JS.MULTILINE;
      if (flags.includes('s')) bits |= RE2JS.DOTALL;
      try {
        const compiled = RE2JS.compile(source, bits);
        const names = Object.keys(compiled.namedGroups());
        return {
          ok: true,
          pattern: {
            find: (text) => {
              const matcher = compiled.matcher(text);
              if (!matcher.find()) return null;
              const groups: Record<string, string> = {};
              for (const name of names) groups[name] = matcher.group(name) ?? '';
              return { index: matcher.start(), groups };
            },
          },
        };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { ok: false, reason: message.replace(/^error parsing regexp: /, '') };
      }
    },
  };
}

/** Compiles the pattern of a node that was checked when it was parsed; null where there is no engine or it is bad. */
export function compilePattern(port: RegexPort | null, pattern: Pattern): CompiledPattern | null {
  const result = port?.compile(pattern.source, pattern.flags);
  return result?.ok === true ? result.pattern : null;
}
