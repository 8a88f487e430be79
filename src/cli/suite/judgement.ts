/**
 * `replay --judge`: what another program printed, shown with its explanations; which rules were broken, and by which of the two
 * sides; and whether it went as a session file says. Exit code 15 where a rule was broken or something differs.
 */

import type { ReadConversation } from '../../io/play/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { judgeConversation, conversationVerdictOf } from '../../pure/explain/index.ts';
import type { Conduct, ConversationVerdict, Explainer } from '../../pure/explain/index.ts';
import { loadRefusals } from '../../pure/knowledge/index.ts';
import { dialogueWords, readingWords } from '../../pure/phrases/index.ts';
import type { DialogueWords } from '../../pure/phrases/index.ts';
import { EXIT } from '../../pure/problems/index.ts';
import type { ConductDetails } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { compareSessions, filmOf, openingOf } from '../../pure/sessions/index.ts';
import type { MatchLevel, Opening, Scene, SessionFile, Variables } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { indentProse, sentenceOf, showDifference, showFilm } from '../terminal/index.ts';
import { tellStream, tellStreamTable, tellStreamTiming } from './capture-table.ts';
import type { JudgedStream } from './capture-table.ts';

export interface JudgePlan {
  readonly read: readonly ReadConversation[];
  /** Where the time of a captured conversation went is shown too. */
  readonly timing?: boolean;
  readonly against: ReadConversation | null;
  readonly level: MatchLevel | null;
  /** Of the file that it is held against. */
  readonly variables: Variables | null;
  readonly explainer: () => Promise<Explainer>;
}

/** Judges each conversation; gives the exit code. */
export async function tellJudgement(plan: JudgePlan, context: CliContext): Promise<number> {
  const words = dialogueWords[context.lang];
  let wrong = false;
  let expectations = 0;
  let failed = 0;
  const judged: JudgedStream[] = [];
  for (const one of plan.read) {
    const { file, path } = one;
    if (!context.json && !context.quiet && plan.read.length > 1) {
      context.out.line();
      context.out.line(makeVisible(path));
    }
    tellStream(one, context);
    await showFilm(file, { context, explainer: plan.explainer });
    tellStreamTiming(one, plan.timing, context);
    for (const { scenes, opening } of connectionsIn(file)) {
      const verdict = conversationVerdictOf(scenes, opening, one.dialogue?.ending ?? null);
      await tellVerdict(one, verdict, opening.whole, context);
      const conduct = judgeConversation(scenes, opening, one.dialogue?.ending ?? null);
      wrong ||= conduct.some(({ severity }) => severity === 'error');
      tellConduct(path, conduct, context);
      const errors = conduct.filter(({ severity }) => severity === 'error').length;
      judged.push({ one, verdict, errors });
    }
    if (plan.against === null || plan.variables === null) continue;
    const compared = compareSessions(plan.against.file, file, {
      level: plan.level ?? plan.against.file.front.match ?? 'code',
      regex: plan.against.regex,
      variables: plan.variables,
    });
    const differences = compared.filter(({ ok }) => !ok);
    expectations += compared.length;
    failed += differences.length;
    for (const { span, ok, wanted, came, file: name } of context.json ? compared : [])
      context.out.line(formatJson({ type: 'expectation', file: name, line: span.line, ok, wanted, came }));
    if (context.json) continue;
    for (const difference of differences)
      for (const line of showDifference(difference, context)) context.out.line(line);
    if (differences.length === 0 && !context.quiet)
      context.out.line(makeVisible(words.asWanted(plan.against.path)));
  }
  tellStreamTable(judged, context);
  if (context.json) {
    const files = plan.read.length;
    const bad = wrong || failed > 0;
    context.out.line(
      formatJson({ type: 'summary', files, passed: bad ? 0 : files, failed: bad ? files : 0, expectations }),
    );
  }
  return wrong || failed > 0 ? EXIT.mismatch : 0;
}

/** The scenes of each connection, and where it begins: rules are kept or broken on each by itself. */
function connectionsIn(
  file: SessionFile,
): readonly { readonly scenes: readonly Scene[]; readonly opening: Opening }[] {
  const scenes = filmOf(file);
  const { connections } = file.front;
  return Array.from({ length: connections }, (_, at) => ({
    scenes:
      connections === 1
        ? scenes
        : scenes.filter((scene) => scene.kind !== 'event' || scene.event.connection === at + 1),
    opening: openingOf(file, at + 1),
  }));
}

