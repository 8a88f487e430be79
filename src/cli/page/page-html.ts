/** The page without what happens: headings, places, words for its script. Everything in it is ours. */

import { pageWords } from '../../pure/phrases/index.ts';
import type { Lang, PageWords } from '../../pure/phrases/index.ts';

/** `title` is the name of the command. */
export function pageHtml(title: string, lang: Lang): string {
  const words = pageWords[lang];
  const { noSubject, points, connected, lost } = words;
  // JSON in a script element: nothing in it may end that.
  const data = JSON.stringify({ noSubject, points, connected, lost }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="page.css">
<script type="application/json" id="words">${data}</script>
<script src="page.js" defer></script>
</head>
<body>
<a class="skip" href="#live">${escaped(words.skip)}</a>
<header>
<h1>${escaped(title)}</h1>
<p id="state" role="status"></p>
<noscript><p>${escaped(words.needsScript)}</p></noscript>
<nav><ul>
<li><a href="#conversations">${escaped(words.conversations)}</a></li>
<li><a href="#letters-heading">${escaped(words.letters)}</a></li>
<li><a href="#figures">${escaped(words.figures)}</a></li>
</ul></nav>
</header>
<main>
<h2 id="conversations">${escaped(words.conversations)}</h2>
<div id="live" role="log" aria-live="polite" aria-labelledby="conversations" tabindex="0"></div>
<h2 id="letters-heading">${escaped(words.letters)}</h2>
<div id="letters"></div>
<h2 id="figures">${escaped(words.figures)}</h2>
${tables(words)}
</main>
</body>
</html>
`;
}

function tables(words: PageWords): string {
  const rows = [
    ['outcomes', words.byOutcome],
    ['hours', words.byHour],
    ['stages', words.slowest],
  ] as const;
  return rows
    .map(([id, caption]) => `<table><caption>${escaped(caption)}</caption><tbody id="${id}"></tbody></table>`)
    .join('\n');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
