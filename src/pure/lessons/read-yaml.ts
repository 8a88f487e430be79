/** YAML inside a lesson. What does not parse is told with its line in the file. */

import { parse as parseYaml, YAMLParseError } from 'yaml';

/** The value; undefined (told) where it is not YAML. `line` is that of the text's fence in the file. */
export function readYaml(
  text: string,
  line: number,
  report: (line: number, code: 'yaml', detail: string) => void,
): unknown {
  try {
    return parseYaml(text, { maxAliasCount: 20, logLevel: 'error' });
  } catch (error) {
    const at = error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 1) : 1;
    report(line + at, 'yaml', error instanceof Error ? (error.message.split('\n')[0] ?? '') : '');
    return undefined;
  }
}
