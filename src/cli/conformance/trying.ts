/**
 * `conform` at work: a plan from the options, the cases tried at the server, told and reported; with `--against` at a second one, and
 * only the differences told. Exit code 15 where a MUST is broken, with `--strict` a SHOULD too.
 */

import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { openSink, runCases } from '../../io/conform/index.ts';
import type { CaseOnDisk, CaseResult, RunPlan, Sink } from '../../io/conform/index.ts';
import { parseServer, startClock } from '../../io/plan/index.ts';
import type { ConversationPlan } from '../../io/plan/index.ts';
import { variablesFor } from '../../io/play/index.ts';
import { conformanceReport, counts, isConformanceReport } from '../../pure/conformance/index.ts';
import type { ReportedCase } from '../../pure/conformance/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { loadCore } from '../../pure/knowledge/index.ts';
import { conformanceWords } from '../../pure/phrases/index.ts';
import { DEFAULT_SCENARIO } from '../../pure/practice/index.ts';
import { EXIT, exitCodeOfSignal } from '../../pure/problems/index.ts';
import { makeVisible, parseMailbox } from '../../pure/protocol/index.ts';
import { CaseTranscript, PageLog } from '../../pure/reports/index.ts';
import type { ReportKind } from '../../pure/reports/index.ts';
import { rawSource } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import { checkReports, readConversationPlan, refuseControls, usage, writeReports } from '../options/index.ts';
import { veil } from '../terminal/index.ts';
import { version } from '../version.ts';
import { tellResult, tellSummary, whyOf } from './telling.ts';

export interface TryingOptions {
  readonly rcpt?: string;
  readonly rcptBad?: string;
  readonly rcptForeign?: string;
  readonly from?: string;
  readonly letters: boolean;
  readonly sink?: string;
  readonly strict?: boolean;
  readonly against?: string;
  readonly patience?: number;
  readonly pause?: number;
  readonly jobs?: number;
  readonly report?: readonly string[];
}

/** How long a reply may take: a server that looks up names is slow, one that answers nothing is not a reason to wait for an hour. */
const PATIENCE_MILLISECONDS = 15_000;
/** How long a letter may take to the sink, and how long a second one is waited for. */
const SINK_MILLISECONDS = 10_000;
const SINK_SETTLES = 700;

/** Without a named server it is the practice server, whose mailboxes are known. */
const PRACTICE = {
  rcpt: 'teacher@example.test',
  rcptBad: 'nobody@example.test',
  rcptForeign: 'someone@example.com',
} as const;

/** Tries the cases; gives the exit code. */
export async function conform(
  cases: readonly CaseOnDisk[],
  command: Command,
  options: TryingOptions,
  context: CliContext,
): Promise<number> {
  const reports = options.report ?? [];
  await checkReports(reports, isConformanceReport);
  const { plan: talking } = await readConversationPlan(command, context, { serverFromOutside: true });
  const second =
    options.against === undefined
      ? null
      : (await readConversationPlan(command, context, { serverFromOutside: false, server: options.against }))
          .plan;
  const addresses = addressesIn(options, talking, context);
  const sink = options.sink === undefined ? null : await sinkAt(options.sink, options.patience, context);
  try {
    const first = await tryAt(talking, cases, {
      command,
      options,
      context,
      addresses,
      sink,
      tells: second === null,
    });
    if (second === null) return await end(first, options, context);
    const other = await tryAt(second, cases, { command, options, context, addresses, sink, tells: false });
    tellDifferences(first, other, context);
    return exitCode(first.results, options, context);
  } finally {
    await sink?.close();
  }
}

interface Setting {
  readonly command: Command;
  readonly options: TryingOptions;
  readonly context: CliContext;
  readonly addresses: Pick<RunPlan, 'rcpt' | 'rcptBad' | 'rcptForeign' | 'from'>;
  readonly sink: Sink | null;
  /** Tells each result as it comes. */
  readonly tells: boolean;
}

