/** Letters in recordings: whatever their octets, the lines of the file send the same again. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand, filmOf, literalLines, parseSession, Recorder } from '../../../src/pure/sessions/index.ts';
import { letterSource } from '../../../src/pure/sessions/record-letter.ts';
import { NO_VARIABLES } from './no-variables.ts';

/** What the lines of a file send. */
function sent(lines: readonly string[]): Buffer {
  const { file, problems } = parseSession(`${lines.join('\n')}\n`, 'x.smtp');
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return Buffer.concat(
    file.lines.map((line) => {
      if (line.kind === 'literal') return Buffer.from(literalLines(line.body).join('\r\n') + '\r\n');
      if (line.kind !== 'client' && line.kind !== 'raw') throw new Error(line.kind);
      const { bytes } = expand(line.parts, NO_VARIABLES);
      if (line.kind === 'raw') return Buffer.from(bytes);
      return Buffer.concat([bytes, Buffer.from(`${line.tail?.raw ?? ''}\r\n`)]);
    }),
  );
}

/** Octets that mean something to the wire or to the notation, and some that mean nothing. */
const OCTETS = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '\r\n',
          '\r\n',
          '\r',
          '\n',
          '.',
          ' ',
          '{{',
          '}}',
          '...',
          '~ /a/',
          '"',
          '\\',
          'C: ',
          '\u0000',
          '\u001b',
          'я',
          '€',
        ],
      ),
      fc.string({ maxLength: 5 }),
    ),
  )
  .map((parts) => Buffer.from(parts.join('')));
const BINARY = fc.uint8Array({ maxLength: 40 }).map((octets) => Buffer.from(octets));

describe('a letter in a recording', () => {
  it('is sent again octet for octet', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(OCTETS, BINARY)), (parts) => {
        const wire = Buffer.concat([...parts, Buffer.from('\r\n.\r\n')]);
        expect(sent(letterSource(wire)).equals(wire)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['Subject: x\r\n\r\n..dot\r\n.\r\n', ['C: Subject: x', 'C:', 'C: ..dot', 'C: .']],
    ['a {{b}} ...\r\n.\r\n', ['@literal', 'C: a {{b}} ...', 'C: .']],
    ['caf\u00e9 \u001b\r\n{{b}}\r\n.\r\n', ['C| "caf\u00e9 \\u001b\\r\\n"', 'C: {{"{{"}}b}}', 'C: .']],
    ['no end', ['C| "no end"']],
    ['a {...\r\n{{{...\r\n.\r\n', ['@literal', 'C: a {...', 'C: {{{...', 'C: .']],
    // A lone dot would end what stands literally.
    ['.\r\na {{\r\n.\r\n', ['C: .', 'C: a {{"{{"}}', 'C: .']],
  ])('%j is written as a person would', (wire, lines) => {
    expect(letterSource(Buffer.from(wire))).toEqual(lines);
  });

  it('has more lines than a call has room for', () => {
    const recorder = new Recorder('x');
    recorder.event({ kind: 'letter', at: 0, wire: Buffer.from('\r\n'.repeat(300_000) + '.\r\n') });
    expect(recorder.text().match(/^C:$/gm)).toHaveLength(300_000);
  });

  it('is sent again as chunks, wherever they were cut', () => {
    fc.assert(
      fc.property(fc.array(OCTETS, { minLength: 1 }), (parts) => {
        for (const wire of parts.filter(({ length }) => length > 0))
          expect(sent(letterSource(wire, true)).equals(wire)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['{...', '{{{...', '{{ ... ', '-~ /a/', '{~ /a/...', '{{}}', '...', '{'])(
    'has a line %j that says no more than that',
    (text) => {
      const wire = Buffer.from(`${text}\r\n`);
      expect(sent(letterSource(wire, true)).equals(wire)).toBe(true);
    },
  );

  it('writes what is no UTF-8 as octets', () => {
    expect(letterSource(Buffer.from('caf\u00e9\r\n.\r\n', 'latin1'))).toEqual([
      'C| "caf{{hex e9}}\\r\\n"',
      'C: .',
    ]);
  });

  it('keeps a character whole that the end of a piece cuts', () => {
    const wire = Buffer.from('€uro\r\n.\r\n');
    const recorder = new Recorder('x');
    for (const piece of [wire.subarray(0, 1), wire.subarray(1, 2), wire.subarray(2)])
      recorder.event({ kind: 'letter', at: 0, wire: piece });
    expect(recorder.text()).toContain('C: €uro\nC: .\n');
  });

  it('says how long a slow reply took, so that a film waits as long', () => {
    const recorder = new Recorder('x');
    const reply = {
      ...({
        kind: 'reply',
        at: 0,
        to: 'NOOP',
        command: 'NOOP',
        code: 250,
        class: 2,
        enhanced: null,
      } as const),
      ...({ lines: ['fine'], phase: 'ready', quirks: [], encrypted: false } as const),
    };
    recorder.event({ ...reply, elapsed: 12 });
    recorder.event({ ...reply, elapsed: 2345.6 });
    expect(recorder.text()).toContain('S: 250 fine\n@after 2346ms\nS: 250 fine\n');
    const { file } = parseSession(recorder.text(), 'x.smtp');
    expect(filmOf(file).filter(({ kind }) => kind === 'pause')).toEqual([
      { kind: 'pause', milliseconds: 2346 },
    ]);
  });

  it('has control characters of a reply as octets, and quotes them in a command', () => {
    const recorder = new Recorder('x');
    const command = {
      kind: 'command',
      at: 0,
      verb: 'NOOP',
      hidden: false,
      bytes: 8,
      grouped: false,
    } as const;
    recorder.event({ ...command, line: 'NOOP \u001b' });
    recorder.event({
      ...({
        kind: 'reply',
        at: 0,
        to: 'NOOP',
        command: 'NOOP',
        code: 250,
        class: 2,
        enhanced: null,
      } as const),
      ...({ lines: ['fine \u001b[2J'], phase: 'ready', elapsed: 0, quirks: [], encrypted: false } as const),
    });
    const text = recorder.text();
    expect(text).toContain('C| "NOOP \\u001b\\r\\n"\nS: 250 fine {{hex 1b}}[2J\n');
    expect(parseSession(text, 'x.smtp').problems).toEqual([]);
  });
});
