import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LINE_LENGTH } from '../../../src/pure/sessions/reader.ts';
import {
  compilePattern,
  expand,
  loadRegex,
  matchCommand,
  matchReply,
  filmOf,
  parseSession,
  printSession,
  Recorder,
} from '../../../src/pure/sessions/index.ts';
import type { ClientLine, ServerLine, SessionFile, Variables } from '../../../src/pure/sessions/index.ts';
import { decodeText, Secret } from '../../../src/pure/protocol/index.ts';
import { NO_VARIABLES } from './no-variables.ts';

const regex = await loadRegex();

const WHOLE = `---
title: A message
vars: { user: student }
---
# a comment
S: 220 mail.example.test ESMTP
C: EHLO client.example.test
S: 250-mail.example.test ...
S: 250-STARTTLS
  S: 250 AUTH LOGIN PLAIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: {{user|base64}}
S? 334 UGFzc3dvcmQ6
S: 235 2.7.0 ...
@wait 10ms
@why RFC 5321 §4.1.4
C| "NOOP\\n"
S| "250 \\u0000"
C< letter.eml
S: 250|251 2.0.0 queued as {{queueId}} ~ /\\w+/i
? queueId matches /^\\w+$/ "one word"
@literal
C: {{ braces ...
C: .
C:QUIT
S: 2xx`;

const parsed = (text: string): SessionFile => {
  const { file, problems } = parseSession(text, 'x.smtp', regex);
  expect(problems).toEqual([]);
  return file;
};

const codes = (text: string): readonly string[] =>
  parseSession(text, 'x.smtp', regex).problems.map(({ fault }) => fault.code);

const variables = (values: Readonly<Record<string, string>>): Variables => ({
  get: (name) => values[name],
  isSecret: (name) => name === 'password',
  uuid: () => 'u-1',
  now: () => 'now',
  cramMd5: null,
});

const server = (text: string): readonly ServerLine[] =>
  parsed(text).lines.filter((line) => line.kind === 'server');
const client = (text: string): ClientLine => {
  const [line] = parsed(text).lines.filter((one) => one.kind === 'client');
  if (line === undefined) throw new Error('no line');
  return line;
};

describe('a session file', () => {
  it('is printed as it was written, with LF or CRLF, with or without a last line end', () => {
    for (const text of [WHOLE, `${WHOLE}\n`, WHOLE.replaceAll('\n', '\r\n'), `\ufeff${WHOLE}`]) {
      expect(printSession(parsed(text))).toBe(text);
    }
  });

  it('is printed as it was written whatever it holds, where it is good', () => {
    const line = fc.constantFrom(...WHOLE.split('\n').slice(4, 20));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const { file, problems } = parseSession(text, 'x.smtp');
        if (!problems.some(({ severity }) => severity === 'error')) expect(printSession(file)).toBe(text);
      }),
    );
  });

  it('tells all of its faults at once, each with its place', () => {
    const bad =
      'S: 220 x\nC EHLO\n@wiat 3s\nS: 25 x\nC: {{usr|bse64}}\nC: {{open\nS: 250-x\nS: 251 y\n@split 0\n? x is 3\n';
    expect(codes(bad)).toEqual([
      ...[
        'unmarked-line',
        'unknown-directive',
        'bad-code',
        'unknown-filter',
        'hole-unclosed',
        'codes-differ',
      ],
      ...['directive-argument', 'unknown-operator'],
    ]);
    const { problems } = parseSession(bad, 'x.smtp');
    expect(problems[1]).toMatchObject({
      span: { line: 3, column: 1 },
      fault: { detail: { suggestion: 'wait' } },
    });
    expect(problems[3]).toMatchObject({
      span: { line: 5, column: 10 },
      fault: { detail: { suggestion: 'base64' } },
    });
  });

  it.each([
    ['', 'no-conversation'],
    ['---\ntitle: x\n', 'front-matter-unclosed'],
    ['---\ncolour: red\n---\nC: x\n', 'front-matter-key'],
    ['---\nvars: { password: x }\n---\nC: x\n', 'secret-in-vars'],
    ['C< ../letter.eml\n', 'path-outside'],
    ['@include /etc/passwd\nC: x', 'path-outside'],
    ['C: a\u001bb\n', 'control-character'],
    ['C| NOOP\n', 'bad-json-string'],
    ['S: 250-x\nC: y\n', 'unfinished-reply'],
    ['@literal\nC: x\n', 'literal-unclosed'],
    ['S: 250 ~ /(/\n', 'bad-regex'],
    ['C: {{repeat 999999999 "xx"}}\n', 'repeat-too-large'],
  ])('%j is refused as %s', (text, code) => {
    expect(codes(text)).toContain(code);
  });

  it('is read to its end however long a line may be, hostile patterns too', () => {
    // What costs the square of a million steps does not end within the time of a test; no clock is asked.
    for (const text of ['C: {{a}} ', 'S: ~ ~']) {
      const times = Math.floor(MAX_LINE_LENGTH / text.length);
      const { file, problems } = parseSession(text.repeat(times), 'x.smtp');
      expect(file.lines.length + problems.length).toBeGreaterThan(0);
    }
    const [line] = parseSession('S: 250 ~ /(a+)+$/\n', 'x.smtp', regex).file.lines;
    if (line?.kind !== 'server' || line.tail?.kind !== 'pattern') throw new Error('no pattern');
    const pattern = compilePattern(regex, line.tail.pattern);
    expect(pattern?.find(`${'a'.repeat(100_000)}!`)).toBeNull();
  });
});

