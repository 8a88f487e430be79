/** Markdown as one page of HTML that loads nothing, for a handout. The library that reads it is loaded when it is first needed. */

import type { Lang } from '../../pure/phrases/index.ts';
import { markup, PAGE_STYLE } from '../../pure/reports/index.ts';

/**
 * The text as one page of HTML, to be printed or handed out. SECURITY: a lesson may come from anybody: tags in it are text, and the
 * page forbids itself every script and every load.
 */
export async function markdownToHtml(text: string, title: string, lang: Lang): Promise<string> {
  const { Marked } = await import('marked');
  const marked = new Marked();
  marked.use({
    renderer: {
      html: ({ text: raw }) => markup(raw),
      // An address in the brackets of a command is no link; for the others the library's own rendering is right.
      link: ({ raw, href }) => (raw.startsWith('<') && href.startsWith('mailto:') ? markup(raw) : false),
    },
  });
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
