/** A lesson at a terminal: where the program waits, whatever is typed is answered, truly, and only what is for the server goes there. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInLessons } from '../../../src/io/learn/index.ts';
import { learnWords } from '../../../src/pure/phrases/index.ts';
import { openLearner } from '../../support/learner.ts';
import { eventually } from '../../support/patience.ts';
import { newTally, walkOddly } from '../../support/odd-walk.ts';
import { goingOn } from '../../support/odd-input.ts';
import { typedLines } from '../../support/typed-lessons.ts';

const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('whatever is typed', () => {
  // One lesson of each kind of prompt; all of them are in test/slow/odd-input.test.ts.
  it.each([
    ['010-greeting', 'en'],
    ['142-cram-md5', 'ru'],
    ['150-ports', 'ru'],
    ['330-dsn', 'en'],
  ] as const)('is answered in %s, in %s', async (folder, lang) => {
    const solution = typedLines(readFileSync(join(builtInLessons(), folder, 'solution.smtp'), 'utf8'));
    const tally = newTally();
    const faults: string[] = [];
    for (let turn = 0; turn < goingOn(lang).length; turn++)
      faults.push(
        ...(await walkOddly({
          ...{ id: folder.slice(4), lang, solution, turn, tally },
          questions: turn === 0,
        })),
      );
    expect(faults).toEqual([]);
    expect(tally.pauses * tally.questions).toBeGreaterThan(10);
  });

  it('is no answer where the question was not on the screen yet, but for the right words', async () => {
    for (const [line, isTaken] of [
      ['2', false],
      ['b', false],
      ['второй', false],
      ['587', false],
      ['My provider blocks port 25.', true],
    ] as const) {
      const learner = await openLearner('drill-silence');
      await learner.type('the server waits for TLS');
      expect(learner.prompt()).toBe(`${learnWords.en.enterPrompt}> `);
      const said = flat(await learner.type(line));
      expect(said.includes(flat(learnWords.en.noAnswerYet)), line).toBe(!isTaken);
      expect(learner.passed(), line).toBe(isTaken ? 2 : 1);
      await learner.leave();
    }
  });
});

describe('a server that closes the connection', () => {
  it('is noticed at once, and what is typed next is not lost', async () => {
    for (const lang of ['en', 'ru'] as const) {
      const learner = await openLearner('whole-letter', { lang });
      await learner.type('GET / HTTP/1.1');
      // The reply comes first, then the end of the connection, after the prompt was drawn.
      await eventually('the remark', () =>
        flat(learner.screen()).includes(flat(learnWords[lang].conversationOver)),
      );
      expect(learner.prompt()).toBe('> ');
      const said = flat(await learner.type('EHLO client.example.test'));
      expect(learner.sent()).toContain('EHLO client.example.test');
      expect(said).toContain('S: 250-mail.example.test');
      await learner.leave();
    }
  });
});

describe('leaving', () => {
  it.each([
    ['a question', 'greeting', [], '\u0004'],
    ['a command', 'whole-letter', [], '\u0004'],
    ['a pause', 'greeting', ['3'], '\u0004'],
    ['a guess', 'greeting', ['3', '', 'EHLO x.example.test'], '\u0004'],
    ['a question, by a word', 'greeting', [], ':leave\r'],
    ['a letter', 'line-endings', [], '\u0004'],
  ] as const)('at %s says how to go on', async (_where, id, lines, key) => {
    for (const lang of ['en', 'ru'] as const) {
      const learner = await openLearner(id, { lang });
      for (const line of lines) await learner.type(line);
      const step = learner.passed() + 1;
      const said = flat(await learner.key(key));
      expect(learner.isOver()).toBe(true);
      expect(said).toContain(
        flat(learnWords[lang].leftAt(`smtp-lab learn ${id}`, step, learner.lesson.steps.length)),
      );
      // The program says goodbye by itself.
      expect(learner.sent().filter((line) => line !== 'QUIT')).toEqual([]);
      await learner.leave();
    }
  });
});

it("a command of this program in a lesson's prose is printed as the program was started", async () => {
  const learner = await openLearner('vrfy-expn', { program: 'npx smtp-lab' });
  for (const line of ['VRFY teacher', 'VRFY nobody', 'EXPN class', '', '2']) await learner.type(line);
  expect(flat(learner.screen())).toContain('npx smtp-lab conform --explain hidden-vrfy-is-252');
  await learner.leave();
});

describe('between two lessons', () => {
  const after = () => Promise.resolve({ partDone: null, next: 'Next: another (5 min).' });

  it.each(['97', 'xyzzy', 'ничего', 'NOOP', ':why', 'Жцрн', 'а'.repeat(3000)])(
    'nothing is sent: %s',
    async (line) => {
      const learner = await openLearner('greeting', { after });
      for (const typed of ['3', '', 'EHLO x.example.test', '2']) await learner.type(typed);
      expect(learner.prompt()).toBe(`${learnWords.en.nextPrompt}> `);
      expect(flat(await learner.type(line))).toContain(flat(learnWords.en.lessonIsOver));
      expect(learner.sent()).toEqual([]);
      await learner.leave();
    },
  );
});

describe('at a command', () => {
  const HELLO = 'EHLO client.example.test';
  const ENVELOPE = [HELLO, 'MAIL FROM:<student@example.test>', 'RCPT TO:<teacher@example.test>'];

  it.each([
    ['an empty line', 'any-sender', [HELLO], '', /Nothing was typed.*Goal:/],
    ['a word of the lesson with a blank', 'any-sender', [HELLO], ': hint', /president@example\.org/],
    ['the lab before EHLO', 'any-sender', [], ':send', /first send EHLO/],
    ['the lab in a letter', 'any-sender', [...ENVELOPE, 'DATA'], ':send', /letter is open/],
    ['the lab in a chunk', 'chunking', [...ENVELOPE, 'BDAT 20'], ':tls', /chunk is open/],
    ['the lab in a sign-in', 'auth-login-in-clear', [HELLO, 'AUTH LOGIN'], ':tls', /cancel with \*/],
    [
      'a command in a letter',
      'any-sender',
      [...ENVELOPE, 'DATA'],
      'exit',
      /line of the letter, not a command/,
    ],
    [
      'a blank before the first field',
      'any-sender',
      [...ENVELOPE, 'DATA'],
      ' From: a@example.test',
      /white space\. A field starts/,
    ],
    [
      'a blank before a later field',
      'any-sender',
      [...ENVELOPE, 'DATA', 'From: a@example.test'],
      ' To: b@example.test',
      /continues the field above/,
    ],
    ['a guessed line that is refused', 'greeting', ['3', '', 'EHLO'], '2', /501.*a name is expected/],
    ['a wait in words', 'greylisting', [HELLO], ':later 5 минут', /5m ahead/],
    ['a wait without a unit', 'greylisting', [HELLO], ':later 5', /5m ahead/],
    ['a wait in hours', 'greylisting', [HELLO], ':later 2 hours', /2h ahead/],
    ['a wait that is none', 'greylisting', [HELLO], ':later soon', /How much later/],
    ['a dot in a chunk', 'chunking', [...ENVELOPE, 'BDAT 20'], '.', /ends nothing in a chunk/],
    [
      'a command in a sign-in',
      'auth-login-in-clear',
      [HELLO, 'AUTH LOGIN'],
      'QUIT',
      /for an answer and not for a command/,
    ],
    [
      'nothing in a sign-in',
      'auth-login-in-clear',
      [HELLO, 'AUTH LOGIN'],
      '',
      /An empty line is an answer too/,
    ],
    ['an answer to no sign-in', 'any-sender', [HELLO], '=student', /no sign-in is under way/],
    ['a goodbye', 'any-sender', [HELLO], 'QUIT', /The conversation is over/],
    ['the lab after a goodbye', 'any-sender', [HELLO, 'QUIT'], ':tls', /A new conversation begins/],
  ] as const)('%s is answered', async (_what, id, before, line, wanted) => {
    const learner = await openLearner(id);
    for (const typed of before) await learner.type(typed);
    expect(flat(await learner.type(line))).toMatch(wanted);
    expect(learner.screen()).not.toContain('Unknown command');
    await learner.leave();
  });

  it('a letter that lacks something is told what it lacks alone', async () => {
    const learner = await openLearner('chunking');
    for (const typed of [...ENVELOPE, 'BDAT 13', 'Subject: hi']) await learner.type(typed);
    await learner.type('BDAT 7 LAST');
    expect(flat(await learner.type('hello'))).toContain('Missing: get a letter delivered (hello).');
    expect(flat(await learner.type(':why'))).not.toContain('nothing has come close');
    await learner.leave();
  });

  it('what two letters have between them is in neither', async () => {
    const learner = await openLearner('mime');
    const fields = [
      'MIME-Version: 1.0',
      'Content-Transfer-Encoding: base64',
      'Content-Type: text/plain; charset=utf-8',
    ];
    const subject = 'Subject: =?utf-8?B?0J/RgNC40LLQtdGC?=';
    for (const typed of [...ENVELOPE, 'DATA', subject, ...fields.slice(0, 2), '', 'no text', '.'])
      await learner.type(typed);
    for (const typed of [...ENVELOPE.slice(1), 'DATA', ...fields, '', '0J/RgNC40LLQtdGC'])
      await learner.type(typed);
    const said = flat(await learner.type('.'));
    expect(learner.passed()).toBe(0);
    expect(said).toContain('Missing: get a letter delivered (Subject: =?utf-8?B?0J/RgNC40LLQtdGC?=).');
    await learner.leave();
  });

  it('a letter whose only field is one that programs do not show is not called one without fields', async () => {
    const learner = await openLearner('any-sender');
    for (const typed of [...ENVELOPE, 'DATA', 'Received: from a by b', '', 'text', '.'])
      await learner.type(typed);
    const said = flat(await learner.type(':mailbox'));
    expect(said).toContain('(1 header field that mail programs do not show)');
    expect(said).not.toContain('no header fields');
    await learner.leave();
  });

  it('a letter is not blamed for what an earlier one lacked', async () => {
    const learner = await openLearner('dot-stuffing');
    for (const typed of [...ENVELOPE, 'DATA', 'profile']) await learner.type(typed);
    expect(flat(await learner.type('.'))).toMatch(/Not yet. No line/);
    for (const typed of [...ENVELOPE.slice(1), 'DATA', '.profile']) await learner.type(typed);
    const said = flat(await learner.type('.'));
    expect(said).not.toContain('Not yet. No line');
    expect(said).toMatch(/no empty line.*Missing: get a letter delivered \(\.profile\)/);
    await learner.leave();
  });

  it('an empty line is missed only where a text is wanted, and :why counts', async () => {
    const learner = await openLearner('several-letters');
    for (const typed of [...ENVELOPE, 'DATA', 'Subject: one']) await learner.type(typed);
    const said = flat(await learner.type('.'));
    expect(said).toContain('So far: 1 of 2.');
    expect(said).not.toContain('no empty line');
    expect(flat(await learner.type(':why'))).toContain('So far: 1 of 2.');
    await learner.leave();
  });

  it('a refusal in a later envelope does not pass what is asked of one letter', async () => {
    for (const [id, lines] of [
      [
        'some-yes-some-no',
        [
          ...ENVELOPE,
          'RCPT TO:<student@example.test>',
          'DATA',
          'x',
          '.',
          'MAIL FROM:<a@example.test>',
          'RCPT TO:<nobody@example.test>',
        ],
      ],
      [
        'lmtp',
        [
          ...['EHLO x', 'LHLO x', '', ...ENVELOPE.slice(1), 'DATA', 'x', '.'],
          ...['MAIL FROM:<a@example.test>', 'RCPT TO:<full@example.test>', 'DATA', 'x', '.'],
        ],
      ],
    ] as const) {
      const learner = await openLearner(id);
      for (const typed of lines) await learner.type(typed);
      expect(learner.passed(), learner.screen().slice(-600)).toBe(id === 'lmtp' ? 1 : 0);
      expect(learner.prompt(), id).toMatch(/clear> $/);
      await learner.leave();
    }
  });

  it('a goal does not say again what another goal of the step says', async () => {
    for (const [id, at, goal] of [
      ['starttls', 1, 'Goal: then get a 250 to EHLO'],
      ['size-and-8bit', 0, 'Goal: then get a 250 to MAIL'],
    ] as const) {
      const learner = await openLearner(id, { at });
      expect(flat(learner.screen()).split('Goal: get').at(-1)).toContain(goal);
      await learner.leave();
    }
  });

  it('the prompt of a chunk counts what is left', async () => {
    const learner = await openLearner('chunking', { lang: 'ru' });
    for (const typed of [...ENVELOPE, 'BDAT 20']) await learner.type(typed);
    expect(learner.prompt()).toBe('фрагмент, осталось 20 октетов> ');
    await learner.type('hello');
    expect(learner.prompt()).toBe('фрагмент, осталось 13 октетов> ');
    await learner.leave();
  });
});
