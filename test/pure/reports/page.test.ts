import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../src/pure/events/index.ts';
import { PageLog, renderPage, reportOf } from '../../../src/pure/reports/index.ts';
import type { PageConversation } from '../../../src/pure/reports/index.ts';
import { replyEventOf } from '../../support/events.ts';

const SILENT = {
  command: () => '',
  reply: () => ({ sides: [], explanation: null }),
  remark: () => 'a remark',
};

function conversationOf(...events: readonly LabEvent[]): PageConversation {
  const log = new PageLog(SILENT, 'en');
  for (const event of events) log.event(event);
  return log.conversation();
}

function command(at: number, line: string): LabEvent {
  return { kind: 'command', at, verb: 'EHLO', line, hidden: false, bytes: 6, grouped: false };
}

function letter(text: string): LabEvent {
  return { kind: 'letter', at: 1, wire: new TextEncoder().encode(text) };
}

const pageOf = (conversation: PageConversation, failures: readonly string[] | null = []): string =>
  renderPage([{ file: 'a.smtp', title: 'A title', failures, conversation }], 'en');

describe('the page', () => {
  it('needs nothing but itself: no script, no load, and a policy that forbids both', () => {
    const page = pageOf(conversationOf(replyEventOf(5, 'greeting', 220, 5), command(6, 'EHLO a.test')));
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|\son\w+=|https?:/i);
  });

  it('lets no text of a server be markup, or drive the reader’s screen', () => {
    const hostile = '<script>alert(1)</script>"\'&\u202E\u001B[2J';
    const page = renderPage(
      [
        {
          file: hostile,
          title: hostile,
          failures: [hostile],
          conversation: conversationOf(
            { ...replyEventOf(5, 'greeting', 220, 5), lines: [hostile] },
            command(6, hostile),
          ),
        },
      ],
      'ru',
    );
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\\u{202e}\\x1b[2J');
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
  });

  it('has the lines with their times, a sequence diagram and a waterfall', () => {
    const page = pageOf(
      conversationOf(
        replyEventOf(5, 'greeting', 220, 5),
        command(6, 'EHLO a.test'),
        replyEventOf(9, 'EHLO', 250, 3),
      ),
    );
    expect(page).toContain('<span class="code">220</span> text</td>');
    expect(page).toContain('<td class="time">9.0</td>');
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page.match(/<path class="(?:client|server)"/g)).toHaveLength(3);
    expect(page.match(/class="bar"/g)).toHaveLength(2);
    expect(page).toContain('✓ passed');
  });

  it('says what went wrong, and opens what failed among many', () => {
    const conversation = conversationOf(replyEventOf(5, 'greeting', 554, 5));
    const cases = [
      { file: 'a.smtp', title: '', failures: [], conversation },
      { file: 'b.smtp', title: '', failures: ['3:1 wanted 250, came 550'], conversation },
    ];
    const page = renderPage(cases, 'en');
    expect(page).toContain('2 files, 1 failed.');
    expect(page).toContain('<details id="c1">');
    expect(page).toContain('<details id="c2" open>');
    expect(page).toContain('<li><code>3:1 wanted 250, came 550</code></li>');
    expect(page).toContain('<a href="#c2">b.smtp</a>');
    expect(renderPage(cases, 'ru')).toContain('2 файла, с расхождениями: 1.');
  });

  it('says of a film neither that it passed nor that it failed', () => {
    expect(pageOf(conversationOf(command(0, 'NOOP')), null)).not.toMatch(/passed|failed/);
  });

  it('keeps a bounded part of a long letter and of a long conversation, and counts the rest', () => {
    const long = conversationOf(
      ...Array.from({ length: 300 }, () => letter('x'.repeat(98) + '\r\n')),
      command(2, 'QUIT'),
    );
    expect(long.steps.length).toBeLessThan(50);
    expect(long.steps).toContainEqual(expect.objectContaining({ text: '… the letter, 30000 octets' }));
    const many = conversationOf(...Array.from({ length: 5000 }, (_, at) => command(at, 'NOOP')));
    expect(many.steps.length + many.left).toBe(5000);
    expect(many.steps.length).toBeLessThanOrEqual(2000);
    expect(pageOf(many)).toContain('and 3000 more steps, not shown here');
  });

  it('cuts a letter into its lines wherever its pieces end', () => {
    const text = 'Subject: a\r\n\r\n..b\r\n.\r\n';
    for (let cut = 1; cut < text.length; cut++) {
      const { steps } = conversationOf(
        letter(text.slice(0, cut)),
        letter(text.slice(cut)),
        command(2, 'QUIT'),
      );
      expect(steps.map((step) => step.text)).toEqual(['Subject: a', '', '..b', '.', 'QUIT']);
    }
  });

  it('is a kind of report beside the others, of which JSON has no conversation in it', () => {
    const one = {
      file: 'a.smtp',
      title: 'T',
      expectations: 1,
      failures: [],
      skipped: [],
      tries: 1,
      transcript: [],
      milliseconds: 5,
      conversation: conversationOf(command(1, 'NOOP')),
      tried: true,
    };
    expect(reportOf('html', [one], 'en')).toContain('<!doctype html>');
    expect(reportOf('json', [one], 'en')).not.toContain('conversation');
    expect(reportOf('junit', [one], 'en')).toContain('tests="1" failures="0"');
  });
});
