/**
 * How the work of something grows with its input, in processor time, which a busy machine does not change: a ratio, never seconds.
 * Something linear does eight times the work for eight times the input, something quadratic 64 times.
 */

const TIMES = 8;
/** Above what linear work comes to with all that disturbs it, far below what is quadratic. */
export const LINEAR = 24;
/** The smaller run takes at least so many microseconds, so that the clock sees it. */
const LEAST = 2000;
const ATTEMPTS = 5;

/** How many times more processor time `work` takes for eight times the size. `size` is where it begins to look for one that is worth measuring. */
export function growth(work: (size: number) => unknown, size: number): number {
  work(size);
  let small = size;
  while (costOf(work, small) < LEAST) small *= 2;
  // Measured again where it looks too dear: a collection of garbage can fall into each large run and into no small one. What
  // is quadratic is that each time.
  let least = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS && least >= LINEAR; attempt++)
    least = Math.min(least, leastOf(() => costOf(work, small * TIMES)) / leastOf(() => costOf(work, small)));
  return least;
}

function costOf(work: (size: number) => unknown, size: number): number {
  const before = process.cpuUsage();
  work(size);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** What disturbs a run makes it dearer, never cheaper. */
function leastOf(measure: () => number): number {
  return Math.max(1, Math.min(measure(), measure(), measure()));
}
