/** The catalogue as it is read: which cases are chosen, the list of them, and one case explained with the session file that it is. */

import { loadCatalogue, loadFindings } from '../../io/conform/index.ts';
import type { CaseOnDisk } from '../../io/conform/index.ts';
import { foundOf, LEVELS, sectionOf, unique } from '../../pure/conformance/index.ts';
import type { ConformanceCase, Level } from '../../pure/conformance/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { conformanceWords } from '../../pure/phrases/index.ts';
import { nearestOf } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { printLine } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { usage } from '../options/index.ts';
import { indentProse, wrapProse } from '../terminal/index.ts';

export interface ChoosingOptions {
  readonly only?: readonly string[];
  readonly level?: Lowercase<Level>;
}

/** The cases that come with the program, in the order of the standards. */
export async function loadCases(): Promise<readonly CaseOnDisk[]> {
  return (await loadCatalogue()).cases;
}

/** The cases that were asked for. Throws a `UsageError` where there are none. */
export function chooseCases(
  cases: readonly CaseOnDisk[],
  { only = [], level }: ChoosingOptions,
  { lang }: Pick<CliContext, 'lang'>,
): readonly CaseOnDisk[] {
  const binding =
    level === undefined
      ? LEVELS
      : LEVELS.slice(0, LEVELS.findIndex((one) => one.toLowerCase() === level) + 1);
  for (const prefix of only)
    if (!cases.some(({ one }) => begins(one, prefix)))
      throw usage('--only', conformanceWords[lang].nothingChosen(prefix));
  const chosen = cases.filter(
    ({ one }) =>
      binding.includes(one.level) && (only.length === 0 || only.some((prefix) => begins(one, prefix))),
  );
  if (chosen.length === 0) throw usage('--only', conformanceWords[lang].nothingChosen(only.join(', ')));
  return chosen;
}

function begins({ id, clauses }: ConformanceCase, prefix: string): boolean {
  return [id, ...clauses].some((name) => name.startsWith(prefix));
}

/** What a case needs, its opening included. */
function needsOf({ needs, opens }: ConformanceCase): readonly string[] {
  return opens === 'tls' && !needs.includes('tls') ? ['tls', ...needs] : needs;
}

/** `--list`: a line for each case. */
export function tellList(cases: readonly CaseOnDisk[], { out, json, lang }: CliContext): void {
  if (json) {
    for (const { one } of cases) {
      const { id, level, clauses, title } = one;
      out.line(formatJson({ id, side: 'server', level, clauses, needs: needsOf(one), title: title[lang] }));
    }
    return;
  }
  const width = Math.max(...cases.map(({ one }) => one.id.length));
  let section = '';
  for (const { one } of cases) {
    const here = sectionOf(one.clauses[0] ?? '');
    if (here !== section) out.line(`${section === '' ? '' : '\n'}${here}`);
    section = here;
    out.line(`  ${one.id.padEnd(width)}  ${one.level.padEnd(6)}  ${one.title[lang]}`);
  }
  const clauses = new Set(cases.flatMap(({ one }) => one.clauses)).size;
  out.line();
  out.line(conformanceWords[lang].listed(cases.length, clauses));
}

/** `--explain ID`: what a case is about, and the case. Throws a `UsageError` where there is none of that name. */
export async function tellCase(
  id: string,
  cases: readonly CaseOnDisk[],
  { out, json, lang, program }: CliContext,
): Promise<void> {
  const words = conformanceWords[lang];
  const found = cases.find(({ one }) => one.id === id);
  if (found === undefined) {
    const near = nearestOf(
      id,
      cases.map(({ one }) => one.id),
    );
    throw usage('--explain', words.unknownCase(id, near));
  }
  const { one } = found;
  const { level, clauses, title, why, accept, breaks, path, file } = one;
  const needs = needsOf(one);
  const findings = await loadFindings();
  const servers = findings === null ? [] : foundOf(id, findings);
  if (json) {
    const accepts = accept.map(({ codes, reason }) => ({ codes: codes.raw, reason: reason[lang] }));
    out.line(
      formatJson({
        id,
        side: 'server',
        level,
        clauses,
        needs,
        title: title[lang],
        why: why[lang],
        accept: accepts,
        servers: Object.fromEntries(servers),
        file: path,
      }),
    );
    return;
  }
  const say = (text: string): void => {
    for (const line of wrapProse(makeVisible(text), out.columns)) out.line(line);
  };
  say(`${id}: ${title[lang]}`);
  out.line();
  say(
    `${words.clauses}: ${level}, ${clauses.map(sectionOf).filter(unique).join(', ')} (${clauses.join(', ')})`,
  );
  say(`${words.why}: ${why[lang]}`);
  if (needs.length > 0) {
    out.line(`${words.needed}:`);
    for (const need of needs)
      for (const line of indentProse(words.needs[need] ?? need, 2, out.columns)) out.line(line);
  }
  if (accept.length > 0) out.line(`${words.accepted}:`);
  for (const { codes, reason } of accept)
    for (const line of indentProse(`${codes.raw.replaceAll('|', ', ')}: ${reason[lang]}`, 2, out.columns))
      out.line(line);
  for (const how of breaks) say(`${words.breaks[how]}.`.replace(/^./, (letter) => letter.toUpperCase()));
  out.line();
  out.line(words.theCase);
  if (one.opens !== 'own') out.line(`  @include ${OPENING_FILES[one.opens]}`);
  const lines = file.lines.flatMap((line) => (line.span.file === undefined ? [printLine(line)] : []));
  for (const line of lines) if (line.trim() !== '') out.line(`  ${makeVisible(line.trimEnd())}`);
  out.line();
  if (findings !== null && servers.length > 0) {
    out.line(words.triedOn(findings.date));
    for (const [verdict, names] of servers)
      for (const line of indentProse(`${words.verdicts[verdict]}: ${names.join(', ')}`, 2, out.columns))
        out.line(line);
    out.line();
  }
  say(`${words.file}: ${path}`);
  out.line(words.tryIt);
  out.line(
    `  ${program} conform --server HOST:PORT${needs.map((need) => GIVEN_BY[need] ?? '').join('')} --only ${id}`,
  );
}

/** The option that gives what a case needs. */
const GIVEN_BY: Readonly<Record<string, string>> = {
  mailbox: ' --rcpt ADDRESS',
  'bad-mailbox': ' --rcpt-bad ADDRESS',
  foreign: ' --rcpt-foreign ADDRESS',
  auth: ' --user NAME --password-file FILE',
  sink: ' --sink HOST:PORT',
};

const OPENING_FILES = { plain: 'open.smtp', tls: 'open-tls.smtp', best: 'open-best.smtp' } as const;
