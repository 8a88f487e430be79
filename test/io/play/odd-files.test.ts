/**
 * Odd session files, each through everything that reads one: the steps, the film, the check, the comparison, the cleaning, the learner's
 * moves and both players. What is a command to one is a command to all, and text of a letter is a command to none.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  compareSessions,
  compile,
  filmOf,
  findSecretLines,
  parseSession,
  redactSession,
  walk,
} from '../../../src/pure/sessions/index.ts';
import type { SessionFile } from '../../../src/pure/sessions/index.ts';
import { NO_VARIABLES } from '../../pure/sessions/no-variables.ts';
import { runInside } from '../../support/run-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-odd-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const START = 'S: 220 x\nC: EHLO x\nS: 250-x\nS: 250-PIPELINING\nS: 250 CHUNKING\n';
const TO = 'C: MAIL FROM:<a@example.test>\nS: 250 x\nC: RCPT TO:<b@example.test>\nS: 250 x\n';
const END = 'C: QUIT\nS: 221 x\n';
const ENVELOPE = ['EHLO', 'MAIL', 'RCPT'];

interface Odd {
  readonly name: string;
  readonly text: string;
  /** Verbs of what is said as commands. */
  readonly commands: readonly string[];
  /** The letter, or what went as octets of chunks. */
  readonly letter: string;
  readonly warnings?: readonly string[];
}

const LETTER = 'Subject: x\nRSET\n';
const SAID = 'C: Subject: x\nC: RSET\nC: .\n';

const ODD: readonly Odd[] = [
  ...['354 go', '3xx go', '35x ...', '3xx'].map((reply) => ({
    name: `S: ${reply} in reply to DATA`,
    text: `${START}${TO}C: DATA\nS: ${reply}\n${SAID}S: 250 ok\n${END}`,
    commands: [...ENVELOPE, 'DATA', 'QUIT'],
    letter: LETTER,
  })),
  ...['250|354 go', '354|503 go', '2xx|3xx', 'xxx go'].map((reply) => ({
    name: `S: ${reply}, which a letter follows`,
    text: `${START}${TO}C: DATA\nS: ${reply}\n${SAID}S: 250 ok\n${END}`,
    commands: [...ENVELOPE, 'DATA', 'QUIT'],
    letter: LETTER,
    warnings: ['reply-left-open'],
  })),
  {
    name: 'a reply that may begin a letter, which a command follows',
    text: `${START}${TO}C: DATA\nS: 503|354 no\n${END}`,
    commands: [...ENVELOPE, 'DATA', 'QUIT'],
    letter: '',
    warnings: ['reply-left-open'],
  },
  {
    name: 'a branch for the letter',
    text: `${START}${TO}C: DATA\nS: 354|503 x\n@if 354\n${SAID}S: 250 ok\n@else\nC: RSET\nS: 250 x\n@end\n${END}`,
    commands: [...ENVELOPE, 'DATA', 'QUIT'],
    letter: LETTER,
  },
  {
    name: 'a branch that is not taken, letters within it',
    text: `${START}${TO}C: DATA\nS: 503|354 x\n@if 354\n${SAID}S: 250 ok\n@else\nC: RSET\nS: 250 x\n@end\n${END}`,
    commands: [...ENVELOPE, 'DATA', 'RSET', 'QUIT'],
    letter: '',
  },
  {
    name: 'a branch by what is not',
    text: `${START}@if not 250\nC: HELO x\nS: 250 x\n@end\nC: NOOP\nS: 2xx\n@if 250\nC: RSET\nS: 250 x\n@end\n${END}`,
    commands: ['EHLO', 'NOOP', 'RSET', 'QUIT'],
    letter: '',
  },
  {
    name: 'a loop, with a letter in it',
    text: `${START}@repeat 2\n${TO}C: DATA\nS: 354 x\nC: Subject: {{n}}\nC: RSET\nC: .\nS: 250 ok\n@end\n${END}`,
    commands: ['EHLO', 'MAIL', 'RCPT', 'DATA', 'MAIL', 'RCPT', 'DATA', 'QUIT'],
    letter: 'Subject: 1\nRSET\n.\nSubject: 2\nRSET\n',
  },
  {
    name: 'a loop with a branch in it',
    text: `${START}@repeat 2\nC: NOOP\nS: 250 x\n@if 250\nC: VRFY {{n}}\nS: 252 x\n@end\n@end\n${END}`,
    commands: ['EHLO', 'NOOP', 'VRFY', 'NOOP', 'VRFY', 'QUIT'],
    letter: '',
  },
  {
    name: 'octets that end a letter',
    text: `${START}${TO}C: DATA\nS: 354 x\nC: Subject: x\nC| "RSET\\r\\n.\\r\\n"\nS: 250 ok\n${END}`,
    commands: [...ENVELOPE, 'DATA', 'QUIT'],
    letter: LETTER,
  },
  {
    name: 'a dot that does not end a letter, since half a line stands before it',
    text: `${START}${TO}C: DATA\nS: 354 x\nC: Subject: x\nC| "RSET"\nC: .\nC: .\nS: 250 ok\n${END}`,
    commands: [...ENVELOPE, 'DATA', 'QUIT'],
    letter: 'Subject: x\nRSET.\n',
  },
  {
    name: 'a group behind the dot',
    text: `${START}${TO}C: DATA\nS: 354 x\n${SAID}C: RSET\nC: NOOP\nS: 250 ok\nS: 250 ok\nS: 250 ok\n${END}`,
    commands: [...ENVELOPE, 'DATA', 'RSET', 'NOOP', 'QUIT'],
    letter: LETTER,
  },
  {
    name: 'a chunk that looks like commands',
    text: `${START}${TO}C: BDAT 18 LAST\nC: Subject: x\nC: RSET\nC: NOOP\nS: 250 ok\nS: 250 ok\n${END}`,
    commands: [...ENVELOPE, 'BDAT', 'NOOP', 'QUIT'],
    letter: LETTER,
  },
  {
    name: 'a chunk that is refused before it is said',
    text: `${START}C: BDAT 9 LAST\nS: 503 no\n${END}`,
    commands: ['EHLO', 'BDAT', 'QUIT'],
    letter: '',
  },
  {
    name: 'a literal letter with marks of the notation',
    text: `${START}${TO}C: DATA\nS: 3xx x\n@literal\nC: Subject: x\nC: RSET\nC: .\nS: 250 ok\n${END}`,
    commands: [...ENVELOPE, 'DATA', 'QUIT'],
    letter: LETTER,
  },
  {
    name: 'a sign-in whose 334 is left open',
    text: `${START}C: AUTH LOGIN\nS: 3xx VXNlcm5hbWU6\nC: QUIT\nS: 3xx UGFzc3dvcmQ6\nC: RSET\nS: 235 x\n${END}`,
    commands: ['EHLO', 'AUTH', 'AUTH', 'AUTH', 'QUIT'],
    letter: '',
  },
];

