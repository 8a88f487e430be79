/**
 * The report as a page: for each conversation the annotated lines, the sequence diagram and the waterfall. SECURITY: each text passes
 * `markup`; secrets are hidden in the log that it is made from.
 */

import { reportWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import { sequenceDiagram, waterfallDrawing } from './drawings.ts';
import { pageOf } from './formats.ts';
import { markup } from './markup.ts';
import type { PageConversation, PageStep } from './page-log.ts';

/** A conversation of the page. */
export interface PageCase {
  readonly file: string;
  readonly title: string;
  /** What went wrong, a line each; null where nothing was tried (a film). */
  readonly failures: readonly string[] | null;
  /** What it needs and was not there. */
  readonly skipped?: readonly string[];
  /** How often it was played. */
  readonly tries?: number;
  readonly conversation: PageConversation;
}

/** The whole page. */
export function renderPage(cases: readonly PageCase[], lang: Lang): string {
  const words = reportWords[lang].page;
  const tried = cases.filter(({ failures }) => failures !== null);
  const failed = tried.filter(({ failures }) => failures !== null && failures.length > 0).length;
  const [only] = cases;
  const title = cases.length === 1 && only !== undefined ? nameOf(only) : 'smtp-lab replay';
  const summary =
    tried.length === 0
      ? ''
      : `<p class="${failed > 0 ? 'bad' : 'good'}">${markup(words.summary(tried.length, failed))}</p>`;
  return pageOf({
    lang,
    generator: PAGE_GENERATOR,
    title,
    summary,
    contents: cases.length > 1 ? [contents(cases, lang)] : [],
    main: cases.map((one, index) => section(one, index, cases.length === 1, lang)),
    colophon: words.colophon,
  });
}

export const PAGE_GENERATOR = 'smtp-lab';

const nameOf = ({ title, file }: PageCase): string => (title === '' ? file : title);

function verdict({ failures, skipped = [], tries = 1 }: PageCase, lang: Lang): string {
  const words = reportWords[lang].page;
  if (skipped.length > 0) return `<span class="quiet">– ${markup(words.skipped(skipped.join(', ')))}</span>`;
  if (failures === null) return '';
  const again = tries > 1 ? `, ${markup(words.onTry(tries))}` : '';
  return failures.length === 0
    ? `<span class="good">✓ ${markup(words.passed)}${again}</span>`
    : `<span class="bad">✗ ${markup(words.failed)}${again}</span>`;
}

function contents(cases: readonly PageCase[], lang: Lang): string {
  const items = cases.map(
    (one, index) => `<li>${verdict(one, lang)} <a href="#c${index + 1}">${markup(nameOf(one))}</a></li>`,
  );
  const name = markup(reportWords[lang].page.contents);
  return `<nav aria-label="${name}"><ul>${items.join('')}</ul></nav>`;
}

function section(one: PageCase, index: number, alone: boolean, lang: Lang): string {
  const words = reportWords[lang].page;
  const { steps, left, spans } = one.conversation;
  const failures = one.failures ?? [];
  const diagram = sequenceDiagram(steps, lang);
  const inside = [
    one.title === '' || one.file === '' ? '' : `<p class="quiet"><code>${markup(one.file)}</code></p>`,
    failures.length === 0
      ? ''
      : `<h3>${markup(words.wentWrong)}</h3><ol class="failures">${failures.map((text) => `<li><code>${lines(text)}</code></li>`).join('')}</ol>`,
    steps.length === 0 ? '' : `<h3>${markup(words.conversation)}</h3>${conversationTable(steps, lang)}`,
    left === 0 ? '' : `<p class="quiet">… ${markup(words.more(left))}</p>`,
    diagram === '' ? '' : `<h3>${markup(words.diagram)}</h3>${diagram}`,
    waterfallDrawing(spans, lang),
  ].join('\n');
  const id = `c${index + 1}`;
  if (alone) return `<section id="${id}">${verdict(one, lang)}${inside}</section>`;
  const open = failures.length > 0 ? ' open' : '';
  return `<details id="${id}"${open}><summary><h2>${markup(nameOf(one))}</h2> ${verdict(one, lang)}</summary>${inside}</details>`;
}

const lines = (text: string): string => text.split('\n').map(markup).join('\n');

/** The annotated lines of a conversation, as a table. */
export function conversationTable(steps: readonly PageStep[], lang: Lang): string {
  const words = reportWords[lang];
  const timed = steps.some(({ at }) => at > 0);
  const head = `<th>${markup(words.page.line)}</th><th>${markup(words.page.meaning)}</th>`;
  const timeHead = timed ? `<th class="time">${markup(words.milliseconds('').trim())}</th>` : '';
  const rows = steps.map((step) => row(step, timed, lang));
  const columns = `<col class="line"><col>${timed ? '<col class="time">' : ''}`;
  return `<table><colgroup>${columns}</colgroup><thead><tr>${head}${timeHead}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

const decimal = (value: number, lang: Lang): string =>
  value.toFixed(1).replace('.', lang === 'ru' ? ',' : '.');

function row(step: PageStep, timed: boolean, lang: Lang): string {
  if (step.kind === 'aside')
    return `<tr class="aside ${step.tone}"><td colspan="${timed ? 3 : 2}">${markup(step.text)}</td></tr>`;
  const mark = step.side === 'client' ? 'C:' : 'S:';
  const code = step.side === 'server' ? /^\d{3}/.exec(step.text)?.[0] : undefined;
  const text =
    code === undefined
      ? markup(step.text)
      : `<span class="code">${markup(code)}</span>${markup(step.text.slice(code.length))}`;
  const time = timed ? `<td class="time">${step.continues ? '' : decimal(step.at, lang)}</td>` : '';
  return `<tr class="${step.side} ${step.tone}${step.continues ? '' : ' new'}"><td class="wire"><span class="mark">${mark}</span> ${text}</td><td class="note">${markup(step.note)}</td>${time}</tr>`;
}
