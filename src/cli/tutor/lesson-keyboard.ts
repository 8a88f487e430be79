/**
 * A lesson at the terminal: the prompt of the desk or of the tutor, completion, a history that lasts from lesson to lesson, Ctrl-C
 * and Ctrl-D. SECURITY: what is secret is neither echoed nor kept.
 */

import { loadHistory, saveHistory } from '../../io/explore/index.ts';
import type { LessonSession } from '../../io/learn/index.ts';
import { completionsFor } from '../../pure/explorer/index.ts';
import { explorerWords, learnWords } from '../../pure/phrases/index.ts';
import type { CliContext } from '../context.ts';
import { mayLeave, TerminalLines } from '../explorer/index.ts';
import type { Voice } from '../explorer/index.ts';
import { isGoOn, isLeaving } from './pause.ts';
import type { Tutor } from './tutor.ts';
import { TUTOR_WORDS } from './tutor-words.ts';

interface Setting {
  /** Null before its conversation has begun. */
  readonly session: () => LessonSession | null;
  readonly tutor: Tutor;
  readonly voice: Voice;
  readonly context: CliContext;
}

/** The part that ends with a lesson, and what is next. */
export interface AfterLesson {
  readonly partDone: string | null;
  readonly next: string | null;
}

export class Keyboard {
  readonly #lines: TerminalLines;
  readonly #setting: Setting;

  private constructor(lines: TerminalLines, setting: Setting) {
    this.#lines = lines;
    this.#setting = setting;
  }

  /** From now on lines are taken, those that are typed ahead too. */
  static async open(setting: Setting): Promise<Keyboard> {
    const { session, tutor, voice, context } = setting;
    // An answer to the tutor's question is nobody's password, nor is what is typed when the lesson is over.
    const isForServer = (): boolean => !tutor.isAsking && !tutor.done;
    const lines: TerminalLines = new TerminalLines({
      context,
      complete: (line) => {
        const now = session()?.explorer ?? null;
        const own = TUTOR_WORDS.map((word) => `:${word}`).filter(
          (word) => word.startsWith(line) && line !== '',
        );
        const choices = tutor.choices.filter((choice) => choice.toLowerCase().startsWith(line.toLowerCase()));
        if (now === null || choices.length > 0) return choices;
        return [...new Set([...own, ...completionsFor(line, now.state, now.mode)])];
      },
      hides: (line) => isForServer() && (session()?.explorer.hides(line) ?? false),
      isSecret: (line) => isForServer() && (session()?.explorer.mayHoldSecret(line) ?? false),
      history: await loadHistory(context.env),
      movable: context.env['TERM'] !== 'dumb',
    });
    voice.before = () => lines.clear();
    voice.after = () => lines.restore();
    return new Keyboard(lines, setting);
  }

  get setting(): Setting {
    return this.#setting;
  }

  get lines(): TerminalLines {
    return this.#lines;
  }

  aside<T>(work: () => Promise<T>): Promise<T> {
    return this.#lines.aside(work);
  }

  /** Says what comes next, and whether the learner wants it: Enter does. */
  async askNext({ partDone, next }: AfterLesson): Promise<boolean> {
    const { voice, context } = this.#setting;
    const words = learnWords[context.lang];
    if (partDone !== null) voice.note(words.partDone(partDone));
    if (next === null) {
      voice.note(words.allDone);
      return false;
    }
    voice.note(next);
    for (;;) {
      const entered = await this.#lines.next(`${words.nextPrompt}> `);
      if (entered.kind === 'woken') continue;
      if (entered.kind !== 'line') return false;
      if (isGoOn(entered.line)) return true;
      if (isLeaving(entered.line)) return false;
      voice.note(words.lessonIsOver);
    }
  }

  /** Keeps the history, and gives the terminal back. */
  async close(): Promise<void> {
    this.#lines.close();
    await saveHistory(this.#setting.context.env, this.#lines.history);
  }
}

/** Takes lines until the lesson is over or left; whether Ctrl-C ended it. */
export async function atTerminal(
  { lines, setting }: Keyboard,
  handle: (line: string) => Promise<void>,
  deskPrompt: () => string,
): Promise<boolean> {
  const { session, tutor, voice, context } = setting;
  while (!tutor.done && !tutor.leaving) {
    const explorer = session()?.explorer ?? null;
    if (explorer === null) return false;
    const prompt = tutor.prompt() ?? (explorer.ended ? '> ' : deskPrompt());
    // A server that closes the connection while nobody types is noticed now, and not by losing what is typed next.
    explorer.watch(() => {
      if (explorer.ended) lines.wake();
    });
    const entered = await lines.next(prompt);
    explorer.watch(null);
    if (entered.kind === 'woken') {
      // A letter came that nobody typed here, or the server left.
      lines.wipe();
      await tutor.tell();
      continue;
    }
    if (entered.kind === 'stopped') return false;
    if (entered.kind === 'end') {
      // Ctrl-D inside a letter leaves it unfinished: that is said.
      if (explorer.mode === 'letter' || explorer.mode === 'chunk')
        voice.note(explorerWords[context.lang].letterDropped);
      return false;
    }
    if (entered.kind === 'interrupt') {
      if (lines.dropped) continue;
      if (await mayLeave(explorer, { voice, context, lines })) return true;
      continue;
    }
    await handle(entered.line);
  }
  return false;
}
