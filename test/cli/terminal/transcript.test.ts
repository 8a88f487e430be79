import type { Explainer } from '../../../src/pure/explain/index.ts';
import { describe, expect, it } from 'vitest';
import { createTranscript } from '../../../src/cli/terminal/index.ts';
import type { TranscriptOptions } from '../../../src/cli/terminal/index.ts';
import type { CommandEvent, LabEvent, ReplyEvent, ResultEvent } from '../../../src/pure/events/index.ts';
import { encodeText, Secret } from '../../../src/pure/protocol/index.ts';
import { PageLog } from '../../../src/pure/reports/index.ts';
import { openScreen } from '../../support/screen.ts';
import type { Screen } from '../../support/screen.ts';

const explainer: Explainer = {
  command: ({ verb }) => (verb === 'DATA' ? 'now the letter' : ''),
  reply: ({ lines }) => ({
    sides: lines.map((_line, index) => `note ${index + 1}`),
    explanation: { title: 'Yes', text: 'It said yes.', next: 'Go on.' },
  }),
  remark: ({ code }) => `about ${code}`,
  advice: ({ code }) => ({
    headline: `Failed: ${code}.`,
    happened: ['This happened.'],
    means: ['It means this.'],
    tries: [
      { what: 'one way', command: '--one' },
      { what: 'another way', command: '--two' },
    ],
    closing: ['That is all.'],
  }),
};

const command = (line: string, more: Partial<CommandEvent> = {}): CommandEvent => ({
  kind: 'command',
  at: 0,
  verb: line.split(' ')[0] ?? '',
  line,
  hidden: false,
  bytes: line.length + 2,
  grouped: false,
  ...more,
});

const reply = (code: number, lines: readonly string[], more: Partial<ReplyEvent> = {}): ReplyEvent => ({
  kind: 'reply',
  at: 1,
  to: 'MAIL',
  command: null,
  code,
  class: 2,
  enhanced: null,
  lines,
  phase: 'ready',
  elapsed: 12,
  quirks: [],
  encrypted: false,
  ...more,
});

const result = (more: Partial<ResultEvent> = {}): ResultEvent => ({
  kind: 'result',
  at: 9,
  outcome: 'accepted',
  exitCode: 0,
  stage: 'quit',
  accepted: [],
  rejected: [],
  unknown: [],
  queueId: null,
  retryable: false,
  problem: null,
  ...more,
});

const letter = (text: string): LabEvent => ({ kind: 'letter', at: 2, wire: encodeText(text) });
const data: LabEvent = {
  kind: 'data',
  at: 3,
  bytes: 0,
  lines: 0,
  stuffed: 0,
  repaired: 0,
  closed: false,
  via: 'DATA',
};

interface Wish extends Partial<Omit<TranscriptOptions, 'context' | 'explainer'>> {
  readonly screen?: Screen;
  readonly explain?: 'none' | 'brief' | 'full';
  readonly color?: boolean;
  readonly lang?: 'en' | 'ru';
}

function show(events: readonly LabEvent[], wish: Wish = {}): readonly string[] {
  const { screen = openScreen(), explain = 'brief', color = false, lang = 'en', ...rest } = wish;
  const transcript = createTranscript({ context: { lang, explain, color, out: screen }, explainer, ...rest });
  for (const event of events) transcript.event(event);
  return screen.lines();
}

