/** What the README promises: the conversation it shows is printed, and its examples can be typed as they stand. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCommand } from '../../src/cli/commands/registry.ts';
import { readArguments } from '../../src/cli/command-line.ts';
import { ROOT } from '../support/house.ts';
import { runCli } from '../support/run-cli.ts';
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
      .map((line) =>
        [...line.slice('npx smtp-lab '.length).matchAll(/"([^"]*)"|(\S+)/g)].map(
          (match) => match[1] ?? match[2] ?? '',
        ),
      )
  );
}

/** Commands that end by themselves, and need neither a server nor a person. */
function needsNobody(words: readonly string[]): boolean {
  const [name = ''] = words;
  if (
    words.includes('--server') ||
    words.includes('<') ||
    words.some((word) => word.endsWith('.txt')) ||
    words.some((word) => word.startsWith('mail.example.com'))
  )
    return false;
  if (name === 'serve') return words.includes('--list-scenarios');
  if (name === 'learn') return words.length === 1 || words.includes('--show');
  return name !== '';
}

describe.each(DOCUMENTS)('%s', (path, lang) => {
  it('shows the tour as it is printed', async () => {
    const { out } = await runCli(['tour', '--lang', lang], { env: { npm_lifecycle_event: 'npx' } });
    const shown =
      blocks(path)
        .find((block) => block.startsWith('smtp-lab '))
        ?.trimEnd()
        .split('\n') ?? [];
    expect(shown.length).toBeGreaterThan(35);
    // What to do next grows with the commands; everything above it is the same to the letter.
    const printed = out.split('\n');
    expect(shown.slice(0, 39)).toEqual(printed.slice(0, 39));
    for (const line of shown.slice(39)) expect(printed).toContain(line);
  });

  it('has examples that can be typed: each command exists, with each option', async () => {
    expect(examples(path).length).toBeGreaterThan(5);
    for (const [name = '', ...args] of examples(path)) {
      const module = await findCommand(name)?.();
      expect(module, name).toBeDefined();
      const setting = { lang, program: 'npx smtp-lab', out: openScreen() };
      const definition = module?.define?.(setting);
      if (definition !== undefined) expect(() => readArguments(definition, args, lang)).not.toThrow();
    }
  });

  it('has examples that work, where they need no server and no file', async () => {
    const alone = examples(path).filter((words) => needsNobody(words));
    for (const line of new Set(alone.map((words) => words.join(' ')))) {
      expect({ line, ...(await runCli(line.split(' '))) }).toMatchObject({ code: 0, err: '' });
    }
  });
});