const joined = (wire: readonly string[]): string =>
  wire
    .join('')
    .replace(/\r\n/g, '\n')
    .replace(/(^|\n)\.\n$/, '$1');

function read(text: string): SessionFile {
  const { file, problems } = parseSession(text, 'odd.smtp');
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return file;
}

/** The way that is taken where each reply has the code that the file is taken for. */
function taken(file: SessionFile) {
  let code: number | null = null;
  const steps = [];
  for (const step of walk(compile(file).steps, () => code)) {
    if (step.act === 'reply') code = step.code;
    steps.push(step);
  }
  return steps;
}

describe.each(ODD)('$name', ({ text, commands, letter, warnings = [] }) => {
  it('is the same to the steps', () => {
    const steps = taken(read(text));
    expect(steps.flatMap((step) => (step.act === 'command' ? [step.verb] : []))).toEqual(commands);
  });

  it('is the same to the film, along the way that is taken', () => {
    const file = read(text);
    const lines = new Set(taken(file).flatMap(({ span }) => [span.line]));
    const events = filmOf(file).flatMap((scene) =>
      scene.kind === 'event' && (lines.has(scene.line) || scene.event.kind === 'letter') ? [scene] : [],
    );
    const said = events.flatMap(({ event, line }) =>
      event.kind === 'command' && lines.has(line) ? [event.verb] : [],
    );
    expect(said).toEqual(commands);
    const wire = events.flatMap(({ event, line }) =>
      event.kind === 'letter' && lines.has(line) ? [Buffer.from(event.wire).toString()] : [],
    );
    expect(joined(wire)).toBe(letter);
  });

  it('has what is open in it told by the check, and no more', () => {
    expect(parseSession(text, 'odd.smtp').problems.map(({ fault }) => fault.code)).toEqual(warnings);
  });

  it('is as itself in a comparison', () => {
    const own = read(text);
    // What came has neither branches nor loops, and one code for each reply.
    const lines = taken(own).flatMap((step): SessionFile['lines'] => {
      if (step.act !== 'reply') return 'line' in step ? [step.line] : [];
      const codes = { raw: String(step.code), alternatives: [String(step.code)] };
      return step.lines.map((line) => ({ ...line, codes }));
    });
    const setting = { level: 'code', regex: null, variables: NO_VARIABLES } as const;
    const compared = compareSessions(own, { ...own, lines }, setting);
    expect(compared.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('is left as it is where it has no secret', () => {
    const file = read(text);
    const isSignIn = commands.includes('AUTH');
    const { text: clean } = redactSession(file, { anonymize: false });
    if (isSignIn) expect(findSecretLines(file).lines.length).toBeGreaterThan(0);
    else expect(clean).toBe(text);
  });

  it('is played by both sides, and the log of it is the same', async () => {
    const path = join(folder, 'odd.smtp');
    writeFileSync(path, text);
    const { code, out } = await runInside(['replay', '--both', path, '--timeout', '5', '--json']);
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; verb?: string; text?: string });
    expect({ code, failed: events.filter((one) => one.type === 'expectation' && !('ok' in one)) }).toEqual({
      code: 0,
      failed: [],
    });
    expect(events.flatMap(({ type, verb }) => (type === 'command' ? [verb] : []))).toEqual(commands);
  });
});
