/** The manual page: every command and option of the help is in it, and it is sound mdoc(7), as mandoc sees it where that is installed. */

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../src/cli/commands/names.ts';
import { findCommand } from '../../src/cli/commands/registry.ts';
import { EXIT } from '../../src/pure/problems/index.ts';
import { runHere } from '../support/run-inside.ts';
import { openScreen } from '../support/screen.ts';

describe.each(['en', 'ru'] as const)('the manual page, in %s', (lang) => {
  it('has every command, every option and every exit code', async () => {
    const { code, out, err } = await runHere(['help', 'man', '--lang', lang]);
    expect([code, err]).toEqual([0, '']);
    const missing: string[] = [];
    for (const name of COMMAND_NAMES) {
      if (!out.includes(`\n.Ss ${name}\n`)) missing.push(name);
      const definition = (await findCommand(name)?.())?.define?.({
        lang,
        program: 'smtp-lab',
        out: openScreen(),
      });
      for (const { long, hidden } of definition?.options ?? [])
        if (
          typeof long === 'string' &&
          !hidden &&
          !new RegExp(`^\\.It .*Fl ${long.slice(1)}(?: |$)`, 'm').test(out)
        )
          missing.push(`${name} ${long}`);
    }
    for (const exit of Object.values(EXIT)) if (!out.includes(`\n.It ${exit}\n`)) missing.push(String(exit));
    expect(missing).toEqual([]);
  });

  it('is sound', async () => {
    const { out } = await runHere(['help', 'man', '--lang', lang]);
    const lines = out.trimEnd().split('\n');
    const requests = new Set(lines.flatMap((line) => (line.startsWith('.') ? [line.split(' ')[0]] : [])));
    expect([...requests].sort()).toEqual(
      [
        '.Bd',
        '.Bl',
        '.Dd',
        '.Dt',
        '.Ed',
        '.El',
        '.It',
        '.Nd',
        '.Nm',
        '.Op',
        '.Os',
        '.Pp',
        '.Sh',
        '.Ss',
        '.\\"',
      ].sort(),
    );
    const count = (request: string): number => lines.filter((line) => line.split(' ')[0] === request).length;
    expect(count('.Bl')).toBe(count('.El'));
    expect(count('.Bd')).toBe(count('.Ed'));
    expect(lines.filter((line) => line === '' || /[^\p{L}\p{N}\p{P}\p{S} \u00a0]/u.test(line))).toEqual([]);
    const lint = spawnSync('mandoc', ['-Kutf-8', '-Tlint'], { input: out, encoding: 'utf8' });
    if (lint.error !== undefined) {
      console.log('mandoc is not installed: not held against it');
      return;
    }
    // It knows no headings but those in English, and counts the octets of a letter.
    if (lang === 'en') expect(lint.stdout).toBe('');
  });
});
