/**
 * Delivery reports (RFC 3464, RFC 6533), also bare ones: a reading a recipient, from its fields. The prose beside them is asked only
 * where a field is missing or says nothing.
 */

import { addressOf, firstAddress, isPlain } from '../addresses.ts';
import { causeOf, isSure } from '../cause-of.ts';
import type { FoundCause } from '../cause-of.ts';
import { findingsOf } from '../findings.ts';
import { makeReading } from '../reading.ts';
import type { FindingCode, Reading, Stage } from '../reading.ts';
import { readSaid } from '../said.ts';
import type { Said } from '../said.ts';
import type { ProseRow } from './prose-row.ts';
import type { FieldBlock, StatusFields } from './status-fields.ts';

const STATUS = /^\s*([245]\.\d{1,3}\.\d{1,3})\s*(?:\((.*)\))?/;

export function readReport(
  { report, recipients }: StatusFields,
  prose: readonly ProseRow[],
  system: string | null,
): readonly Reading[] {
  const reporter = (report.get('reporting-mta') ?? '').replace(/^\s*[\w-]+\s*;\s*/, '').trim();
  return recipients.map((block) =>
    readingOf(block, proseFor(block, prose, recipients.length), reporter === '' ? null : reporter, system),
  );
}

/** The prose about the same recipient; about the only one, where both have one. */
function proseFor(block: FieldBlock, prose: readonly ProseRow[], blocks: number): ProseRow | null {
  const own = recipientOf(block, null)?.toLowerCase() ?? '';
  const same = prose.find((row) => row.recipient?.toLowerCase() === own);
  if (same !== undefined) return same;
  return blocks === 1 && prose.length === 1 ? (prose[0] ?? null) : null;
}

function recipientOf({ fields }: FieldBlock, prose: ProseRow | null): string | null {
  const final = fields.get('final-recipient') ?? '';
  const original = fields.get('original-recipient') ?? '';
  if (isPlain(final)) return addressOf(final);
  if (isPlain(original)) return addressOf(original);
  const named = addressOf(final) ?? addressOf(original) ?? addressOf(fields.get('x-actual-recipient') ?? '');
  return prose?.recipient ?? named ?? firstAddress(final);
}

interface Told {
  readonly said: Said;
  readonly verdict: FoundCause | null;
}

function readingOf(
  block: FieldBlock,
  prose: ProseRow | null,
  reporter: string | null,
  system: string | null,
): Reading {
  const { fields, first, last } = block;
  const status = STATUS.exec(fields.get('status') ?? '');
  const own = status?.[1] ?? null;
  const diagnostic = fields.get('diagnostic-code') ?? '';
  const type = /^\s*([\w-]+)\s*;/.exec(diagnostic)?.[1]?.toLowerCase() ?? '';
  const words = diagnostic.replace(/^\s*[\w-]+\s*;\s*/, '').trim();
  const said = type === 'x-unix' ? { ...readSaid(''), text: words } : readSaid(words);
  const reply = said.reply;
  const code = reply?.code ?? prose?.code ?? null;
  const enhanced = finest(reply?.enhanced ?? null, own, prose?.enhanced ?? null);
  const action = (fields.get('action') ?? '').trim().toLowerCase();
  const stage: Stage | null = said.stage ?? prose?.stage ?? null;
  const told: Told[] = [];
  const consider = (one: Said, judged: FoundCause | null): void => {
    told.push({ said: one, verdict: judged });
  };
  if (words !== '')
    consider(
      said,
      type === 'x-unix' ? ofProgram(words, own) : causeOf({ code, enhanced, text: said.text, stage }),
    );
  const comment = status?.[2] ?? '';
  if (comment !== '' && reply === null)
    consider({ ...readSaid(''), text: comment }, causeOf({ code: null, enhanced, text: comment, stage }));
  if (prose !== null && (prose.cause !== null || prose.text !== ''))
    consider(
      { ...readSaid(''), stage: prose.stage, peer: prose.peer, text: prose.text },
      prose.cause ?? causeOf({ code, enhanced, text: prose.text, stage }),
    );
  if (told.length === 0) consider(said, causeOf({ code, enhanced, text: '', stage }));
  const best =
    told.find(({ verdict }) => verdict?.by === 'words' || verdict?.by === 'provider') ??
    told.find(({ verdict }) => verdict !== null);
  const verdict = best?.verdict ?? null;
  const cause =
    action.startsWith('deliver') || action.startsWith('relay') || action.startsWith('expand')
      ? 'delivered'
      : action.startsWith('delay') &&
          (verdict === null || verdict.by === 'code' || verdict.by === 'vague' || verdict.cause === 'gave-up')
        ? 'delayed'
        : (verdict?.cause ?? null);
  const text = best?.said.text ?? '';
  const findings: FindingCode[] = [...findingsOf({ code, enhanced, text })];
  if (own !== null && enhanced !== null && own !== enhanced && !own.endsWith('.0.0'))
    findings.push('status-differs');
  const remote = (fields.get('remote-mta') ?? '').replace(/^\s*[\w-]+\s*;\s*/, '').trim();
  return makeReading({
    kind: 'report',
    system,
    cause,
    sure: isSure(verdict),
    provider: verdict?.provider ?? null,
    code,
    enhanced,
    recipient: recipientOf(block, prose),
    queueId: null,
    peer: said.peer ?? (remote === '' ? (prose?.peer ?? null) : remote),
    reporter,
    stage,
    side:
      cause === 'delivered' || (action.startsWith('delay') && code === null) ? 'not-a-refusal' : undefined,
    lines: [first, last],
    findings,
    said: [words === '' ? null : words, words === '' ? (comment === '' ? text : comment) : null]
      .filter((one) => one !== null)
      .join(' '),
    time: fields.get('last-attempt-date') ?? null,
  } as Parameters<typeof makeReading>[0]);
}

/** What the program that delivers says for itself: only a full mailbox or disk is another cause. */
function ofProgram(words: string, status: string | null): FoundCause | null {
  const judged = causeOf({ code: null, enhanced: status, text: words });
  const own: FoundCause = { cause: 'delivery-program', by: 'words', provider: null };
  if (judged === null || judged.by !== 'words') return own;
  return ['mailbox-full', 'disk-full', 'message-too-large', 'loop'].includes(judged.cause) ? judged : own;
}

/** The code that says most: that of the reply, unless it only names the class. */
function finest(reply: string | null, status: string | null, prose: string | null): string | null {
  const all = [reply, status, prose].filter((one) => one !== null);
  const vague = /^\d\.(?:0\.0|\d\.0)$/;
  const [first] = all;
  if (first !== undefined && !vague.test(first)) return first;
  return (
    all.find((one) => !one.endsWith('.0.0') && !vague.test(one)) ??
    all.find((one) => !one.endsWith('.0.0')) ??
    first ??
    null
  );
}