describe('the lines of a conversation', () => {
  it('stand with who says them and their note', () => {
    expect(show([command('DATA'), reply(250, ['first', 'second'])])).toEqual([
      `C: DATA${' '.repeat(32)}now the letter`,
      `S: 250-first${' '.repeat(27)}note 1`,
      `S: 250 second${' '.repeat(26)}note 2`,
    ]);
  });

  it('are all there is with --explain none', () => {
    expect(show([command('DATA'), reply(250, ['ok'])], { explain: 'none' })).toEqual([
      'C: DATA',
      'S: 250 ok',
    ]);
  });

  it('are explained below with --explain full', () => {
    expect(show([reply(250, ['ok'])], { explain: 'full' }).slice(1)).toEqual([
      '      It said yes.',
      '      Go on.',
    ]);
  });

  it('say how long each step took where that is asked for', () => {
    expect(show([reply(250, ['ok'])], { timings: true })[0]).toMatch(/note 1 · 12 ms$/);
  });

  it('say that a text is missing instead of showing nothing [case-002]', () => {
    const silent = { ...explainer, reply: () => ({ sides: [''], explanation: null }) };
    const screen = openScreen();
    const context = { lang: 'en', explain: 'brief', color: false, out: screen } as const;
    createTranscript({ context, explainer: silent }).event(reply(250, ['']));
    expect(screen.lines()).toEqual([`S: 250${' '.repeat(33)}a code without text is allowed`]);
    expect(screen.text()).not.toContain('undefined');
  });

  it('show every line of a long refusal, in order and apart [case-006]', () => {
    const lines = [
      'mx.example.com is closed to you',
      'no reverse name for your address.',
      'Details: see the page',
    ];
    expect(show([reply(554, lines)], { explain: 'none' })).toEqual([
      'S: 554-mx.example.com is closed to you',
      'S: 554-no reverse name for your address.',
      'S: 554 Details: see the page',
    ]);
  });

  it('tell the connections apart where there are several', () => {
    expect(show([{ ...command('QUIT'), connection: 2 }])).toEqual(['[2] C: QUIT']);
  });
});

describe('a secret', () => {
  const hidden = command('<hidden>', { verb: 'AUTH', hidden: true, secret: new Secret('cGFzc3dvcmQ=') });

  it('is hidden [case-020]', () => {
    expect(show([hidden])).toEqual(['C: <hidden>']);
  });

  it('is shown only where that is asked for', () => {
    expect(show([hidden], { showSecrets: true })).toEqual([
      expect.stringMatching(/^C: cGFzc3dvcmQ= +"password"$/),
    ]);
  });
});

describe('a letter', () => {
  it('is shown with its doubled dots named, in whatever pieces it comes [case-021]', () => {
    const wire = 'Subject: a\r\n\r\n..dots\r\n.\r\n';
    const whole = show([letter(wire), data]);
    expect(whole).toEqual([
      'C: Subject: a',
      `C:${' '.repeat(37)}blank line: headers end`,
      `C: ..dots${' '.repeat(30)}leading dot doubled in transit`,
      `C: .${' '.repeat(35)}lone dot: the letter ends`,
    ]);
    expect(show([...[...wire].map(letter), data])).toEqual(whole);
  });

  it('is shown as far as asked, the rest counted, the lone dot always', () => {
    const wire = `${Array.from({ length: 50 }, (_, index) => `line ${index}\r\n`).join('')}.\r\n`;
    const counted = { ...data, lines: 50 };
    const shown = ['C: line 0', 'C: line 1', '   … 48 more lines of the letter', 'C: .'];
    expect(show([letter(wire), counted], { showData: 2, explain: 'none' })).toEqual(shown);
    expect(show([...[...wire].map(letter), counted], { showData: 2, explain: 'none' })).toEqual(shown);
    expect(show([letter(wire), counted], { explain: 'none' }).length).toBe(22);
  });

  it('in a chunk is not ended by a dot, nor are its dots doubled, on the screen and in a page', () => {
    const wire = 'Subject: a\r\n\r\n..dots\r\n.\r\nmore\r\n.\r\n';
    const events = [command('BDAT 35 LAST'), letter(wire), { ...data, via: 'BDAT', lines: 6 } as const];
    expect(show(events).slice(1)).toEqual([
      'C: Subject: a',
      `C:${' '.repeat(37)}blank line: headers end`,
      'C: ..dots',
      'C: .',
      'C: more',
      'C: .',
    ]);
    expect(show(events, { showData: 2 }).at(-1)).toBe('   … 4 more lines of the letter');
    const says = { command: () => '', reply: () => explainer.reply(reply(250, ['x'])), remark: () => '' };
    const page = new PageLog(says, 'en');
    for (const event of events) page.event(event);
    expect(JSON.stringify(page.conversation())).not.toContain('lone dot');
  });

  it('that breaks off in what is not shown has its octets counted', () => {
    const lines = show([letter('one\r\ntwo\r\nthr'), { kind: 'close', at: 4, by: 'server', clean: false }], {
      showData: 1,
    });
    expect(lines).toEqual([
      'C: one',
      '   … 8 more octets of the letter',
      '   --- the server closed the connection ---',
    ]);
  });

  it('that breaks off is shown as far as it went', () => {
    expect(show([letter('one\r\nhalf'), { kind: 'close', at: 4, by: 'server', clean: false }])).toEqual([
      'C: one',
      'C: half',
      '   --- the server closed the connection ---',
    ]);
  });

  it('of one endless line costs a bounded piece of screen', () => {
    const events = Array.from({ length: 300 }, () => letter('x'.repeat(10_000)));
    const lines = show([...events, letter('\r\n.\r\n'), data]);
    expect(lines.join('').length).toBeLessThan(1000);
    expect(lines.join('')).toMatch(/more characters/);
  });
});

