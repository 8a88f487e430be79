/**
 * Two parts: `quick`, which `npm test` runs, and `slow`, which `npm run test:all` runs beside it: what takes minutes, and what talks
 * with other programs. A test file belongs to one of them by its folder; `npx vitest run PATH` runs any.
 */

import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { patience } from './test/support/patience.ts';

const SLOW = ['test/slow/**/*.test.ts', 'test/interop/**/*.test.ts'];

export default defineConfig({
  test: {
    // By default vitest leaves one processor idle.
    maxWorkers: availableParallelism(),
    // Loading the sources anew for each file would take more time than most files do.
    isolate: false,
    // A test may take as long as it takes; this only ends one that hangs.
    testTimeout: patience(300),
    hookTimeout: patience(300),
    // Slower than this is worth a line.
    slowTestThreshold: 5000,
    projects: [
      {
        extends: true,
        test: { name: 'quick', include: ['test/**/*.test.ts'], exclude: SLOW, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          // Fuzzing is in both: a short look there, a long one here.
          include: [...SLOW, 'test/fuzz/*.test.ts'],
          env: { FUZZ_SECONDS: process.env['FUZZ_SECONDS'] ?? '10' },
          testTimeout: patience(900),
          hookTimeout: patience(300),
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
