/**
 * How long a test waits before it gives up. A test waits for something to happen, never for some time to pass; this is only the
 * end of waiting for what will not come, so it is long. `SMTP_LAB_TEST_PATIENCE=3` makes it three times as long.
 */

const factor = Number(process.env['SMTP_LAB_TEST_PATIENCE'] ?? '1');
if (!(factor > 0)) throw new Error('SMTP_LAB_TEST_PATIENCE must be a number above 0');

/** So many seconds, as milliseconds, on a machine of the usual kind. */
export const patience = (seconds: number): number => Math.round(seconds * 1000 * factor);

/** The same for an option of the program that takes seconds, at a server that may let it wait. */
export const PATIENT_SECONDS = String(patience(60) / 1000);

/** For a limit of the program that is not to be reached: whoever waits for it does not end within the time of a test. */
export const NEVER_SECONDS = '86400';

/** Waits until `look` gives something; `what` is awaited, and named where it never comes. */
export async function eventually<T>(what: string, look: () => T | undefined | false | null): Promise<T> {
  const end = performance.now() + patience(60);
  for (;;) {
    const seen = look();
    if (seen !== undefined && seen !== false && seen !== null) return seen;
    if (performance.now() > end) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
