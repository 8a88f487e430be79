/**
 * What a typed line is: something for the server, as it stands, or a command for the lab, which begins with a colon. Inside a
 * letter only a known lab command is one, since a letter's line may begin with a colon too. No verb of SMTP begins with a colon
 * (RFC 5321 §2.4), so the two cannot be taken for each other.
 */

/** Where the conversation stands: a command is due, an answer to a 334, a line of the letter, or octets of a chunk. */
export type Mode = 'command' | 'answer' | 'letter' | 'chunk';

/** The lab's commands, in the order of the help. */
export const LAB_COMMANDS = [
  ...(['help', 'next', 'tls', 'auth', 'send', 'b64', 'unb64', 'caps', 'cert', 'explain', 'state'] as const),
  ...(['save', 'stuff', 'predict', 'violate', 'quit'] as const),
] as const;

export type LabCommand = (typeof LAB_COMMANDS)[number];

export type Typed =
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'lab'; readonly command: LabCommand; readonly argument: string }
  /** A colon and a word that the lab does not know. */
  | { readonly kind: 'unknown-lab'; readonly word: string };

function isLabCommand(word: string): word is LabCommand {
  return LAB_COMMANDS.some((command) => command === word);
}

/** Reads a line. `lab` is false where the lab is not spoken to inside a letter: a body that comes from a pipe. */
export function readTyped(line: string, mode: Mode, lab = true): Typed {
  const inside = mode === 'letter' || mode === 'chunk';
  if (!line.startsWith(':') || (inside && !lab)) return { kind: 'line', line };
  if (line.startsWith('::')) return { kind: 'line', line: inside ? line : line.slice(1) };
  const [, word = '', argument = ''] = /^:\s*(\S*)\s*(.*)$/s.exec(line) ?? [];
  const command = word.toLowerCase();
  if (isLabCommand(command)) return { kind: 'lab', command, argument: argument.trimEnd() };
  return inside ? { kind: 'line', line } : { kind: 'unknown-lab', word };
}
