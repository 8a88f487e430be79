import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtInLessons, loadLesson } from '../../../src/io/learn/index.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Puts a lesson that comes with the program into a folder of this name. */
function put(lesson: string, name: string): void {
  cpSync(join(builtInLessons(), lesson), join(folder, name), { recursive: true });
}

describe('one lesson', () => {
  it('is found by its id, whatever its folder is called', async () => {
    put('010-greeting', 'some-lesson');
    // Named for the one that is looked for, and another one.
    put('030-hello', '500-greeting');
    const found = await loadLesson(folder, 'greeting', 'ru');
    expect(found).toMatchObject({ folder: join(folder, 'some-lesson'), lesson: { id: 'greeting' } });
    expect(found?.lesson.title).toMatch(/[а-я]/);
    expect(await loadLesson(folder, 'hello', 'en')).toMatchObject({ folder: join(folder, '500-greeting') });
    expect(await loadLesson(folder, 'no-such', 'en')).toBeNull();
  });

  it('is found by its number and name, with what is wrong with it', async () => {
    put('010-greeting', '010-greeting');
    rmSync(join(folder, '010-greeting', 'lesson.ru.md'));
    expect(await loadLesson(folder, 'greeting', 'ru')).toMatchObject({
      lesson: { id: 'greeting', lang: 'en' },
      problems: [{ code: 'file-missing', severity: 'warning' }],
    });
  });

  it('is not looked for in a folder that is not there', async () => {
    await expect(loadLesson(join(folder, 'nowhere'), 'greeting', 'en')).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
