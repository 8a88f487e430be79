import { describe, expect, it, vi } from 'vitest';
import { holds, LessonRun, nearCaseOf, parseLesson, traceItemOf } from '../../../src/pure/lessons/index.ts';
import type { TraceItem } from '../../../src/pure/lessons/index.ts';

const LESSON = `---
format: 1
id: first-words
title: First words
summary: Say hello.
level: 1
minutes: 5
---

Welcome.

## Say hello {#hello .fresh}

Type EHLO and a name.

\`\`\`check
id: ehlo-answered
want:
  reply: { to: EHLO, code: 250 }
pass: It knows your name now.
near:
  - id: no-name
    when: { command: { verb: EHLO, argument: "" } }
    say: EHLO needs a name behind it.
rule: RFC 5321 §4.1.1.1
\`\`\`

### Hint 1

Four letters and a name.

### Answer

\`EHLO pupil.example.test\`
`;

const command = (line: string): TraceItem => ({
  kind: 'command',
  verb: (line.split(' ')[0] ?? '').toUpperCase(),
  argument: line.split(' ').slice(1).join(' '),
  line,
  grouped: false,
  bytes: line.length + 2,
});

const run = (
  ...items: readonly TraceItem[]
): { items: readonly TraceItem[]; state: null; mechanism: null } => ({
  items,
  state: null,
  mechanism: null,
});

