/** Measuring: a process from its start to its end, with its peak of memory; medians, and ratios pair by pair. */

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const POLL_MILLISECONDS = 4;

/**
 * Runs a command once. Milliseconds by the clock, peak resident memory in MiB (null where the system does not tell), what it printed
 * on standard error, its exit code.
 */
export function once([program, ...args], { input, env, timeout = 120_000 } = {}) {
  return new Promise((resolve) => {
    const started = process.hrtime.bigint();
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let peak = null;
    const look = () => {
      try {
        const text = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        peak = Number(/^VmHWM:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024 || peak;
      } catch {
        // It is gone, or the system has no such file.
      }
    };
    const timer = setInterval(look, POLL_MILLISECONDS);
    const killer = setTimeout(() => child.kill('SIGKILL'), timeout);
    let err = '';
    let out = '';
    child.stdout.on('data', (chunk) => {
      if (out.length < 4096) out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      if (err.length < 4096) err += chunk;
    });
    child.on('error', (error) => {
      clearInterval(timer);
      clearTimeout(killer);
      resolve({ milliseconds: NaN, peak: null, code: null, err: String(error), out });
    });
    child.on('close', (code) => {
      const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
      clearInterval(timer);
      clearTimeout(killer);
      resolve({ milliseconds, peak, code, err, out });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/**
 * Runs candidates in turn, so many rounds after a first that does not count, each beside a bare Node. A candidate that exits otherwise
 * than with 0 is broken: it has an `error` and no figures.
 */
export async function inTurn(candidates, runs) {
  const results = candidates.map(({ name, ours = false }) => ({ name, ours, wall: [], peak: [], node: [] }));
  for (let round = 0; round <= runs; round++) {
    for (const [at, { command, input, env }] of candidates.entries()) {
      const result = results[at];
      if (result.error !== undefined) continue;
      const bare = await once([process.execPath, '-e', '0']);
      const run = await once(command, { input, env });
      if (run.code !== 0) {
        result.error = `exit ${run.code} ${run.err.slice(0, 300).trim()}`;
        continue;
      }
      if (round === 0) continue;
      result.wall.push(run.milliseconds);
      result.node.push(run.milliseconds / bare.milliseconds);
      if (run.peak !== null) result.peak.push(run.peak);
    }
  }
  return results;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const spread = (values) =>
  values === undefined || values.length === 0
    ? null
    : { min: Math.min(...values), median: median(values), max: Math.max(...values) };

/** A row with its figures in place of its runs; ratios of ours to each peer of the same row, by medians. */
export function summarize({ name, goal, unit = 'ms', candidates }) {
  const ours = candidates.find((one) => one.ours);
  const own = ours?.wall === undefined || ours.wall.length === 0 ? null : median(ours.wall);
  return {
    name,
    goal,
    unit,
    candidates: candidates.map(({ name: candidate, ours: isOurs, wall, peak, node, error }) => ({
      name: candidate,
      ours: isOurs === true,
      value: spread(wall),
      timesNode: spread(node),
      peakMiB: spread(peak),
      ratioOfOurs: isOurs === true || own === null || !wall?.length ? null : own / median(wall),
      ...(error === undefined ? {} : { error }),
    })),
  };
}
