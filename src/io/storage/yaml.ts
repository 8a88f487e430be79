/** A text in YAML as a value. The package is loaded for it: few runs need it. */

export type ReadYaml =
  | { readonly ok: true; readonly value: unknown }
  /** `reason` is the first line of what the parser says. */
  | { readonly ok: false; readonly reason: string };

export async function readYaml(text: string): Promise<ReadYaml> {
  const { parse } = await import('yaml');
  try {
    return { ok: true, value: parse(text, { maxAliasCount: 100, logLevel: 'error' }) };
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { ok: false, reason };
  }
}
