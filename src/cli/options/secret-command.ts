/**
 * A secret that a program prints: `--password-command`, `--token-command`. The command is split into words as a shell would, and run
 * without one. SECURITY: its output is the secret and is shown nowhere; what it says on standard error is shown, with control characters
 * made visible. It runs before anything is connected to.
 */

import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { optionWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { usage } from './input.ts';
import { reasonOf } from '../../pure/problems/index.ts';

/** As much output as is read: no secret is longer. */
const MOST_OCTETS = 65_536;
/** As much of a complaint as is shown. */
const MOST_CHARACTERS = 500;

/** The first line that the command prints. Throws a `UsageError` where it fails or prints nothing. */
export async function secretOfCommand(
  option: string,
  command: string,
  context: Pick<CliContext, 'lang' | 'env' | 'err' | 'signal' | 'hide'>,
): Promise<string> {
  const words = optionWords[context.lang];
  const parts = wordsOf(command);
  const [program, ...args] = parts ?? [];
  if (program === undefined || program === '') throw usage(option, words.badCommand);
  const { spawn } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const failed = (reason: string): void => {
      reject(usage(option, words.commandFailed(makeVisible(program.slice(0, MOST_CHARACTERS)), reason)));
    };
    let child: ChildProcessByStdio<null, Readable, Readable>;
    try {
      child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], signal: context.signal });
    } catch (error) {
      // A name or an argument that the system cannot take at all.
      failed(reasonOf(error));
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_OCTETS) chunks.push(chunk);
    });
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      for (const line of text.split('\n').filter((one) => one.trim() !== ''))
        context.err.line(makeVisible(`${program}: ${context.hide(line).slice(0, MOST_CHARACTERS)}`));
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      failed(error.code ?? 'unknown');
    });
    child.once('close', (code, signal) => {
      if (code !== 0) {
        failed(code === null ? String(signal) : `exit ${code}`);
        return;
      }
      const [secret = ''] = Buffer.concat(chunks).toString().split(/\r?\n/, 1);
      if (secret === '' || size > MOST_OCTETS) reject(usage(option, words.commandSaidNothing(program)));
      else resolve(secret);
    });
  });
}

/** A command line as its words: quotes and backslashes as in a shell, and nothing else of one. Null where a quote is left open. */
export function wordsOf(command: string): readonly string[] | null {
  const found: string[] = [];
  let word = '';
  let begun = false;
  let quote = '';
  for (let at = 0; at < command.length; at++) {
    const character = command.charAt(at);
    if (quote === "'" ? character === "'" : quote === '"' && character === '"') quote = '';
    else if (character === '\\' && quote !== "'") {
      word += command.charAt(++at);
      begun = true;
    } else if (quote !== '') word += character;
    else if (character === "'" || character === '"') {
      quote = character;
      begun = true;
    } else if (/\s/.test(character)) {
      if (begun) found.push(word);
      word = '';
      begun = false;
    } else {
      word += character;
      begun = true;
    }
  }
  if (quote !== '') return null;
  return begun ? [...found, word] : found;
}