/** What it came to, before any rule that was broken: what was refused and why, how it ended, what is not shown. */
async function tellVerdict(
  { path, dialogue }: ReadConversation,
  { tls, ending, refusals }: ConversationVerdict,
  whole: boolean,
  context: CliContext,
): Promise<void> {
  const { out, json, quiet, lang } = context;
  const known = refusals.length === 0 ? null : await loadRefusals(lang);
  const unread = dialogue?.unread ?? null;
  if (json) {
    for (const { provider: _provider, ...refusal } of refusals) {
      const title = known?.causes.get(refusal.cause ?? '')?.title ?? '';
      out.line(formatJson({ type: 'cause', file: path, ...refusal, side: 'theirs-refused-us', title }));
    }
    out.line(formatJson({ type: 'tls', file: path, ...tls }));
    out.line(formatJson({ type: 'ending', file: path, whole, ...ending }));
    if (unread !== null) out.line(formatJson({ type: 'not-understood', file: path, ...unread }));
    return;
  }
  if (quiet) return;
  const words = dialogueWords[lang];
  const prose = (text: string): void => {
    const [head = '', ...rest] = indentProse(makeVisible(text), 2, out.columns);
    for (const row of [head.trimStart(), ...rest]) out.line(row);
  };
  out.line();
  for (const { line, code, enhanced, recipient, cause, provider, duty, retry } of refusals.slice(
    0,
    MOST_REFUSALS,
  )) {
    const row = known?.causes.get(cause ?? '');
    const codes = [code, enhanced].filter((one) => one !== null).join(' ');
    const next = (provider === null ? undefined : known?.providers.get(provider)?.cure) ?? row?.next ?? '';
    const title = row?.title ?? words.refusedOnly;
    prose(words.refused(`${path}:${line}`, recipient ?? '', `${codes}: ${title}`));
    const { duties, retries } = readingWords[lang];
    for (const text of [row?.text ?? '', next, `${duties[duty]} ${retries[retry]}`].filter(
      (one) => one !== '',
    ))
      for (const piece of indentProse(makeVisible(text), 2, out.columns)) out.line(piece);
  }
  if (refusals.length > MOST_REFUSALS) prose(words.moreRefusals(refusals.length - MOST_REFUSALS));
  const told = ['unknown', 'not-sent', 'not-visible'].includes(ending.letter);
  if (told || ending.how.startsWith('closed')) prose(words.ending(ending.how, ending.letter));
  if (tls.mode !== 'none' && tls.mode !== 'unknown') prose(words.encrypted(tls.mode));
  if (!whole) prose(words.beginningMissing);
  if (unread !== null) prose(words.notUnderstood(unread.lines, unread.first));
}

/** Of one conversation. */
const MOST_REFUSALS = 5;

function tellConduct(path: string, conduct: readonly Conduct[], context: CliContext): void {
  const { out, json, quiet, lang } = context;
  const words = dialogueWords[lang];
  for (const { side, severity, line, fault, rule } of conduct) {
    const message = worded(words, fault);
    if (json) {
      out.line(
        formatJson({ type: 'fault', file: path, line, side, severity, code: fault.code, rule, message }),
      );
      continue;
    }
    if (quiet) continue;
    if (conduct[0]?.fault === fault) out.line();
    const who = `${path}:${line}: ${side === 'client' ? words.client : words.server}`;
    const [head = '', ...rest] = indentProse(makeVisible(`${message} ${words.rule(rule)}`), 2, out.columns);
    out.line(makeVisible(`${severity === 'error' ? '!' : '?'} ${who}`));
    for (const row of [head, ...rest]) out.line(row);
  }
  if (json || quiet) return;
  const errors = conduct.filter(({ severity }) => severity === 'error');
  const clients = errors.filter(({ side }) => side === 'client').length;
  const warnings = conduct.length - errors.length;
  out.line();
  out.line(
    conduct.length === 0 ? words.verdictFine : words.verdict(clients, errors.length - clients, warnings),
  );
}

function worded<K extends keyof ConductDetails>(
  words: DialogueWords,
  { code, detail }: { readonly code: K; readonly detail: ConductDetails[K] },
): string {
  return sentenceOf(words.conduct, code, detail);
}