/** A run that is over. */
interface Run {
  readonly server: string;
  readonly software: string;
  readonly results: readonly CaseResult[];
  readonly reported: readonly ReportedCase[];
  readonly milliseconds: number;
}

async function tryAt(
  given: ConversationPlan,
  all: readonly CaseOnDisk[],
  { command, options, context, addresses, sink, tells }: Setting,
): Promise<Run> {
  const milliseconds = options.patience === undefined ? PATIENCE_MILLISECONDS : options.patience * 1000;
  const talking = { ...given, milliseconds, finalMilliseconds: milliseconds };
  const cases = all.filter(({ one }) => one.dialect === null || one.dialect === talking.dialect);
  const explainer = await openExplainer(command, context, talking.server);
  const { keywords } = await loadCore(context.lang);
  const onPage = (options.report ?? []).some((report) => report.startsWith('html='));
  const transcripts = new Map<string, CaseTranscript>();
  const pages = new Map<string, PageLog>();
  const server = serverName(talking);
  let software = '';
  const now = startClock();
  const results = await runCases(
    cases,
    {
      ...addresses,
      talking,
      letters: options.letters,
      sink,
      variables: (file, values) => variablesFor(file, values, {}),
      run: randomBytes(4).toString('hex'),
      unregistered: (offered) =>
        offered.filter((keyword) => !keyword.startsWith('X') && keywords.get(keyword)?.registered !== true),
      jobs: options.jobs ?? 1,
      pause: options.pause ?? 0,
      offered: ({ greeting, refusal }) => {
        software = greeting;
        if (refusal !== null && !context.quiet)
          context.err.line(makeVisible(conformanceWords[context.lang].mailboxRefused(server, refusal)));
        if (!context.json && !context.quiet && tells)
          tellHead(server, software, cases.length, context, talking);
      },
      heard: ({ id }, event) => {
        const shown = veil(event, context.sealed);
        let transcript = transcripts.get(id);
        if (transcript === undefined) transcripts.set(id, (transcript = new CaseTranscript(rawSource)));
        transcript.event(shown);
        if (!onPage) return;
        let page = pages.get(id);
        if (page === undefined) pages.set(id, (page = new PageLog(explainer, context.lang)));
        page.event(shown);
      },
      tell: (result) => {
        if (tells) tellResult(result, context, explainer, transcripts.get(result.one.id)?.lines() ?? []);
      },
    },
    { now, signal: context.signal },
  );
  const reported = results.map((result): ReportedCase => {
    const { one, verdict, reason, span } = result;
    return {
      id: one.id,
      title: one.title[context.lang],
      level: one.level,
      clauses: one.clauses,
      verdict,
      why: context.hide(whyOf(reason, verdict, context, explainer)),
      file: one.path,
      line: span?.line ?? null,
      transcript: transcripts.get(one.id)?.lines() ?? [],
      conversation: pages.get(one.id)?.conversation() ?? null,
      milliseconds: Math.round(result.milliseconds),
    };
  });
  return { server, software, results, reported, milliseconds: now() };
}

async function end(
  { results, reported, server, software, milliseconds }: Run,
  options: TryingOptions,
  context: CliContext,
): Promise<number> {
  tellSummary(results, context, { server, software, milliseconds });
  const head = { server, software, version: version(), strict: options.strict === true };
  const { lang } = context;
  const written = (kind: ReportKind): string => conformanceReport(kind, reported, head, lang);
  await writeReports(options.report ?? [], written, context);
  return exitCode(results, options, context);
}

function exitCode(
  results: readonly CaseResult[],
  { strict = false }: TryingOptions,
  { signal }: CliContext,
): number {
  if (signal.aborted) return exitCodeOfSignal(signal.reason);
  const broken = results.some(({ one, verdict }) => counts({ level: one.level, verdict }, strict));
  return broken ? EXIT.mismatch : 0;
}

