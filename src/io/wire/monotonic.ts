/** A clock that never goes back. Not `performance.now()`: what that loads costs more than a whole small letter on the wire. */

/** Milliseconds since some moment in the past. */
export function monotonicMilliseconds(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
