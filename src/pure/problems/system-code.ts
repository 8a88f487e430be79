/** The system's own word for what it did not like, such as ENOSPC; never its message, which changes between versions and languages. */

export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
