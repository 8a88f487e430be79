/** What the README promises: its examples can be typed as they stand, and no command takes more than a screen to explain. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../src/cli/commands/names.ts';
import { findCommand } from '../../src/cli/commands/registry.ts';
import { examples as examplesOf, examplesHeading } from '../../src/pure/phrases/examples.ts';
import { ROOT } from '../support/house.ts';
import { runHere } from '../support/run-inside.ts';
import { needsNobody, readAs, wordsOf } from '../support/printed-examples.ts';
import { openScreen } from '../support/screen.ts';

const DOCUMENTS = [
  ['README.md', 'en'],
  ['README.ru.md', 'ru'],
] as const;

function blocks(path: string): readonly string[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...text.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
}

/** Command lines in the examples, continued lines joined, and those in backquotes of the tables. */
function examples(path: string): readonly (readonly string[])[] {
  const fenced = blocks(path).flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'));
  const quoted = [...readFileSync(join(ROOT, path), 'utf8').matchAll(/`(npx smtp-lab [^`]+)`/g)];
  return (
    [...fenced, ...quoted.map((match) => match[1] ?? '')]
      .filter((line) => line.startsWith('npx smtp-lab '))
      // What the shell does with its own marks is no business of the program.
      .map((line) => line.replace(/ < .*$/, ''))
      .map((line) => wordsOf(line.slice('npx smtp-lab '.length)))
  );
}

describe.each(DOCUMENTS)('%s', (path, lang) => {
  it('takes at most fifteen lines a command', () => {
    const sections = readFileSync(join(ROOT, path), 'utf8').split(/^## /m).slice(1);
    const commands = sections.filter((section) => /^[a-z]+:/.test(section));
    expect(commands.length).toBeGreaterThan(5);
    for (const section of commands)
      expect(
        section.split('\n').filter((line) => line.trim() !== '' && line !== '```').length,
        section,
      ).toBeLessThanOrEqual(15);
  });

  it('has examples that can be typed: each command exists, with each option', async () => {
    expect(examples(path).length).toBeGreaterThan(5);
    for (const [name = '', ...args] of examples(path)) {
      const module = await findCommand(name)?.();
      expect(module, name).toBeDefined();
      const setting = { lang, program: 'npx smtp-lab', out: openScreen() };
      const definition = module?.define?.(setting);
      if (definition !== undefined) expect(() => readAs(name, definition, args, lang)).not.toThrow();
    }
  });

  it('has examples that work, where they need no server and no file', async () => {
    const alone = examples(path).filter((words) => needsNobody(words));
    for (const line of new Set(alone.map((words) => words.join(' ')))) {
      expect({ line, ...(await runHere(line.split(' '))) }).toMatchObject({ code: 0, err: '' });
    }
  });
});

describe.each(['en', 'ru'] as const)('the examples of the help, in %s', (lang) => {
  it.each(COMMAND_NAMES.filter((name) => name !== 'help'))(
    'of %s can be typed, and fit the screen',
    async (name) => {
      const lines = (examplesOf[name] ?? []).map(({ line }) => line);
      expect(lines.length).toBeGreaterThanOrEqual(3);
      expect(lines.length).toBeLessThanOrEqual(5);
      const { out } = await runHere(['help', name, '--lang', lang], { env: { npm_lifecycle_event: 'npx' } });
      for (const line of lines) expect(out).toContain(`\n    npx smtp-lab ${line}\n`);
      const end = out.slice(out.lastIndexOf(examplesHeading[lang]));
      for (const line of end.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
      const module = await findCommand(name)?.();
      for (const line of lines) {
        const [, ...args] = wordsOf(line);
        const definition = module?.define?.({ lang, program: 'npx smtp-lab', out: openScreen() });
        if (definition !== undefined) expect(() => readAs(name, definition, args, lang), line).not.toThrow();
      }
    },
  );
});