/** Where two servers differ: a line for each, with what the first and what the second did. */
function tellDifferences(first: Run, second: Run, { out, lang, json, quiet }: CliContext): void {
  const words = conformanceWords[lang];
  const others = new Map(second.reported.map((one) => [one.id, one]));
  let differ = 0;
  for (const one of first.reported) {
    const other = others.get(one.id);
    if (other === undefined || other.verdict === one.verdict) continue;
    differ++;
    if (json) {
      const { id, level, clauses, title } = one;
      const pair = { verdict: one.verdict, why: one.why, against: other.verdict, whyAgainst: other.why };
      out.line(formatJson({ type: 'difference', id, level, clauses, title, ...pair }));
      continue;
    }
    if (quiet) continue;
    out.line(makeVisible(`${one.level.padEnd(6)}  ${one.id}: ${one.title}`));
    for (const [run, told] of [
      [first, one],
      [second, other],
    ] as const)
      out.line(
        makeVisible(
          `        ${run.server}: ${words.verdicts[told.verdict]}${told.why === '' ? '' : ` (${told.why})`}`,
        ),
      );
  }
  const counted =
    differ === 0 ? words.same(first.reported.length) : words.differences(differ, first.reported.length);
  if (json) {
    const about = { server: first.server, against: second.server };
    out.line(formatJson({ type: 'summary', ...about, cases: first.reported.length, differ }));
  } else if (!quiet) out.line(counted);
}

function tellHead(
  server: string,
  software: string,
  cases: number,
  { out, lang }: CliContext,
  talking: ConversationPlan,
): void {
  const words = conformanceWords[lang];
  if (talking.server === null) out.line(words.practice);
  out.line(makeVisible(words.at(server, software, cases)));
  out.line();
}

function serverName({ server }: ConversationPlan): string {
  if (server === null) return DEFAULT_SCENARIO.hostname;
  if (server.kind === 'unix') return server.path;
  if (server.kind === 'pipe') return server.command;
  return `${server.host}:${server.port}`;
}

function addressesIn(
  options: TryingOptions,
  { server }: ConversationPlan,
  { lang }: CliContext,
): Pick<RunPlan, 'rcpt' | 'rcptBad' | 'rcptForeign' | 'from'> {
  const words = conformanceWords[lang];
  const read = (option: string, value: string | undefined): string | null => {
    refuseControls(option, value);
    if (value === undefined) return null;
    const parsed = parseMailbox(value);
    if (!parsed.ok || parsed.value.domain === '') throw usage(option, words.badAddress);
    return value;
  };
  const practice = server === null ? PRACTICE : { rcpt: null, rcptBad: null, rcptForeign: null };
  return {
    rcpt: read('--rcpt', options.rcpt) ?? practice.rcpt,
    rcptBad: read('--rcpt-bad', options.rcptBad) ?? practice.rcptBad,
    rcptForeign: read('--rcpt-foreign', options.rcptForeign) ?? practice.rcptForeign,
    from: options.from === '<>' ? '' : read('--from', options.from),
  };
}

async function sinkAt(
  text: string,
  patience: number | undefined,
  { err, lang, quiet }: CliContext,
): Promise<Sink> {
  const words = conformanceWords[lang];
  const free = /^(.*:)0$/.exec(text)?.[1];
  const read = parseServer(free === undefined ? text : `${free}1`);
  if (!read.ok || read.value.place.kind !== 'tcp' || !/:\d+$/.test(text))
    throw usage('--sink', words.badSink);
  const { host, port } = read.value.place;
  const sink = await openSink({
    host,
    port: free === undefined ? (port ?? 0) : 0,
    dialect: read.value.dialect,
    milliseconds: patience === undefined ? SINK_MILLISECONDS : patience * 1000,
    settles: SINK_SETTLES,
  });
  if (!quiet && free !== undefined) err.line(`--sink ${sink.host}:${sink.port}`);
  return sink;
}
