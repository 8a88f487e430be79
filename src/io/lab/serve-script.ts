/**
 * `serve --script`: session files played as the server, one a connection, in turn. Ends after the last, unless it begins anew; tells
 * whether every client kept to its file.
 */

import type { SessionFile, Variables } from '../../pure/sessions/index.ts';
import { listen, playServer } from '../server/index.ts';
import type { SaidLine, ScriptExpectation } from '../server/index.ts';
import type { ReadSession } from './session-reading.ts';

export interface ScriptPlan {
  readonly sessions: readonly ReadSession[];
  readonly host: string;
  readonly port: number;
  readonly loop: boolean;
  /** The variables of a file. */
  readonly variables: (file: SessionFile) => Variables;
}

export interface ScriptEars {
  readonly listening: (place: { readonly host: string; readonly port: number; readonly tls: 'off' }) => void;
  readonly said: (connection: number, line: SaidLine) => void;
  readonly expectation: (expectation: ScriptExpectation) => void;
  /** A file was played to one client, to its end or to where that strayed. */
  readonly played: (connection: number, file: string, kept: boolean) => void;
}

/** Serves; resolves to whether every client kept to its file. Rejects with `cannot-listen`. */
export async function serveScripts(
  plan: ScriptPlan,
  ears: ScriptEars,
  signal: AbortSignal,
): Promise<boolean> {
  let next = 0;
  let open = 0;
  let kept = true;
  let finish: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    finish = resolve;
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const listening = await listen({ host: plan.host, port: plan.port }, (peer, connection) => {
    const session = plan.sessions[plan.loop ? next % plan.sessions.length : next];
    next++;
    if (session === undefined) {
      peer.destroy();
      return;
    }
    open++;
    void playServer(peer, session.file, {
      regex: session.regex,
      variables: plan.variables(session.file),
      hostname: 'mail.example.test',
      told: ears.expectation,
      said: (line) => {
        ears.said(connection, line);
      },
    }).then((ok) => {
      open--;
      kept &&= ok;
      ears.played(connection, session.path, ok);
      if (!plan.loop && open === 0 && next >= plan.sessions.length) finish();
    });
  });
  ears.listening({ host: listening.host, port: listening.port, tls: 'off' });
  await over;
  await listening.close();
  return kept;
}