describe('what is beside the conversation', () => {
  it('says where it goes to', () => {
    const connect: LabEvent = {
      kind: 'connect',
      at: 0,
      host: 'mail.example.test',
      port: 587,
      address: '192.0.2.1',
      family: 4,
      practice: false,
      proxy: null,
    };
    expect(show([connect])).toEqual(['   Connected to mail.example.test (192.0.2.1), port 587.']);
    expect(show([{ ...connect, practice: true, address: '127.0.0.1' }])[0]).toContain(
      'nothing leaves this computer',
    );
    expect(show([connect], { withoutConnect: true })).toEqual([]);
  });

  it('shows the facts of a certificate that does not verify', () => {
    const lines = show([
      {
        kind: 'tls',
        at: 1,
        protocol: 'TLSv1.3',
        cipher: 'TLS_AES_256_GCM_SHA384',
        servername: 'smtp.example.test',
        authorized: false,
        error: 'ERR_TLS_CERT_ALTNAME_INVALID',
        mode: 'starttls',
        certificate: {
          subject: 'CN=mail.example.test',
          issuer: 'CN=Lab',
          validFrom: '2026-01-01',
          validTo: '2027-01-01',
          fingerprint256: 'AA:BB',
          altNames: ['DNS:mail.example.test'],
          issuers: [],
        },
      },
    ]);
    expect(lines[0]).toContain('NOT verified');
    expect(lines.join('\n')).toContain('DNS:mail.example.test');
  });

  it('words warnings and notes, and what is no reply', () => {
    expect(
      show([
        { kind: 'warning', at: 1, code: 'tls-not-offered', detail: { host: 'h' } },
        { kind: 'malformed', at: 2, to: 'EHLO', rule: 'not-a-code', text: 'HTTP/1.1 400', offset: 0 },
      ]),
    ).toEqual([
      '   Warning: about tls-not-offered',
      'S: HTTP/1.1 400',
      '   Warning: This is not an SMTP reply: a reply starts with three digits.',
    ]);
  });
});

describe('the outcome', () => {
  it('says for whom a letter was accepted, and as what', () => {
    expect(show([result({ accepted: ['a@example.com'], queueId: 'LAB1' })])).toEqual([
      '',
      'Accepted for a@example.com, as LAB1.',
    ]);
  });

  it('names every recipient that did not get it', () => {
    const rejected = [
      { address: 'b@example.com', code: 450, enhanced: '4.2.0', text: 'Greylisted', retryable: true },
      {
        address: 'c@example.com',
        code: 550,
        enhanced: '5.1.1',
        text: 'No such user',
        retryable: false,
      },
    ];
    expect(
      show([result({ outcome: 'partial', accepted: ['a@example.com'], rejected, exitCode: 10 })]),
    ).toEqual([
      '',
      'Accepted for a@example.com.',
      '1 accepted, 1 to retry, 1 refused.',
      '  not now: b@example.com, 450 4.2.0 Greylisted',
      '  refused: c@example.com, 550 5.1.1 No such user',
    ]);
  });

  it('says of a failure what happened, what it means and what to try', () => {
    const problem = { code: 'no-reply', detail: { to: 'RCPT', seconds: 3 } } as const;
    expect(show([result({ outcome: 'not-sent', exitCode: 12, problem })])).toEqual([
      '',
      'Failed: no-reply. (exit 12)',
      '  Happened  This happened.',
      '  Means     It means this.',
      '  Try       one way:      --one',
      '            another way:  --two',
      '  That is all.',
    ]);
  });
});

