/** Every row of every table speaks both languages, briefly and in whole sentences. */

import { describe, expect, it } from 'vitest';
import * as knowledge from '../../../src/pure/knowledge/index.ts';
import type { Tongue } from '../../../src/pure/knowledge/index.ts';

const MARGIN = 34;

type Row = Readonly<Record<string, unknown>>;
type Loader = (lang: Tongue) => Promise<ReadonlyMap<string | number, object>>;

/** Each table with the words that its rows have. */
const TABLES: readonly (readonly [string, Loader, readonly string[]])[] = [
  ['reply classes', knowledge.loadReplyClasses, ['title', 'side', 'text', 'next', 'nextAdmin']],
  ['reply codes', knowledge.loadReplyCodes, ['title', 'side', 'text', 'next', 'nextAdmin']],
  ['codes in place', knowledge.loadInPlace, ['title', 'side', 'text', 'next', 'nextAdmin']],
  ['enhanced codes', knowledge.loadEnhancedCodes, ['title', 'side', 'text', 'next', 'nextAdmin']],
  ['keywords', knowledge.loadKeywords, ['title', 'side', 'text', 'next']],
  ['commands', knowledge.loadCommands, ['title', 'side', 'text', 'next']],
  ['parameters', knowledge.loadParameters, ['title', 'side', 'text', 'next']],
  ['mechanisms', knowledge.loadMechanisms, ['title', 'side', 'text', 'next']],
  ['ports', knowledge.loadPorts, ['title', 'text', 'next']],
  ['limits', knowledge.loadLimits, ['title', 'text', 'next']],
  ['RFCs', knowledge.loadRfcs, ['title']],
  ['quirks', knowledge.loadQuirks, ['title', 'text', 'next']],
  ['certificate faults', knowledge.loadCertificateFaults, ['title', 'text', 'next']],
  ['terms', knowledge.loadTerms, ['title', 'text', 'next']],
  ['provider replies', async (lang) => (await knowledge.loadRefusals(lang)).providers, ['cause', 'cure']],
  ['causes', async (lang) => (await knowledge.loadRefusals(lang)).causes, ['title', 'text', 'next', 'own']],
];

/** Words that may be empty: there is not always something to do. */
const MAY_BE_EMPTY = ['next', 'nextAdmin', 'own'];
/** Words that stand alone, without a full stop. */
const LABELS = ['title', 'side'];

function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.?!…])\s+(?=[\p{Lu}`«"-])/u).filter((sentence) => sentence !== '');
}

describe.each(TABLES)('the words of the %s', (_name, load, fields) => {
  it('exist in both languages for the same rows', async () => {
    const [english, russian] = [await load('en'), await load('ru')];
    expect(english.size).toBeGreaterThan(0);
    expect([...russian.keys()]).toEqual([...english.keys()]);
  });

  it.each(['en', 'ru'] as const)('are whole and short in %s', async (lang) => {
    for (const [id, row] of await load(lang)) {
      const said: string[] = [];
      for (const field of fields) {
        const words = (row as Row)[field];
        const where = `${lang} ${String(id)} ${field}`;
        if (typeof words !== 'string') throw new TypeError(`${where} is missing`);
        if (!MAY_BE_EMPTY.includes(field)) expect(words, where).not.toBe('');
        expect(words, where).toBe(words.trim());
        expect(words, where).not.toMatch(/ {2}|\.\.$/);
        if (field === 'side') expect([...words].length, `${where}: ${words}`).toBeLessThanOrEqual(MARGIN);
        if (LABELS.includes(field)) expect(words, where).not.toMatch(/\.$/);
        else if (words !== '') expect(words, where).toMatch(/[.?!…]$/);
        if (field === 'text') expect(sentences(words).length, where).toBeLessThanOrEqual(3);
        if (!LABELS.includes(field)) said.push(...sentences(words));
      }
      expect(new Set(said).size, `${lang} ${String(id)} says something twice`).toBe(said.length);
    }
  });

  it('are English in English, and Russian in Russian', async () => {
    for (const [id, row] of await load('en')) {
      for (const field of fields) expect((row as Row)[field], String(id)).not.toMatch(/[а-яё]/i);
    }
    for (const [id, row] of await load('ru')) {
      for (const field of fields.filter((name) => ['text', 'cause', 'cure'].includes(name))) {
        expect((row as Row)[field], String(id)).toMatch(/[а-яё]/i);
      }
      for (const field of fields) {
        expect((row as Row)[field], `${String(id)}: two alphabets in a word`).not.toMatch(
          /[а-яё][a-z]|[a-z][а-яё]/i,
        );
      }
    }
  });
});

describe('the names of terms', () => {
  it.each(['en', 'ru'] as const)('mean one thing each in %s', async (lang) => {
    const owners = new Map<string, string>();
    for (const [id, term] of await knowledge.loadTerms(lang)) {
      for (const name of [term.title, ...term.also]) {
        const key = name.toLowerCase();
        expect(owners.get(key) ?? id, `"${name}" is said of two terms`).toBe(id);
        owners.set(key, id);
      }
    }
  });
});
