/**
 * Bounces that say it in a sentence or two: one row a system, each with the pattern of its own sentence on the flat text. `rcpt`, `text`
 * and `peer` are read from their places in it.
 */

import { ADDRESS, firstAddress } from '../addresses.ts';
import { proseRow, stageOf, sureCause } from './prose-row.ts';
import type { ProseRow } from './prose-row.ts';
import { lineAfter, span } from './prose.ts';
import type { Prose, ProseSystem } from './prose.ts';
import type { CauseId } from '../../knowledge/index.ts';
import { causeOf, isSure } from '../cause-of.ts';
import type { FoundCause } from '../cause-of.ts';

const A = ADDRESS.source;
const RCPT = `(?<rcpt>${A})`;

interface Sentence {
  readonly name: string;
  readonly pattern: RegExp;
  /** What has to be true of the header or the text besides. */
  readonly given?: (prose: Prose) => boolean;
  readonly cause?: CauseId;
  /** What it means where the words do not tell. */
  readonly otherwise?: CauseId;
}

const u = (source: string, flags = 'iu'): RegExp => new RegExp(source, flags);

const SENTENCES: readonly Sentence[] = [
  {
    name: 'DragonFly',
    pattern: u(
      `There was an error delivering your mail to <${RCPT}>\\.\\s+(?<text>.{1,1500}?)(?:$|\\s+(?:Message headers|Original message) follow)`,
    ),
  },
  {
    name: 'Google Groups',
    given: ({ flat, failed }) =>
      failed.length > 0 && /\bGoogle ?Groups|groups\.google\.com|Google グループ/i.test(flat),
    pattern: /(?<text>groups\.google\.com|Google ?Groups)/i,
    cause: 'refused-by-rule',
  },
  {
    name: 'Google',
    pattern: u(
      `Delivery to the following recipients? (?:failed permanently|has been delayed|was aborted[^:]{0,40}):\\s+${RCPT}(?:\\s+Message will be retried[^.]{0,40}?\\(s\\))?\\s+(?:Reason: (?:permanent|temporary) failure\\s+)?Technical details of (?:permanent|temporary) failure:\\s*(?<text>.{0,1800})$`,
    ),
  },
  {
    name: 'Google',
    pattern: u(`Delivery to the following recipients? failed permanently:\\s+${RCPT}(?<text>)`),
    cause: 'unknown',
  },
  {
    name: 'Google',
    pattern: u(
      `\\*\\* (?<text>[^*]{3,80}) \\*\\*\\s+.{0,200}?(?:wasn.t delivered to|delivering your message to|problem delivering your message to|message to)\\s+${RCPT}`,
    ),
  },
  {
    name: 'Mimecast',
    pattern: u(
      `addressed to email address\\s*:\\s*--\\s*${RCPT}\\s+could not be delivered\\. The problem appears to be\\s*:\\s*--\\s*(?<first>.{1,200}?)\\s+Additional information follows\\s*:\\s*--\\s*(?<text>.{1,600}?)(?:\\s+This condition occurred|$)`,
    ),
  },
  {
    name: 'KDDI',
    pattern: u(`Could not be delivered to: <?${RCPT}>?\\s+(?:As |Because )?(?<text>.{3,200}?)(?:$|\\.)`),
  },
  {
    name: 'EZweb',
    pattern: u(`Recipient: <${RCPT}>\\s+(?:>>> (?<at>[A-Z ]{4,10}).{0,340}?\\s+)?<<< (?<text>.{1,600})$`),
  },
  {
    name: 'EZweb',
    pattern: u(`<${RCPT}>\\s+Each of the following recipients was rejected by a remote mail server(?<text>)`),
    cause: 'recipient-refuses',
  },
  {
    name: 'MailFoundry',
    pattern: u(
      `Unable to deliver message to: <${RCPT}>\\s+Delivery failed for the following reason:\\s*(?<text>.{1,800}?)(?:\\s+This has been a permanent failure|$)`,
    ),
  },
  {
    name: 'InterScan',
    given: ({ flat, headers }) =>
      /InterScan/i.test(flat) || /InterScan/i.test([...headers.values()].join(' ')),
    pattern: u(
      `(?:Unable to deliver message to <${RCPT}>|message to ${RCPT.replace('rcpt', 'other')})(?<text>.{0,300})`,
    ),
    cause: 'unknown-user',
  },
  {
    name: 'X6',
    pattern: u(`SMTP Server <(?<peer>[^>]{1,255})> rejected recipient <${RCPT}>(?<text>.{0,900})`),
  },
  {
    name: 'Zoho',
    pattern: u(
      `Status: Error, Address: <${RCPT}>, ResponseCode (?<code>\\d{3}),\\s*,?\\s*(?<text>[^\\]]{1,400})`,
    ),
  },
  {
    name: 'Zoho',
    pattern: u(`${RCPT},? ERROR CODE ?:(?<code>\\d{3})[ -]{0,3}(?<text>.{0,400})`),
  },
  {
    name: 'Zoho',
    pattern: u(
      `${RCPT} (?<first>[A-Z][\\w ]{2,40}), ERROR_CODE :(?<code>\\d{3}),\\s*(?:ERROR_CODE :)?(?<text>.{0,400})`,
    ),
  },
  {
    name: 'Apache James',
    pattern: u(`Error message below:\\s*(?<text>.{1,600}?)\\s+Message details:.{0,600}?RCPT TO: ${RCPT}`),
  },
  {
    name: 'Apache James',
    pattern: u(
      `The following recipient\\(s\\) could not receive your message.{0,300}?${RCPT}(?<text>.{0,400})`,
    ),
  },
  {
    name: 'm-FILTER',
    pattern: u(
      `${RCPT}\\s+-{4,}server message\\s+(?<text>.{1,900}?)\\s+-{4,}SMTP command\\s+(?<at>[A-Z ]{4,10}?)(?:\\s|$)`,
    ),
  },
  {
    name: 'X2',
    pattern: u(`Delivery failed: ${RCPT}\\s+(?<text>.{1,900})`),
  },
  {
    name: 'MailMarshal',
    pattern: u(
      `Could not be delivered because of\\s+(?<text>.{1,600}?)\\s+The following recipients were affected:\\s+${RCPT}`,
    ),
  },
  {
    name: 'Notes',
    pattern: u(`-{3,} ?Failure Reasons\\s*-{3,}\\s+(?<text>.{1,400}?)\\s+${RCPT}`),
  },
  {
    name: 'Domino',
    pattern: u(`was not delivered to:?\\s+${RCPT}\\s+because:?\\s+(?<text>.{1,900})`),
  },
  {
    name: 'IMail',
    given: ({ headers }) =>
      /SMTP32|IMail/i.test(headers.get('x-mailer') ?? '') ||
      /undeliverable mail/i.test(headers.get('subject') ?? ''),
    pattern: u(`^(?<text>[A-Za-z][\\w ,.'-]{5,80}?)(?: to)?: ${RCPT}`),
  },
  {
    name: 'IMail',
    given: ({ headers }) => /SMTP32|IMail/i.test(headers.get('x-mailer') ?? ''),
    pattern: u(`(?:Delivery failed|undeliverable to) .{0,80}?${RCPT}(?<text>.{0,300})`),
  },
  {
    name: 'Verizon',
    pattern: u(
      `Message could not be delivered to mobile\\.\\s+Error: (?<text>.{1,200}?)\\s+Original Message:?.{0,300}?To: ${RCPT}`,
    ),
  },
  { name: 'Verizon', pattern: u(`Message could not be delivered to mobile\\.\\s+Error: (?<text>.{1,200})$`) },
  {
    name: 'SurfControl',
    pattern: u(
      `Failed to send to identified host,\\s+${RCPT}: \\[(?<peer>[^\\]]{1,60})\\],\\s*(?<text>.{1,400}?)(?:\\s+---|$)`,
    ),
  },
  {
    name: 'Messaging Server',
    pattern: u(
      `Recipient address: (?:@\\S{1,255}:)?(?<first>\\S{1,320})(?:\\s+Original address: ${RCPT})?\\s+Reason: (?<text>.{1,900})$`,
    ),
  },
  { name: 'FML', pattern: u(`(?<text>Duplicated Message-ID) in <${RCPT}>`), cause: 'loop' },
  {
    name: 'Dovecot',
    pattern: u(`Your message to <${RCPT}> was automatically rejected:\\s*(?<text>.{1,600})`),
    otherwise: 'recipient-refuses',
  },
  {
    name: 'Mailman',
    pattern: u(
      `Your (?:request|message) to (?:the )?<?${RCPT}>?(?: mailing list)?\\s+(?<text>.{0,400}?(?:has been|was) rejected(?: by the list moderator|\\.).{0,400})`,
    ),
    otherwise: 'recipient-refuses',
  },
  {
    name: 'Facebook',
    pattern: u(`(?:could not be delivered to|rejected by) Facebook.{0,200}?${RCPT}(?<text>.{0,300})`),
  },
  {
    name: 'provider',
    pattern: u(
      `(?:your (?:message|e-?mail|mail)|the (?:message|following message|e-?mail)|this (?:message|e-?mail)|message)\\b.{0,60}? to (?:the )?(?:address |recipient |e-?mail address |<)?<?${RCPT}>?,? (?:could not|cannot|can.t|was not|wasn.t|has not been|couldn.t) (?:be )?(?:delivered|sent)\\b(?<text>.{0,600})`,
    ),
  },
  {
    name: 'provider',
    pattern: u(
      `(?:unable to deliver|could not deliver|failed to deliver|cannot deliver|couldn.t deliver|delivery failed|delivery failure|undeliverable)\\b.{0,80}?(?:to|for|:)\\s*(?:the following (?:address|recipient)e?s?:?\\s*)?<?${RCPT}>?(?<text>.{0,600})`,
    ),
  },
  {
    name: 'provider',
    pattern: u(
      `(?:could not|cannot|can.t|couldn.t|was not|wasn.t|not) be (?:delivered|sent) to:? (?:the (?:address|recipient) )?<?${RCPT}>?(?<text>.{0,600})`,
    ),
  },
  {
    name: 'provider',
    pattern: u(
      `(?:delivery|message|e-?mail|mail) (?:to|for) <?${RCPT}>? (?:has |was )?(?:failed|refused|rejected|bounced)\\b(?<text>.{0,600})`,
    ),
  },
  {
    name: 'provider',
    pattern: u(
      `(?:failed|failing|undeliverable|intended|invalid|rejected|affected) (?:e-?mail )?(?:address|recipient)(?:es|s|\\(e?s\\))?\\s*:\\s*<?${RCPT}>?(?<text>.{0,600})`,
    ),
  },
  {
    name: 'provider',
    pattern: u(
      `(?<text>(?:the (?:e-?mail )?(?:address|account|mailbox|user)|recipient|mailbox|user)\\b[^.]{0,20}?)<?${RCPT}>?(?<rest> [^.]{0,160}(?:does not exist|not found|unknown|is full|disabled|unavailable|not valid|invalid|rejected|no longer)[^.]{0,80})`,
    ),
  },
];

