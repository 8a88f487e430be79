/**
 * The answer to what a reader of others' texts found: words for its cause, for the one whom its side implies; where only a class of
 * codes tells, what the registry says of the codes. A title never contradicts its text: both come from one row.
 */

import { loadRefusals } from '../knowledge/index.ts';
import { readingWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import type { FindingCode, Reading } from '../reading/index.ts';
import type { Answer } from './answer.ts';

/** An answer with the fields of a reading beside it. */
export interface ReadingAnswer extends Answer {
  readonly reading: Reading;
  readonly found: readonly { readonly code: FindingCode; readonly text: string }[];
}

/** What the registry says of one code. */
type Look = (code: string) => Promise<Answer | null>;

export async function answerReading(
  reading: Reading,
  term: string,
  lang: Lang,
  look: Look,
): Promise<ReadingAnswer> {
  const { code, enhanced, cause, side, sure } = reading;
  const finer = enhanced === null ? null : await look(enhanced);
  const basic = code === null ? null : await look(String(code));
  const main = finer ?? basic;
  const codes = [code, enhanced].filter((one) => one !== null).join(' ');
  const refusals = await loadRefusals(lang);
  const said = cause === null ? undefined : refusals.causes.get(cause);
  const known = said !== undefined && (sure || main === null || code === null) ? said : undefined;
  const ours = side === 'ours-refused-client' || side === 'ours-failed';
  const provider = ours || reading.provider === null ? undefined : refusals.providers.get(reading.provider);
  // An error text is about the server that a program looked for, and not about a recipient.
  const isServerName = reading.kind === 'error' && cause === 'recipient-domain' && code === null;
  if (isServerName) return { ...namelessServer(lang), term, reading };
  const title = known?.title ?? bareTitle(main, codes);
  const advice = ours ? said?.own : (provider?.cure ?? known?.next);
  const findings = reading.findings.map((one) => ({ code: one, text: readingWords[lang].findings[one] }));
  return {
    term,
    kind: reading.kind,
    title: codes === '' ? title : `${codes}: ${title}`,
    text: provider?.cause ?? known?.text ?? main?.text ?? said?.text ?? '',
    next: advice ?? main?.next ?? said?.next ?? '',
    source: main?.source ?? '',
    more: [
      ...(known !== undefined && main !== null ? [main.text] : []),
      ...(finer !== null && basic !== null ? [`${code ?? ''}: ${basic.text}`] : []),
      ...(main?.more ?? []),
    ],
    findings: findings.map(({ text }) => text),
    found: findings,
    reading,
  };
}

/** An unknown code names itself in its title: it is not said twice. */
function bareTitle(main: Answer | null, codes: string): string {
  const own = codes.split(' ').at(-1) ?? '';
  const title = main?.title ?? codes;
  return title.startsWith(`${own}: `) ? title.slice(own.length + 2) : title;
}

function namelessServer(lang: Lang): Omit<ReadingAnswer, 'term' | 'reading'> {
  return { ...readingWords[lang].serverName, kind: 'error', source: '', more: [], findings: [], found: [] };
}
