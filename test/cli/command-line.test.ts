import { InvalidArgumentError, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/pure/problems/index.ts';
import { runInside } from '../support/run-inside.ts';
import { helpText } from '../../src/cli/help-text.ts';
import { newCommand, readArguments, unknownCommand } from '../../src/cli/command-line.ts';
import { UsageError } from '../../src/pure/problems/index.ts';
import type { Lang } from '../../src/pure/phrases/index.ts';
import { openScreen } from '../support/screen.ts';

function define(lang: Lang): ReturnType<typeof newCommand> {
  return newCommand('post', 'Posts a letter.', { lang, program: 'smtp-lab', out: openScreen() })
    .argument('<LETTER>', 'what to post')
    .addOption(new Option('-s, --server <SERVER>', 'where to').default('mail.example.test'))
    .addOption(new Option('--speed <HOW>', 'how fast').choices(['slow', 'fast']))
    .addOption(new Option('--fly', 'by air').conflicts('swim'))
    .addOption(new Option('--swim', 'by sea'))
    .addOption(
      new Option('--weight <GRAMS>', 'how heavy').argParser((text) => {
        if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Digits, please.');
        return Number(text);
      }),
    );
}

/** What is said about wrong arguments. */
function complaint(args: readonly string[], lang: Lang = 'en'): string {
  try {
    readArguments(define(lang), args, { lang });
  } catch (error) {
    if (error instanceof UsageError && error.code === 'usage' && 'reason' in error.detail)
      return error.detail.reason;
    throw error;
  }
  return '';
}

describe('a definition', () => {
  it('gives its options and arguments', () => {
    const command = define('en');
    readArguments(command, ['letter.eml', '--weight', '20', '--json', '-q', '--lang', 'ru'], { lang: 'en' });
    expect(command.processedArgs).toEqual(['letter.eml']);
    expect(command.opts()).toMatchObject({ server: 'mail.example.test', weight: 20, json: true });
  });

  it('has a help in both languages, with our words for everything', () => {
    expect(define('en').helpInformation()).toContain('Usage: smtp-lab post [OPTIONS] LETTER\n');
    expect(define('en').helpInformation()).toContain('where to (default: mail.example.test)');
    const russian = define('ru').helpInformation();
    expect(russian).toContain('Использование: smtp-lab post [ПАРАМЕТРЫ] LETTER\n');
    expect(russian).toContain('по умолчанию: mail.example.test');
    for (const word of ['Usage', 'Options', 'Arguments', 'default:', 'choices:', 'display help'])
      expect(russian).not.toContain(word);
  });

  it('fits the help of the whole program into 80 columns too', () => {
    for (const lang of ['en', 'ru'] as const)
      for (const line of helpText({ lang, program: 'npx smtp-lab' }).split('\n'))
        expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('fits its help into 80 columns', () => {
    for (const lang of ['en', 'ru'] as const) {
      for (const line of define(lang).helpInformation().split('\n'))
        expect([...line].length).toBeLessThanOrEqual(80);
    }
  });
});

describe('an option with more values than one reads', () => {
  const define = (lang: 'en' | 'ru') =>
    newCommand('x', 'about', { lang, program: 'smtp-lab', out: openScreen() }).addOption(
      new Option('--scenario <NAME>', 'how').choices(
        Array.from({ length: 30 }, (_, at) => `scenario-${at}x`),
      ),
    );

  it.each(['en', 'ru'] as const)('names the list in place of the values, in %s', (lang) => {
    expect(define(lang).helpInformation()).not.toContain('scenario-7x');
    expect(() => readArguments(define(lang), ['--scenario', 'scenaro-7x'], { lang })).toThrow(
      expect.objectContaining({
        detail: expect.objectContaining({
          reason: expect.stringMatching(/scenario-7x.*30.*--list-scenarios/),
        }),
      }),
    );
  });
});

describe('wrong arguments', () => {
  it.each([
    [['x', '--sever', 'y'], 'Unknown option "--sever". Did you mean "--server"?'],
    [['x', '--pasword=open-sesame'], 'Unknown option "--pasword".'],
    [['x', '--server'], '--server needs a value.'],
    [['x', '--speed', 'warp'], '--speed cannot be "warp". Allowed: slow, fast.'],
    [['x', '--weight', 'much'], '--weight cannot be "much". Digits, please.'],
    [['x', '--fly', '--swim'], '--fly and --swim cannot be used together.'],
    [[], 'LETTER is missing.'],
    [['x', 'y'], 'Too many arguments.'],
  ])('%j are told in our own words', (args, said) => {
    expect(complaint(args)).toBe(said);
  });

  it('are told in Russian too', () => {
    expect(complaint(['x', '--sever', 'y'], 'ru')).toBe(
      'Неизвестный параметр «--sever». Может быть, «--server»?',
    );
    expect(complaint([], 'ru')).not.toMatch(/missing|error/);
  });
});

describe('an unknown command', () => {
  it('is told with the nearest that there is', () => {
    expect(unknownCommand('sned', ['send', 'tour'], 'en')).toBe(
      'Unknown command "sned". Did you mean "send"?',
    );
    expect(unknownCommand('xyzzy', ['send', 'tour'], 'en')).toBe('Unknown command "xyzzy".');
  });
});

describe('help exit-codes', () => {
  it('has each code with what it says, in both languages and as JSON', async () => {
    for (const lang of ['en', 'ru']) {
      const { code, out } = await runInside(['help', 'exit-codes', '--lang', lang]);
      expect(code).toBe(0);
      for (const one of Object.values(EXIT)) expect(out).toMatch(new RegExp(`^ +${one}  \\S`, 'm'));
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    }
    const { out } = await runInside(['help', 'exit-codes', '--json']);
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { code: number; text: string });
    expect(rows.map(({ code }) => code)).toEqual(Object.values(EXIT));
    expect(rows.every(({ text }) => text !== '')).toBe(true);
  });
});
