import { expect, it } from 'vitest';
import { Envelope } from '../../../src/pure/protocol/envelope.ts';

it('an envelope is a value: what goes on from it changes no other', () => {
  const begun = Envelope.begun('a@example.com');
  const one = begun.with('b@example.com');
  const two = one.with('c@example.com');
  const other = one.with('d@example.com');
  const more = other.with('e@example.com');
  expect(begun.recipients).toEqual([]);
  expect(one.recipients).toEqual(['b@example.com']);
  expect(two.recipients).toEqual(['b@example.com', 'c@example.com']);
  expect(other.recipients).toEqual(['b@example.com', 'd@example.com']);
  expect(more.recipients).toEqual(['b@example.com', 'd@example.com', 'e@example.com']);
  expect([one.recipient(0), one.recipient(1), more.recipient(2)]).toEqual([
    'b@example.com',
    null,
    'e@example.com',
  ]);
  expect([begun.count, two.count, more.count]).toEqual([0, 2, 3]);
  expect(JSON.parse(JSON.stringify(two))).toEqual({
    from: 'a@example.com',
    recipients: ['b@example.com', 'c@example.com'],
  });
});

it('nothing is added to the empty one, which all sessions share', () => {
  Envelope.none.with('b@example.com');
  expect(Envelope.none.with('c@example.com').recipients).toEqual(['c@example.com']);
  expect(Envelope.none.recipients).toEqual([]);
});
