/**
 * The voice of the program: phrases that are always wrong, in either language. Words that a reader stumbles over come back by
 * themselves; here they are found. `style` in a comment says what stands in their place.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

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
  ...filesIn('src/pure/phrases', /\.ru\.ts$/),
  ...filesIn('src/pure/knowledge', /(\/ru\/[^/]+|\.ru)\.ts$/),
];

describe('what the program says', () => {
  it.each([
    ['English', english, ENGLISH],
    ['Russian', russian, RUSSIAN],
  ] as const)('has none of the phrases that are always wrong, in %s', (_language, files, table) => {
    expect(files.length).toBeGreaterThan(80);
    const found = files.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, at) =>
          table
            .filter(([wrong]) => wrong.test(line))
            .map(([wrong, right]) => `${file}:${at + 1} ${String(wrong)} → ${right}: ${line.trim()}`),
        ),
    );
    expect(found).toEqual([]);
  });
});
