/**
 * Which blocks of our own source ran since the last look, from the engine's own count (the inspector's precise coverage). It
 * is what tells the fuzzer that an input is worth keeping.
 */

import { Session } from 'node:inspector';
import type { Profiler } from 'node:inspector';

/** Counts blocks of the files under `src`. */
export class Coverage {
  readonly #session = new Session();
  readonly #seen = new Set<string>();

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Blocks seen so far. */
  get blocks(): number {
    return this.#seen.size;
  }

  /** Whether something ran since the last look that had never run before. */
  isNew(): boolean {
    const before = this.#seen.size;
    for (const script of this.#take()) {
      if (!/\/src\/(?:pure|io|cli)\//.test(script.url)) continue;
      for (const { ranges } of script.functions) {
        for (const { count, startOffset, endOffset } of ranges) {
          if (count > 0) this.#seen.add(`${script.scriptId}:${startOffset}:${endOffset}`);
        }
      }
    }
    return this.#seen.size > before;
  }

  stop(): void {
    this.#session.disconnect();
  }

  #take(): readonly Profiler.ScriptCoverage[] {
    let found: readonly Profiler.ScriptCoverage[] = [];
    // In one process the answer comes before `post` returns.
    this.#session.post('Profiler.takePreciseCoverage', (_error, answer) => {
      found = answer.result;
    });
    return found;
  }
}
