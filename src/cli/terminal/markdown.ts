/** Markdown on the screen: rendered by a library for the terminal's width, readable without colour. Loaded when it is first needed. */

import type { CliContext } from '../context.ts';

/** The text as lines for the screen. */
export async function renderMarkdown(
  text: string,
  { out, color }: Pick<CliContext, 'out' | 'color'>,
): Promise<readonly string[]> {
  const [{ Marked }, { markedTerminal }] = await Promise.all([import('marked'), import('marked-terminal')]);
  const width = Math.min(80, out.columns);
  const plain = (piece: string): string => piece;
  const marks = color
    ? {}
    : {
        ...{
          code: plain,
          blockquote: plain,
          html: plain,
          heading: plain,
          firstHeading: plain,
          hr: plain,
          listitem: plain,
        },
        ...{
          table: plain,
          paragraph: plain,
          strong: plain,
          em: plain,
          codespan: (piece: string) => `\`${piece}\``,
          del: plain,
          link: plain,
          href: plain,
        },
      };
  // The types of the package call it a renderer; it is an extension.
  const extension: object = markedTerminal({
    width,
    reflowText: true,
    showSectionPrefix: false,
    tab: 2,
    emoji: false,
    ...marks,
  });
  const marked = new Marked();
  marked.use(extension);
  const rendered = await marked.parse(text);
  return rendered
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}
