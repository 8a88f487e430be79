/**
 * A run as a page: the counts, a matrix of clauses with a mark for each case, and each case with its annotated conversation. SECURITY:
 * each text passes `markup`.
 */

import { conformanceWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import { conversationTable, markup, pageOf } from '../reports/index.ts';
import { LEVELS, sectionOf } from './case.ts';
import type { ReportedCase, ReportHead } from './reported.ts';
import { tallyOf, VERDICTS } from './verdict.ts';
import type { Verdict } from './verdict.ts';

export const CONFORMANCE_GENERATOR = 'smtp-lab conform';

/** A sign for each verdict: colours are never the only one. */
const SIGNS: Readonly<Record<Verdict, string>> = {
  held: '✓',
  broken: '✗',
  lenient: '≈',
  'not-offered': '○',
  'cannot-tell': '?',
  'not-run': '–',
};

const STYLE = `
.v-held { color: var(--good); } .v-broken { color: var(--bad); font-weight: 700; } .v-lenient { color: var(--wait); }
.v-not-offered, .v-cannot-tell, .v-not-run { color: var(--quiet); }
table.counts, table.matrix { table-layout: auto; width: auto; }
table.counts td, table.counts th { text-align: right; padding: .15rem .75rem; } table.counts th:first-child { text-align: left; }
table.matrix td { border-bottom: 1px solid var(--line); } table.matrix th { text-align: left; white-space: nowrap; font-weight: 400; color: inherit; border-bottom: 1px solid var(--line); }
table.matrix a { text-decoration: none; display: inline-block; margin-right: 1rem; }
.level { font-size: .8rem; color: var(--quiet); border: 1px solid var(--line); border-radius: .25rem; padding: 0 .3rem; }
.why { white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 40rem) { table.counts { display: block; overflow-x: auto; } table.counts tbody { display: table-row-group; } table.counts tr { display: table-row; } table.counts td { display: table-cell; } }
`;

/** The whole page. */
export function renderConformancePage(cases: readonly ReportedCase[], head: ReportHead, lang: Lang): string {
  const words = conformanceWords[lang];
  const clauses = new Set(cases.flatMap((one) => one.clauses)).size;
  const software = head.software === '' ? '' : `${head.software}. `;
  return pageOf({
    lang,
    generator: CONFORMANCE_GENERATOR,
    title: `${words.page.title}: ${head.server}`,
    style: STYLE,
    summary: `\n<p>${markup(`${software}smtp-lab ${head.version}, ${words.page.catalogue(cases.length, clauses)}.`)}</p>`,
    contents: [],
    main: [
      countsTable(cases, lang),
      `<h3>${markup(words.page.matrix)}</h3>`,
      matrix(cases, lang),
      `<h3>${markup(words.page.cases)}</h3>`,
      ...cases.map((one) => section(one, lang)),
    ],
    colophon: words.page.colophon,
  });
}

function mark(verdict: Verdict, lang: Lang): string {
  return `<span class="v-${verdict}">${SIGNS[verdict]} ${markup(conformanceWords[lang].verdicts[verdict])}</span>`;
}

function countsTable(cases: readonly ReportedCase[], lang: Lang): string {
  const tally = tallyOf(cases);
  const head = VERDICTS.map((verdict) => `<th>${mark(verdict, lang)}</th>`).join('');
  const rows = LEVELS.map(
    (level) =>
      `<tr><th>${level}</th>${VERDICTS.map((verdict) => `<td>${tally[level][verdict]}</td>`).join('')}</tr>`,
  );
  return `<table class="counts"><thead><tr><th>${markup(conformanceWords[lang].level)}</th>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** A row for each section of a standard, its cases in it. */
function matrix(cases: readonly ReportedCase[], lang: Lang): string {
  const rows = new Map<string, ReportedCase[]>();
  for (const one of cases)
    for (const section of new Set(one.clauses.map(sectionOf)))
      rows.set(section, [...(rows.get(section) ?? []), one]);
  const sorted = [...rows].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  const cell = ({ id, verdict, level }: ReportedCase): string =>
    `<a href="#${id}" class="v-${verdict}" title="${markup(`${level}, ${conformanceWords[lang].verdicts[verdict]}`)}">${SIGNS[verdict]} ${id}</a>`;
  const body = sorted.map(
    ([section, found]) => `<tr><th>${markup(section)}</th><td>${found.map(cell).join(' ')}</td></tr>`,
  );
  return `<table class="matrix"><tbody>${body.join('\n')}</tbody></table>`;
}

function section(one: ReportedCase, lang: Lang): string {
  const { id, title, level, clauses, verdict, why, conversation } = one;
  const steps = conversation?.steps ?? [];
  const inside = [
    `<p class="quiet"><code>${id}</code> ${markup(clauses.map(sectionOf).join(', '))}</p>`,
    why === '' ? '' : `<p class="why">${markup(why)}</p>`,
    steps.length === 0 ? '' : conversationTable(steps, lang),
  ].join('\n');
  const open = verdict === 'broken' ? ' open' : '';
  return `<details id="${id}"${open}><summary><h2>${markup(title)}</h2> <span class="level">${level}</span> ${mark(verdict, lang)}</summary>${inside}</details>`;
}
