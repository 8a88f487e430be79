import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainArguments, explainTerm, nearestNames } from '../../../src/pure/explain/index.ts';
import {
  findingsOf,
  readLogLine,
  readReplies,
  readReplyText,
  readText,
} from '../../../src/pure/reading/index.ts';
import { explainReply } from '../../../src/pure/explain/index.ts';
import type { Answer } from '../../../src/pure/explain/index.ts';
import type { ReplyEvent } from '../../../src/pure/events/index.ts';
import { loadCore } from '../../../src/pure/knowledge/index.ts';
import { parseEnhancedCode } from '../../../src/pure/protocol/index.ts';

const options = { lang: 'en', showSecrets: false } as const;

async function kindOf(...args: readonly string[]): Promise<string | undefined> {
  const [first] = await explainArguments(args, options);
  return first?.answer?.kind;
}

async function answerTo(term: string): Promise<Answer> {
  const answer = await explainTerm(term, options);
  if (answer === null) throw new Error(`unknown: ${term}`);
  return answer;
}

describe('explain', () => {
  it.each([
    ['550', 'reply-code'],
    ['5.7.26', 'enhanced-code'],
    ['STARTTLS', 'command'],
    ['mail', 'command'],
    ['PIPELINING', 'keyword'],
    ['SCRAM-SHA-256', 'mechanism'],
    ['587', 'port'],
    ['599', 'reply-code'],
    ['VXNlcm5hbWU6', 'base64'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['greylisting', 'term'],
    ['open relay', 'term'],
  ])('takes %s for a %s', async (term, kind) => {
    expect(await kindOf(term)).toBe(kind);
  });

  it('joins arguments that are one reply or one command, and takes others one by one', async () => {
    expect(await kindOf('550', '5.1.1', 'User', 'unknown')).toBe('reply');
    expect(await kindOf('MAIL', 'FROM:<a@example.com>')).toBe('command');
    expect(await explainArguments(['SIZE', '550'], options)).toHaveLength(2);
  });

  it.each([['port', '587'], ['relaying', 'denied'], ['Reverse', 'record'], ['smart', 'host'], ['queue-id']])(
    'knows %s %s as one name, without quotes',
    async (...words) => {
      const answers = await explainArguments(words.filter(Boolean), options);
      expect(answers).toHaveLength(1);
      expect(answers[0]?.answer).not.toBeNull();
    },
  );

  it.each([
    ['порт', '587'],
    ['обратная', 'запись'],
    ['пересылка', 'запрещена'],
    ['код', 'ответа'],
    ['класс', 'ответа'],
    ['черный', 'список'],
    ['приветствие'],
    ['получатель'],
    ['отправитель'],
    ['авторизация'],
    ['спам'],
    ['cgfv'],
    ['кодировка'],
    ['сеанс'],
    ['смартхост'],
    ['хоп'],
  ])('knows %s %s in Russian, as they come', async (...words) => {
    const answers = await explainArguments(words.filter(Boolean), { ...options, lang: 'ru' });
    expect(answers).toHaveLength(1);
    expect(answers[0]?.answer).not.toBeNull();
  });

  it('suggests what a misspelt name of several words may mean, in the language of the reader', async () => {
    const [unknown] = await explainArguments(['серые', 'спики'], { ...options, lang: 'ru' });
    expect(unknown).toEqual({ term: 'серые спики', answer: null });
    expect(await nearestNames('серые спики', 'ru')).toEqual(['Серые списки']);
    expect(await nearestNames('очередт', 'ru')).toEqual(['Очередь']);
  });

  it('puts a caret under a fault of a command line', async () => {
    const { findings } = await answerTo('MAIL FROM:<a@@b>');
    expect(findings[1]?.indexOf('^')).toBe('MAIL FROM:<a@'.length);
  });

  it('does not show a password that somebody pasted', async () => {
    const { text } = await answerTo(Buffer.from('\0ann\0swordfish').toString('base64'));
    expect(text).not.toContain('swordfish');
    const shown = await explainTerm(Buffer.from('\0ann\0swordfish').toString('base64'), {
      ...options,
      showSecrets: true,
    });
    expect(shown?.text).toContain('swordfish');
  });

  it('says of an unknown code what its digits say, and offers what is near to a misprint', async () => {
    expect((await answerTo('599')).title).toContain('599');
    expect(await nearestNames('STARTLS', 'en')).toEqual(['STARTTLS']);
    expect(await explainTerm('no-such-thing-at-all', options)).toBeNull();
  });

  it('reads a refusal of several lines as one text, without the codes that each line repeats', async () => {
    const lines = [
      '550-5.7.26 The message was not taken: its domain asks for',
      '550 5.7.26 DMARC, which failed.',
    ];
    expect(readReplyText(lines.join('\n'))?.text).toBe(
      'The message was not taken: its domain asks for DMARC, which failed.',
    );
    const core = await loadCore('en');
    const reply = {
      ...{ kind: 'reply', at: 0, to: 'letter', code: 452, class: 4, quirks: [] },
      ...{ enhanced: parseEnhancedCode('4.5.3'), lines: ['4.5.3 Too many', '4.5.3 recipients'] },
    } as unknown as ReplyEvent;
    expect(explainReply(reply, core)?.text).toMatch(/(?:as|so) many recipients/);
  });

  it('takes MAIL FROM and RCPT TO for the names of commands', async () => {
    for (const [args, title] of [
      [['MAIL', 'FROM'], 'MAIL'],
      [['MAIL FROM:'], 'MAIL'],
      [['rcpt', 'to'], 'RCPT'],
    ] as const) {
      const answers = await explainArguments(args, options);
      expect(answers, args.join(' ')).toHaveLength(1);
      expect(answers[0]?.answer).toMatchObject({ kind: 'command', term: title, findings: [] });
    }
  });

  it('never fails, whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (text) => {
        await explainArguments([text], options);
        readReplies(text);
        readLogLine(text, 1);
        readText(Buffer.from(text));
      }),
      { numRuns: 150 },
    );
  });
});

