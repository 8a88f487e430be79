/** A real terminal for tests: tmux with a screen of a given size, keys in, the screen as text out. */

import { spawnSync } from 'node:child_process';
import { patience } from './patience.ts';
import { PROGRAM } from './run-cli.ts';

/** Whether there is one. */
export const hasTmux = spawnSync('tmux', ['-V'], { stdio: 'ignore' }).status === 0;

export interface Terminal {
  /** Types keys as tmux names them (`Enter`, `C-c`), each argument one of them or a text. */
  readonly type: (...keys: readonly string[]) => void;
  /** Types a line as it stands, and Enter. */
  readonly enter: (line: string) => void;
  /** Everything on the screen and above it, without trailing spaces. */
  readonly text: () => string;
  /** Waits until the screen shows something; its text. Rejects with the screen where it does not. */
  readonly until: (wanted: string | RegExp) => Promise<string>;
  /** Waits until the screen shows something else than this. */
  readonly untilOther: (shown: string) => Promise<string>;
  readonly close: () => void;
}

let count = 0;

/** Starts `smtp-lab ARGS` in a terminal; when it ends the screen shows `EXIT code`. */
export function openTerminal(
  args: readonly string[],
  options: {
    readonly columns?: number;
    readonly rows?: number;
    readonly env?: Readonly<Record<string, string>>;
    /** A file for the exit code as a shell tells it; that shell outlives the terminal. */
    readonly codeFile?: string;
  } = {},
): Terminal {
  const { columns = 80, rows = 40, env = {}, codeFile } = options;
  count++;
  const socket = `smtp-lab-test-${process.pid}-${count}`;
  const tmux = (...words: readonly string[]): string =>
    spawnSync('tmux', ['-L', socket, '-f', '/dev/null', ...words], { encoding: 'utf8' }).stdout;
  const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const settings = Object.entries({ LANG: 'C.UTF-8', ...env }).map(
    ([name, value]) => `${name}=${quoted(value)}`,
  );
  const command = [process.execPath, PROGRAM, ...args].map(quoted).join(' ');
  tmux(
    ...['new-session', '-d', '-x', String(columns), '-y', String(rows)],
    codeFile === undefined
      ? `env ${settings.join(' ')} ${command}; echo EXIT $?; sleep 60`
      : `trap : HUP; env ${settings.join(' ')} ${command}; echo $? > ${quoted(codeFile)}`,
  );
  const text = (): string =>
    tmux('capture-pane', '-p', '-J', '-S', '-500')
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== '')
      .join('\n');
  const look = async (what: string, found: (shown: string) => boolean): Promise<string> => {
    const end = performance.now() + patience(60);
    for (;;) {
      const now = text();
      if (found(now)) return now;
      if (performance.now() > end) throw new Error(`the screen never showed ${what}:\n${now}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    type: (...keys) => {
      tmux('send-keys', ...keys);
    },
    enter: (line) => {
      // tmux takes a semicolon at the end for the end of its own command.
      if (line !== '') tmux('send-keys', '-l', '--', line.replace(/;$/, '\\;'));
      tmux('send-keys', 'Enter');
    },
    text,
    until: (wanted) =>
      look(String(wanted), (now) => (typeof wanted === 'string' ? now.includes(wanted) : wanted.test(now))),
    untilOther: (shown) => look('anything else', (now) => now !== shown),
    close: () => {
      tmux('kill-server');
    },
  };
}
