/** What is told of real servers is what was found: the handbook's table, the counts in README, the ids in the file. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue, loadFindings } from '../../src/io/conform/index.ts';
import { tallyOf, VERDICTS } from '../../src/pure/conformance/index.ts';

const root = join(import.meta.dirname, '../..');
const { cases } = await loadCatalogue();
const findings = await loadFindings();
const levels = new Map(cases.map(({ one }) => [one.id, one.level]));

describe('what was found at real servers', () => {
  const servers = findings?.servers ?? [];

  it('is of ten servers, each with all cases of its dialect, once', () => {
    expect(servers.length).toBe(10);
    for (const { name, found } of servers) {
      const ids = VERDICTS.flatMap((verdict) => found[verdict]);
      const dialect = name === 'Dovecot LMTP' ? 'lmtp' : 'smtp';
      const fitting = cases.filter(({ one }) => one.dialect === null || one.dialect === dialect);
      expect(ids.sort(), name).toEqual(fitting.map(({ one }) => one.id).sort());
    }
  });

  it.each(['conformance.md', 'conformance.ru.md'])('stands in %s with its counts', (page) => {
    const text = readFileSync(join(root, 'lessons/handbook', page), 'utf8');
    for (const { name, version, found } of servers) {
      const rows = VERDICTS.flatMap((verdict) =>
        found[verdict].map((id) => ({ verdict, level: levels.get(id) ?? 'MAY' })),
      );
      const { MUST, SHOULD } = tallyOf(rows);
      const counts = [MUST.held, MUST.broken, MUST.lenient, MUST['not-offered'], MUST['cannot-tell']];
      const cells = [`${name} ${version}`.trim(), ...counts, SHOULD.held, SHOULD.broken];
      expect(text).toContain(`| ${cells.join(' | ')} |`);
    }
  });

  it('has no MUST of our own server broken', () => {
    const own = servers.find(({ name }) => name === 'smtp-lab serve');
    expect(own?.found.broken).toEqual([]);
  });

  it('is reproduced by commands that name cases', () => {
    const text = readFileSync(join(root, 'lessons/handbook/conformance.md'), 'utf8');
    const named = [...text.matchAll(/--only ([a-z0-9.-]+)/g)].map(([, prefix = '']) => prefix);
    expect(named.length).toBeGreaterThan(15);
    for (const prefix of named)
      expect(
        cases.some(({ one }) => [one.id, ...one.clauses].some((id) => id.startsWith(prefix))),
        prefix,
      ).toBe(true);
  });
});

describe('the catalogue', () => {
  it('has in both READMEs how many cases it has, about how many clauses', () => {
    const clauses = new Set(cases.flatMap(({ one }) => one.clauses)).size;
    for (const [file, text] of [
      ['README.md', `${cases.length} cases about ${clauses} clauses`],
      ['README.ru.md', `${cases.length} провер(?:ка|ки|ок), ${clauses} требовани[еяй]`],
    ] as const)
      expect(readFileSync(join(root, file), 'utf8')).toMatch(new RegExp(text));
  });

  it('speaks Russian in Russian, and says nothing twice in one case', () => {
    for (const { one } of cases) {
      for (const text of [one.title.ru, one.why.ru, ...one.accept.map(({ reason }) => reason.ru)])
        expect(`${one.id}: ${text}`).toMatch(/[а-яё]/i);
      for (const text of [one.title.en, one.why.en]) expect(`${one.id}: ${text}`).not.toMatch(/[а-яё]/i);
      expect(one.why.en).not.toBe(one.title.en);
    }
  });

  it('accepts only codes that a case asks for, so that a reason is never idle', () => {
    for (const { one } of cases) {
      const text = one.file.lines
        .flatMap((line) => (line.kind === 'server' ? [line.codes.raw] : []))
        .join('|');
      const quiet = one.file.lines.some(
        (line) => line.kind === 'directive' && line.directive.name === 'quiet',
      );
      for (const { codes } of one.accept)
        for (const code of codes.alternatives)
          expect(quiet || text.includes(code), `${one.id} ${code}`).toBe(true);
    }
  });
});