function readSentences(
  prose: Prose,
  { name, pattern, given, cause, otherwise }: Sentence,
): readonly ProseRow[] | null {
  if (given !== undefined && !given(prose)) return null;
  const flat = prose.flat.slice(0, 12_000);
  const rows: ProseRow[] = [];
  const all = new RegExp(pattern.source, `${pattern.flags}g`);
  for (const found of flat.matchAll(all)) {
    const groups = found.groups ?? {};
    const recipient =
      groups['rcpt'] ??
      groups['other'] ??
      (name === 'Google Groups' ? prose.failed[0] : undefined) ??
      groups['first'] ??
      null;
    const end = lineAfter(prose, pattern);
    const start = prose.lines.findIndex(({ text }) => recipient !== null && text.includes(recipient));
    const lines = prose.lines.slice(Math.max(0, start), Math.max(end, start + 1));
    const quoted = `${groups['text'] ?? ''}${groups['rest'] ?? ''}`.trim();
    const words =
      groups['code'] === undefined
        ? quoted
        : withEnhancedFirst(groups['code'], groups['first'] ?? '', quoted);
    const row = proseRow(recipient, words, span(lines));
    const first =
      name === 'Mimecast' && row.code === null ? `${groups['first'] ?? ''}; ${row.text}` : row.text;
    rows.push({
      ...row,
      text: first,
      stage: row.stage ?? stageOf(groups['at'] ?? ''),
      peer: row.peer ?? groups['peer'] ?? null,
      cause: causeFor(cause, otherwise, row),
    });
    if (rows.length >= 50 || name === 'Google Groups' || name === 'provider') break;
  }
  return rows.length === 0 ? null : rows;
}

function causeFor(
  cause: CauseId | undefined,
  otherwise: CauseId | undefined,
  { code, enhanced, text }: ProseRow,
): FoundCause | null {
  if (cause !== undefined && code === null) return sureCause(cause);
  if (otherwise === undefined) return null;
  const told = causeOf({ code, enhanced, text });
  return isSure(told) ? told : sureCause(otherwise);
}

export const SENTENCE_SYSTEMS: readonly ProseSystem[] = SENTENCES.map((sentence) => ({
  name: sentence.name,
  read: (prose) => readSentences(prose, sentence),
}));

/** Code, enhanced code, words: as a reply has them. */
function withEnhancedFirst(code: string, first: string, quoted: string): string {
  const enhanced = /^[245]\.\d{1,3}\.\d{1,3}(?= |$)/.exec(quoted)?.[0] ?? '';
  return `${code} ${enhanced} ${first} ${quoted.slice(enhanced.length)}`.replace(/\s+/g, ' ');
}

/** The recipient of a bounce that names none: where the header or the returned letter has one alone. */
export function soleRecipient(prose: Prose, returnedTo: string | null): string | null {
  if (prose.failed.length === 1) return prose.failed[0] ?? null;
  return returnedTo === null ? null : firstAddress(returnedTo);
}
