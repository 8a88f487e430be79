/** What a policy remembers: words, known senders, those who came for the first time. */

import { describe, expect, it } from 'vitest';
import {
  addressIn,
  cameFrom,
  greyKey,
  judgeWords,
  PolicyState,
  wordsOf,
} from '../../../src/pure/policy/index.ts';

const DAY = 86_400_000;

function trained(): PolicyState {
  const state = new PolicyState();
  for (let at = 0; at < 30; at++) {
    state.learn(wordsOf('lunch', `meet me for lunch at noon ${at}`), 'ham');
    state.learn(wordsOf('обед', `встретимся в полдень за обедом ${at}`), 'ham');
    state.learn(wordsOf('pills', `buy cheap pills now ${at}`), 'spam');
    state.learn(wordsOf('таблетки', `купи дешёвые таблетки сейчас ${at}`), 'spam');
    state.learn(wordsOf('薬', `安い薬を今すぐ買う`), 'spam');
    state.learn(wordsOf('昼食', `正午に昼食で会いましょう`), 'ham');
  }
  return state;
}

describe('words', () => {
  it.each([
    ['cheap pills', 'buy them now', 0.95, 1],
    ['lunch', 'at noon?', 0, 0.05],
    ['Таблетки', 'ДЕШЁВЫЕ таблетки', 0.95, 1],
    ['обед', 'встретимся в полдень', 0, 0.05],
    ['', '安い薬を買う', 0.95, 1],
    ['', '昼食で会いましょう', 0, 0.05],
    ['something', 'entirely different', 0.5, 0.5],
    ['', '', 0.5, 0.5],
  ])('of %j, %j say between %d and %d', (subject, text, least, most) => {
    const { probability } = judgeWords(wordsOf(subject, text), trained());
    expect(probability).toBeGreaterThanOrEqual(least);
    expect(probability).toBeLessThanOrEqual(most);
  });

  it('that decided are named, the strongest first', () => {
    const { decisive } = judgeWords(wordsOf('pills', 'cheap lunch'), trained());
    expect(decisive.map(([word]) => word).sort()).toEqual(['cheap', 'lunch', 'subject:pills']);
    const distance = decisive.map(([, speaks]) => Math.abs(speaks - 0.5));
    expect(distance).toEqual([...distance].sort((a, b) => b - a));
  });

  it('of a long letter and of a hostile one stay few', () => {
    expect(wordsOf('', Array.from({ length: 50_000 }, (_, at) => `word${at}x`).join(' ')).length).toBe(5000);
    expect(wordsOf('', 'a'.repeat(100_000)).every((word) => word.length <= 30)).toBe(true);
  });

  it('are unmoved by how many there are', () => {
    const state = new PolicyState();
    for (let at = 0; at < 50; at++) state.learn(['x'], 'spam');
    state.learn(['y'], 'ham');
    const many = Array.from({ length: 4000 }, (_, at) => `u${at}`);
    const { probability } = judgeWords([...many, 'x'], state);
    expect(probability).toBeGreaterThan(0.5);
    expect(Number.isFinite(probability)).toBe(true);
  });
});

describe('who was written to', () => {
  it('is known for a time, in any case', () => {
    const state = new PolicyState();
    state.know('Ann@Example.com', 0);
    expect(state.knows('ann@example.COM', DAY, 60 * DAY)).toBe(true);
    expect(state.knows('ann@example.com', 61 * DAY, 60 * DAY)).toBe(false);
    expect(state.knows('bob@example.com', 0, DAY)).toBe(false);
  });
});

describe('greylisting', () => {
  it('lets in who comes again after the wait, and then at once', () => {
    const state = new PolicyState();
    const meet = (now: number) => state.meet('key', now, 300, 35 * DAY);
    expect(meet(0)).toEqual({ kind: 'wait', left: 300 });
    expect(meet(100)).toEqual({ kind: 'wait', left: 200 });
    expect(meet(300)).toEqual({ kind: 'passed', waited: 300 });
    expect(meet(301)).toEqual({ kind: 'passed', waited: 0 });
    expect(meet(36 * DAY)).toEqual({ kind: 'wait', left: 300 });
  });

  it('goes by the network: another address of it is the same client, another network is not', () => {
    const key = greyKey('192.0.2.1', 'A@example.com', 'b@example.com');
    expect(greyKey('192.0.2.77', 'a@example.com', 'B@example.com')).toBe(key);
    expect(greyKey('::ffff:192.0.2.5', 'a@example.com', 'b@example.com')).toBe(key);
    expect(greyKey('192.0.3.1', 'a@example.com', 'b@example.com')).not.toBe(key);
    expect(greyKey('2001:db8:1:2::5', 'a@b', 'c@d')).toBe(greyKey('2001:db8:1:2:3::', 'a@b', 'c@d'));
  });
});

describe('what is stored', () => {
  it('comes back, and what is not of its form is left out', () => {
    const state = trained();
    state.know('ann@example.com', 5);
    state.meet('key', 0, 300, DAY);
    const again = PolicyState.from(JSON.parse(JSON.stringify(state.data())));
    expect(again.data()).toEqual(state.data());
    for (const odd of [
      null,
      7,
      [],
      { met: 7 },
      { met: [[1]], known: [['a']], words: [['x', -1, 2]], letters: { ham: '1' } },
    ])
      expect(PolicyState.from(odd).data()).toEqual(new PolicyState().data());
  });

  it('is bounded', () => {
    const state = new PolicyState();
    for (let at = 0; at < 20_100; at++) state.know(`a${at}@example.com`, at);
    expect(state.data().known).toHaveLength(20_000);
    expect(state.knows('a0@example.com', 0, DAY)).toBe(false);
  });
});

describe('a letter that lies there', () => {
  it.each<readonly [readonly string[], string | null, string]>([
    [['from client.example.com (x [192.0.2.9]) by mx.example.com'], '192.0.2.9', 'client.example.com'],
    [['by mx.example.com', 'from a.example (a.example [IPv6:2001:db8::1])'], '2001:db8::1', 'a.example'],
    [['from localhost'], null, ''],
    [[], null, ''],
  ])('with %j came from %s', (received, address, greetedName) => {
    expect(cameFrom(received)).toEqual({ address, greetedName });
  });

  it.each([
    ['Ann <ann@example.com>', 'ann@example.com'],
    ['ann@example.com', 'ann@example.com'],
    ['<>', ''],
    ['nobody', ''],
  ])('from %j', (value, address) => {
    expect(addressIn(value)).toBe(address);
  });
});
