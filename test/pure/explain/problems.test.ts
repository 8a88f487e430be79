import { beforeAll, describe, expect, it } from 'vitest';
import { createExplainer, describeProblem } from '../../../src/pure/explain/index.ts';
import type { Advice, ProblemContext } from '../../../src/pure/explain/index.ts';
import { loadCore } from '../../../src/pure/knowledge/index.ts';
import type { Core } from '../../../src/pure/knowledge/index.ts';
import { loadProblemWords } from '../../../src/pure/phrases/index.ts';
import type { ProblemWords } from '../../../src/pure/phrases/index.ts';
import type { Problem, ProblemCode } from '../../../src/pure/problems/index.ts';
import { CERTIFICATE, EXAMPLES } from '../../support/problem-examples.ts';

const problems = Object.entries(EXAMPLES).map(
  ([code, detail]) => ({ code: code as ProblemCode, detail }) as Problem,
);

const context = (
  lang: 'en' | 'ru',
  options: readonly string[] = [],
): ProblemContext & { readonly lang: 'en' | 'ru' } => ({
  lang,
  words: words(lang),
  program: 'smtp-lab',
  command: 'send',
  host: 'mail.example.com',
  options,
  commands: ['send', 'tour'],
});

const allOf = (advice: Advice): string =>
  [
    advice.headline,
    ...advice.happened,
    ...advice.means,
    ...advice.tries.map(({ what, command }) => `${what} ${command ?? ''}`),
    ...advice.closing,
  ].join('\n');

const cores: Record<string, Core> = {};
const allWords: Record<string, ProblemWords> = {};

beforeAll(async () => {
  cores['en'] = await loadCore('en');
  cores['ru'] = await loadCore('ru');
  allWords['en'] = await loadProblemWords('en');
  allWords['ru'] = await loadProblemWords('ru');
});

function words(lang: 'en' | 'ru'): ProblemWords {
  const loaded = allWords[lang];
  if (loaded === undefined) throw new Error('not loaded');
  return loaded;
}

function core(lang: 'en' | 'ru'): Core {
  const loaded = cores[lang];
  if (loaded === undefined) throw new Error('not loaded');
  return loaded;
}

