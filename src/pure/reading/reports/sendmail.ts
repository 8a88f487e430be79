/**
 * Sendmail's bounces since version 5, and those that write as it does (ActiveHunter, Biglobe, old AOL): a list of addresses, and the
 * transcript of the session. A `503 Need RCPT` behind a refused RCPT is a consequence and no reason.
 */

import { ADDRESS } from '../addresses.ts';
import { beginsReply } from '../reply-text.ts';
import { proseRow } from './prose-row.ts';
import type { ProseRow } from './prose-row.ts';
import { joined, lineAfter, span } from './prose.ts';
import type { Prose, ProseSystem } from './prose.ts';
import type { TextLine } from '../letters/letter.ts';

const LIST =
  /-{3,} The following addresses? had (?:permanent (?:fatal |delivery )?|transient (?:non-fatal )?|fatal |delivery )?(?:errors|problems) -{3,}/i;
const TRANSCRIPT =
  /-{3,} ?(?:Transcript of session follows|Non-delivered information|transcript of session) ?-{3,}/i;
const LISTED = new RegExp(`^\\s*(?:>>> )?[<"]?(${ADDRESS.source}|\\|[^"]{1,200})[>"]?(.*)$`, 'u');

interface Listed {
  readonly recipient: string | null;
  readonly lines: TextLine[];
  reason: string;
}

interface Spoken {
  readonly command: string;
  readonly said: string;
  readonly lines: TextLine[];
}

interface Transcript {
  readonly spoken: readonly Spoken[];
  /** `550 5.1.1 <a@b>... User unknown` and `<a@b>... Deferred: …`. */
  readonly verdicts: readonly { readonly text: string; readonly lines: TextLine[] }[];
  /** What programs said for themselves, and when the queue gave up. */
  readonly notes: readonly string[];
  readonly host: string | null;
}

function listedIn(lines: readonly TextLine[]): readonly Listed[] {
  const listed: Listed[] = [];
  for (const line of lines) {
    if (TRANSCRIPT.test(line.text)) break;
    const reason = /^\s+\(reason: ?(.*)$/.exec(line.text);
    const current = listed.at(-1);
    if (reason !== null && current !== undefined) {
      current.reason = (reason[1] ?? '').replace(/\)\s*$/, '');
      current.lines.push(line);
      continue;
    }
    const expanded = /^\s+\((?:expanded|ultimately generated) from: ?<?([^<>)]{1,320})>?\)/.exec(line.text);
    if (expanded !== null && current !== undefined) {
      if (current.recipient === null)
        listed[listed.length - 1] = { ...current, recipient: expanded[1] ?? null };
      continue;
    }
    const found = LISTED.exec(line.text);
    if (found !== null) {
      const text = found[1] ?? '';
      const rest = (found[2] ?? '').replace(/^[\s(:.]+|\)\s*$/g, '').replace(/^<[^>]*>$/, '');
      listed.push({ recipient: text.startsWith('|') ? null : text, lines: [line], reason: rest });
    } else if (
      line.text.trim() !== '' &&
      current !== undefined &&
      /^\s{4,}/.test(line.text) &&
      current.reason !== ''
    )
      current.reason = `${current.reason} ${line.text.trim().replace(/\)\s*$/, '')}`;
  }
  return listed;
}

function transcriptOf(lines: readonly TextLine[]): Transcript {
  const spoken: Spoken[] = [];
  const verdicts: { text: string; lines: TextLine[] }[] = [];
  const notes: string[] = [];
  let host: string | null = null;
  let command = '';
  let reply: Spoken | null = null;
  for (const line of lines) {
    const text = line.text.trim();
    const talking = /^(?:\.\.\. )?while talking to (\S{1,255}?)\.?:?$/i.exec(text);
    if (talking !== null) host = talking[1] ?? null;
    else if (text.startsWith('>>> ')) {
      command = text.slice(4);
      reply = null;
    } else if (text.startsWith('<<<')) {
      const said = text.slice(3).trim();
      if (reply === null || !/^\d{3}-/.test(reply.said)) {
        reply = { command, said, lines: [line] };
        spoken.push(reply);
      } else {
        const longer: Spoken = {
          command: reply.command,
          said: `${reply.said}\n${said}`,
          lines: [...reply.lines, line],
        };
        spoken[spoken.length - 1] = longer;
        reply = longer;
      }
    } else if (beginsReply(text) || /^\S{1,330}\.\.\. /.test(text)) {
      const previous = verdicts.at(-1);
      // The lines of one reply of several.
      if (
        previous !== undefined &&
        /^\d{3}-/.test(previous.text) &&
        text.startsWith(previous.text.slice(0, 3))
      )
        previous.text = `${previous.text}\n${text}`;
      else verdicts.push({ text, lines: [line] });
    } else if (text !== '') notes.push(text);
  }
  return { spoken, verdicts, notes, host };
}

/** Replies that follow from another refusal. */
const CONSEQUENCE = /^(?:503 |554 (?:5\.5\.1 )?(?:no valid recipients|error: no valid)|250 |354 |220 )/i;