describe('a lesson', () => {
  const { lesson, problems } = parseLesson(LESSON, 'lesson.md');
  const check = lesson?.steps[0]?.checks[0];

  it('is read with its steps, checks, hints and answer', () => {
    expect(problems).toEqual([]);
    expect(lesson).toMatchObject({
      id: 'first-words',
      intro: 'Welcome.',
      steps: [{ id: 'hello', fresh: true }],
    });
    expect(lesson?.steps[0]).toMatchObject({
      hints: ['Four letters and a name.'],
      answer: '`EHLO pupil.example.test`',
    });
  });

  it('keeps the indent of a text that begins with lines as they are typed', () => {
    const typed = LESSON.replace('`EHLO pupil.example.test`', '    EHLO pupil.example.test\n    QUIT\n');
    expect(parseLesson(typed, 'lesson.md').lesson?.steps[0]?.answer).toBe(
      '    EHLO pupil.example.test\n    QUIT',
    );
  });

  it('passes a check the moment that what it wants has happened', () => {
    if (check === undefined) throw new Error('no check');
    const reply = traceItemOf({
      kind: 'reply',
      at: 0,
      to: 'EHLO',
      command: 'EHLO c',
      code: 250,
      class: 2,
      enhanced: null,
      lines: ['mx'],
      phase: 'greeted',
      elapsed: 0,
      quirks: [],
      encrypted: false,
    });
    expect(holds(check.want, run(command('EHLO c')), check.id)).toBe(false);
    expect(reply !== null && holds(check.want, run(command('EHLO c'), reply), check.id)).toBe(true);
  });

  it('asks where nothing that is to be done comes before the question, and every answer is answered', () => {
    const question = (id: string, answer: string): string =>
      `\`\`\`check\nid: ${id}\nwant: { answer: ["${answer}"] }\npass: Yes.\nquestion: Which?\nrule: RFC 5321 §4.1\n\`\`\`\n\n`;
    const made = parseLesson(
      LESSON.replace('### Hint 1', `${question('which', 'RCPT')}### Hint 1`),
      'lesson.md',
    ).lesson;
    if (made === null) throw new Error('no lesson');
    const said = new LessonRun(made);
    // EHLO is still wanted: nothing is asked yet.
    expect(said.question).toBeNull();
    expect(said.nextQuestion?.id).toBe('which');
    const reply = {
      kind: 'reply',
      to: 'EHLO',
      code: 250,
      class: 2,
      enhanced: null,
      text: '',
      argument: 'x',
    } as const;
    said.notice(reply, null);
    expect(said.question?.id).toBe('which');
    const kinds = (text: string): readonly string[] =>
      said.notice({ kind: 'answer', check: 'which', text }, null).map(({ kind }) => kind);
    expect(kinds('QUIT')).toEqual(['not-that']);
    expect(kinds('the RCPT.')).toContain('passed');
  });

  it('counts what the learner typed, not what the lab or the program did', () => {
    const made = parseLesson(LESSON, 'lesson.md').lesson;
    if (made === null) throw new Error('no lesson');
    const reply = {
      kind: 'reply',
      to: 'EHLO',
      code: 250,
      class: 2,
      enhanced: null,
      text: '',
      argument: 'x',
    } as const;
    const said = new LessonRun(made);
    expect(said.notice({ ...reply, means: 'program' }, null)).toEqual([]);
    expect(said.notice({ ...reply, means: 'lab' }, null).map(({ kind }) => kind)).toEqual(['by-lab']);
    // Said once.
    expect(said.notice({ ...reply, means: 'lab' }, null)).toEqual([]);
    const [wanted] = said.checks;
    if (wanted === undefined) throw new Error('no check');
    expect(said.whyNot(wanted.check, null).missing).toHaveLength(1);
    expect(
      said.notice(
        {
          kind: 'command',
          verb: 'EHLO',
          argument: '',
          line: 'EHLO',
          grouped: false,
          bytes: 6,
          means: 'program',
        },
        null,
      ),
    ).toEqual([]);
    const near = said.notice(
      { kind: 'command', verb: 'EHLO', argument: '', line: 'EHLO', grouped: false, bytes: 6 },
      null,
    );
    expect(near.map(({ kind }) => kind)).toEqual(['near']);
    expect(said.whyNot(wanted.check, null).reason).not.toBe('');
    expect(said.notice(reply, null).map(({ kind }) => kind)).toContain('passed');
  });

  it('forgets what was wrong with an envelope once the envelope is gone', () => {
    const text = LESSON.replace(/want: .*/, 'want: { reply: { to: DATA, code: 354 } }').replace(
      /when: .*/,
      'when: { reply: { to: RCPT, code: 550 } }',
    );
    const made = parseLesson(text, 'lesson.md').lesson;
    if (made === null) throw new Error('no lesson');
    const reply = (to: string, code: number): TraceItem => ({
      kind: 'reply',
      to,
      code,
      class: Math.floor(code / 100),
      enhanced: null,
      text: '',
      argument: '',
    });
    for (const [to, code, isGone] of [
      ['RSET', 250, true],
      ['EHLO', 250, true],
      ['greeting', 220, true],
      ['RSET', 501, false],
      ['NOOP', 250, false],
    ] as const) {
      const said = new LessonRun(made);
      const [wanted] = said.checks;
      if (wanted === undefined) throw new Error('no check');
      expect(said.notice(reply('RCPT', 550), null).map(({ kind }) => kind)).toEqual(['near']);
      said.notice(reply(to, code), null);
      expect(said.whyNot(wanted.check, null).reason === '', to).toBe(isGone);
    }
  });

  it('has a word for a wrong turn, when it is taken and not again later', () => {
    if (check === undefined) throw new Error('no check');
    expect(nearCaseOf(check, run(command('EHLO')))?.id).toBe('no-name');
    expect(nearCaseOf(check, run(command('EHLO'), command('NOOP')))).toBeNull();
  });

  it('says nothing on the screen by itself, however odd its front matter', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    parseLesson(LESSON.replace('format: 1', 'format: !odd 1'), 'lesson.md');
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it('tells every fault of a file at once', () => {
    const broken = LESSON.replace('level: 1', 'level: 9\ncolour: red')
      .replace('code: 250', 'coed: 250')
      .replace('### Answer', '### Reply');
    expect(parseLesson(broken, 'lesson.md').problems.map((problem) => problem.code)).toEqual(
      expect.arrayContaining(['unknown-key', 'bad-value', 'unknown-section', 'no-answer']),
    );
    expect(parseLesson('', 'lesson.md').problems.map((problem) => problem.code)).toEqual([
      'front-matter',
      'no-steps',
    ]);
  });
});
