/**
 * The voice of the program: phrases that are always wrong, in either language. Words that a reader stumbles over come back by
 * themselves; here they are found.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GLOSSARY } from './glossary.ts';

const root = join(import.meta.dirname, '../..');

/** What is never written in English, and what is written instead. */
const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/\bnot to be had\b/i, 'not available'],
  [/\bheeds?\b/i, 'respects, goes by'],
  [/\banew\b|\bafresh\b/i, 'again'],
  [/\bfor want of\b/i, 'without'],
  [/\bin clear\b/i, 'unencrypted'],
  [/\b(hangs?|hung|hanging) up\b/i, 'closes the connection, disconnects'],
  [/\bis no (command|mechanism|letter|reply|code|address|file|secret|base64|option|flag)\b/i, 'is not a …'],
  [/\bwhoever\b/i, 'anyone who, users who'],
  [/\bmostly\b/i, 'usually'],
  [/\brehearsal\b/i, 'dry run'],
  [/\bby the book\b/i, 'by the standard'],
  [/\bsome minutes\b/i, 'a few minutes'],
];

/** Чего по-русски не пишут, и как пишут вместо этого. */
const RUSSIAN: readonly (readonly [RegExp, string])[] = [
  [/лини[яиюей]+ (закрыта|открыта|зашифрована)/iu, 'соединение зашифровано'],
  [/трубк/iu, 'закрывает соединение'],
  [/(?<![а-яё])кончает/iu, 'завершает'],
  [/бер[её]т письм/iu, 'принимает письмо'],
  [/репетици/iu, 'пробный прогон'],
  [/(?<![а-яё])(не)?удач[аиуе](?![а-яё])/iu, 'успех, ошибка'],
  [/одинок/iu, 'одиночный'],
  [/(?<![а-яё])(послать|слать|шлёт|шлют)(?![а-яё])/iu, 'отправить'],
];

function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => name.test(file));
}

const english = [
  ...['README.md', 'SECURITY.md', 'CONTRIBUTING.md'],
  ...filesIn('lessons', /(?<!\.ru)\.(md|smtp|yaml)$/),
  ...filesIn('src/pure/phrases', /(\.en|\/tour)\.ts$/),
  ...filesIn('src/pure/knowledge', /(\/en\/[^/]+|\.en)\.ts$/),
];
const russian = [
  'README.ru.md',
  ...filesIn('lessons', /\.ru\.md$/),
  ...filesIn('lessons/conformance', /\.smtp$/),
  ...filesIn('src/pure/phrases', /\.ru\.ts$/),
  ...filesIn('src/pure/knowledge', /(\/ru\/[^/]+|\.ru)\.ts$/),
];

/** Where the texts have one of the words, each place with what is written instead. */
function findAll(files: readonly string[], table: readonly (readonly [RegExp, string])[]): string[] {
  return files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, at) =>
        table
          .filter(([wrong]) => wrong.test(line))
          .map(([wrong, right]) => `${file}:${at + 1} ${String(wrong)} → ${right}: ${line.trim()}`),
      ),
  );
}

describe('what the program says', () => {
  it.each([
    ['English', english, ENGLISH],
    ['Russian', russian, RUSSIAN],
  ] as const)('has none of the phrases that are always wrong, in %s', (_language, files, table) => {
    expect(files.length).toBeGreaterThan(80);
    expect(findAll(files, table)).toEqual([]);
  });

  it.each([
    ['English', english, GLOSSARY.map(({ en, notEn }) => [notEn, en] as const)],
    ['Russian', russian, GLOSSARY.map(({ ru, notRu }) => [notRu, ru] as const)],
  ] as const)(
    'has the words of the glossary and no others for the same things, in %s',
    (_language, files, table) => {
      const rows = table.flatMap(([wrong, right]) => (wrong === undefined ? [] : [[wrong, right] as const]));
      // Other names of a term are there to be found; ids are no prose.
      const found = findAll(files, rows).filter(
        (place) => !/→ [^:]+: (?:also: \[|(?:- )?id: |expect: )/.test(place),
      );
      expect(found).toEqual([]);
    },
  );

  it('has each term once in the glossary', () => {
    for (const language of ['en', 'ru'] as const) {
      const words = GLOSSARY.map((term) => term[language]);
      expect(new Set(words).size).toBe(words.length);
    }
  });
});
