/**
 * `npm run bench`: how fast the program is, beside its peers, on the machine at hand. Every row runs the candidates in turn, several
 * times, each paired with a bare `node -e 0`, since absolute times drift; what counts are medians and ratios. Everything is on loopback.
 * Nothing is installed: a peer that is missing is named, with how to get it.
 *
 * Options: --short (few runs, small letters; what the tests run), --runs N, --only WORD, --json FILE, --markdown FILE.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gateway } from './gateway.mjs';
import { inProcess } from './in-process.mjs';
import { summarize } from './measure.mjs';
import { missingPeers } from './peers.mjs';
import { renderMarkdown, renderTable } from './table.mjs';
import { wholeProcess } from './whole-process.mjs';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    runs: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'string' },
    markdown: { type: 'string' },
  },
});

const setting = {
  short: values.short,
  runs: Number(values.runs ?? (values.short ? 2 : 7)),
  only: values.only ?? '',
  folder: mkdtempSync(join(tmpdir(), 'smtp-lab-bench-')),
  /** Told of each row as it is done, so that a long run is seen to live. */
  told: (row) => {
    process.stderr.write(`${row.name}: ${row.candidates.length} measured\n`);
  },
};

try {
  for (const { name, how } of missingPeers()) process.stderr.write(`not here, left out: ${name} (${how})\n`);
  const rows = [
    ...(await inProcess(setting)),
    ...(await wholeProcess(setting)),
    ...(await gateway(setting)),
  ].map(summarize);
  const facts = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    runs: setting.runs,
    rows,
  };
  process.stdout.write(renderTable(facts));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(facts, null, 2)}\n`);
  if (values.markdown !== undefined) writeFileSync(values.markdown, renderMarkdown(facts));
  // A figure may be slow; a result that is wrong is a failure.
  const broken = rows.flatMap(({ name, candidates }) =>
    candidates.filter(({ error }) => error !== undefined).map((one) => `${name}: ${one.name}: ${one.error}`),
  );
  for (const one of broken) process.stderr.write(`broken: ${one}\n`);
  process.exitCode = broken.length > 0 ? 1 : 0;
} finally {
  rmSync(setting.folder, { recursive: true, force: true });
}
