/**
 * The order of events in place of a pause: after some turns of the event loop everything that was about to happen in this process,
 * with what came over loopback meanwhile, has happened.
 */

export async function someTurns(count = 50): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
