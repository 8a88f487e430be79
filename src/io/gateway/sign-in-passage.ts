/**
 * A line of a sign-in on its way through, or to our own judge. SECURITY: it goes on only over a leg as private as the one it came by,
 * and never by EXTERNAL, with which the server would take the client for us. What is odd about it is told without showing it.
 */

import { mechanismFacts } from '../../pure/protocol/index.ts';
import type { ClientLine } from './client-leg.ts';
import type { Exchange } from './exchange.ts';
import { ownReply } from './own-replies.ts';
import type { OwnReply } from './own-replies.ts';

export async function passSignIn(line: ClientLine, exchange: Exchange): Promise<void> {
  const { client, server, setting } = exchange;
  const { signIns } = client;
  const begins = client.state.phase !== 'auth';
  for (const what of signIns.line(line.text, line.ending))
    exchange.remark({ code: 'sign-in-odd', detail: { what } });
  const { mechanism } = signIns;
  if (begins && mechanismFacts(mechanism)?.binding === true)
    exchange.remark({ code: 'binding-breaks', detail: { mechanism } });
  const why = reasonAgainst(exchange, mechanism);
  const { own } = setting;
  const reply =
    why !== null ? ownReply(why) : own === null ? await server.signIn(line, begins) : own.answer(line.text);
  signIns.reply(reply.code, reply.lines);
  if (reply.code === 235) exchange.signedIn = true;
  exchange.answer(reply);
  if (own?.isOver !== true) return;
  exchange.say('too-many-failures');
  exchange.isOver = true;
}

/** Why a line of a sign-in goes no further, told; null where it does. */
function reasonAgainst(exchange: Exchange, mechanism: string): OwnReply | null {
  if (mechanismFacts(mechanism)?.family === 'external') return 'no-external';
  const leg = !exchange.mayAskPassword ? 'client' : isPrivateEnough(exchange) ? null : 'server';
  if (leg === null) return null;
  exchange.remark({ code: 'sign-in-not-passed', detail: { leg } });
  return `${leg}-not-private`;
}

/** Whether what the client says in private stays so behind us. */
function isPrivateEnough({ client, server, setting }: Exchange): boolean {
  const { privacy } = server;
  // What we judge ourselves goes no further.
  if (setting.own !== null || privacy === 'encrypted' || privacy === 'local') return true;
  return privacy === 'allowed' && !client.state.encrypted;
}