describe('a line that is sent', () => {
  it.each([
    ['C: {{user|base64}}', 'c3R1ZGVudA=='],
    ['C: AUTH PLAIN {{plain user password}}', 'AUTH PLAIN AHN0dWRlbnQAczNjcmV0'],
    ['C: {{user|upper}} {{uuid}}', 'STUDENT u-1'],
    ['C: {{"{{"}}{{repeat 3 "ab"}}', '{{ababab'],
    ['C: {{user|xtext}}', 'student'],
  ])('%s', (text, wanted) => {
    const out = expand(client(text).parts, variables({ user: 'student', password: 's3cret' }));
    expect(out.text).toBe(wanted);
    expect(out.shown).not.toContain('s3cret');
  });

  it('hides what came of a secret, and keeps how it was written [case-020]', () => {
    const out = expand(
      client('C: AUTH PLAIN {{plain user password}}').parts,
      variables({ user: 'a', password: 'b' }),
    );
    expect(out).toMatchObject({
      hides: true,
      shown: 'AUTH PLAIN <hidden>',
      template: 'AUTH PLAIN {{plain user password}}',
    });
  });

  it('can hold any octet', () => {
    expect([...expand(client('C: {{hex 00ff}}').parts, variables({})).bytes]).toEqual([0, 255]);
  });
});

describe('a reply', () => {
  const check = (
    wanted: string,
    code: number,
    lines: readonly string[],
    level: 'code' | 'exact' | 'class' = 'code',
    hello = false,
  ) => matchReply(server(wanted), { code, lines }, { level, hello, variables: NO_VARIABLES, regex });

  it.each([
    ['S: 250 ok', 250, ['anything'], true],
    ['S: 250|251 x', 251, ['y'], true],
    ['S: 2xx', 221, ['bye'], true],
    ['S: 25x', 221, ['bye'], false],
    ['S: 250 2.1.0 ok', 250, ['2.1.5 ok'], false],
    ['S: 250-a\nS: 250 b', 250, ['a'], false],
    ['S: 250 a', 250, ['a', 'b'], false],
    ['S: 250 queued as {{id}}', 250, ['queued as A1'], true],
    ['S: 250 queued as {{id}}', 250, ['Queued as A1'], false],
    ['S: 550 ~ /no such/i', 550, ['There is No Such user'], true],
  ] as const)('%s against %d %j', (wanted, code, lines, ok) => {
    expect(check(wanted, code, lines).difference === null).toBe(ok);
  });

  it('to EHLO may have its keywords in any order, and more of them, but each with its parameters', () => {
    const wanted = 'S: 250-mx ...\nS: 250-SIZE 100\nS: 250 AUTH LOGIN';
    expect(
      check(wanted, 250, ['mx hi', 'auth plain login', 'HELP', 'SIZE 100'], 'code', true).difference,
    ).toBeNull();
    expect(check(wanted, 250, ['mx hi', 'AUTH PLAIN', 'SIZE 100'], 'code', true).difference).not.toBeNull();
  });

  it('has what it captured compared when it comes again', () => {
    const { captures } = check('S: 250 queued as {{id}}', 250, ['queued as A1']);
    expect([...captures]).toEqual([['id', 'A1']]);
    const again = matchReply(
      server('S: 250 {{id}}'),
      { code: 250, lines: ['B2'] },
      {
        level: 'code',
        hello: false,
        variables: { ...NO_VARIABLES, get: (name) => captures.get(name) },
        regex,
      },
    );
    expect(again.difference).not.toBeNull();
  });

  it('is compared as strictly as is asked for', () => {
    expect(check('S: 250 ok', 250, ['Ok'], 'exact').difference).not.toBeNull();
    expect(check('S: 250 ok ...', 250, ['ok then'], 'exact').difference).toBeNull();
    expect(check('S: 250 ok', 251, ['x'], 'class').difference).toBeNull();
  });
});

describe('a command', () => {
  const check = (wanted: string, came: string) =>
    matchCommand(client(wanted), came, { variables: NO_VARIABLES, regex }).difference === null;

  it('matches with its verb in any case and its parameters in any order', () => {
    expect(
      check(
        'C: MAIL FROM:<a@example.com> SIZE=1 BODY=8BITMIME',
        'mail from:<a@example.com> BODY=8BITMIME SIZE=1',
      ),
    ).toBe(true);
    expect(check('C: MAIL FROM:<a@example.com>', 'MAIL FROM:<b@example.com>')).toBe(false);
    expect(check('C: EHLO {{*}}', 'EHLO whoever')).toBe(true);
    expect(check('C: EHLO {{name}}', 'HELO whoever')).toBe(false);
  });
});

