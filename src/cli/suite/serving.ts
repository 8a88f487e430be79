/** Session files as the server, `serve --script`: one a connection, in turn. What strays is told with its place. */

import { accountWanted, checkLetters, findSessions, readSession, variablesFor } from '../../io/play/index.ts';
import { serveScripts } from '../../io/serve/index.ts';
import type { ReadSession } from '../../io/play/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import type { LabEvent } from '../../pure/events/index.ts';
import { serveWords, sessionWords } from '../../pure/phrases/index.ts';
import type { Account } from '../../pure/practice/index.ts';
import { EXIT, exitCodeOfSignal } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { unreadable, usage } from '../options/index.ts';
import type { ConnectionRecordings } from '../options/index.ts';
import { describeSessionProblem, showDifference, veil } from '../terminal/index.ts';
import { givenVariables, guarded } from './playing.ts';

export interface ServingOptions {
  readonly port: number;
  readonly host: string;
  readonly tls?: string;
  readonly loop?: boolean;
  readonly var?: readonly string[];
  readonly varsFile?: string;
  readonly seed?: string;
  readonly caOut?: string;
  readonly once?: boolean;
  readonly idleExit?: number;
  readonly scenario?: string;
  readonly lmtp?: boolean;
  readonly maildir?: string;
  readonly rule?: readonly string[];
  readonly rules?: string;
  readonly maxSize?: number;
  readonly showSecrets?: boolean;
}

/** What goes on is told to these. */
export interface ServingEars {
  readonly event: (event: LabEvent) => void;
  readonly recordings: ConnectionRecordings;
}

/** Serves until the last file was played; gives the exit code, 15 where a client strayed. `account` gives `user` and `password`. */
export async function serveFiles(
  files: readonly string[],
  options: ServingOptions,
  account: Account | null,
  { event, recordings }: ServingEars,
  context: CliContext,
): Promise<number> {
  const { lang, json, quiet, out } = context;
  const words = serveWords[lang];
  refuseBesideScript(options, context);
  const sessions = await readScripts(files);
  const broken = sessions.flatMap(({ problems }) => problems).filter(({ severity }) => severity === 'error');
  if (broken.length > 0) {
    for (const problem of broken)
      for (const line of describeSessionProblem(problem, context)) context.err.line(line);
    return EXIT.usage;
  }
  for (const session of sessions) await checkLetters(session);
  const secrets = { password: account?.password ?? null, token: account?.password ?? null };
  const named = account === null ? {} : { user: account.user };
  const given = await givenVariables({ ...options, ...named }, context, secrets);
  for (const { file } of sessions) {
    const missing = accountWanted(file, variablesFor(file, given, context.env));
    if (missing.length > 0)
      throw usage('--account', sessionWords[lang].missingVars(missing.join(', '), file.name));
  }
  const say = json || quiet ? () => undefined : out.line;
  // What went wrong is told however quiet it is.
  const complain = quiet ? context.err.line : out.line;
  const verdicts = new Map<string, boolean>();
  // A file may be given twice, for two clients.
  const awaited = sessions.map(({ path }) => path);
  let expectations = 0;
  const started = performance.now();
  await serveScripts(
    {
      host: options.host,
      port: options.port,
      loop: options.loop === true,
      implicitTls: options.tls === 'implicit',
      // SECURITY: on the screen alone, as everywhere.
      showSecrets: options.showSecrets === true && !json,
      seed: options.seed ?? null,
      authorityFile: options.caOut ?? null,
      once: options.once === true,
      idleMilliseconds: options.idleExit === undefined ? null : options.idleExit * 1000,
      sessions,
      variables: (file) =>
        guarded(variablesFor(file, given, context.env), options.showSecrets === true, context),
    },
    {
      listening: (place, at) => {
        if (json) out.line(formatJson({ type: 'listening', at: Math.round(at), ...place }));
        else if (quiet && options.port === 0) out.line(`${place.host}:${place.port}`);
        else say(words.scriptListening(`${place.host}:${place.port}`));
      },
      event,
      expectation: (looked, connection, at) => {
        expectations++;
        const expectation = veil(looked, context.hide);
        const { file, span, ok, wanted, came } = expectation;
        if (json) {
          const about = { connection, file, line: span.line, ok, wanted, came };
          out.line(formatJson({ type: 'expectation', at: Math.round(at), ...about }));
        } else if (!ok) for (const line of showDifference(expectation, context)) complain(line);
      },
      over: (connection) => {
        recordings.over(connection);
      },
      played: (file, kept, connection) => {
        recordings.over(connection);
        verdicts.set(file, kept && verdicts.get(file) !== false);
        if (awaited.includes(file)) awaited.splice(awaited.indexOf(file), 1);
        if (kept) say(makeVisible(words.kept(file)));
      },
    },
    context.signal,
  );
  await recordings.finish();
  // With --once or --loop not all of them need to be played.
  const lost = options.once === true || options.loop === true ? [] : awaited;
  for (const path of lost) {
    verdicts.set(path, false);
    if (!json) complain(makeVisible(words.nobodyCame(path)));
  }
  const failed = [...verdicts.values()].filter((kept) => !kept).length;
  const passed = verdicts.size - failed;
  const at = performance.now() - started;
  if (json) {
    const counts = { files: passed + failed, passed, failed, expectations };
    out.line(formatJson({ type: 'summary', at: Math.round(at), ...counts }));
  } else if (!quiet || failed > 0)
    complain(
      sessionWords[lang].summary(passed + failed, passed, failed, expectations, (at / 1000).toFixed(1)),
    );
  if (context.signal.aborted) return exitCodeOfSignal(context.signal.reason);
  return failed === 0 ? 0 : EXIT.mismatch;
}

async function readScripts(files: readonly string[]): Promise<readonly ReadSession[]> {
  const sessions: ReadSession[] = [];
  for (const given of files) {
    try {
      for (const path of await findSessions([given])) {
        const session = await readSession(path);
        if (path === given || !session.file.front.fragment) sessions.push(session);
      }
    } catch (error) {
      throw unreadable('--script', given, error);
    }
  }
  return sessions;
}

/** Options of the practice server that mean nothing beside a script, which says itself how it behaves. */
function refuseBesideScript(options: ServingOptions, { lang }: CliContext): void {
  const { scenario, lmtp, maildir, maxSize, rule, rules, tls } = options;
  for (const [option, given] of [
    ['--scenario', scenario],
    ['--lmtp', lmtp],
    ['--maildir', maildir],
    ['--max-size', maxSize],
    ['--rule', rule],
    ['--rules', rules],
    ['--tls', tls === 'implicit' ? undefined : tls],
  ] as const)
    if (given !== undefined) throw usage(option, serveWords[lang].notWithScript);
}

/** Options that mean something to session files alone. */
export function refuseWithoutScript(
  options: { readonly loop?: boolean; readonly var?: readonly string[]; readonly varsFile?: string },
  { lang }: CliContext,
): void {
  for (const [option, given] of [
    ['--loop', options.loop],
    ['--var', options.var],
    ['--vars-file', options.varsFile],
  ] as const)
    if (given !== undefined) throw usage(option, sessionWords[lang].scriptOnly);
}
