/**
 * What can follow what was typed so far: commands that have their place now, the server's own mechanisms and parameters, the
 * lab's commands. Follows RFC 5321 §4.1.1.
 */

import { authMechanisms, legalCommands, parametersOffered } from '../protocol/index.ts';
import type { SessionState } from '../protocol/index.ts';
import { EXPERIMENTS } from './experiments.ts';
import { LAB_COMMANDS } from './typed.ts';
import type { Mode } from './typed.ts';

/** Whole lines that begin with what was typed. */
export function completionsFor(line: string, state: SessionState, mode: Mode): readonly string[] {
  if (line.startsWith(':')) return labCompletions(line);
  if (mode !== 'command') return [];
  const [verb = '', ...rest] = line.split(' ');
  const upper = verb.toUpperCase();
  if (rest.length === 0) {
    return legalCommands(state)
      .map((command) => (command === 'MAIL' ? 'MAIL FROM:<' : command === 'RCPT' ? 'RCPT TO:<' : command))
      .filter((command) => command.startsWith(upper));
  }
  if (upper === 'AUTH' && rest.length === 1) {
    return beginning(authMechanisms(state.capabilities), rest[0] ?? '').map((name) => `${verb} ${name}`);
  }
  if (upper !== 'MAIL' && upper !== 'RCPT') return [];
  const word = rest.at(-1) ?? '';
  const before = line.slice(0, line.length - word.length);
  if (rest.length === 1)
    return beginning([upper === 'MAIL' ? 'FROM:<' : 'TO:<'], word).map((end) => before + end);
  return beginning(parametersOffered(upper, state.capabilities), word).map((end) => before + end);
}

function labCompletions(line: string): readonly string[] {
  const [command = '', ...rest] = line.slice(1).split(' ');
  if (rest.length === 0) return beginning(LAB_COMMANDS, command).map((name) => `:${name}`);
  const words =
    command === 'violate'
      ? Object.keys(EXPERIMENTS)
      : command === 'stuff' || command === 'predict'
        ? ['on', 'off']
        : [];
  return beginning(words, rest[0] ?? '').map((word) => `:${command} ${word}`);
}

function beginning(words: readonly string[], start: string): readonly string[] {
  return words.filter((word) => word.toUpperCase().startsWith(start.toUpperCase()));
}
