/** A letter as its reader sees it, with the envelope that its reader does not see beside it. SECURITY: the voice makes all of it visible. */

import { readAsReader } from '../../io/letters/index.ts';
import type { ReceivedMail } from '../../io/serve/index.ts';
import type { LearnWords } from '../../pure/phrases/index.ts';
import type { Voice } from '../explorer/index.ts';

/** Lines of a text that are shown. */
const MOST_LINES = 12;

/** Shows it. */
export async function showLetter(mail: ReceivedMail, voice: Voice, words: LearnWords): Promise<void> {
  const { fields, unseen, text, unparted, attachments } = await readAsReader(mail.content);
  const labels = words.letterShown;
  voice.note(labels.title);
  const row = voice.quoted;
  row(
    labels.envelope(mail.from === '' ? '<>' : `<${mail.from}>`, mail.to.map((one) => `<${one}>`).join(', ')),
  );
  if (fields.length === 0) row(unseen > 0 ? labels.noSeenFields(unseen) : labels.noFields);
  for (const { name, value } of fields) row(`${name}: ${value}`);
  row(unparted ? labels.unparted : '');
  if (text === '') row(labels.noText);
  const lines = text.replace(/\n+$/, '').split('\n');
  for (const line of text === '' ? [] : lines.slice(0, MOST_LINES)) row(line);
  if (lines.length > MOST_LINES) row(labels.more(lines.length - MOST_LINES));
  for (const { name, type, octets } of attachments) row(labels.attachment(name, type, octets));
}
