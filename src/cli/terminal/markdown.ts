/** Markdown on the screen: rendered by a library for the terminal's width, readable without colour. Loaded when it is first needed. */

import type { Lang } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { markup, PAGE_STYLE } from '../../pure/reports/index.ts';
import type { CliContext } from '../context.ts';

/** SECURITY: a lesson may come from anybody; what it holds of control characters is shown. The styles are put on behind this. */
function harmless(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => makeVisible(line.replaceAll('\t', '    ')))
    .join('\n');
}

/** The text as lines for the screen: to be printed as they are, styles and all. */
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
  const rendered = await marked.parse(harmless(text));
  return rendered
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}

/**
 * The text as one page of HTML, to be printed or handed out. SECURITY: a lesson may come from anybody: tags in it are text, and the
 * page forbids itself every script and every load.
 */
export async function markdownToHtml(text: string, title: string, lang: Lang): Promise<string> {
  const { Marked } = await import('marked');
  const marked = new Marked();
  marked.use({ renderer: { html: ({ text: raw }) => markup(raw) } });
  const body = await marked.parse(text);
  return [
    '<!doctype html>',
    `<html lang="${lang}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${markup(title)}</title>`,
    `<style>${PAGE_STYLE} h2 { display: block; margin: 2rem 0 .5rem; } pre { overflow-x: auto; background: var(--raised); padding: .75rem; }</style>`,
    `</head><body>`,
    body.trimEnd(),
    '</body></html>',
  ].join('\n');
}
