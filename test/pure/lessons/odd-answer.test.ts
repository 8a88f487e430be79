import { describe, expect, it } from 'vitest';
import type { AnswerCondition } from '../../../src/pure/lessons/format.ts';
import { oddAnswerOf } from '../../../src/pure/lessons/odd-answer.ts';

function asks(accept: readonly string[], choices: readonly string[] = []): AnswerCondition {
  return { kind: 'answer', accept: accept.map((text) => ({ kind: 'text', text })), choices };
}
const port = asks(['465']);
const yesNo = asks(['no', 'нет']);
const word = asks(['MX', 'mx record']);
const verb = asks(['DATA']);

describe('an answer that the lesson has no reason for', () => {
  it.each([
    [port, 'unsure', ['?', '??', 'help', "I don't know.", 'I don’t know', 'не знаю', 'Подсказка!', 'dunno']],
    [port, 'for-the-server', ['EHLO', 'ehlo x.test', 'QUIT', 'MAIL FROM:<a@example.test>']],
    [port, 'number-wanted', ['no.', 'да', 'the usual one']],
    [port, 'other-number', ['6', 'six', 'шесть', 'port 466', 'порт 466']],
    [asks(['code', '250']), 'other', ['the greeting', 'the usual one']],
    [yesNo, 'yes-or-no', ['six', 'port 465', 'maybe', 'может быть']],
    [word, 'word-wanted', ['six', 'port 465']],
    [word, 'other', ['CNAME', 'yes']],
    [verb, 'other', ['QUIT', 'EHLO']],
    [port, 'several', ['465 or 587', '465/587', '587 и 465']],
    [port, 'among-words', ['well it is 465 as I see it']],
    [port, 'other-number', ['not 465', 'не 465', '46S']],
    [word, 'several', ['A or MX', 'MX and A']],
    [word, 'among-words', ['one of the mx kind']],
    [asks(['practice']), 'misspelled', ['practic', 'Pratcice.']],
    [asks(['a@example.test']), 'address-wanted', ['mail.example.org', 'six']],
    [asks(['text'], ['text', 'command']), 'other', ['9', 'neither']],
    [asks(['text'], ['text', 'command']), 'unsure', ['?']],
    [asks(['MAIL FROM'], ['MAIL FROM', 'From:']), 'for-the-server', ['RSET', 'MAIL FROM:<a@example.test>']],
    [asks(['MAIL FROM'], ['MAIL FROM', 'From:']), 'other', ['the envelope', 'mail']],
  ] as const)('%o: %s', (wanted, odd, answers) => {
    for (const answer of answers) expect(oddAnswerOf(answer, wanted, []), answer).toBe(odd);
  });

  it('is no line for the server where a wrong turn of the question names a verb', () => {
    expect(oddAnswerOf('QUIT', word, [asks(['RCPT'])])).toBe('other');
  });
});
