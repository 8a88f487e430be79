import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/cli/settings.ts';

const withValue = (flag: string): boolean => ['--subject', '-s', '--server'].includes(flag);

describe('the command line', () => {
  it('has a command, and everything behind it is for the command', () => {
    expect(readSettings(['send', '--to', 'a@example.com'], {})).toMatchObject({
      command: 'send',
      args: ['--to', 'a@example.com'],
      wants: 'command',
      fault: null,
    });
  });

  it('takes the common options before and behind the command', () => {
    for (const argv of [
      ['--lang', 'ru', '--json', 'send'],
      ['send', '--json', '--lang=ru'],
    ]) {
      expect(readSettings(argv, {})).toMatchObject({ command: 'send', lang: 'ru', json: true });
    }
    expect(readSettings(['send', '-q', '--explain', 'full', '--color', 'never'], {})).toMatchObject({
      quiet: true,
      explain: 'full',
      color: 'never',
    });
  });

  it('leaves the value of an option of the command alone, whatever it looks like', () => {
    const argv = ['send', '--subject', '--json', '-s', '-q', '--server', '--help'];
    expect(readSettings(argv, {}, withValue)).toMatchObject({ json: false, quiet: false, wants: 'command' });
    expect(readSettings(['send', '--subject=x', '--json'], {}, withValue).json).toBe(true);
    expect(readSettings(['send', '-sHOST', '--json'], {}, withValue).json).toBe(true);
    expect(readSettings(['send', '-qs', '--json'], {}, withValue)).toMatchObject({
      quiet: true,
      json: false,
    });
  });

  it('ends its options at --', () => {
    expect(readSettings(['explain', '--', '--json'], {}).json).toBe(false);
  });

  it('says what is wrong with an option of its own', () => {
    expect(readSettings(['tour', '--lang'], {}).fault).toEqual({ kind: 'needs-value', option: '--lang' });
    expect(readSettings(['tour', '--color', 'pink'], {}).fault).toMatchObject({
      kind: 'bad-value',
      option: '--color',
      value: 'pink',
    });
    expect(readSettings(['--server', 'x', 'send'], {}).fault).toEqual({
      kind: 'before-command',
      option: '--server',
    });
  });
});

describe('the language', () => {
  it('is that of --lang, else of SMTP_LAB_LANG, else of the locale by its order, else English', () => {
    const env = { SMTP_LAB_LANG: 'ru', LC_ALL: 'C', LANG: 'en_US.UTF-8' };
    expect(readSettings(['tour', '--lang', 'en'], env).lang).toBe('en');
    expect(readSettings(['tour'], env).lang).toBe('ru');
    expect(readSettings(['tour'], { LC_ALL: 'ru_RU.UTF-8', LANG: 'en_US.UTF-8' }).lang).toBe('ru');
    expect(readSettings(['tour'], { LC_ALL: '', LC_MESSAGES: '', LANG: 'ru' }).lang).toBe('ru');
    expect(readSettings(['tour'], { LANG: 'fr_FR.UTF-8' }).lang).toBe('en');
    expect(readSettings(['tour'], {}).lang).toBe('en');
  });

  it.each(['RU', 'ru_RU', 'ru_RU.UTF-8', 'ru-RU', 'Ru'])('is understood as %s', (name) => {
    expect(readSettings(['tour', '--lang', name], {})).toMatchObject({ lang: 'ru', fault: null });
    expect(readSettings(['tour'], { SMTP_LAB_LANG: name }).lang).toBe('ru');
  });

  it('is that of LANGUAGE before the locale, as GNU programs have it, but in the C locale', () => {
    expect(readSettings(['tour'], { LANGUAGE: 'ru' }).lang).toBe('ru');
    expect(readSettings(['tour'], { LANGUAGE: 'fr:ru', LANG: 'en_US.UTF-8' }).lang).toBe('ru');
    expect(readSettings(['tour'], { LANGUAGE: 'ru', LANG: 'C.UTF-8' }).lang).toBe('en');
    expect(readSettings(['tour'], { LANGUAGE: 'en:ru', LANG: 'ru_RU.UTF-8' }).lang).toBe('en');
  });

  it('is English in a locale whose charset is not UTF-8, where Russian letters would be unreadable', () => {
    for (const charset of ['KOI8-R', 'CP1251', 'ISO-8859-5'])
      expect(readSettings(['tour'], { LANG: `ru_RU.${charset}` }).lang, charset).toBe('en');
    expect(readSettings(['tour'], { LANG: 'ru_RU.UTF-8', LC_CTYPE: 'ru_RU.KOI8-R' }).lang).toBe('en');
    expect(readSettings(['tour'], { LANG: 'ru_RU.utf8' }).lang).toBe('ru');
    expect(readSettings(['tour', '--lang', 'ru'], { LANG: 'ru_RU.KOI8-R' }).lang).toBe('ru');
  });

  it('is refused where it is none of ours, with those that there are', () => {
    expect(readSettings(['tour', '--lang', 'fr'], {}).fault).toEqual({
      kind: 'bad-value',
      option: '--lang',
      value: 'fr',
      allowed: ['en', 'ru'],
    });
  });

  it('is not taken from a name that only begins alike', () => {
    expect(readSettings(['tour'], { LANG: 'run' }).lang).toBe('en');
  });
});

describe('colour', () => {
  it('is decided by the terminal, unless the environment or the command line says otherwise', () => {
    expect(readSettings(['tour'], {}).color).toBe('auto');
    expect(readSettings(['tour'], { NO_COLOR: '1' }).color).toBe('never');
    expect(readSettings(['tour'], { NO_COLOR: '' }).color).toBe('auto');
    expect(readSettings(['tour'], { FORCE_COLOR: '1' }).color).toBe('always');
    expect(readSettings(['tour'], { FORCE_COLOR: '0' }).color).toBe('never');
    expect(readSettings(['tour'], { NO_COLOR: '1', FORCE_COLOR: '1' }).color).toBe('never');
    expect(readSettings(['tour'], { TERM: 'dumb' }).color).toBe('never');
    expect(readSettings(['tour', '--color', 'always'], { NO_COLOR: '1' }).color).toBe('always');
  });
});
