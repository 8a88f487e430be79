/**
 * A learner at a terminal, in this process: each line is typed when the program waits for one, and what was said to it is kept
 * beside it. What the program draws to move its cursor is left out.
 */

import { PassThrough } from 'node:stream';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sitLesson } from '../../src/cli/tutor/lesson-desk.ts';
import type { Sitting } from '../../src/cli/tutor/lesson-desk.ts';
import { openExplainer } from '../../src/cli/explainer.ts';
import { newCommand } from '../../src/cli/command-line.ts';
import { builtInLessons, loadLesson } from '../../src/io/learn/index.ts';
import type { LabEvent } from '../../src/pure/events/index.ts';
import type { Lesson } from '../../src/pure/lessons/index.ts';
import { cliContext } from './cli-context.ts';
import { patience } from './patience.ts';
import { openScreen } from './screen.ts';
import type { Screen } from './screen.ts';

export interface Learner {
  readonly lesson: Lesson;
  /** Everything on the screen so far. */
  readonly screen: () => string;
  /** Types a line where the program waits for one; what was said to it, up to the next prompt. */
  readonly type: (line: string) => Promise<string>;
  /** Types a key as the terminal sends it, without Enter; what came of it up to the next prompt, or to the end. */
  readonly key: (key: string) => Promise<string>;
  /** What stands before the cursor. */
  readonly prompt: () => string;
  /** Lines that reached the server since this was asked last. */
  readonly sent: () => readonly string[];
  /** Steps that were passed. */
  readonly passed: () => number;
  readonly isOver: () => boolean;
  readonly leave: () => Promise<void>;
}

export interface LearnerSetting {
  readonly lang?: 'en' | 'ru';
  /** The step to begin with, from 0. */
  readonly at?: number;
  readonly after?: Sitting['after'];
  /** How the program was started. */
  readonly program?: string;
}

/** Control sequences of a terminal. */
const CURSOR = /\u001b\[[0-9;?]*[A-Za-z]/g;

export async function openLearner(id: string, setting: LearnerSetting = {}): Promise<Learner> {
  const { lang = 'en', at = 0, after, program = 'smtp-lab' } = setting;
  const disk = await loadLesson(builtInLessons(), id, lang);
  if (disk === null) throw new Error(`no lesson ${id}`);
  const home = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  const screen = openScreen(80, true);
  let drawn = (): void => undefined;
  const out: Screen = {
    ...screen,
    write: (more) => {
      screen.write(more);
      drawn();
    },
    line: (line) => {
      screen.line(line);
      drawn();
    },
  };
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const stop = new AbortController();
  const context = {
    ...cliContext({
      lang,
      program,
      stdin: stdin as unknown as NodeJS.ReadStream,
      stdinIsTerminal: true,
      env: { SMTP_LAB_HOME: home },
      signal: stop.signal,
    }),
    out,
  };
  let sent: string[] = [];
  let passed = 0;
  let over = false;
  const event = (happened: LabEvent): void => {
    if (happened.kind === 'command') sent.push(happened.line);
  };
  const explainer = await openExplainer(newCommand('learn', '', context), context, null);
  const sitting: Sitting = {
    at,
    event,
    command: `smtp-lab learn ${id}`,
    passed: () => {
      passed++;
      return Promise.resolve();
    },
    ...(after === undefined ? {} : { after }),
  };
  const sat = sitLesson(disk, sitting, explainer, context).finally(() => {
    over = true;
    drawn();
  });
  let seen = 0;
  const text = (): string => screen.text().replace(CURSOR, '').replaceAll('\r', '');
  const waits = (fresh: string): boolean => over || /(?:^|\n)[^\n]*> $/.test(fresh);
  /** What was drawn since, once the program waits for the next line. */
  const said = (what: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error(`never came: ${what}\n${text().slice(-1500)}`));
      }, patience(60));
      drawn = () => {
        const fresh = text().slice(seen);
        if (!waits(fresh)) return;
        clearTimeout(late);
        drawn = () => undefined;
        seen += fresh.length;
        resolve(fresh);
      };
      drawn();
    });
  await said('the first prompt');
  const write = async (keys: string, what: string): Promise<string> => {
    sent = [];
    // The prompt is drawn before the line is waited for.
    await new Promise((resolve) => setImmediate(resolve));
    stdin.write(keys);
    return said(what);
  };
  return {
    lesson: disk.lesson,
    screen: text,
    type: (line) => write(`${line}\r`, `an answer to ${JSON.stringify(line)}`),
    key: (key) => write(key, `an answer to the key ${JSON.stringify(key)}`),
    prompt: () => text().split('\n').at(-1) ?? '',
    sent: () => sent,
    passed: () => passed,
    isOver: () => over,
    leave: async () => {
      stop.abort('SIGTERM');
      await sat;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
