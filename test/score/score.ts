/**
 * How many of the examples of our own are answered right, by what is asked of an answer, as the program itself says it: each goes through
 * a command line of its own. It measures and judges nothing; that each is right is what the tests hold.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSWORD, PLAIN_TALK, printAs, SCREENS, TLS_TALK } from '../support/debug-screens.ts';
import type { Said as Talk } from '../support/debug-screens.ts';
import {
  bounceExamples,
  errorExamples,
  logExamples,
  pastedExamples,
  rawLogExamples,
} from '../support/reading-examples.ts';
import type { BounceExample, Expected, LogExample } from '../support/reading-examples.ts';
import { runHere } from '../support/run-inside.ts';

type Row = Readonly<Record<string, unknown>>;

class Tally {
  readonly #rows = new Map<string, { right: number; of: number; goal: string }>();

  count(what: string, right: boolean, goal: string): void {
    const row = this.#rows.get(what) ?? { right: 0, of: 0, goal };
    this.#rows.set(what, { right: row.right + (right ? 1 : 0), of: row.of + 1, goal });
  }

  lines(): readonly string[] {
    const wide = Math.max(...[...this.#rows.keys()].map((what) => what.length)) + 2;
    return [...this.#rows].map(([what, { right, of, goal }]) => {
      const share = goal === '0' ? '' : `${((100 * right) / of).toFixed(1)} %`;
      return `${what.padEnd(wide)}${`${String(right)}/${String(of)}`.padStart(10)}  ${share.padStart(8)}  goal ${goal}`;
    });
  }
}

const tally = new Tally();

async function run(args: readonly string[], input: string) {
  const { code, out, err } = await runHere(args, { env: { LANG: 'C.UTF-8', SMTP_LAB_LANG: 'en' }, input });
  return { code, out, err };
}

function rowsOf(out: string): readonly Row[] {
  return out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Row);
}

/** A code whose digits stand nowhere in the text, nor in what is encoded in it. */
function isInvented(text: string, row: Row): boolean {
  const encoded = [...text.matchAll(/^[A-Za-z0-9+/]{20,76}={0,2}$/gm)].map(([line]) => line).join('');
  const digits = `${text} ${Buffer.from(encoded, 'base64').toString()}`.replace(/\D+/g, ' ');
  const code = typeof row['code'] === 'number' ? String(row['code']) : '';
  const enhanced = typeof row['enhanced'] === 'string' ? row['enhanced'].replaceAll('.', ' ') : '';
  return !digits.includes(code) || !digits.includes(enhanced);
}

function sameCodes(row: Row | undefined, { code, enhanced }: Expected): boolean {
  return row !== undefined && row['code'] === code && row['enhanced'] === enhanced;
}

async function scoreText(kind: string, { text, expected }: BounceExample): Promise<void> {
  const rows = rowsOf((await run(['explain', '--json'], text)).out);
  for (const wanted of expected) {
    const mine = rows.find(({ recipient }) => recipient === wanted.recipient);
    tally.count(`${kind}: right recipient`, mine !== undefined, '≥ 97 %');
    tally.count(`${kind}: right cause`, mine?.['cause'] === wanted.cause, '≥ 95 %');
    tally.count(`${kind}: codes as they stand`, sameCodes(mine, wanted), '≥ 95 %');
  }
  tally.count(`${kind}: with a wrong answer beside the right ones`, rows.length > expected.length, '0');
  tally.count(
    `${kind}: with an invented code`,
    rows.some((row) => isInvented(text, row)),
    '0',
  );
  tally.count(`${kind}: without an answer`, rows.length === 0, '0');
}

async function scoreLine(example: LogExample, line: string): Promise<void> {
  const rows = rowsOf((await run(['explain', '--json'], `${line}\n`)).out);
  const [row] = rows;
  tally.count('log lines: right cause', row?.['cause'] === example.cause, '≥ 95 %');
  tally.count('log lines: right side', row?.['side'] === example.side, '≥ 95 %');
  tally.count('log lines: recipient told', row?.['recipient'] === example.recipient, '≥ 95 %');
  tally.count('log lines: queue id told', row?.['queueId'] === example.queue, '≥ 95 %');
  tally.count('log lines: codes as they stand', sameCodes(row, example), '≥ 95 %');
  tally.count(
    'log lines: with an invented code',
    rows.some((one) => isInvented(line, one)),
    '0',
  );
  const isQuiet = example.side === 'not-a-refusal';
  if (isQuiet) tally.count('log lines: false alarms', row?.['side'] !== example.side, '0');
}

const SECRETS = [PASSWORD, Buffer.from(PASSWORD).toString('base64')];
const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-score-'));

async function scoreScreen(text: string, talk: readonly Talk[]): Promise<void> {
  const judged = await run(['replay', '--judge', '-', '--json'], text);
  const shown = await run(['replay', '--judge', '-', '--explain', 'full'], text);
  const rows = rowsOf(judged.out);
  const count = (type: string): number => rows.filter((row) => row['type'] === type).length;
  const said = (who: string, more: RegExp): number =>
    talk.filter(([side, line]) => side === who && !more.test(line)).length;
  const right = count('command') === said('C', /^$/) && count('reply') === said('S', /^\d{3}-/);
  tally.count('transcripts: read', judged.code !== 2, '≥ 95 %');
  tally.count('transcripts: counts of commands and replies right', right, '≥ 95 %');
  const mode = rows.find((row) => row['type'] === 'tls')?.['mode'] ?? 'none';
  if (talk === TLS_TALK) tally.count('transcripts: TLS seen', mode === 'starttls', '≥ 95 %');
  else tally.count('transcripts: TLS seen where there was none', mode !== 'none', '0');
  tally.count('transcripts: with a false accusation', judged.code === 15, '0');
  const cleaned = await run(['replay', '--redact', '-', '--from', 'auto'], text);
  const checked = await run(['replay', '--redact', '--check', '-', '--from', 'auto'], text);
  const printed = [judged, shown, cleaned].map(({ out, err }) => out + err).join('\n');
  const has = SECRETS.some((secret) => text.includes(secret));
  if (has) {
    tally.count(
      'transcripts: a secret left by --redact or shown',
      SECRETS.some((secret) => printed.includes(secret)),
      '0',
    );
    tally.count('transcripts: --redact --check finds it', checked.code === 15, 'all');
  }
  const repaired = await run(['replay', '--repair', '-'], text);
  const file = join(folder, 'repaired.smtp');
  writeFileSync(file, repaired.out);
  const passes = (await run(['replay', '--check', file], '')).code === 0;
  const good = repaired.code === 0 && passes && !repaired.out.includes('<hidden>');
  tally.count('transcripts: --repair gives a good session file', good, '≥ 95 %');
}

for (const example of bounceExamples()) await scoreText('bounces', example);
for (const example of [...errorExamples(), ...pastedExamples()])
  await scoreText('errors and scraps', example);
for (const example of logExamples()) await scoreLine(example, `Jan 12 10:00:00 mx ${example.line}`);
for (const example of rawLogExamples()) await scoreLine(example, example.line);
for (const screen of Object.values(SCREENS))
  for (const talk of [PLAIN_TALK, TLS_TALK]) await scoreScreen(printAs(screen, talk), talk);
rmSync(folder, { recursive: true });
for (const line of tally.lines()) console.log(line);
