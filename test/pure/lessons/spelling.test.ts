import { describe, expect, it } from 'vitest';
import { isNearlySpelled } from '../../../src/pure/lessons/spelling.ts';

describe('a slip of spelling', () => {
  it.each([
    ['practic', 'practice'],
    ['pracitce', 'practice'],
    ['xxxxxxa', 'xxxxxxxa'],
    ['esmpt', 'esmtp'],
    ['paswrod', 'password'],
    ['password', 'passwort'],
    ['teacher@exmaple.test', 'teacher@example.test'],
  ])('%s for %s', (word, wanted) => {
    expect(isNearlySpelled(word, wanted)).toBe(true);
  });

  it.each([
    ['practice', 'practice'],
    ['mx', 'ax'],
    ['pop', 'pap'],
    ['imap', 'smtp'],
    ['data', 'date of it'],
    ['esmtps', 'helo'],
    ['', 'word'],
    ['x'.repeat(5000), 'practice'],
  ])('%s is none for %s', (word, wanted) => {
    expect(isNearlySpelled(word, wanted)).toBe(false);
  });
});