describe('a film', () => {
  it('shows the lines in order, the letter as one, the words of the author between them', () => {
    const scenes = filmOf(
      parsed('S: 220 hi\nC: DATA\nS: 354 go\n@note now\nC: a\nC: ..b\nC: .\nS: 250 ok\n'),
    );
    expect(
      scenes.map((scene) =>
        scene.kind === 'event' ? scene.event.kind : scene.kind === 'words' ? scene.text : '',
      ),
    ).toEqual([...['reply', 'command', 'reply', 'now', 'letter', 'letter', 'letter', 'data', 'reply']]);
  });

  it('has the Russian words of a note with it, and shows a translation of nothing to nobody', () => {
    const scenes = filmOf(
      parsed(
        '@why-ru ничего\nS: 220 hi\n@why first\n@why-ru первое\n@note second\nC: QUIT\n@note-ru поздно\nS: 221 bye\n',
      ),
    );
    expect(
      scenes.flatMap((scene) => (scene.kind === 'words' ? [[scene.text, scene.inRussian]] : [])),
    ).toEqual([
      ['first', 'первое'],
      ['second', null],
    ]);
  });
});

describe('a recording', () => {
  it('can be read again, has secrets as variables, and braces as they were [case-020]', () => {
    const recorder = new Recorder('test');
    const reply = {
      kind: 'reply',
      at: 0,
      to: null,
      command: null,
      class: 2,
      enhanced: null,
      phase: 'ready',
      elapsed: 0,
      quirks: [],
      encrypted: false,
    } as const;
    recorder.event({ ...reply, to: 'greeting', code: 220, lines: ['mx ready'] });
    recorder.event({
      ...{
        kind: 'command',
        at: 0,
        verb: 'AUTH',
        line: 'AUTH PLAIN <hidden>',
        hidden: true,
        bytes: 1,
        grouped: false,
      },
      secret: new Secret('AUTH PLAIN AGEAczNjcmV0'),
      template: 'AUTH PLAIN {{plain user password}}',
    });
    recorder.event({
      kind: 'command',
      at: 0,
      verb: 'NOOP',
      line: 'NOOP {{x}} ...',
      hidden: false,
      bytes: 1,
      grouped: false,
    });
    recorder.event({ kind: 'letter', at: 0, wire: Buffer.from('a\r\n..b\r\n.\r\n') });
    recorder.event({ ...reply, to: 'DATA', code: 250, lines: ['2.0.0 queued as A1'], enhanced: null });
    const text = recorder.text();
    expect(text).not.toContain('AGEAczNjcmV0');
    const file = parsed(text);
    expect(printSession(file)).toBe(text);
    const noop = file.lines.filter((line) => line.kind === 'client')[1];
    expect(noop === undefined ? '' : decodeText(expand(noop.parts, variables({})).bytes)).toBe(
      'NOOP {{x}} ...',
    );
  });
});

describe('a reply of another number of lines', () => {
  it('is told with all of its lines, since each may look right', () => {
    const lines = parseSession('S: 220-x ...\nS: 220 x ...\n', 'x.smtp').file.lines.filter(
      ({ kind }) => kind === 'server',
    );
    const { difference } = matchReply(
      lines as Parameters<typeof matchReply>[0],
      { code: 220, lines: ['x ESMTP'] },
      { level: 'code', hello: false, variables: NO_VARIABLES, regex: null },
    );
    expect(difference).toMatchObject({
      wanted: '220-x ... / 220 x ...',
      came: '220 x ESMTP',
      span: { line: 2 },
    });
  });
});

describe('chunks in a film', () => {
  const commands = (text: string): readonly string[] =>
    filmOf(parseSession(text, 'x.smtp').file).flatMap((scene) =>
      scene.kind === 'event' && scene.event.kind === 'command' ? [scene.event.line] : [],
    );
  const start = 'S: 220 x\nC: EHLO x\nS: 250-x\nS: 250 CHUNKING\n';

  it.each([
    [
      'lines',
      `${start}C: BDAT 6 LAST\nC: QUIT\nS: 250 ok\nC: QUIT\nS: 221 x\n`,
      ['EHLO x', 'BDAT 6 LAST', 'QUIT'],
    ],
    [
      'octets',
      `${start}C: BDAT 6 LAST\nC| "QUIT\\r\\n"\nS: 250 ok\nC: QUIT\nS: 221 x\n`,
      ['EHLO x', 'BDAT 6 LAST', 'QUIT'],
    ],
    [
      'placeholders, as documents have them',
      `${start}C: BDAT 100000\nC: (octets of the letter)\nC: BDAT 0 LAST\nS: 250 ok\nS: 250 ok\n`,
      ['EHLO x', 'BDAT 100000', 'BDAT 0 LAST'],
    ],
    [
      'nothing, where the chunk was refused',
      `${start}C: BDAT 6\nS: 503 no\nC: QUIT\nS: 221 x\n`,
      ['EHLO x', 'BDAT 6', 'QUIT'],
    ],
  ])('are no commands: %s', (_, text, wanted) => {
    expect(commands(text)).toEqual(wanted);
  });
});