describe('a reply', () => {
  it('of several lines is one', () => {
    expect(readReplyText('550-5.7.1 first\n550-5.7.1 second\n550 5.7.1 third')?.text).toBe(
      'first second third',
    );
  });

  it('is read where it begins, and nowhere else', () => {
    expect(readReplyText('cipher AES 256 bits')).toBeNull();
    expect(readReplyText('port 587: Connection timed out')).toBeNull();
    expect(readReplyText('550 relay not permitted')).toMatchObject({ code: 550, enhanced: null });
    expect(readReplyText('sorry, no mailbox here by that name (#5.1.1)')).toMatchObject({
      code: null,
      enhanced: '5.1.1',
    });
    expect(readReplyText('535')).toMatchObject({ code: 535, text: '' });
  });

  it('is explained by what is known of its words', async () => {
    const [relay] = await explainArguments(['554 5.7.1 <x@example.net>: Relay access denied'], options);
    expect(relay?.answer?.text).toMatch(/not (?:its|one of this server's) own|signed in/);
  });
});

describe('what a firewall makes of keywords', () => {
  it.each(['XXXXXXXA', 'XXXXXXXB', 'mailguard', 'fixup smtp'])(
    '%s is known by its look [f-36]',
    async (word) => {
      const [first] = await explainArguments([word], options);
      expect(first?.answer?.kind).toBe('term');
      expect(first?.answer?.text).toContain('instead of STARTTLS');
    },
  );
});

describe('what does not fit together', () => {
  const findings = (text: string): readonly string[] => {
    const reply = readReplyText(text);
    return reply === null ? [] : findingsOf(reply);
  };

  it('is pointed out, and what fits is not', () => {
    expect(findings('550 4.2.0 nothing')).toEqual(['classes-differ']);
    expect(findings('550 5.7.1 Greylisted, try again later')).toEqual(['permanent-says-later']);
    expect(findings('451 4.7.1 blocked using bl.example.test')).toEqual(['temporary-blocklist']);
    expect(findings('250 access denied')).toEqual(['success-with-refusal']);
    expect(findings('550 5.1.1 No such user')).toEqual([]);
    expect(findings('250 2.0.0 Ok')).toEqual([]);
  });
});

describe('words that begin as a command does', () => {
  it.each(['Mail server said no', 'data: 5', 'Help: the mail is away', 'auth.log: failed', 'rcpt.c: 12'])(
    'are none: %s',
    async (text) => {
      expect(await explainTerm(text, { lang: 'en', showSecrets: false })).toBeNull();
    },
  );

  it.each([
    'MAIL FROM <a@b.example>',
    'mail ann@b.example',
    'RCPT TO: bob@x.example',
    'MAIL: a@b',
    'EHLO: pc',
  ])('are one where something is said to a server: %s', async (text) => {
    expect((await explainTerm(text, { lang: 'en', showSecrets: false }))?.kind).toBe('command');
  });
});
