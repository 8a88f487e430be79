/**
 * A program as a wire: what it reads on its standard input is what we send, what it prints is what the server says. What it
 * prints on its standard error is told as a remark. The program runs in a group of its own, so that Ctrl-C in the terminal
 * does not end it under our hands and hanging up ends its children too.
 */

import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import type { WireOptions } from './wire.ts';
import { WireError } from './wire-error.ts';

/** As much of one complaint as is shown. */
const COMPLAINT_CHARACTERS = 500;
/** As many complaints as are shown. */
const COMPLAINTS = 50;

/** Starts a program and resolves to its standard input and output once it runs. Rejects with `program-failed`. */
export function startProgram(command: string, options: WireOptions): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const group = process.platform !== 'win32';
    const child = spawn(command, { shell: true, stdio: 'pipe', detached: group });
    const kill = (): void => {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      try {
        if (group) process.kill(-child.pid, 'SIGTERM');
        else child.kill();
      } catch {
        // It ended between the look and the signal.
        child.kill();
      }
    };
    let heard = false;
    let complaints = 0;
    const stream = new Duplex({
      read: () => {
        child.stdout.resume();
      },
      write: (chunk: Uint8Array, _encoding, done) => {
        child.stdin.write(chunk, done);
      },
      final: (done) => {
        child.stdin.end(done);
      },
      destroy: (error, done) => {
        child.stdin.destroy();
        child.stdout.destroy();
        child.stderr.destroy();
        kill();
        done(error);
      },
    });
    child.stdout.on('data', (chunk: Buffer) => {
      heard = true;
      if (!stream.push(chunk)) child.stdout.pause();
    });
    child.stdout.pause();
    // A program that ended cannot read: its exit says why, a moment later.
    child.stdin.on('error', () => undefined);
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      for (const line of text.split('\n').filter((part) => part.trim() !== '')) {
        complaints++;
        if (complaints > COMPLAINTS) return;
        const detail = { text: line.slice(0, COMPLAINT_CHARACTERS).trimEnd() };
        options.tell?.({ kind: 'note', code: 'program-said', detail });
      }
    });
    child.once('spawn', () => {
      resolve(stream);
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(new WireError('program-failed', { command, reason: error.code ?? 'unknown' }, error));
    });
    child.once('close', (code, signal) => {
      const failed = !heard && (code !== 0 || signal !== null);
      if (failed)
        stream.destroy(new WireError('program-failed', { command, reason: reasonOf(code, signal) }));
      else stream.push(null);
    });
  });
}

function reasonOf(code: number | null, signal: string | null): string {
  return code === null ? String(signal) : `exit ${code}`;
}
