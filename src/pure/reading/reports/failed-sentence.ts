/**
 * Bounces whose one sentence says that a letter for an address was not delivered, in whatever language, and why: `Die Nachricht an
 * a@b.example konnte nicht zugestellt werden`. One address in all of the text, and the reason in known words or a reply.
 */

import { addressesOf } from '../addresses.ts';
import { causeOf } from '../cause-of.ts';
import { proseRow } from './prose-row.ts';
import type { ProseRow } from './prose-row.ts';
import { replyRow } from './layout.ts';
import { span } from './prose.ts';
import type { Prose, ProseSystem } from './prose.ts';

const NOT_DELIVERED = new RegExp(
  [
    "(?:could|can|was|were|has|have)(?: ?n[o'’]t| not|not)(?: yet)? (?:be |been )?(?:delivered|sent)|undeliverable|undelivered|delivery (?:has )?failed|failed to deliver|unable to deliver|wasn['’]t delivered|message not delivered|delivery (?:to .{3,200} )?(?:failed|unsuccessful)",
    'nicht zugestellt|unzustellbar|nicht zustellbar|zustellung .{0,60}fehlgeschlagen',
    "pas pu être (?:remis|livr|distribu|achemin|envoy)|n['’]a pas été (?:remis|livr|distribu)|remise impossible|échec de (?:la )?(?:remise|livraison|distribution)|non remis",
    'no se (?:pudo|ha podido|puede) (?:entregar|enviar)|no (?:pudo|ha podido) (?:ser )?entreg|error de entrega|no entregado',
    'non è stato (?:possibile )?(?:recapit|consegn)|impossibile (?:recapitare|consegnare)|mancat[ao] (?:recapito|consegna)',
    'não (?:pôde|pode|foi possível|foi) (?:ser )?entreg|falha na entrega|não entregue',
    '(?:niet|kon niet) (?:worden )?(?:afgeleverd|bezorgd)|onbestelbaar',
    'nie (?:mogła|mógł|można|została|zostało|udało się).{0,24}(?:dostarcz|doręcz)|niedostarczon',
    'nelze doručit|nepodařilo.{0,20}doruč|nebyla? doručen',
    'не (?:было |может быть |могло быть |удалось |смогли )?(?:доставлен|доставить|доставлено)|недоставлен|невозможно доставить|не удалось доставить',
    '无法(?:送达|投递|发送|递送)|未能(?:送达|投递|发送)|没有送达|投递失败|发送失败|退信|被退回|配信(?:できません|不能|されません|に失敗)|送信できません|전달되지|배달되지|배달하지 못',
    'teslim edilem|kunne ikke leveres|kunde inte levereras|ei voitu toimittaa|levererades inte',
  ].join('|'),
  'iu',
);
const OURS = /^(?:postmaster|mailer-daemon|abuse|no-?reply|help|support|hostmaster|admin)@/i;
/** A text longer than this is a letter that may speak of anything. */
const MOST_TEXT = 3000;

function readFailedSentence(prose: Prose): readonly ProseRow[] | null {
  const { flat, lines } = prose;
  if (flat.length > MOST_TEXT || !NOT_DELIVERED.test(flat)) return null;
  const people = [...new Set(addressesOf(flat))].filter((address) => !OURS.test(address));
  const [only] = people;
  if (only === undefined || people.length > 1) return null;
  const replied = replyRow(
    only,
    lines,
    lines.map(({ text }) => text.trim()),
  );
  if (replied !== null) return [replied];
  // What the sentence itself says comes before what the reader is advised to do.
  const sentence = flat.split(/(?<=[.!?。])\s/).find((one) => NOT_DELIVERED.test(one)) ?? flat;
  for (const text of [sentence, flat]) {
    const by = causeOf({ code: null, enhanced: null, text })?.by;
    if (by === 'words' || by === 'provider') return [proseRow(only, text, span(lines), NO_CODES)];
  }
  return null;
}

/** Of the sentences of a letter none is a reply. */
const NO_CODES = { code: null, enhanced: null };

export const FAILED_SENTENCE: ProseSystem = { name: 'failed-sentence', read: readFailedSentence };