describe('a hostile server', () => {
  const HOSTILE = '\u001b[2J\u001b]0;title\u0007\u009b2J\u202e\u0008\u007f\r250 accepted\nS: 250 ok\u2028';
  const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

  const certificate = {
    subject: HOSTILE,
    issuer: HOSTILE,
    validFrom: HOSTILE,
    validTo: HOSTILE,
    fingerprint256: HOSTILE,
    altNames: [HOSTILE],
    issuers: [HOSTILE],
  };
  const events: readonly LabEvent[] = [
    { kind: 'lookup', at: 0, name: HOSTILE, record: 'mx', answers: [HOSTILE], error: null },
    { kind: 'lookup', at: 0, name: HOSTILE, record: 'address', answers: [], error: HOSTILE },
    {
      kind: 'connect',
      at: 0,
      host: HOSTILE,
      port: 25,
      address: HOSTILE,
      family: 4,
      practice: false,
      proxy: HOSTILE,
    },
    {
      kind: 'connect',
      at: 0,
      host: HOSTILE,
      port: null,
      address: HOSTILE,
      family: 'pipe',
      practice: false,
      proxy: null,
    },
    {
      kind: 'tls',
      at: 1,
      protocol: HOSTILE,
      cipher: HOSTILE,
      servername: HOSTILE,
      authorized: false,
      error: HOSTILE,
      mode: 'starttls',
      certificate,
    },
    command(HOSTILE, { decoded: HOSTILE }),
    reply(250, [HOSTILE, HOSTILE], { challenge: HOSTILE, recipient: HOSTILE, to: HOSTILE }),
    { kind: 'malformed', at: 2, to: HOSTILE, rule: HOSTILE, text: HOSTILE, offset: 0 },
    letter(`${HOSTILE}\r\n.\r\n`),
    data,
    { kind: 'warning', at: 3, code: 'unasked-reply', detail: { code: 250, text: HOSTILE } },
    { kind: 'note', at: 3, code: 'mechanism-chosen', detail: { mechanism: HOSTILE, offered: HOSTILE } },
    { kind: 'message', at: 3, index: 1, outcome: 'accepted', queueId: HOSTILE },
    { kind: 'close', at: 3, by: 'server', clean: false },
    result({
      outcome: 'partial',
      accepted: [HOSTILE],
      unknown: [HOSTILE],
      queueId: HOSTILE,
      rejected: [{ address: HOSTILE, code: 550, enhanced: HOSTILE, text: HOSTILE, retryable: false }],
      problem: { code: 'server-closing', detail: { code: 421, text: HOSTILE } },
    }),
  ];
  const parrot: Explainer = {
    command: ({ line, decoded }) => `${line} ${decoded ?? ''}`,
    reply: ({ lines, challenge }) => ({
      sides: lines.map((line) => `${line}${challenge ?? ''}`),
      explanation: { title: HOSTILE, text: HOSTILE, next: HOSTILE },
    }),
    remark: ({ detail }) => Object.values(detail).join(' '),
    advice: () => ({
      headline: HOSTILE,
      happened: [HOSTILE],
      means: [HOSTILE],
      tries: [{ what: HOSTILE, command: HOSTILE }, { what: HOSTILE }],
      closing: [HOSTILE],
    }),
  };

  it.each(['en', 'ru'] as const)(
    'cannot drive the terminal by any field of any event, in %s [case-004]',
    (lang) => {
      for (const explain of ['none', 'brief', 'full'] as const) {
        for (const isTerminal of [true, false]) {
          const screen = openScreen(80, isTerminal);
          const transcript = createTranscript({
            context: { lang, explain, color: false, out: screen },
            explainer: parrot,
            timings: true,
          });
          for (const event of events) transcript.event(event);
          expect(screen.text()).not.toMatch(UNSAFE);
          expect(screen.text()).toContain('\\x1b[2J');
          expect(screen.lines().filter((line) => line.startsWith('S: 250 ok'))).toEqual([]);
        }
      }
    },
  );

  it('leaves only our own colours where there is colour [case-004]', () => {
    const screen = openScreen();
    const context = { lang: 'en', explain: 'full', color: true, out: screen } as const;
    const transcript = createTranscript({ context, explainer: parrot });
    for (const event of events) transcript.event(event);
    expect(screen.text()).toMatch(/\u001b\[36mS:/);
    expect(screen.text().replaceAll(/\u001b\[[0-9]{1,2}m/g, '')).not.toMatch(UNSAFE);
  });

  it('cannot overflow a narrow or a wide screen', () => {
    for (const columns of [40, 80, 200]) {
      const lines = show(events, { screen: openScreen(columns), explain: 'full' });
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(columns);
    }
  });
});
