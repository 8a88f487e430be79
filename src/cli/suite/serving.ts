/** Session files as the server, `serve --script`: one a connection, in turn. What strays is told with its place. */

import { readSession, serveScripts, variablesFor } from '../../io/lab/index.ts';
import type { ReadSession } from '../../io/lab/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { serveWords, sessionWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { SIGNAL_CODES } from '../failure.ts';
import { unreadable, usage } from '../options/index.ts';
import type { ConnectionRecordings } from '../options/index.ts';
import { describeSessionProblem } from '../terminal/index.ts';
import { givenVariables, guarded } from './playing.ts';

export interface ServingOptions {
  readonly port: number;
  readonly host: string;
  readonly loop?: boolean;
  readonly var?: readonly string[];
  readonly varsFile?: string;
}

/** A client that strayed from its file. */
const STRAYED = 15;

/** Serves until the last file was played; gives the exit code, 15 where a client strayed. */
export async function serveFiles(
  files: readonly string[],
  options: ServingOptions,
  recordings: ConnectionRecordings,
  context: CliContext,
): Promise<number> {
  const words = serveWords[context.lang];
  const sessions: ReadSession[] = [];
  for (const file of files) {
    try {
      sessions.push(await readSession(file));
    } catch (error) {
      throw unreadable('--script', file, error);
    }
  }
  const broken = sessions.flatMap(({ problems }) => problems).filter(({ severity }) => severity === 'error');
  if (broken.length > 0) {
    for (const problem of broken)
      for (const line of describeSessionProblem(problem, context)) context.err.line(line);
    return 2;
  }
  const given = await givenVariables(options, context, { password: null, token: null });
  const say = context.json || context.quiet ? () => undefined : context.out.line;
  const kept = await serveScripts(
    {
      ...options,
      loop: options.loop === true,
      sessions,
      variables: (file) => guarded(variablesFor(file, given, context.env), false, context),
    },
    {
      listening: (place) => {
        if (context.json) context.out.line(formatJson({ type: 'listening', at: 0, ...place }));
        else say(words.scriptListening(`${place.host}:${place.port}`));
      },
      said: (connection, { side, line, template }) => {
        recordings.line(connection, side, line, template);
        say(`[${connection}] ${side === 'client' ? 'C' : 'S'}: ${makeVisible(line)}`);
      },
      expectation: ({ file, span, ok, wanted, came }) => {
        if (context.json)
          context.out.line(
            formatJson({ type: 'expectation', at: 0, file, line: span.line, ok, wanted, came }),
          );
        else if (!ok) say(makeVisible(words.strayed(file, span.line, wanted, came)));
      },
      played: (connection, file, ok) => {
        recordings.over(connection);
        if (ok) say(makeVisible(words.kept(file)));
      },
    },
    context.signal,
  );
  await recordings.finish();
  if (context.signal.aborted) return SIGNAL_CODES[String(context.signal.reason)] ?? 130;
  return kept ? 0 : STRAYED;
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
