import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { gather, openOutput } from '../../src/cli/output.ts';

/** A stream that remembers, and fails when it is told to. */
function fakeStream(facts: { isTTY?: boolean; columns?: number } = {}) {
  const emitter = new EventEmitter();
  const written: string[] = [];
  return {
    ...facts,
    written,
    write: (text: string) => {
      written.push(text);
      return true;
    },
    on: (event: 'error', listener: (error: NodeJS.ErrnoException) => void) => emitter.on(event, listener),
    fail: (code: string) => emitter.emit('error', Object.assign(new Error(code), { code })),
  };
}

describe('an output', () => {
  it('passes everything through the filter', () => {
    const stream = fakeStream();
    const output = openOutput(
      stream,
      (text) => text.replaceAll('secret', '<hidden>'),
      () => undefined,
    );
    output.line('a secret');
    output.write('no secret');
    expect(stream.written.join('')).toBe('a <hidden>\nno <hidden>');
  });

  it('is quiet once its reader has closed the pipe', () => {
    const stream = fakeStream();
    const failures: Error[] = [];
    const output = openOutput(
      stream,
      (text) => text,
      (error) => failures.push(error),
    );
    stream.fail('EPIPE');
    output.line('more');
    expect(stream.written).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('tells of any other failure, such as a full disk', () => {
    const stream = fakeStream();
    const failures: Error[] = [];
    openOutput(
      stream,
      (text) => text,
      (error) => failures.push(error),
    );
    stream.fail('ENOSPC');
    expect(failures.map(({ message }) => message)).toEqual(['ENOSPC']);
  });

  it('is as wide as its window, also after that has changed; 80 columns elsewhere', () => {
    const stream = fakeStream({ isTTY: true, columns: 200 });
    const output = openOutput(
      stream,
      (text) => text,
      () => undefined,
    );
    expect(output.columns).toBe(200);
    stream.columns = 20;
    expect(output.columns).toBe(40);
    expect(
      openOutput(
        fakeStream({ columns: 200 }),
        (text) => text,
        () => undefined,
      ).columns,
    ).toBe(80);
  });
});

describe('a stream that gathers', () => {
  it('hands on what comes at one time in one piece, and a long text as it comes', () => {
    const stream = fakeStream();
    const planned: (() => void)[] = [];
    const gathered = gather(stream, (work) => planned.push(work));
    gathered.write('one\n');
    gathered.write('two\n');
    expect(stream.written).toEqual([]);
    for (const work of planned.splice(0)) work();
    expect(stream.written).toEqual(['one\ntwo\n']);
    gathered.write('x'.repeat(20_000));
    expect(stream.written).toHaveLength(2);
    gathered.write('rest');
    gathered.flush();
    expect(stream.written.at(-1)).toBe('rest');
  });
});
