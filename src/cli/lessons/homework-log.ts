/** What a homework report is made of, kept while a lesson is sat: what was typed, what the server replied, which steps were passed. */

import type { LabEvent } from '../../pure/events/index.ts';
import { MOST_TYPED_LINES, seedOfStudent, typedForReport } from '../../pure/lessons/index.ts';
import type { Homework } from '../../pure/lessons/index.ts';
import { DEFAULT_SCENARIO, isScenarioName, scenarioOf } from '../../pure/practice/index.ts';
import { Recorder } from '../../pure/sessions/index.ts';
import type { LessonOnDisk } from '../../io/learn/index.ts';

export class HomeworkLog {
  readonly #disk: LessonOnDisk;
  readonly #student: string;
  readonly #known: readonly string[];
  readonly #typed: string[] = [];
  /** Lines that are hidden unless they sign somebody in, by their place. */
  readonly #secrets = new Map<number, string>();
  readonly #replies: string[] = [];
  readonly #passed = new Set<string>();
  readonly #recorder: Recorder;

  constructor(disk: LessonOnDisk, student: string) {
    this.#disk = disk;
    this.#student = student;
    const { scenario } = disk;
    const { accounts } = isScenarioName(scenario) ? scenarioOf(scenario) : DEFAULT_SCENARIO;
    this.#known = accounts.map(({ password }) => password);
    this.#recorder = new Recorder(`${disk.lesson.title}, ${student}`);
  }

  /** A sitting from the first step on, with this student's server. */
  sitting(): {
    readonly at: number;
    readonly seed: string;
    readonly event: (event: LabEvent) => void;
    readonly typed: (line: string, isSecret: boolean) => void;
  } {
    return {
      at: 0,
      seed: seedOfStudent(this.#student, this.#disk.lesson.id),
      event: (event) => {
        this.#recorder.event(event);
        if (event.kind !== 'reply' || this.#replies.length >= MOST_TYPED_LINES) return;
        if (event.to === 'AUTH') this.#signedIn(event.code);
        const last = event.lines.length - 1;
        for (const [at, text] of event.lines.entries())
          this.#replies.push(`${event.code}${at < last ? '-' : ' '}${text}`);
      },
      typed: (line, isSecret) => {
        if (this.#typed.length >= MOST_TYPED_LINES) return;
        const kept = typedForReport(line, isSecret, this.#known);
        if (kept !== line) this.#secrets.set(this.#typed.length, line);
        this.#typed.push(kept);
      },
    };
  }

  /** What the practice server signs in with is its own, and public: only that makes the same replies again. */
  #signedIn(code: number): void {
    if (code === 334) return;
    if (code === 235) for (const [at, line] of this.#secrets) this.#typed[at] = line;
    this.#secrets.clear();
  }

  passed(hash: string): void {
    this.#passed.add(hash);
  }

  homework(): Homework {
    const { lesson } = this.#disk;
    return {
      student: this.#student,
      lesson: lesson.id,
      steps: lesson.steps.map(({ id, hash }) => ({ id, hash, passed: this.#passed.has(hash) })),
      typed: this.#typed,
      replies: this.#replies.slice(0, MOST_TYPED_LINES),
      session: this.#recorder.text(),
    };
  }
}