function rowFor(listed: Listed, transcript: Transcript, alone: boolean): ProseRow {
  const { recipient } = listed;
  const about = (text: string): boolean =>
    recipient !== null && text.toLowerCase().includes(recipient.toLowerCase());
  const reasoned = listed.reason !== '' && /\S/.test(listed.reason) ? listed.reason : null;
  const rcpt = transcript.spoken.find(
    ({ command, said }) => /^RCPT/i.test(command) && about(command) && /^[45]/.test(said),
  );
  const told = transcript.spoken.filter(({ said }) => /^[45]/.test(said) && !CONSEQUENCE.test(said));
  const spoken =
    rcpt ??
    told.find(({ said }) => about(said)) ??
    (alone ? told[0] : undefined) ??
    told.find(({ command }) => !/^RCPT/i.test(command));
  const verdict =
    transcript.verdicts.find(({ text }) => about(text) && !CONSEQUENCE.test(text)) ??
    (alone ? transcript.verdicts.find(({ text }) => !CONSEQUENCE.test(text)) : undefined);
  const gaveUp =
    transcript.notes.find((note) =>
      /could not be delivered for|will be deleted|still undelivered/i.test(note),
    ) ?? '';
  const words =
    spoken?.said ??
    (reasoned !== null && /^\d{3}[- ]\S/.test(reasoned) ? reasoned : null) ??
    verdict?.text.replace(/^(\d{3} (?:[245]\.\d+\.\d+ )?)?\S{1,330}\.\.\. /, '$1') ??
    (/^\d+$/.test(reasoned ?? '') ? null : reasoned) ??
    '';
  const lines = [...listed.lines, ...(spoken?.lines ?? verdict?.lines ?? [])];
  const row = proseRow(recipient, words, span(lines), {
    peer: transcript.host,
    ...(spoken === undefined ? {} : { stage: stageOfCommand(spoken.command) }),
  });
  const aside = transcript.notes.filter((note) => /^[\w.-]{2,30}: /.test(note)).join(' ');
  const vague = aside !== '' && /^service unavailable$/i.test(row.text);
  const more = [vague ? '' : row.text, row.text.length < 30 ? aside : '', gaveUp].filter((one) => one !== '');
  return { ...row, text: more.join('; ') };
}

function stageOfCommand(command: string): ProseRow['stage'] {
  if (/^MAIL/i.test(command)) return 'mail';
  if (/^RCPT/i.test(command)) return 'rcpt';
  if (/^(?:DATA|\.)/i.test(command)) return 'message';
  return /^(?:EHLO|HELO)/i.test(command) ? 'ehlo' : null;
}

function readTranscript(prose: Prose): readonly ProseRow[] | null {
  const list = lineAfter(prose, LIST);
  const session = lineAfter(prose, TRANSCRIPT);
  if (list === -1 && session === -1) return null;
  const transcript =
    session === -1
      ? { spoken: [], verdicts: [], notes: [], host: null }
      : transcriptOf(prose.lines.slice(session));
  const listed = list === -1 ? [] : listedIn(prose.lines.slice(list));
  if (listed.length > 0) {
    // Plain words below the line of the addresses, as Biglobe has them, are about all of them.
    const loose =
      transcript.spoken.length + transcript.verdicts.length === 0
        ? joined(session === -1 ? [] : prose.lines.slice(session).slice(0, 6))
        : '';
    return listed.map((one) => {
      const row = rowFor(one, transcript, listed.length === 1);
      return row.text === '' && loose !== '' ? proseRow(one.recipient, loose, row.lines) : row;
    });
  }
  return fromTranscript(transcript);
}

/** Version 5 lists no addresses: they stand in the transcript. */
function fromTranscript(transcript: Transcript): readonly ProseRow[] | null {
  const rows: ProseRow[] = [];
  for (const { text, lines } of transcript.verdicts) {
    const address = new RegExp(`<(${ADDRESS.source})>\\.\\.\\. `, 'u').exec(text)?.[1];
    if (address === undefined || rows.some(({ recipient }) => recipient === address)) continue;
    const words = text.replace(/^(\d{3}) \S{1,330}\.\.\. (?:\d{3} )?/, '$1 ');
    const inner = /\.\.\. (\d{3}) /.exec(text)?.[1];
    const said = transcript.spoken.find(({ said: one }) => one.includes(address));
    rows.push(
      proseRow(
        address,
        said?.said ?? (inner === undefined ? words : words.replace(/^\d{3}/, inner)),
        span(said?.lines ?? lines),
        { peer: transcript.host },
      ),
    );
  }
  if (rows.length > 0) return rows;
  const [only] = transcript.verdicts;
  const spoken = transcript.spoken.find(({ said }) => /^[45]/.test(said));
  if (spoken !== undefined)
    return [proseRow(null, spoken.said, span(spoken.lines), { peer: transcript.host })];
  return only === undefined
    ? null
    : [proseRow(null, only.text.replace(/^(\d{3}) \S{1,330} \(smtp\)\.\.\. /, '$1 '), span(only.lines))];
}

export const SENDMAIL: ProseSystem = { name: 'Sendmail', read: readTranscript };
