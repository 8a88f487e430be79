import { spawnSync } from 'node:child_process';
import { Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { newCommand } from '../../src/cli/command-line.ts';
import { completionScript, knowCommand, SHELLS } from '../../src/cli/completion-script.ts';
import { openScreen } from '../support/screen.ts';

const setting = { lang: 'en', program: 'smtp-lab', out: openScreen() } as const;
const post = newCommand('post', "Posts a letter: it's [quick].", setting)
  .addOption(new Option('-s, --server <SERVER>', "the server's name"))
  .addOption(new Option('--speed <HOW>', 'how fast [or: slow]').choices(['slow', 'fast']))
  .addOption(new Option('--eml <FILE>', 'a ready letter'))
  .addOption(new Option('--secret <X>', 'not for everybody').hideHelp());
const commands = [
  knowCommand('post', "posts a letter: it's quick", post, ['first-words', 'second-words']),
  knowCommand('tour', 'a tour', newCommand('tour', 'A tour.', setting), []),
];

/** What bash offers behind these words, the last of which is being typed. */
function bashOffers(...words: readonly string[]): readonly string[] {
  const script = `${completionScript('bash', commands)}
COMP_WORDS=(smtp-lab "$@"); COMP_CWORD=$#; _smtp_lab; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const done = spawnSync('bash', ['--norc', '-c', script, 'bash', ...words], { encoding: 'utf8' });
  expect(done.stderr).toBe('');
  return done.stdout.split('\n').filter(Boolean);
}

describe('completion in bash', () => {
  it('offers the commands first', () => {
    expect(bashOffers('')).toEqual(['post', 'tour']);
    expect(bashOffers('to')).toEqual(['tour']);
  });

  it('offers the options and words of the command that stands there', () => {
    expect(bashOffers('post', '--s')).toEqual(['--server', '--speed']);
    expect(bashOffers('post', 'se')).toEqual(['second-words']);
    expect(bashOffers('--lang', 'ru', 'post', '--se')).toEqual(['--server']);
    expect(bashOffers('tour', '--s')).toEqual([]);
  });

  it('offers the values that an option may have, and leaves files to bash', () => {
    expect(bashOffers('post', '--speed', '')).toEqual(['slow', 'fast']);
    expect(bashOffers('post', '--speed', '=', 'f')).toEqual(['fast']);
    expect(bashOffers('post', '--lang', '')).toEqual(['en', 'ru']);
    expect(bashOffers('post', '--eml', '')).toEqual([]);
    expect(bashOffers('post', '-s', '')).toEqual([]);
  });
});

describe('completion in every shell', () => {
  it.each(SHELLS)('knows commands, options, values and words in %s, and no hidden option', (shell) => {
    const script = completionScript(shell, commands);
    for (const word of ['post', 'tour', 'server', 'speed', 'slow fast', 'first-words'])
      expect(script).toContain(word);
    expect(script).not.toContain('secret');
  });

  it.each(SHELLS)('quotes what a description holds in %s', (shell) => {
    const program =
      shell === 'bash' ? ['bash', '-n'] : shell === 'zsh' ? ['zsh', '-n'] : ['fish', '--no-execute'];
    const [name = '', flag = ''] = program;
    const done = spawnSync(name, [flag], { input: completionScript(shell, commands), encoding: 'utf8' });
    // Where the shell is not installed its grammar cannot be asked; quotes that do not pair can still be seen.
    if (done.error !== undefined) {
      const script = completionScript(shell, commands);
      const escaped = shell === 'fish' ? script.replaceAll("\\'", '') : script.replaceAll("'\\''", '');
      expect((escaped.match(/'/g) ?? []).length % 2).toBe(0);
      return;
    }
    expect({ status: done.status, err: done.stderr }).toEqual({ status: 0, err: '' });
  });
});
