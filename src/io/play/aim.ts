/**
 * What a session file says of its own server (`target`), brought together with what was given from outside. SECURITY: a file takes no
 * protection away, and a port that it chose gets no secret, unless mail is known to live there: anything may listen on another one.
 */

import { PORTS, startsWithTls } from '../../pure/protocol/index.ts';
import type { FrontMatter, SessionFile, Variables } from '../../pure/sessions/index.ts';
import type { ConversationPlan } from '../plan/index.ts';

/** The plan for a file. `portNamed`: whoever named the server named its port, too, which comes before that of the file. */
export function aimed(plan: ConversationPlan, front: FrontMatter, portNamed: boolean): ConversationPlan {
  const { server, dialect: _dialect, ...rest } = plan;
  const port = portOf(front, plan, portNamed);
  const aimedAt =
    port === null || server === null || server.kind === 'unix' || server.kind === 'pipe'
      ? server
      : { ...server, port };
  return { ...rest, server: aimedAt, dialect: front.dialect, tls: tlsOf(plan, front) };
}

/** Whether a conversation of this plan begins with a handshake, whatever the file has. */
export function beginsInTls({ tls, server }: ConversationPlan): boolean {
  if (tls !== 'auto') return tls === 'implicit';
  return server !== null && server.kind !== 'unix' && server.kind !== 'pipe' && startsWithTls(server.port);
}

function tlsOf({ tls }: ConversationPlan, { target }: FrontMatter): ConversationPlan['tls'] {
  // A mode that was asked for stays, but for none: what a file encrypts is encrypted anyway.
  if (target.tls === null || tls === 'implicit') return tls;
  if (tls === 'starttls') return target.tls === 'implicit' ? 'implicit' : tls;
  return tls === 'off' && target.tls === 'off' ? tls : target.tls;
}

/** The port that the file chooses; null where it chooses none, or has nothing to choose. */
function portOf({ target }: FrontMatter, { server }: ConversationPlan, portNamed: boolean): number | null {
  return portNamed || server === null ? null : target.port;
}

/** The port to which a file would send a secret although nobody but the file has named it; null for none. */
export function untrustedPort(
  { front }: SessionFile,
  plan: ConversationPlan,
  portNamed: boolean,
  variables: Variables,
  names: readonly string[],
): number | null {
  const port = portOf(front, plan, portNamed);
  if (port === null || Object.hasOwn(PORTS, port)) return null;
  return names.some((name) => variables.isSecret(name)) ? port : null;
}
