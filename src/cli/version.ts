/** The version of the program, which the build writes in; sources that were not built have none. */

declare const SMTP_LAB_VERSION: string;

export function version(): string {
  return typeof SMTP_LAB_VERSION === 'string' ? SMTP_LAB_VERSION : '0.0.0';
}