describe.each(['en', 'ru'] as const)('every problem, in %s', (lang) => {
  it.each(problems)('$code says what happened and what it means', (problem) => {
    const advice = describeProblem(problem, core(lang), context(lang));
    expect(advice.headline).not.toBe('');
    expect(advice.happened.length).toBeGreaterThan(0);
    expect(advice.means.length).toBeGreaterThan(0);
    expect(allOf(advice)).not.toMatch(/undefined|NaN|\[object/);
    if (lang === 'ru') expect(advice.headline).toMatch(/[а-яё]/i);
  });

  it('offers nothing that cannot be typed', () => {
    for (const problem of problems) {
      const text = allOf(describeProblem(problem, core(lang), context(lang)));
      expect(text.match(/smtp-lab (?!send|tour)[a-z]+/)).toBeNull();
      const tries = describeProblem(problem, core(lang), context(lang)).tries;
      for (const { command } of tries) expect(command ?? '').not.toMatch(/--(?!help)/);
    }
  });

  it('tells each kind of bad certificate apart', () => {
    const checks = [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'CERT_HAS_EXPIRED',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'CERT_REVOKED',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'ODD',
    ];
    const texts = checks.map((check) =>
      allOf(
        describeProblem(
          { code: 'certificate', detail: { ...CERTIFICATE, check } },
          core(lang),
          context(lang),
        ),
      ),
    );
    expect(new Set(texts).size).toBe(checks.length);
    expect(texts[0]).toContain('smtp.example.com');
    expect(texts[0]).toContain('mail.example.com');
  });

  it('tells what the words of a refusal are known for, not all that its code may mean', () => {
    const refused = (
      code: 'recipients-refused' | 'sender-refused' | 'message-refused',
      given: object,
      wish: Partial<ProblemContext> = {},
    ): string =>
      allOf(
        describeProblem(
          {
            code,
            detail: {
              ...EXAMPLES['recipients-refused'],
              address: 'bob@example.org',
              step: 'message',
              ...given,
            },
          } as Problem,
          core(lang),
          { ...context(lang, ['--user', '--mx']), ...wish },
        ),
      );
    const relaying = { code: 550, enhanced: '5.7.1', text: '<bob@example.org>... Relaying denied' };
    const stranger = refused('recipients-refused', relaying);
    expect(stranger).toContain(
      lang === 'en' ? 'mail.example.com does not serve example.org' : 'mail.example.com не обслуживает',
    );
    expect(stranger).toContain('--user NAME');
    expect(stranger).toContain('--mx');
    const signedIn = refused('recipients-refused', relaying, { signsIn: true });
    expect(signedIn).not.toContain('--user NAME');
    expect(signedIn).toContain(lang === 'en' ? 'this account may not' : 'этой учётной записи');
    const greylisted = refused('recipients-refused', {
      code: 450,
      enhanced: '4.2.0',
      text: 'Greylisted, try again in a minute',
    });
    expect(greylisted).toMatch(lang === 'en' ? /waits for a retry|put off once/ : /Серые списки/);
    // A vague code behind a letter: what was refused is the letter, and nobody speaks of relaying.
    const vague = refused('message-refused', { code: 554, enhanced: '5.7.1', text: 'Not today' });
    expect(vague).not.toMatch(lang === 'en' ? /[Rr]elaying/ : /[Пп]ересылк/);
  });

  it("says in words what the system's code means, with the code behind it", () => {
    const happened = (code: string): string =>
      allOf(
        describeProblem(
          { code: 'file-unreadable', detail: { ...EXAMPLES['file-unreadable'], reason: code } },
          core(lang),
          context(lang),
        ),
      );
    expect(happened('ENOENT')).toMatch(
      lang === 'en' ? /no such file or folder \(ENOENT\)/ : /нет такого файла или папки \(ENOENT\)/,
    );
    expect(happened('EISDIR')).toMatch(/\(EISDIR\)/);
    expect(happened('EWHATEVER')).toMatch(/: EWHATEVER\./);
    const elsewhere = (reason: string): string =>
      allOf(
        describeProblem(
          { code: 'cannot-listen', detail: { ...EXAMPLES['cannot-listen'], reason } },
          core(lang),
          { ...context(lang, ['--host', '--port']), commands: ['serve'] },
        ),
      );
    expect(elsewhere('EADDRNOTAVAIL')).toContain('--host 127.0.0.1');
    expect(elsewhere('EADDRINUSE')).toContain('--port 0');
  });

  it('explains a refusal by its code and its step', () => {
    const at = (code: ProblemCode): string =>
      allOf(
        describeProblem(
          { code, detail: { ...EXAMPLES['recipients-refused'], enhanced: null, step: 'message' } } as Problem,
          core(lang),
          context(lang),
        ),
      );
    expect(new Set([at('sender-refused'), at('recipients-refused'), at('message-refused')]).size).toBe(3);
  });
});

describe('an explainer', () => {
  it('advises nothing that was tried already', () => {
    const tries = (given: readonly string[]): string =>
      allOf(
        describeProblem({ code: 'name-not-found', detail: EXAMPLES['name-not-found'] }, core('en'), {
          ...context('en', ['--mx', '--server']),
          given,
        }),
      );
    expect(tries(['--server mail.example.com'])).toContain('--mx');
    expect(tries(['--mx'])).not.toContain('--mx');
  });

  it('keeps attempts that the command has', () => {
    const advice = describeProblem(
      { code: 'connection-refused', detail: EXAMPLES['connection-refused'] },
      core('en'),
      context('en', ['--port']),
    );
    expect(advice.tries.map(({ command }) => command)).toEqual(['--port 465', '--port 25']);
  });

  it('words remarks', () => {
    for (const lang of ['en', 'ru'] as const) {
      const remark = createExplainer(core(lang), context(lang)).remark({
        code: 'size-declared',
        detail: { bytes: 18 },
      });
      expect(remark).toContain('18');
    }
  });
});
