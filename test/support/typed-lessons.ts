/** What a learner types: the lines of a lesson's solution and of its wrong answers, as the tutor wants them. */

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The account of the practice server, in the forms that the files name. */
const VALUES: Readonly<Record<string, string>> = {
  '{{user|base64}}': base64('student'),
  '{{password|base64}}': base64('practice'),
  '{{plain user password}}': base64('\0student\0practice'),
};

/** The lines of such a file; a guess stands behind the command that it is about. */
export function typedLines(text: string): readonly string[] {
  const lines: string[] = [];
  let guess: string | null = null;
  for (const line of text.split('---\n').at(-1)?.split('\n') ?? []) {
    const [, kind = '', said = ''] = /^# (answer|predict|lab): ?(.*)$/.exec(line) ?? [];
    if (kind === 'answer') lines.push(said);
    else if (kind === 'predict') guess = said;
    else if (kind === 'lab') lines.push(said.startsWith(':') ? said : `:${said}`);
    else if (line.startsWith('C:')) {
      lines.push(
        line
          .slice(2)
          .replace(/^ /, '')
          .replace(/\{\{[^}]+\}\}/g, (hole) => VALUES[hole] ?? hole),
      );
      if (guess !== null) lines.push(guess);
      guess = null;
    }
  }
  return lines;
}
