/** What people type where a program asks something and they did not read, read something else, or typed for another window. */

import { KNOWN_VERBS, verbOf } from '../../src/pure/protocol/index.ts';

export interface OddInput {
  readonly name: string;
  readonly line: string;
}

/** Typed at a question, and no right answer to any. */
export function oddAnswers(lang: 'en' | 'ru'): readonly OddInput[] {
  return [
    { name: 'empty', line: '' },
    { name: 'blanks', line: '   ' },
    { name: 'number', line: '97' },
    { name: 'long number', line: '9'.repeat(400) },
    { name: 'word', line: lang === 'en' ? 'xyzzy' : 'абракадабра' },
    { name: 'other language', line: lang === 'en' ? 'абракадабра' : 'xyzzy' },
    { name: 'other layout', line: lang === 'en' ? 'ф,кфлфвф,кф' : 'f,hfrflf,hf' },
    { name: 'command', line: 'NOOP' },
    { name: 'goodbye', line: 'QUIT' },
    { name: 'whole command', line: 'MAIL FROM:<a@example.test>' },
    { name: 'command of the other layout', line: 'ТЩЩЗ' },
    { name: 'question mark', line: '?' },
    { name: 'plea', line: lang === 'en' ? 'help' : 'помощь' },
    { name: 'very long', line: 'а'.repeat(3000) },
    { name: 'control characters', line: 'a\u0007b\u200b' },
    { name: 'word of the lesson', line: ':why' },
    { name: 'word of the lesson, other layout', line: 'Жцрн' },
    { name: 'unknown word of the lesson', line: ':nosuch' },
    { name: 'word of the lab', line: ':state' },
  ];
}

/** Typed where Enter goes on, and goes on. */
export function goingOn(lang: 'en' | 'ru'): readonly OddInput[] {
  return [
    { name: 'empty', line: '' },
    { name: 'number', line: '1' },
    { name: 'another number', line: '2' },
    { name: 'long number', line: '550' },
    { name: 'word', line: lang === 'en' ? 'xyzzy' : 'абракадабра' },
    { name: 'other language', line: lang === 'en' ? 'дальше' : 'next' },
    { name: 'other layout', line: lang === 'en' ? 'туче' : 'lfkmit' },
    { name: 'command', line: 'NOOP' },
    { name: 'command of the other layout', line: 'ТЩЩЗ' },
    { name: 'very long', line: 'а'.repeat(3000) },
    { name: 'letter', line: 'a' },
  ];
}

/** Typed where Enter goes on, and leaves it open. */
export const STAYING: readonly OddInput[] = [
  { name: 'word of the lesson', line: ':why' },
  { name: 'hint', line: ':hint' },
  { name: 'word of the lesson, other layout', line: 'Жцрн' },
  { name: 'unknown word of the lesson', line: ':nosuch' },
  { name: 'word of the lab', line: ':explain 250' },
];

export const isCommand = (line: string): boolean => KNOWN_VERBS.includes(verbOf(line));
