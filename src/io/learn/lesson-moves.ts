/**
 * What a learner does, as a session file has it. What is not a line on the wire stands in its comments: `# answer: text`, `# predict: 5`,
 * `# lab: :unb64 …`, `# connect`.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { argumentOf } from '../../pure/lessons/index.ts';
import { PRACTICE_ACCOUNT } from '../../pure/practice/index.ts';
import { MECHANISM_NAMES, Secret, verbOf } from '../../pure/protocol/index.ts';
import { isExperimentName } from '../../pure/explorer/index.ts';
import { compile, expand, walk, withCaptures } from '../../pure/sessions/index.ts';
import type { SessionFile, Step, Variables } from '../../pure/sessions/index.ts';
import type { LessonOnDisk } from './lesson-files.ts';
import type { LessonSession } from './lesson-session.ts';
import { readSession, variablesFor } from '../play/index.ts';

/** One thing that a learner does. */
export type Move =
  | { readonly kind: 'type' | 'answer' | 'lab'; readonly text: string; readonly line: number }
  | { readonly kind: 'predict'; readonly guess: number; readonly line: number }
  | { readonly kind: 'connect'; readonly line: number };

/** The moves that a session file stands for. */
export function movesOf(file: SessionFile): readonly Move[] {
  const variables = variablesFor(
    file,
    new Map<string, string>([
      ['user', PRACTICE_ACCOUNT.user],
      ['password', PRACTICE_ACCOUNT.password],
    ]),
    {},
  );
  return [...walk(compile(file).steps, () => null)].flatMap((step) => movesIn(step, variables));
}

/** What a learner does at a step: types it, or what its comment says. */
function movesIn(step: Step, variables: Variables): readonly Move[] {
  const { line: at } = step.span;
  const typed = (text: string): Move => ({ kind: 'type', text, line: at });
  switch (step.act) {
    case 'command':
    case 'letter-line':
    case 'chunk': {
      const { line } = step;
      const { text } = expand(line.parts, withCaptures(variables, step.values));
      // What is not a line cannot be typed.
      return line.kind === 'raw' ? [] : [typed(text + (line.tail?.raw ?? ''))];
    }
    case 'letter':
      return step.of === 'literal' ? step.lines.map(typed) : step.of === 'any' ? ANY_LETTER.map(typed) : [];
    case 'comment':
      return commented(step.line.text, at);
    case 'reply':
    case 'server-octets':
    case 'handshake':
    case 'sign-in':
    case 'order':
    case 'absent':
    case 'assert':
    case 'words':
    case 'if':
    case 'else':
    case 'end':
      return [];
  }
}

const ANY_LETTER: readonly string[] = ['Subject: a letter', '', 'Any text.', '.'];

function commented(text: string, line: number): readonly Move[] {
  const match = /^# (answer|predict|lab|connect):? ?(.*)$/.exec(text);
  switch (match?.[1]) {
    case 'answer':
    case 'lab':
      return [{ kind: match[1], text: match[2] ?? '', line }];
    case 'predict':
      return [{ kind: 'predict', guess: Number(match[2]), line }];
    case 'connect':
      return [{ kind: 'connect', line }];
    default:
      return [];
  }
}

/** Does what the moves say, one after the other, up to where `enough` says so; `ahead` as `answer` has it. */
export async function playMoves(
  session: LessonSession,
  moves: readonly Move[],
  enough: () => boolean = () => false,
  ahead = false,
): Promise<void> {
  let guess: number | null = null;
  let { step } = session.run;
  for (const move of moves) {
    if (enough()) return;
    switch (move.kind) {
      case 'predict':
        guess = move.guess;
        break;
      case 'answer':
        session.answer(move.text, ahead);
        break;
      case 'lab':
        await playLabCommand(session, move.text);
        break;
      case 'connect':
        await session.connect();
        break;
      case 'type': {
        if (session.explorer.ended) await session.connect();
        const verb = verbOf(move.text);
        if (guess !== null) session.guess(verb, argumentOf(move.text), guess);
        guess = null;
        await session.type(move.text);
        break;
      }
    }
    // A step that begins again has a conversation of its own.
    if (session.run.step !== step) {
      ({ step } = session.run);
      if (step?.fresh === true) await session.connect();
    }
  }
}

/** A command of the lab, as far as it says something to the server. */
export async function playLabCommand(session: LessonSession, text: string): Promise<void> {
  const [, word = '', argument = ''] = /^:?(\S*)\s*(.*)$/.exec(text) ?? [];
  const { explorer } = session;
  if (word === 'later') {
    session.later(Number(argument.replace(/m$/, '')) * 60_000);
    return;
  }
  session.used(word, argument);
  // Within a letter or a sign-in it does nothing, as at the desk.
  if (explorer.ended || explorer.mode !== 'command') {
    session.look();
    return;
  }
  await session.by('lab', async () => {
    if (word === 'tls' && !explorer.state.encrypted) await explorer.startTls();
    else if (word === 'auth' && explorer.state.capabilities !== null) {
      const { user, password, token } = PRACTICE_ACCOUNT;
      const wanted = MECHANISM_NAMES.filter((name) => name === argument.toUpperCase());
      await explorer.signIn({ user, password: new Secret(password), token: new Secret(token) }, wanted);
    } else if (word === 'send' && explorer.state.greetedName !== null)
      await explorer.deliver('student@example.test', ['teacher@example.test'], LETTER);
    else if (word === 'violate' && isExperimentName(argument)) await explorer.experiment(argument);
  });
  session.look();
}

const LETTER =
  'From: student@example.test\r\nTo: teacher@example.test\r\nSubject: hello\r\n\r\nBy the lab.\r\n';

/** Brings a lesson to the beginning of a step, as its solution gets there. A lesson without a solution begins the step on a new line. */
export async function leadTo(session: LessonSession, { folder }: LessonOnDisk, at: number): Promise<void> {
  const { run } = session;
  const solution = join(folder, 'solution.smtp');
  run.goTo(0);
  // Its clock was moved, or it put somebody off: that belongs to what was done before.
  if (session.isTouched) await session.renewServer();
  else if (session.explorer.ended) await session.connect();
  if (at > 0 && existsSync(solution)) {
    await playMoves(session, movesOf((await readSession(solution)).file), () => run.stepNumber >= at);
    if (session.explorer.ended) await session.connect();
  }
  run.goTo(at);
}
