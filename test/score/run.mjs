// How many of the examples of our own are answered right, by field, as the built program answers them: `npm run score`. It measures
// and judges nothing; that each is right is what test/pure/reading holds.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'bin/smtp-lab.js');
const fixtures = join(root, 'test/fixtures/reading');
const nothing = (text) => (text === '-' ? null : text);
const tally = new Map();
const count = (field, right) => {
  const row = tally.get(field) ?? [0, 0];
  tally.set(field, [row[0] + (right ? 1 : 0), row[1] + 1]);
};

function explain(text) {
  const { stdout } = spawnSync(process.execPath, [program, 'explain', '--json'], {
    input: text,
    encoding: 'utf8',
  });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const textsOf = (file) => readFileSync(join(fixtures, file), 'utf8').split(/^=== /m).slice(1);
for (const piece of [...textsOf('bounces.txt'), ...textsOf('errors.txt')]) {
  const [, ...lines] = piece.split('\n');
  const end = lines.indexOf('');
  const rows = explain(lines.slice(end + 1).join('\n'));
  for (const line of lines.slice(0, end)) {
    const [recipient, code, enhanced, cause] = line.split(' | ').map(nothing);
    const mine = rows.find((row) => row.recipient === recipient);
    count('bounces: recipient', mine !== undefined);
    count('bounces: cause', mine?.cause === cause);
    count(
      'bounces: codes',
      mine !== undefined &&
        String(mine.code) === String(code === null ? null : Number(code)) &&
        mine.enhanced === enhanced,
    );
  }
  count('bounces: no answer too many', rows.length === end);
}
const linesOf = (file) => readFileSync(join(fixtures, file), 'utf8').trimEnd().split('\n').slice(1);
for (const [line, front] of [
  ...linesOf('logs.tsv').map((line) => [line, 'Jan 12 10:00:00 mx ']),
  ...linesOf('log-lines.tsv').map((line) => [line, '']),
]) {
  const [recipient, queue, code, enhanced, cause, side, ...text] = line.split('\t');
  const [row] = explain(`${front}${text.join('\t')}\n`);
  count('logs: recipient', row?.recipient === nothing(recipient));
  count('logs: queue id', row?.queueId === nothing(queue));
  count('logs: codes', String(row?.code) === String(nothing(code)) && row?.enhanced === nothing(enhanced));
  count('logs: cause', row?.cause === cause);
  count('logs: side', row?.side === side);
}
for (const [field, [right, of]] of tally) console.log(`${field.padEnd(30)} ${right}/${of}`);
