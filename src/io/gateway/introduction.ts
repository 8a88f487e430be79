/** EHLO and STARTTLS of a client: the server's keywords, but for those that are about one leg alone, and our own handshake. */

import { mirrorOffer } from '../../pure/gateway/index.ts';
import { withoutKeywords } from '../../pure/practice/index.ts';
import { replyOf, saysYes } from '../../pure/protocol/index.ts';
import type { ClientLine } from './client-leg.ts';
import type { Exchange } from './exchange.ts';

export async function passHello(line: ClientLine, exchange: Exchange): Promise<void> {
  const { client, server, setting } = exchange;
  const before = server.offer;
  const [said] = await server.pass([line]);
  if (said === undefined) return;
  // Some servers hear one hello and no second: then ours is the one, and what it brought is for the client.
  const reply = said.code === 503 && before !== null ? before : said;
  const { lines, hidden, added } = mirrorOffer(reply.lines, {
    startTls: exchange.offersTls,
    encrypted: client.state.encrypted,
    mechanisms: setting.own?.mechanisms ?? null,
    mayAskPassword: exchange.mayAskPassword,
    withoutChunks: setting.bench !== null,
  });
  const left = withoutKeywords(lines, exchange.hidden);
  exchange.hidden = [];
  if (!saysYes(reply) || (hidden.length === 0 && left.length === reply.lines.length && added.length === 0)) {
    exchange.answer(reply);
    return;
  }
  client.say(replyOf(reply.code, left));
  if (hidden.length === 0 && added.length === 0) return;
  const detail = { hidden: hidden.join(', '), added: added.join(', ') };
  exchange.remark({ code: 'keywords-changed', detail }, 'note');
}

export async function beginTls(exchange: Exchange): Promise<void> {
  const { client, setting } = exchange;
  if (client.state.encrypted) return exchange.say('tls-already');
  if (!exchange.offersTls) return exchange.say('no-tls');
  exchange.say('ready-for-tls');
  await client.flush();
  exchange.signedIn = false;
  if (!(await client.startTls(setting.certificateOf(exchange.certificate), 'starttls')))
    exchange.isOver = true;
}
