/**
 * The front door: argv, environment, streams and signals are read here and nowhere else. What is asked for is answered in
 * `answer.ts`.
 */

import { closeSync, constants, openSync, statSync } from 'node:fs';
import { cliWords } from '../pure/phrases/index.ts';
import { EXIT, SIGNAL_CODES } from '../pure/problems/index.ts';
import { answer, contextOf, secretGates } from './answer.ts';
import type { Shell } from './answer.ts';
import { version } from './version.ts';
import { endAfterFault, tellFault } from './failure.ts';
import { gather, openOutput } from './output.ts';
import type { TextStream } from './output.ts';
import { programName } from './program-name.ts';
import { readSettings } from './settings.ts';
import { isTerminal, openTextStream } from './streams.ts';

/** From a signal on, how long a command may take to say goodbye (RFC 5321 §4.1.1.10 wants a QUIT) before it is ended. */
const GOODBYE_MILLISECONDS = 10_000;
/** The same from the second signal on. */
const HURRY_MILLISECONDS = 1500;

const DESCRIPTORS = [0, 1, 2] as const;

/** Runs the program; resolves to its exit code. */
export async function main(): Promise<number> {
  const { env } = process;
  const argv = process.argv.slice(2);
  const { filter, ...gates } = secretGates();
  const { out, err, flush } = standardStreams();
  const complaints = openOutput(err, filter, () => undefined);
  const lost = (error: NodeJS.ErrnoException): void => {
    complaints.line(cliWords[settings.lang].outputLost(error.code ?? error.message, acted));
    outputLost = true;
  };
  let outputLost = false;
  let acted = false;
  const shell: Shell = {
    argv,
    env,
    program: programName({
      script: process.argv[1] ?? '',
      cwd: process.cwd(),
      env,
      isWindows: process.platform === 'win32',
    }),
    out: openOutput(out, filter, lost),
    // Where there is nobody left to tell, nobody is told.
    err: complaints,
    ...gates,
    signal: listenForSignals(),
    acts: () => {
      acted = true;
    },
    stdin: () => process.stdin,
    stdinIsTerminal: isTerminal(0),
    cwd: process.cwd(),
  };
  const settings = readSettings(argv, env);
  const terminals = DESCRIPTORS.filter(isTerminal);
  let hungUp = false;
  // Through the end of the program, so that no letter is left behind in a temporary folder.
  process.on('SIGHUP', () => {
    hungUp = true;
    process.exit();
  });
  process.on('exit', () => {
    if (hungUp || !terminals.every(isTerminal)) hangUp();
  });
  // An error that nobody waits for is a fault of ours like any other: words, no stack, exit code 1.
  process.on('uncaughtException', (error) => {
    process.exit(tellFault(error, { context: contextOf(shell, settings), version: version() }));
  });
  const code = await answer(shell, settings);
  flush();
  endAfterFault(code);
  // What was done has its own code; what was only to be read was not.
  return outputLost && code === 0 && !acted ? EXIT.usage : code;
}

/** Standard output and error. What goes to a file or a pipe is gathered; what is said on the other stream keeps its place in it. */
function standardStreams(): {
  readonly out: TextStream;
  readonly err: TextStream;
  readonly flush: () => void;
} {
  const stdout = openTextStream(1);
  const stderr = openTextStream(2);
  if (stdout.isTTY === true) return { out: stdout, err: stderr, flush: () => undefined };
  const out = gather(stdout);
  process.on('exit', out.flush);
  const err: TextStream = {
    isTTY: stderr.isTTY === true,
    get columns() {
      return stderr.columns ?? 0;
    },
    on: (event, listener) => stderr.on(event, listener),
    write: (text) => {
      out.flush();
      return stderr.write(text);
    },
  };
  return { out, err, flush: out.flush };
}

/** Ctrl-C and SIGTERM end what is under way in an orderly way; the second one, and patience, end it at once. */
function listenForSignals(): AbortSignal {
  const controller = new AbortController();
  for (const [name, code] of Object.entries(SIGNAL_CODES)) {
    process.on(name, () => {
      const again = controller.signal.aborted;
      controller.abort(name);
      // One may be opened only after this moment.
      const free = (): void => letPipesGo(process.argv.slice(2));
      free();
      setInterval(free, PIPES_MILLISECONDS).unref();
      // Somebody is in a hurry: what is under way may still say how it stands.
      setTimeout(() => process.exit(code), again ? HURRY_MILLISECONDS : GOODBYE_MILLISECONDS).unref();
    });
  }
  return controller.signal;
}

/**
 * A named pipe to which nobody writes keeps a thread waiting that opens it, and Node waits for its threads before it ends, whatever ends
 * it. Opened for both directions, which never waits, it lets them go.
 */
function letPipesGo(argv: readonly string[]): void {
  for (const word of argv) {
    for (const path of new Set([word, word.slice(word.indexOf('=') + 1)])) {
      try {
        if (!statSync(path).isFIFO()) continue;
        const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
        // All that waited have been let in by then.
        setTimeout(() => closeSync(pipe), LET_IN_MILLISECONDS).unref();
      } catch {
        // It is not a file, or not ours: nobody of us waits for it.
      }
    }
  }
}

const LET_IN_MILLISECONDS = 20;
const PIPES_MILLISECONDS = 200;

/**
 * Ends the program as a terminal that is closed ends any other. There is nobody left to tell; and Node wants to put that terminal
 * in order at its end, and breaks down (an assertion in its `ResetStdio`, a core file) where it cannot.
 */
function hangUp(): void {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}
